import type { VendorAnswer } from '../vendor-request.ts';
import type { OutsmartAccount } from './account.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';
import type { OutsmartWorkOrder } from './work-order-store.ts';

const STATUSES = ['Klaargezet', 'Opgehaald', 'Compleet', 'Afgehandeld'];
const FINISHED = ['Compleet', 'Afgehandeld'];

type Report = (violation: string) => void;

/** `true` unless told, as OutSmart has it: then reading sets to handled. */
const updatesStatus = (query: URLSearchParams): boolean => query.get('update_status') !== 'false';

const setHandled = (account: OutsmartAccount, orders: readonly OutsmartWorkOrder[]): void => {
  for (const { id } of orders) account.workOrders.change(id, { status: 'Afgehandeld' });
};

/** `GET /GetWorkorders/`: the work orders of a status. Whoever does not forbid it sets all of them to handled, which is reported. */
export const getWorkOrders = (
  account: OutsmartAccount,
  query: URLSearchParams,
  report: Report,
): VendorAnswer => {
  const status = query.get('status') ?? '';
  if (status !== 'Alle' && !STATUSES.includes(status)) {
    return envelopeFailure(ENVELOPE_CODES.workOrderNotFound, 'Required field missing: status');
  }
  const workStatus = query.get('workstatus');
  const found = account.workOrders
    .all()
    .filter((order) => status === 'Alle' || order.status === status)
    .filter((order) => workStatus === null || order.WorkStatus === workStatus);
  if (updatesStatus(query)) {
    report(`${account.name}: GetWorkorders without update_status=false`);
    setHandled(account, found);
  }
  return success(found);
};

/**
 * `GET /GetWorkorder/` by `row_id` or `workorder_no`. With `update_status=true` it is set to handled; leaving the parameter
 * out does the same and is reported, as is handling one that nobody completed.
 */
export const getWorkOrder = (
  account: OutsmartAccount,
  query: URLSearchParams,
  report: Report,
): VendorAnswer => {
  const rowId = query.get('row_id');
  const number = query.get('workorder_no');
  const found = account.workOrders
    .all()
    .find((order) => (rowId === null ? order.WorkorderNo === number : order.id === rowId));
  if (found === undefined) return envelopeFailure(ENVELOPE_CODES.workOrderNotFound, 'Workorder not found');
  if (!query.has('update_status')) report(`${account.name}: GetWorkorder without update_status`);
  if (updatesStatus(query)) {
    if (!FINISHED.includes(found.status)) {
      report(`${account.name}: work order ${found.id} was handled while ${found.status}`);
    }
    setHandled(account, [found]);
  }
  return success(found);
};
