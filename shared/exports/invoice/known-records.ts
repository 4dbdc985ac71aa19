import type { Connection } from '../../connections/connection.ts';
import { importsEntity } from '../../connections/settings.ts';
import { customerFacts, customerFactsSchema } from '../../customers/customer-facts.ts';
import {
  createCustomer,
  createPosition,
  findCustomersByNumber,
  findPositionsByNumber,
  getCustomer,
  getPosition,
  type EasybillClient,
  type EasybillCustomer,
  type EasybillPosition,
  type NewEasybillPosition,
} from '../../easybill/index.ts';
import type { Facts } from '../../records/facts.ts';
import type { MappingReader } from '../../mappings/mapping-store.ts';
import type { KnownPosition } from '../../invoices/known-position.ts';
import { materialToPosition } from '../../invoices/material-to-position.ts';
import { workOrderToCustomer } from '../../invoices/work-order-to-customer.ts';
import type { KnownCustomer } from '../../invoices/work-order-to-invoice.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { positionFacts, positionFactsSchema, type PositionFacts } from '../../positions/position-facts.ts';
import type { Lookup, LookupStore } from './lookup-store.ts';
import { isWithdrawn } from './withdrawn-customer.ts';
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

/** What is known of a record of easybill, and how to make it if easybill lacks it. */
export interface Sought<Known> {
  /** Undefined for one that is missing and not to be made; one that would be made has no id. */
  readonly known: Known | undefined;
  /** Set for a customer that is archived, or that the imports have withdrawn. */
  readonly isWithdrawn?: boolean;
  /** Makes one that would be made: one easybill call, and one more when it was looked up long ago. */
  readonly make?: (making: MakingWork) => Promise<Known>;
}

/** The customer of this number: by what the imports know, else looked up, else to be made by the settings. */
export async function seekCustomer(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  number: string,
): Promise<Sought<KnownCustomer>> {
  const { connection, mappings, easybill } = sources;
  const known = ({ easybillId, facts }: Named): KnownCustomer => ({
    easybillId,
    ...customerFactsSchema.parse(facts),
  });
  const mapping = await mappingOf(connection, mappings, 'customer', number);
  if (mapping) return { known: known(mapping) };
  const record: Lookable<EasybillCustomer> = {
    connectionId: connection.connectionId,
    kind: 'customer',
    key: number,
    get: (id) => getCustomer(easybill, id),
    find: () => findCustomersByNumber(easybill, number),
    factsOf: customerFacts,
  };
  const { found, lookedAt } = await lookUp(sources, record);
  if (found) {
    return { known: known(found), isWithdrawn: found.archived ?? (await isWithdrawn(mappings, number)) };
  }
  const customer = connection.settings.exports.createMissingCustomer ? workOrderToCustomer(order) : undefined;
  if (!customer) return { known: undefined };
  const missing = { ...record, make: () => createCustomer(easybill, customer) };
  return {
    known: { easybillId: undefined },
    make: async (making) => known(await make(sources, making, missing, lookedAt)),
  };
}

/** The article for a code of the work order, in the same way. Hour types are never made: easybill sets their price. */
export async function seekPosition(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  code: string,
): Promise<Sought<KnownPosition>> {
  const { connection, mappings, easybill } = sources;
  const known = ({ easybillId, facts }: Named): KnownPosition => ({
    easybillId,
    ...positionFactsSchema.parse(facts),
  });
  // Products and hour types share one lane.
  const mapping = await mappingOf(connection, mappings, 'product', code);
  if (mapping) return { known: known(mapping) };
  const record: Lookable<EasybillPosition> = {
    connectionId: connection.connectionId,
    kind: 'product',
    key: code,
    get: (id) => getPosition(easybill, id),
    find: () => findPositionsByNumber(easybill, code),
    factsOf: positionFacts,
  };
  const { found, lookedAt } = await lookUp(sources, record);
  if (found) return { known: known(found) };
  const { createMissingProduct, defaultVatPercent } = connection.settings.exports;
  const product = createMissingProduct ? materialToPosition(order, code, defaultVatPercent) : undefined;
  if (!product) return { known: undefined };
  const missing = { ...record, make: () => createPosition(easybill, product) };
  return {
    known: { easybillId: undefined, ...factsOfNew(product) },
    make: async (making) => known(await make(sources, making, missing, lookedAt)),
  };
}

type Named = NonNullable<Lookup['found']>;

/** A record that can be looked up, and what is to be known of it. */
interface Lookable<Found extends Numbered> extends Omit<MissingRecord<Found>, 'make'> {
  readonly factsOf: (found: Found) => Facts;
}

/** What easybill has by this number; asked unless that was done since the work was queued. */
async function lookUp<Found extends Numbered>(
  { lookups, lookedSince, now }: RecordSources,
  { connectionId, kind, key, find, factsOf }: Lookable<Found>,
): Promise<Lookup> {
  const last = await lookups.get(connectionId, kind, key);
  if (last && last.lookedAt >= lookedSince) return last;
  const lookedAt = now();
  const record = firstOf(await find());
  const archived = record?.archived ? { archived: true as const } : {};
  const found = record && { easybillId: record.id, facts: factsOf(record), ...archived };
  const lookup = { lookedAt, found };
  await lookups.put(connectionId, kind, key, lookup);
  return lookup;
}

async function make<Found extends Numbered>(
  { lookups, now }: RecordSources,
  making: MakingWork,
  missing: Lookable<Found> & MissingRecord<Found>,
  lookedAt: number,
): Promise<Named> {
  const madeAt = now();
  const record = await makeMissing(making, missing, lookedAt);
  const found = { easybillId: record.id, facts: missing.factsOf(record) };
  await lookups.put(missing.connectionId, missing.kind, missing.key, { lookedAt: madeAt, found });
  return found;
}

function factsOfNew(product: NewEasybillPosition): PositionFacts {
  const { number, sale_price: price, vat_percent: vat, unit } = product;
  return { number, priceCents: String(price), vatPercent: String(vat), ...(unit !== undefined && { unit }) };
}

/** What an import knows of an OutSmart key; undefined for what it has withdrawn, or no longer keeps up to date. */
async function mappingOf(
  { settings }: Connection,
  mappings: RecordSources['mappings'],
  lane: 'customer' | 'product',
  key: string,
): Promise<Named | undefined> {
  const store = mappings(lane);
  const owner = await store.ownerOf(key.normalize('NFC'));
  const mapping = owner === undefined ? undefined : await store.get(owner);
  // Prices and tax options of what is not imported any more may have changed since.
  const isCurrent = mapping && !mapping.withdrawn && importsEntity(settings, mapping.side ?? lane);
  return isCurrent && mapping.facts ? { easybillId: mapping.easybillId, facts: mapping.facts } : undefined;
}
