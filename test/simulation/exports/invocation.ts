import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import type { Mishap } from './choices.ts';

/**
 * What may happen at a call of the second worker. Nobody finishes a draft in the moment between the first worker's look
 * at it and its deletion: nothing could be done about that.
 */
export function mayHappenBeside(mishap: Mishap): boolean {
  return mishap !== 'second' && mishap !== 'personFinishes' && !mishap.startsWith('office');
}

/** A function instance that was ended in the middle of its work. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** The invoice of a work order lacks something. */
export class MissingError extends Error {
  override readonly name = 'MissingError';
}

/** One run of a worker. Once it crashed it makes no call any more. */
export interface Invocation {
  readonly message: ExportMessage;
  crashed: boolean;
  readonly isSecond: boolean;
  /** Whether exports were off when it began. */
  readonly isOff: boolean;
}
