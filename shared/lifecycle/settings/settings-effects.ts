import { isDeepStrictEqual } from 'node:util';
import type { Entity } from '../../records/entity.ts';
import { importedEntities, type Settings } from '../../connections/settings/settings.ts';

/** The sections of the import settings that decide what an entity's records are and what is written of them. */
const SECTIONS_OF = {
  customer: ['customers', 'changedSince'],
  contact: ['contacts'],
  // Hour types and products are told apart by one rule: what is none of the former is one of the latter.
  product: ['products', 'hourTypes'],
  category: ['categories'],
  hourType: ['hourTypes'],
  employee: ['employees'],
} as const satisfies Record<Entity, readonly (keyof Settings['imports'])[]>;

/** What has to happen after settings changed. */
interface SettingsEffects {
  /** Entities to import in full again: the import withdraws what is no longer selected. */
  readonly startRuns: readonly Entity[];
  /** Whether work orders may be exported now that were not before. */
  readonly exportsChanged: boolean;
  /** Whether the budget has to learn another plan or share. */
  readonly planChanged: boolean;
}

/** What a change of settings affects. An entity that is switched off is left as it is in OutSmart. */
export function effectsOf(before: Settings, after: Settings): SettingsEffects {
  const changed = (section: keyof Settings['imports']): boolean =>
    !isDeepStrictEqual(before.imports[section], after.imports[section]);
  return {
    startRuns: importedEntities(after).filter((entity) => SECTIONS_OF[entity].some(changed)),
    exportsChanged: !isDeepStrictEqual(before.exports, after.exports),
    planChanged: before.budgetShare !== after.budgetShare,
  };
}

/** Names of the settings that differ, such as `imports.customers.groupIds`. */
export function changedKeys(before: Settings, after: Settings): string[] {
  return differing(before, after, '').map(({ key }) => key);
}

/** The settings that differ, as the sync log keeps them: their names, and of switches how they are now. */
export function changesToLog(before: Settings, after: Settings): Record<string, string> {
  const changes = differing(before, after, '');
  const named = (name: string, chosen: readonly Difference[]): Record<string, string> =>
    chosen.length === 0 ? {} : { [name]: chosen.map(({ key }) => key).join(', ') };
  return {
    ...named('keys', changes),
    ...named(
      'switchedOn',
      changes.filter(({ value }) => value === true),
    ),
    ...named(
      'switchedOff',
      changes.filter(({ value }) => value === false),
    ),
  };
}

interface Difference {
  readonly key: string;
  /** What it is now. */
  readonly value: unknown;
}

function differing(before: unknown, after: unknown, path: string): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isSection(before) || !isSection(after)) return [{ key: path, value: after }];
  // Rows came to a table of the user's own, or went.
  if (!isDeepStrictEqual(Object.keys(before).sort(), Object.keys(after).sort()))
    return [{ key: path, value: after }];
  return Object.keys(after).flatMap((key) =>
    differing(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
