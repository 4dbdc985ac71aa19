import type * as z from 'zod';
import { createDocumentClient } from '../aws/document-client.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { restConnection } from '../connections/rest-connection.ts';
import { listLogins } from '../easybill/index.ts';
import { environmentSchema } from '../environment.ts';
import {
  buildConnectionServices,
  importEnvironmentSchema,
  type Outside,
} from '../imports/build-import-services.ts';
import { openVendors } from '../imports/import-services.ts';
import { MappingStore } from '../imports/mapping-store.ts';
import { getWorkOrder, listCompletedWorkOrders } from '../outsmart/index.ts';
import { createExportSender, createTriggerSender } from '../messages/export-message.ts';
import { connectVendors } from './connect-vendors.ts';
import { DryRunStore } from './dry-run-store.ts';
import type { ExportServices } from './export-services.ts';
import { attemptUntil } from './export-worker.ts';
import { invoiceBuilder } from './invoice-builder.ts';
import { LedgerStore } from './ledger-store.ts';
import { LookupStore } from './lookup-store.ts';
import { MakingStore } from './making-store.ts';
import { viewOrder } from './order-view.ts';
import { PollStateStore } from './poll-state.ts';
import { RestoreNote } from './restore-note.ts';
import type { TriggerServices } from './trigger-services.ts';

/** Mappings are only read. */
const NO_FENCE = 0;

/** Environment of the function that makes invoices. */
export const exportEnvironmentSchema = importEnvironmentSchema.extend({
  LEDGER_TABLE: environmentSchema.shape.LEDGER_TABLE,
  EXPORT_QUEUE_URL: environmentSchema.shape.EXPORT_QUEUE_URL,
});

/** Environment of the function that finds completed work orders. */
export const triggerEnvironmentSchema = exportEnvironmentSchema.extend({
  TRIGGER_QUEUE_URL: environmentSchema.shape.TRIGGER_QUEUE_URL,
});

/** Puts together what making invoices takes; clients connect at their first call. */
export function buildExportServices(
  environment: z.infer<typeof exportEnvironmentSchema>,
  outside: Outside = {},
): ExportServices {
  const documents = createDocumentClient(outside.observer);
  const services = buildConnectionServices(environment, outside, documents);
  const { now } = services;
  const makings = new MakingStore(documents, environment.LEDGER_TABLE);
  const lookups = new LookupStore(documents, environment.LEDGER_TABLE);
  const restoreNote = new RestoreNote(documents, environment.LEDGER_TABLE);
  return {
    ...services,
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, now),
    forgottenUntil: () => restoreNote.read(),
    open: async (connection, request) => {
      const { connectionId } = connection;
      const credentials = await services.credentials.get(connection);
      const gate = services.openGate(connection, request);
      const vendors = openVendors(services, credentials, gate);
      return {
        vendors: connectVendors(connectionId, vendors),
        build: invoiceBuilder(
          {
            connection,
            mappings: (entity) =>
              new MappingStore(documents, environment.MAPPINGS_TABLE, connectionId, entity, NO_FENCE),
            easybill: vendors.easybill,
            lookups,
            lookedSince: request.lookedSince,
            now,
          },
          { makings, now, attemptUntil: attemptUntil(request.deadline) },
        ),
        checkAccess: async () => {
          await listLogins(vendors.easybill);
        },
        close: () => gate.close(),
      };
    },
    send: createExportSender(createQueueClient(outside.observer), environment.EXPORT_QUEUE_URL),
    rest: (connection, rejection) => restConnection(services, connection, rejection),
  };
}

/** Puts together what finding completed work orders takes; clients connect at their first call. */
export function buildTriggerServices(
  environment: z.infer<typeof triggerEnvironmentSchema>,
  outside: Outside = {},
): TriggerServices {
  const documents = createDocumentClient(outside.observer);
  const services = buildConnectionServices(environment, outside, documents);
  const { now } = services;
  const queues = createQueueClient(outside.observer);
  const lookups = new LookupStore(documents, environment.LEDGER_TABLE);
  return {
    ...services,
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, now),
    polls: new PollStateStore(documents, environment.CONNECTIONS_TABLE),
    dryRuns: new DryRunStore(documents, environment.ACTIVITY_TABLE, now),
    open: async (connection, request) => {
      const { connectionId } = connection;
      const credentials = await services.credentials.get(connection);
      const gate = services.openGate(connection, {
        priority: 'interactive',
        turn: undefined,
        deadline: request.deadline,
      });
      const { easybill, outsmart } = openVendors(services, credentials, gate);
      return {
        listComplete: async () => {
          const { items, unreadableIds } = await listCompletedWorkOrders(outsmart);
          return { orders: items.map((order) => viewOrder(connectionId, order)), unreadableIds };
        },
        readWorkOrder: async (workOrderId) => {
          const order = await getWorkOrder(outsmart, workOrderId);
          return order && viewOrder(connectionId, order);
        },
        build: invoiceBuilder(
          {
            connection,
            mappings: (entity) =>
              new MappingStore(documents, environment.MAPPINGS_TABLE, connectionId, entity, NO_FENCE),
            easybill,
            lookups,
            lookedSince: request.lookedSince,
            now,
          },
          undefined,
        ),
        close: () => gate.close(),
      };
    },
    sendExport: createExportSender(queues, environment.EXPORT_QUEUE_URL),
    sendTrigger: createTriggerSender(queues, environment.TRIGGER_QUEUE_URL),
    rest: (connection, rejection) => restConnection(services, connection, rejection),
  };
}
