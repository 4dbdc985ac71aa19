import { collectionOf } from '../outsmart/collection.ts';
import type { OutsmartClient } from '../outsmart/index.ts';
import { RecordRejectedError, RetryableError } from '../vendor-errors/index.ts';
import { workOrderSchema, type WorkOrderRecord } from './order-view.ts';

const ordersSchema = collectionOf(workOrderSchema);
/** OutSmart's code for a record that does not exist. */
const NOT_FOUND = 1500;

/**
 * All completed work orders, unchanged by the read. One that cannot be read is left out.
 *
 * Reference: `GET /GetWorkorders/`, https://knowledge.out-smart.com/openapi/workorders
 */
export async function listCompleteOrders(outsmart: OutsmartClient): Promise<WorkOrderRecord[]> {
  const { items } = await outsmart.call({
    method: 'GET',
    endpoint: 'GetWorkorders',
    query: { status: 'Compleet', update_status: 'false' },
    response: ordersSchema,
  });
  return items;
}

/** One work order, unchanged by the read; undefined when there is none. */
export function readWorkOrder(
  outsmart: OutsmartClient,
  workOrderId: string,
): Promise<WorkOrderRecord | undefined> {
  return getWorkOrder(outsmart, workOrderId, false);
}

/** Sets a completed work order to handled, and answers what it was then. The only call that does. */
export function setHandled(
  outsmart: OutsmartClient,
  workOrderId: string,
): Promise<WorkOrderRecord | undefined> {
  return getWorkOrder(outsmart, workOrderId, true);
}

/** Reference: `GET /GetWorkorder/`; `update_status` is `true` unless told. */
async function getWorkOrder(
  outsmart: OutsmartClient,
  workOrderId: string,
  updateStatus: boolean,
): Promise<WorkOrderRecord | undefined> {
  try {
    const { items, unreadable } = await outsmart.call({
      method: 'GET',
      endpoint: 'GetWorkorder',
      query: { row_id: workOrderId, update_status: String(updateStatus) },
      response: ordersSchema,
    });
    if (unreadable.length > 0) {
      throw new RetryableError({ vendor: 'outsmart', operation: 'GET /GetWorkorder' }, 'unreadable');
    }
    return items.find(({ id }) => id === workOrderId);
  } catch (error) {
    if (error instanceof RecordRejectedError && error.vendorCode === NOT_FOUND) return undefined;
    throw error;
  }
}
