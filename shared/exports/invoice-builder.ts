import * as z from 'zod';
import type { Connection } from '../connections/connection.ts';
import type { EasybillClient } from '../easybill/index.ts';
import { wholeNumber } from '../easybill/field-schemas.ts';
import { readAllPages } from '../easybill/pages.ts';
import type { MappingStore } from '../imports/mapping-store.ts';
import type { Entity } from '../messages/import-message.ts';
import { codesOf, composeInvoice, newProduct, type KnownPosition } from './compose-invoice.ts';
import type { BuildInvoice } from './export-work.ts';
import { findOrMake, type MakingWork } from './make-missing.ts';
import type { WorkOrderRecord } from './order-view.ts';
import { billedNumber, workOrderToCustomer } from './work-order-to-customer.ts';

/** What building invoices of one connection takes. */
export interface BuilderParts {
  readonly connection: Connection;
  /** Mappings of a lane, to read. */
  readonly mappings: (entity: Entity) => Pick<MappingStore, 'ownerOf' | 'get'>;
  /** For what no import knows; without it, that is taken for missing. */
  readonly atEasybill: { readonly easybill: EasybillClient; readonly making: MakingWork } | undefined;
}

const identifiedSchema = z.object({ id: wholeNumber });
/** Records without a number are none we look for. */
const numberedSchema = identifiedSchema.extend({ number: z.string().nullish() });

/** Makes invoices of work orders by what the imports know, and looks up or makes the customer they do not know. */
export function invoiceBuilder(parts: BuilderParts): BuildInvoice {
  const { settings } = parts.connection;
  return async (order, frame) => {
    const number = billedNumber(order.content);
    if (number === undefined) return { problem: { code: 'exportNoCustomer', params: {} } };
    const customerId = await customerOf(parts, order.content, number);
    if (customerId === undefined) return { problem: { code: 'exportCustomerMissing', params: { number } } };
    const positions = new Map<string, KnownPosition>();
    for (const code of codesOf(order.content)) {
      const position = await positionOf(parts, order.content, code);
      if (position) positions.set(code, position);
    }
    const composed = composeInvoice(order.content, { frame, customerId, positions, settings });
    return 'problem' in composed ? composed : { invoice: { document: composed.document, customerId } };
  };
}

async function customerOf(
  { connection, mappings, atEasybill }: BuilderParts,
  order: WorkOrderRecord,
  number: string,
): Promise<number | undefined> {
  const customers = mappings('customer');
  const owner = await customers.ownerOf(number);
  const mapping = owner === undefined ? undefined : await customers.get(owner);
  if (mapping && !mapping.withdrawn) return owner;
  if (!atEasybill) return undefined;
  const { easybill, making } = atEasybill;
  const customer = workOrderToCustomer(order);
  const mayMake = connection.settings.exports.createMissingCustomer && customer !== undefined;
  return findOrMake(making, {
    connectionId: connection.connectionId,
    kind: 'customer',
    key: number,
    find: () => findByNumber(easybill, '/customers', number),
    make: mayMake ? () => post(easybill, '/customers', customer) : undefined,
  });
}

async function positionOf(
  parts: BuilderParts,
  order: WorkOrderRecord,
  code: string,
): Promise<KnownPosition | undefined> {
  const { connection, mappings, atEasybill } = parts;
  // Products and hour types share one lane.
  const positions = mappings('product');
  const easybillId = await positions.ownerOf(code);
  const mapping = easybillId === undefined ? undefined : await positions.get(easybillId);
  if (mapping && !mapping.withdrawn) return { easybillId: mapping.easybillId, facts: mapping.facts };
  const { createMissingProduct, defaultVatPercent } = connection.settings.exports;
  const product = newProduct(order, code, defaultVatPercent);
  // Without an article of its own it becomes a free line.
  if (!atEasybill || !createMissingProduct || !product) return undefined;
  const madeId = await findOrMake(atEasybill.making, {
    connectionId: connection.connectionId,
    kind: 'product',
    key: product.number,
    find: () => findByNumber(atEasybill.easybill, '/positions', product.number),
    make: () => post(atEasybill.easybill, '/positions', product),
  });
  return madeId === undefined ? undefined : { easybillId: madeId, facts: undefined };
}

/** Ids of the records with exactly this number. One easybill call. */
async function findByNumber(easybill: EasybillClient, path: string, number: string): Promise<number[]> {
  // easybill takes a comma for a choice of numbers, so what comes is compared.
  const filter = { number: number.replaceAll(',', '\\,') };
  const found = await readAllPages(easybill, path, numberedSchema, filter);
  return found.filter((one) => one.number === number).map(({ id }) => id);
}

async function post(easybill: EasybillClient, path: string, json: object): Promise<number> {
  const { id } = await easybill.post({ template: path, path, json, schema: identifiedSchema });
  return id;
}
