import type { Connection } from '../connections/connection.ts';
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
} from '../easybill/index.ts';
import type { Mapping, MappingStore } from '../imports/mapping-store.ts';
import type { KnownPosition } from '../invoices/known-position.ts';
import { materialToPosition } from '../invoices/material-to-position.ts';
import { workOrderToCustomer } from '../invoices/work-order-to-customer.ts';
import type { KnownCustomer } from '../invoices/work-order-to-invoice.ts';
import type { Entity } from '../messages/import-message.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { positionFacts, positionFactsSchema } from '../positions/position-facts.ts';
import { findOrMake, type MakingWork } from './make-missing.ts';

/** Where records of easybill are known from, for the invoices of one connection. */
export interface RecordSources {
  readonly connection: Connection;
  /** Mappings of a lane, to read. */
  readonly mappings: (entity: Entity) => Pick<MappingStore, 'ownerOf' | 'get'>;
  /** For what no import knows; without it, that is not known. */
  readonly atEasybill: { readonly easybill: EasybillClient; readonly making: MakingWork } | undefined;
}

/** The customer of this number: by what the imports know, else looked up or made by the settings. */
export async function knownCustomer(
  { connection, mappings, atEasybill }: RecordSources,
  order: OutsmartWorkOrder,
  number: string,
): Promise<KnownCustomer | undefined> {
  const mapping = await mappingOf(mappings('customer'), number);
  if (mapping?.facts) return { easybillId: mapping.easybillId, ...customerFactsSchema.parse(mapping.facts) };
  if (!atEasybill) return undefined;
  const { easybill, making } = atEasybill;
  const customer = workOrderToCustomer(order);
  const mayMake = connection.settings.exports.createMissingCustomer && customer !== undefined;
  const found = await findOrMake<EasybillCustomer>(making, {
    connectionId: connection.connectionId,
    kind: 'customer',
    key: number,
    get: (id) => getCustomer(easybill, id),
    find: () => findCustomersByNumber(easybill, number),
    make: mayMake ? () => createCustomer(easybill, customer) : undefined,
  });
  return found && { easybillId: found.id, ...customerFacts(found) };
}

/** The article for a code of the work order, in the same way. Hour types are never made: easybill sets their price. */
export async function knownPosition(
  { connection, mappings, atEasybill }: RecordSources,
  order: OutsmartWorkOrder,
  code: string,
): Promise<KnownPosition | undefined> {
  // Products and hour types share one lane.
  const mapping = await mappingOf(mappings('product'), code);
  if (mapping?.facts) return { easybillId: mapping.easybillId, ...positionFactsSchema.parse(mapping.facts) };
  if (!atEasybill) return undefined;
  const { easybill, making } = atEasybill;
  const { createMissingProduct, defaultVatPercent } = connection.settings.exports;
  const product = createMissingProduct ? materialToPosition(order, code, defaultVatPercent) : undefined;
  const found = await findOrMake<EasybillPosition>(making, {
    connectionId: connection.connectionId,
    kind: 'product',
    key: code,
    get: (id) => getPosition(easybill, id),
    find: () => findPositionsByNumber(easybill, code),
    make: product && (() => createPosition(easybill, product)),
  });
  return found && { easybillId: found.id, ...positionFacts(found) };
}

/** What an import knows of an OutSmart key; undefined for what it has withdrawn. */
async function mappingOf(
  mappings: Pick<MappingStore, 'ownerOf' | 'get'>,
  key: string,
): Promise<Mapping | undefined> {
  const owner = await mappings.ownerOf(key);
  const mapping = owner === undefined ? undefined : await mappings.get(owner);
  return mapping?.withdrawn ? undefined : mapping;
}
