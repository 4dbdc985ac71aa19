import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CallObserver } from '../../../shared/aws/call-observer.ts';
import { createEasybillClient } from '../../../shared/easybill/index.ts';
import { connectVendors } from '../../../shared/exports/vendors/connect-vendors.ts';
import type { ExportServices } from '../../../shared/exports/worker/export-services.ts';
import { attemptUntil } from '../../../shared/exports/vendors/attempt-until.ts';
import { invoiceBuilder } from '../../../shared/exports/invoice/invoice-builder.ts';
import type { Ledger } from '../../../shared/exports/ledger/ledger.ts';
import type { RecordSources } from '../../../shared/exports/invoice/look-up.ts';
import { LookupStore } from '../../../shared/exports/invoice/lookup-store.ts';
import { MakingStore } from '../../../shared/exports/invoice/making-store.ts';
import { createOutsmartClient } from '../../../shared/outsmart/index.ts';
import type { HttpWorld, HttpWorldOptions } from './http-world.ts';
import { mappingsOf } from './http-work-order.ts';

/** What the services of a world are made of besides the world. */
interface Surroundings {
  readonly ledger: Ledger;
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly customer: HttpWorldOptions['customer'];
  readonly send: ExportServices['send'];
  readonly observer: CallObserver;
  /** Told of what the code takes for a bug. */
  readonly report: (text: string, error: Error) => void;
  readonly patience: { readonly timeoutMs?: number };
}

/** What the export code works with in a world: the real clients, builder and stores, and a ledger. */
export function httpServices(
  { connection, clock, easybill: easybillServer, outsmart: outsmartServer }: HttpWorld,
  { ledger, documents, table, customer, send, observer, report, patience }: Surroundings,
): ExportServices {
  const easybill = createEasybillClient({
    baseUrl: easybillServer.url,
    apiKey: 'key',
    gate: { run: (call) => call() },
    observer,
    ...patience,
  });
  const outsmart = createOutsmartClient({
    baseUrl: outsmartServer.url,
    token: 'token',
    softwareToken: 'software',
    observer,
    ...patience,
  });
  const makings = new MakingStore(documents, table);
  const lookups = new LookupStore(documents, table);
  const sources = (lookedSince: number): RecordSources => ({
    connection,
    mappings: () => mappingsOf(customer),
    easybill,
    lookups,
    lookedSince,
    now: clock.now,
  });
  return {
    connections: { get: () => Promise.resolve(connection), update: () => Promise.resolve(true) },
    ledger,
    forgottenUntil: () => Promise.resolve(undefined),
    open: (_, { deadline, lookedSince }) =>
      Promise.resolve({
        vendors: connectVendors(connection.connectionId, { easybill, outsmart }),
        build: invoiceBuilder(sources(lookedSince), {
          makings,
          now: clock.now,
          attemptUntil: attemptUntil(deadline),
          log: () => Promise.resolve(),
        }),
        plan: invoiceBuilder(sources(lookedSince), undefined),
        checkAccess: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
    send,
    suspend: () => Promise.resolve('suspended'),
    activity: { add: () => Promise.resolve() } as never,
    logger: {
      error: (text: string, { error }: { error: Error }) => {
        report(text, error);
      },
    } as never,
    metrics: { count: () => undefined } as never,
    now: clock.now,
    random: () => 0.5,
  };
}
