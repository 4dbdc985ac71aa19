import type * as z from 'zod';
import { createDocumentClient } from '../../aws/document-client.ts';
import { createQueueClient } from '../../aws/queue-client.ts';
import { buildConnectionServices, type Overrides } from '../../connections/build-connection-services.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { suspendConnection } from '../../connections/suspend-connection.ts';
import { environmentSchema } from '../../environment.ts';
import { createSender } from '../../messages/send-message.ts';
import { mappingReader } from '../../mappings/mapping-store.ts';
import { getWorkOrder, listCompletedWorkOrders } from '../../outsmart/index.ts';
import { invoiceBuilder } from '../invoice/invoice-builder.ts';
import { LookupStore } from '../invoice/lookup-store.ts';
import { LedgerStore } from '../ledger/ledger-store.ts';
import { CALL_MS } from '../vendors/attempt-until.ts';
import { viewOrder } from '../vendors/order-view.ts';
import { exportEnvironmentSchema } from '../worker/build-export-services.ts';
import { DryRunStore } from './dry-run-store.ts';
import { PollStateStore } from './poll-state.ts';
import type { TriggerServices } from './trigger-services.ts';

/** Environment of the function that finds completed work orders. */
export const triggerEnvironmentSchema = exportEnvironmentSchema.extend({
  TRIGGER_QUEUE_URL: environmentSchema.shape.TRIGGER_QUEUE_URL,
});

/** Puts together what finding completed work orders takes; clients connect at their first call. */
export function buildTriggerServices(
  environment: z.infer<typeof triggerEnvironmentSchema>,
  overrides: Overrides = {},
): TriggerServices {
  const documents = createDocumentClient(overrides.observer);
  const services = buildConnectionServices(environment, overrides, documents);
  const { now } = services;
  const queues = createQueueClient(overrides.observer);
  const lookups = new LookupStore(documents, environment.LEDGER_TABLE);
  return {
    ...services,
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, now),
    polls: new PollStateStore(documents, environment.CONNECTIONS_TABLE),
    dryRuns: new DryRunStore(documents, environment.ACTIVITY_TABLE, now),
    open: async (connection, { deadline, lookedSince }) => {
      const { connectionId } = connection;
      const credentials = await services.credentials.get(connection);
      const gate = services.openGate(connection, {
        priority: 'interactive',
        reservation: undefined,
        deadline: deadline - CALL_MS,
      });
      const { easybill, outsmart } = openVendors(
        services,
        credentials,
        gate,
        undefined,
        // A function that is stopped takes the work of other connections with it.
        () => deadline - now(),
      );
      const mappings = mappingReader(documents, environment.MAPPINGS_TABLE, connectionId);
      return {
        listComplete: async () => {
          const { items, unreadableIds } = await listCompletedWorkOrders(outsmart);
          return { orders: items.map((order) => viewOrder(connectionId, order)), unreadableIds };
        },
        readWorkOrder: async (workOrderId) => {
          const order = await getWorkOrder(outsmart, workOrderId);
          return order && viewOrder(connectionId, order);
        },
        build: invoiceBuilder({ connection, mappings, easybill, lookups, lookedSince, now }, undefined),
        close: () => gate.close(),
      };
    },
    sendExport: createSender(queues, environment.EXPORT_QUEUE_URL),
    sendTrigger: createSender(queues, environment.TRIGGER_QUEUE_URL),
    suspend: (connection, rejection) => suspendConnection(services, connection, rejection),
  };
}
