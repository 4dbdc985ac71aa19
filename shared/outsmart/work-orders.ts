import * as z from 'zod';
import { RecordRejectedError, RetryableError } from '../vendor-http/errors/index.ts';
import type { OutsmartClient } from './http/client.ts';
import { collectionOf } from './http/collection.ts';
import { outsmartWorkOrderSchema, rowId, type OutsmartWorkOrder } from './work-order-record.ts';

const NOT_FOUND = 1500;

const workOrdersSchema = collectionOf(outsmartWorkOrderSchema);
const listedSchema = collectionOf(
  z.union([outsmartWorkOrderSchema, z.object({ id: rowId }).transform(({ id }) => ({ unreadableId: id }))]),
);

/** Completed work orders. */
export interface CompletedWorkOrders {
  readonly items: readonly OutsmartWorkOrder[];
  /** Row ids of those that do not have the documented shape. */
  readonly unreadableIds: readonly string[];
}

/**
 * All work orders that are completed and not yet handled, left as they are. OutSmart may take 300 s for it.
 *
 * Reference: `GET /GetWorkorders/`, https://knowledge.out-smart.com/openapi/workorders
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function listCompletedWorkOrders(client: OutsmartClient): Promise<CompletedWorkOrders> {
  const { items: listed } = await client.call({
    method: 'GET',
    endpoint: 'GetWorkorders',
    // Left out, `update_status` is true: reading would set every one of them to handled.
    query: { status: 'Compleet', update_status: 'false' },
    isSlow: true,
    response: listedSchema,
  });
  return {
    items: listed.flatMap((one) => ('unreadableId' in one ? [] : [one])),
    unreadableIds: listed.flatMap((one) => ('unreadableId' in one ? [one.unreadableId] : [])),
  };
}

/**
 * The work order with this row id, left as it is; undefined when there is none.
 *
 * Reference: `GET /GetWorkorder/`, https://knowledge.out-smart.com/openapi/workorders
 *
 * @throws RetryableError `unreadable` also for a work order that cannot be read
 * @throws see {@link OutsmartClient.call}
 */
export function getWorkOrder(client: OutsmartClient, rowId: string): Promise<OutsmartWorkOrder | undefined> {
  return readWorkOrder(client, rowId, 'false');
}

/**
 * Sets the work order to handled, which cannot be undone, and answers it; undefined when there is none. The only call
 * with `update_status=true`. Only for a work order that was just read as `Compleet`: others may be switched as well.
 * Harmless to repeat.
 *
 * Reference: `GET /GetWorkorder/` with `update_status`, https://knowledge.out-smart.com/openapi/workorders
 *
 * @throws RetryableError `unreadable` also for an answer that cannot be read, although it may be handled then
 * @throws see {@link OutsmartClient.call}
 */
export function markWorkOrderHandled(
  client: OutsmartClient,
  rowId: string,
): Promise<OutsmartWorkOrder | undefined> {
  return readWorkOrder(client, rowId, 'true');
}

async function readWorkOrder(
  client: OutsmartClient,
  rowId: string,
  updateStatus: 'true' | 'false',
): Promise<OutsmartWorkOrder | undefined> {
  const query = { row_id: rowId, update_status: updateStatus };
  try {
    const { items, unreadable } = await client.call({
      method: 'GET',
      endpoint: 'GetWorkorder',
      query,
      response: workOrdersSchema,
    });
    if (unreadable.length > 0) {
      throw new RetryableError({ vendor: 'outsmart', operation: 'GET /GetWorkorder' }, 'unreadable');
    }
    return items.find(({ id }) => id === rowId);
  } catch (error) {
    if (error instanceof RecordRejectedError && error.vendorCode === NOT_FOUND) return undefined;
    throw error;
  }
}
