import type { Entity } from './entity.ts';
import type { Facts } from './facts.ts';

/** A choice, not a fault: such a record is not imported, and withdrawn if OutSmart has it. */
export type OutOfScopeReason = 'archived' | 'outsideGroups' | 'noSide' | 'parentNotImported';

/** Why a record is not imported. */
export type SkipReason =
  OutOfScopeReason | 'noNumber' | 'noName' | 'missingAddress' | 'numberTooLong' | 'numberUnreadable';

/** What a pure mapping makes of one easybill record. */
export type Mapped<Target extends object = object> =
  | {
      readonly outcome: 'mapped';
      /** What it is at OutSmart, when not what its lane is named for. */
      readonly side?: Entity;
      readonly key: string;
      readonly record: Target;
      /** Key of the parent it is to be linked with, where links are records of their own. */
      readonly link?: string | undefined;
      readonly facts?: Facts | undefined;
    }
  | {
      readonly outcome: 'skipped';
      readonly reason: SkipReason;
      /** easybill field names that are the cause, where some are. */
      readonly fields: readonly string[];
      readonly key: string | undefined;
      readonly side?: Entity;
    }
  /** The user does not import what it would be: left alone, whatever OutSmart has. */
  | { readonly outcome: 'ignored'; readonly side?: Entity };
