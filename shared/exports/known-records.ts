import type { Connection } from '../connections/connection.ts';
import { importsEntity } from '../connections/settings.ts';
import { customerFacts, customerFactsSchema } from '../customers/customer-facts.ts';
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
} from '../easybill/index.ts';
import type { Facts } from '../imports/facts.ts';
import type { MappingStore } from '../imports/mapping-store.ts';
import type { Mapping } from '../imports/mapping.ts';
import type { KnownPosition } from '../invoices/known-position.ts';
import { materialToPosition } from '../invoices/material-to-position.ts';
import { workOrderToCustomer } from '../invoices/work-order-to-customer.ts';
import type { KnownCustomer } from '../invoices/work-order-to-invoice.ts';
import type { Entity } from '../messages/import-message.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { positionFacts, positionFactsSchema, type PositionFacts } from '../positions/position-facts.ts';
import type { Lookup, LookupStore } from './lookup-store.ts';
import { findOrMake, firstOf, type MakingWork, type MissingRecord, type Numbered } from './make-missing.ts';

/** Where records of easybill are known from, for the invoices of one connection. */
export interface RecordSources {
  readonly connection: Connection;
  /** Mappings of a lane, to read. */
  readonly mappings: (entity: Entity) => Pick<MappingStore, 'ownerOf' | 'get'>;
  /** For what no import knows. */
  readonly easybill: EasybillClient;
  readonly lookups: Pick<LookupStore, 'get' | 'put'>;
  /** A lookup that began later need not be repeated, epoch milliseconds. */
  readonly lookedSince: number;
  readonly now: () => number;
  /** For what easybill lacks; undefined in a dry run, which makes nothing. */
  readonly making: MakingWork | undefined;
}

/** Stands for the id of a record that a dry run would have to make. */
export const TO_MAKE = 0;

/** The customer of this number: by what the imports know, else looked up or made by the settings. */
export async function knownCustomer(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  number: string,
): Promise<KnownCustomer | undefined> {
  const { connection, mappings, easybill, making } = sources;
  const mapping = await mappingOf(connection, mappings, 'customer', number);
  if (mapping?.facts) return { easybillId: mapping.easybillId, ...customerFactsSchema.parse(mapping.facts) };
  const customer = connection.settings.exports.createMissingCustomer ? workOrderToCustomer(order) : undefined;
  const found = await lookUp<EasybillCustomer>(
    sources,
    {
      connectionId: connection.connectionId,
      kind: 'customer',
      key: number,
      get: (id) => getCustomer(easybill, id),
      find: () => findCustomersByNumber(easybill, number),
      make: customer && (() => createCustomer(easybill, customer)),
    },
    customerFacts,
  );
  if (found) return { easybillId: found.easybillId, ...customerFactsSchema.parse(found.facts) };
  return !making && customer ? { easybillId: TO_MAKE } : undefined;
}

/** The article for a code of the work order, in the same way. Hour types are never made: easybill sets their price. */
export async function knownPosition(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  code: string,
): Promise<KnownPosition | undefined> {
  const { connection, mappings, easybill, making } = sources;
  // Products and hour types share one lane.
  const mapping = await mappingOf(connection, mappings, 'product', code);
  if (mapping?.facts) return { easybillId: mapping.easybillId, ...positionFactsSchema.parse(mapping.facts) };
  const { createMissingProduct, defaultVatPercent } = connection.settings.exports;
  const product = createMissingProduct ? materialToPosition(order, code, defaultVatPercent) : undefined;
  const found = await lookUp<EasybillPosition>(
    sources,
    {
      connectionId: connection.connectionId,
      kind: 'product',
      key: code,
      get: (id) => getPosition(easybill, id),
      find: () => findPositionsByNumber(easybill, code),
      make: product && (() => createPosition(easybill, product)),
    },
    positionFacts,
  );
  if (found) return { easybillId: found.easybillId, ...positionFactsSchema.parse(found.facts) };
  return !making && product ? { easybillId: TO_MAKE, ...factsOfNew(product) } : undefined;
}

/** Looks a record up or makes it, unless that was done since the work was queued. */
async function lookUp<Found extends Numbered>(
  { lookups, lookedSince, making, now }: RecordSources,
  missing: MissingRecord<Found>,
  factsOf: (found: Found) => Facts,
): Promise<Lookup['found']> {
  const { connectionId, kind, key, find, make } = missing;
  const last = await lookups.get(connectionId, kind, key);
  const mayMake = making !== undefined && make !== undefined;
  // That it was missing does not count for one who may make it: easybill is asked right before.
  if (last && last.lookedAt >= lookedSince && (last.found || !mayMake)) return last.found;
  const lookedAt = now();
  const record = making ? await findOrMake(making, missing) : firstOf(await find());
  const found = record && { easybillId: record.id, facts: factsOf(record) };
  await lookups.put(connectionId, kind, key, { lookedAt, found });
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
): Promise<Mapping | undefined> {
  const store = mappings(lane);
  const owner = await store.ownerOf(key.normalize('NFC'));
  const mapping = owner === undefined ? undefined : await store.get(owner);
  // Prices and tax options of what is not imported any more may have changed since.
  const isCurrent = mapping && !mapping.withdrawn && importsEntity(settings, mapping.side ?? lane);
  return isCurrent ? mapping : undefined;
}
