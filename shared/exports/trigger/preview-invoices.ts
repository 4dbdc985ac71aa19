import { decodeTime } from 'ulid';
import type { Connection } from '../../connections/connection.ts';
import type { DryRunMessage } from '../../messages/export-message.ts';
import { documentDateOf } from '../invoice/document-date.ts';
import type { Preview } from './dry-run-store.ts';
import { namedBy } from '../ledger/entry-names.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import { externalIdOf } from '../ledger/ledger-entry.ts';
import type { OpenTrigger, TriggerServices } from './trigger-services.ts';
import { whyIneligible } from '../steps/eligible.ts';

/** Shows the invoices of completed work orders as they would be; changes nothing at either vendor. */
export async function previewInvoices(
  services: TriggerServices,
  connection: Connection,
  message: DryRunMessage,
  deadline: number,
): Promise<void> {
  const opened = await services.open(connection, { deadline, lookedSince: message.firstQueuedAt });
  const previews: Preview[] = [];
  try {
    const { orders, missing } = await ordersOf(opened, message.workOrderIds);
    for (const order of orders) previews.push(await preview(services, connection, opened, order));
    previews.push(...missing);
  } finally {
    await opened.close();
  }
  await endDryRun(services, message, 'complete', previews);
}

/** Stores how a dry run ended. */
export async function endDryRun(
  { dryRuns }: TriggerServices,
  { connectionId, dryRunId }: DryRunMessage,
  state: 'complete' | 'failed',
  previews: Preview[],
): Promise<void> {
  const startedAt = new Date(decodeTime(dryRunId)).toISOString();
  await dryRuns.put(connectionId, { dryRunId, startedAt, state, previews, omitted: 0 });
}

async function ordersOf(
  opened: OpenTrigger,
  workOrderIds: readonly string[] | undefined,
): Promise<{ readonly orders: readonly ExportOrder[]; readonly missing: readonly Preview[] }> {
  if (!workOrderIds) {
    const { orders, unreadableIds } = await opened.listComplete();
    const code = 'exportOrderUnreadable';
    return {
      orders,
      missing: unreadableIds.map((workOrderId) => ({ workOrderId, problem: { code, params: {} } })),
    };
  }
  const orders: ExportOrder[] = [];
  const missing: Preview[] = [];
  for (const workOrderId of new Set(workOrderIds)) {
    const order = await opened.readWorkOrder(workOrderId);
    if (order) orders.push(order);
    else missing.push({ workOrderId, problem: { code: 'exportOrderGone', params: {} } });
  }
  return { orders, missing };
}

async function preview(
  { ledger, now }: TriggerServices,
  connection: Connection,
  { build }: OpenTrigger,
  order: ExportOrder,
): Promise<Preview> {
  const { workOrderId } = order;
  const named = { workOrderId, ...namedBy(order) };
  const { documentId } = (await ledger.latest(connection.connectionId, workOrderId)) ?? {};
  if (documentId !== undefined) {
    return { ...named, problem: { code: 'exportHasInvoice', params: { documentId } } };
  }
  const reason = whyIneligible(order, connection.settings.exports);
  if (reason !== undefined) return { ...named, problem: { code: reason, params: {} } };
  const built = await build(order, {
    externalId: externalIdOf(connection.firstOutsmartAccount, workOrderId, 1),
    documentDate: documentDateOf(connection, order, now()),
  });
  if ('problem' in built) return { ...named, problem: built.problem };
  const { document, total, warnings } = built.invoice;
  return {
    ...named,
    document: { ...document },
    total: { ...total, lines: [...total.lines] },
    warnings: [...warnings],
  };
}
