import * as z from 'zod';
import type { Connection } from '../connections/connection.ts';
import type { EasybillClient } from '../easybill/index.ts';
import { wholeNumber } from '../easybill/field-schemas.ts';
import { readAllPages } from '../easybill/pages.ts';
import type { MappingStore } from '../imports/mapping-store.ts';
import type { Entity } from '../messages/import-message.ts';
import { codesOf, composeInvoice, type KnownPosition } from './compose-invoice.ts';
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

const numberedSchema = z.object({ id: wholeNumber, number: z.string() });

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
      const position = await positionOf(parts, code);
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
    find: async () => {
      // The number may be a pattern of alternatives to easybill, so what comes is compared.
      const filter = { number: number.replaceAll(',', '\\,') };
      const found = await readAllPages(easybill, '/customers', numberedSchema, filter);
      return found.filter((one) => one.number === number).map(({ id }) => id);
    },
    make: mayMake
      ? async () => {
          const made = await easybill.post({
            template: '/customers',
            path: '/customers',
            json: customer,
            schema: z.object({ id: wholeNumber }),
          });
          return made.id;
        }
      : undefined,
  });
}

async function positionOf({ mappings }: BuilderParts, code: string): Promise<KnownPosition | undefined> {
  // Products and hour types share one lane.
  const positions = mappings('product');
  const easybillId = await positions.ownerOf(code);
  const mapping = easybillId === undefined ? undefined : await positions.get(easybillId);
  return mapping && { easybillId: mapping.easybillId, facts: mapping.facts };
}
