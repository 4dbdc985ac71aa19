import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import type { Connection } from '../../connections/connection.ts';
import { importsEntity } from '../../connections/settings/settings.ts';
import { isSameNumber, type EasybillClient } from '../../easybill/index.ts';
import type { Facts } from '../../records/facts.ts';
import type { MappingReader } from '../../mappings/mapping-store.ts';
import type { Lookup, LookupStore } from './lookup-store.ts';
import { firstOf, makeMissing, type MakingWork, type MissingRecord, type Numbered } from './make-missing.ts';

/** Where records of easybill are known from, for the invoices of one connection. */
export interface RecordSources {
  readonly connection: Connection;
  /** Mappings of a lane, to read. */
  readonly mappings: MappingReader;
  /** For what no import knows. */
  readonly easybill: EasybillClient;
  readonly lookups: Pick<LookupStore, 'get' | 'put'>;
  /** A lookup that began later need not be repeated, epoch milliseconds. */
  readonly lookedSince: number;
  readonly now: () => number;
}

/** A record that can be looked up, and what is to be known of it. */
export interface Lookable<Found extends Numbered, Known> extends Omit<MissingRecord<Found>, 'make'> {
  readonly factsOf: (found: Found) => Facts;
  /** Undefined for facts of an earlier version, which do not say everything. */
  readonly knownOf: (named: Named) => Known | undefined;
}

/** A record of easybill with its facts. */
export type Named = NonNullable<Lookup['found']>;

/** What easybill has for a number. */
export interface LookedUp<Known> {
  readonly lookedAt: number;
  readonly known: Known | undefined;
  /** Two records in use that both have the number. */
  readonly rivals: readonly [first: number, second: number] | undefined;
}

/** What is told of a customer whose invoice is final is not older than this. */
const FRESH_MS = 60 * 60_000;

/**
 * What easybill has by this number; asked unless that was done since the work was queued.
 *
 * @param isFinal whether it also has to be known since an hour at most
 */
export async function lookUp<Found extends Numbered, Known>(
  { lookups, lookedSince, now }: RecordSources,
  { connectionId, kind, key, find, factsOf, knownOf }: Lookable<Found, Known>,
  isFinal: boolean,
): Promise<LookedUp<Known>> {
  const since = isFinal ? Math.max(lookedSince, now() - FRESH_MS) : lookedSince;
  const last = await lookups.get(connectionId, kind, key);
  const known = last?.found && knownOf(last.found);
  if (last && last.lookedAt >= since && (known || !last.found)) return lookedUp(last, known);
  const lookedAt = now();
  const found = await find();
  const record = firstOf(found);
  const rivalId = rivalOf(found);
  const lookup: Lookup = {
    lookedAt,
    found: record && { easybillId: record.id, facts: factsOf(record) },
    ...(rivalId !== undefined && { rivalId }),
  };
  await lookups.put(connectionId, kind, key, lookup);
  return lookedUp(lookup, lookup.found && knownOf(lookup.found));
}

function lookedUp<Known>({ lookedAt, found, rivalId }: Lookup, known: Known | undefined): LookedUp<Known> {
  return {
    lookedAt,
    known,
    rivals: found && rivalId !== undefined ? [found.easybillId, rivalId] : undefined,
  };
}

/** Of several records in use with one number the second. */
function rivalOf(found: readonly Numbered[]): number | undefined {
  const ids = found.filter(({ archived }) => !archived).map(({ id }) => id);
  return ids.sort((a, b) => a - b)[1];
}

/**
 * A record that an import knows as it is at easybill now, unless it was read within the hour. Undefined when it is gone,
 * archived or renumbered by now.
 */
export async function readAnew<Found extends Numbered, Known>(
  { lookups, now }: RecordSources,
  { connectionId, kind, key, get, factsOf, knownOf }: Lookable<Found, Known>,
  { easybillId, facts, readAt = 0 }: MappedRecord,
): Promise<Known | undefined> {
  if (readAt >= now() - FRESH_MS) return knownOf({ easybillId, facts });
  const last = await lookups.get(connectionId, kind, key);
  const isFresh = last?.found?.easybillId === easybillId && last.lookedAt >= now() - FRESH_MS;
  if (isFresh && last.found) return knownOf(last.found);
  const lookedAt = now();
  const record = await get(easybillId);
  if (!record || record.archived || !isSameNumber(record.number, key)) return undefined;
  const found = { easybillId, facts: factsOf(record) };
  await lookups.put(connectionId, kind, key, { lookedAt, found });
  return knownOf(found);
}

/** Makes a record that easybill lacked at the last look, and remembers it. */
export async function makeLookedUp<Found extends Numbered, Known>(
  { lookups, now }: RecordSources,
  making: MakingWork,
  record: Lookable<Found, Known> & MissingRecord<Found>,
  lookedAt: number,
): Promise<Known> {
  const { connectionId, kind, key, factsOf, knownOf } = record;
  const madeAt = now();
  const made = await makeMissing(making, { ...record, find: () => findOnly(record, lookups, now) }, lookedAt);
  const found = { easybillId: made.id, facts: factsOf(made) };
  await lookups.put(connectionId, kind, key, { lookedAt: madeAt, found });
  const known = knownOf(found);
  if (!known) throw new TypeError('facts of a record just read are not of the current version');
  return known;
}

/** Finds a record; two in use leave the invoice to the next attempt, which names both. */
async function findOnly<Found extends Numbered, Known>(
  { connectionId, kind, key, find, factsOf }: Lookable<Found, Known>,
  lookups: RecordSources['lookups'],
  now: () => number,
): Promise<readonly Found[]> {
  const lookedAt = now();
  const found = await find();
  const [record, rivalId] = [firstOf(found), rivalOf(found)];
  if (record === undefined || rivalId === undefined) return found;
  const named = { easybillId: record.id, facts: factsOf(record) };
  await lookups.put(connectionId, kind, key, { lookedAt, found: named, rivalId });
  throw new BudgetExhaustedError(1);
}

/** What an import knows of a record. */
export type MappedRecord = Named & { readonly readAt?: number | undefined };

/** What an import knows of an OutSmart key; undefined for what it has withdrawn, or no longer keeps up to date. */
export async function mappingOf(
  { connection, mappings }: RecordSources,
  lane: 'customer' | 'product' | 'employee',
  key: string,
): Promise<MappedRecord | undefined> {
  const store = mappings(lane);
  const owner = await store.ownerOf(key.normalize('NFC'));
  const mapping = owner === undefined ? undefined : await store.get(owner);
  // Prices and tax options of what is not imported any more may have changed since.
  const isCurrent = mapping && !mapping.withdrawn && importsEntity(connection.settings, mapping.side ?? lane);
  if (!isCurrent || !mapping.facts) return undefined;
  return { easybillId: mapping.easybillId, facts: mapping.facts, readAt: mapping.readAt };
}
