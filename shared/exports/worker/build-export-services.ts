import type * as z from 'zod';
import { createDocumentClient } from '../../aws/document-client.ts';
import { createQueueClient } from '../../aws/queue-client.ts';
import { buildConnectionServices, type Overrides } from '../../connections/build-connection-services.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { suspendConnection } from '../../connections/suspend-connection.ts';
import { listLogins } from '../../easybill/index.ts';
import { environmentSchema } from '../../environment.ts';
import { createSender } from '../../messages/send-message.ts';
import { mappingReader } from '../../mappings/mapping-store.ts';
import { invoiceBuilder } from '../invoice/invoice-builder.ts';
import { LookupStore } from '../invoice/lookup-store.ts';
import { MakingStore } from '../invoice/making-store.ts';
import { LedgerStore } from '../ledger/ledger-store.ts';
import { RestoreNote } from '../ledger/restore-note.ts';
import { attemptUntil } from '../vendors/attempt-until.ts';
import { connectVendors } from '../vendors/connect-vendors.ts';
import type { ExportServices } from './export-services.ts';

/** Environment of the function that makes invoices. */
export const exportEnvironmentSchema = environmentSchema.pick({
  CONNECTIONS_TABLE: true,
  MAPPINGS_TABLE: true,
  PERMITS_TABLE: true,
  ACTIVITY_TABLE: true,
  LEDGER_TABLE: true,
  EXPORT_QUEUE_URL: true,
  CONNECTION_SECRET_PREFIX: true,
  EASYBILL_BASE_URL: true,
  OUTSMART_BASE_URL: true,
});

/** Puts together what making invoices takes; clients connect at their first call. */
export function buildExportServices(
  environment: z.infer<typeof exportEnvironmentSchema>,
  overrides: Overrides = {},
): ExportServices {
  const documents = createDocumentClient(overrides.observer);
  const services = buildConnectionServices(environment, overrides, documents);
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
      const { easybill } = vendors;
      const mappings = mappingReader(documents, environment.MAPPINGS_TABLE, connectionId);
      const { deadline, lookedSince } = request;
      const sources = { connection, mappings, easybill, lookups, lookedSince, now };
      return {
        vendors: connectVendors(connectionId, vendors),
        build: invoiceBuilder(sources, {
          makings,
          now,
          attemptUntil: attemptUntil(deadline),
          log: (entry) => services.activity.add(connectionId, [entry]),
        }),
        plan: invoiceBuilder(sources, undefined),
        checkAccess: async () => {
          await listLogins(easybill);
        },
        close: () => gate.close(),
      };
    },
    send: createSender(createQueueClient(overrides.observer), environment.EXPORT_QUEUE_URL),
    suspend: (connection, rejection) => suspendConnection(services, connection, rejection),
  };
}
