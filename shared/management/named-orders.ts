import { conflict, notFound } from '../http/problem.ts';
import { workOrderIdSchema } from '../messages/export-message.ts';
import type { ManagementServices } from './management-services.ts';

/** What a back office calls a work order, and the row ids of those that are called so. */
interface NamedOrder {
  readonly name: string;
  /** Empty for one that the connector never saw under this name. */
  readonly workOrderIds: readonly string[];
}

type Services = Pick<ManagementServices, 'ledger'>;

/**
 * Finds work orders by OutSmart's row id or order number. A row id need not be known; a number is, once its work order
 * was looked at.
 *
 * @throws ProblemError 409 where a name means several work orders, naming them
 */
export async function findOrders(
  services: Services,
  connectionId: string,
  names: readonly string[],
): Promise<{ found: string[]; unknown: string[] }> {
  const found: string[] = [];
  const unknown: string[] = [];
  for (const name of new Set(names)) {
    const { workOrderIds } = await ordersNamed(services, connectionId, name);
    const [workOrderId] = workOrderIds;
    if (workOrderId !== undefined) found.push(workOrderId);
    else if (workOrderIdSchema.safeParse(name).success) found.push(name);
    else unknown.push(name);
  }
  return { found: [...new Set(found)], unknown };
}

/**
 * The row id of the work order that a path names.
 *
 * @throws ProblemError 404 when none is known by that name, 409 when several are
 */
export async function pathOrder(
  services: Services,
  connectionId: string,
  { workOrderId: name }: { readonly workOrderId: string },
): Promise<string> {
  const [workOrderId] = (await ordersNamed(services, connectionId, name)).workOrderIds;
  if (workOrderId === undefined) throw notFound('This work order was never exported.');
  return workOrderId;
}

async function ordersNamed({ ledger }: Services, connectionId: string, name: string): Promise<NamedOrder> {
  const isRowId = workOrderIdSchema.safeParse(name).success;
  const byId = isRowId ? await ledger.latest(connectionId, name) : undefined;
  const byNumber = await ledger.idsByNumber(connectionId, name);
  const workOrderIds = [...new Set([...(byId ? [byId.workOrderId] : []), ...byNumber])];
  if (workOrderIds.length <= 1) return { name, workOrderIds };
  const means = workOrderIds.map((id) =>
    id === name ? `the row id of work order ${id}` : `the number of the work order with row id ${id}`,
  );
  throw conflict(`"${name}" is ${means.join(' and ')}. Name the work order by another value.`);
}
