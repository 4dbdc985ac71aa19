import { createEasybillClient } from '../../../shared/easybill/index.ts';
import { connectVendors } from '../../../shared/exports/connect-vendors.ts';
import type { ExportServices } from '../../../shared/exports/export-services.ts';
import { invoiceBuilder } from '../../../shared/exports/invoice-builder.ts';
import type { Ledger } from '../../../shared/exports/ledger.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import { createOutsmartClient } from '../../../shared/outsmart/index.ts';
import type { HttpWorld } from './http-world.ts';
import { MAPPINGS } from './http-work-order.ts';

/** What the services of a world are made of besides the world. */
interface Surroundings {
  readonly ledger: Ledger;
  readonly send: (message: ExportMessage, delaySeconds?: number) => void;
  /** Told before and after each call to a vendor. */
  readonly before: (call: string) => void;
  readonly after: (call: string) => void;
  readonly patience: { readonly timeoutMs?: number };
}

/** What the export code works with in a world: the real clients and builder, and a ledger. */
export function httpServices(
  { connection, clock, easybill: easybillServer, outsmart: outsmartServer, violations }: HttpWorld,
  { ledger, send, before, after, patience }: Surroundings,
): ExportServices {
  const observer = {
    before: (call: string) => {
      before(call);
      return Promise.resolve();
    },
    after: (call: string) => {
      after(call);
      return Promise.resolve();
    },
  };
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
  return {
    connections: { get: () => Promise.resolve(connection) },
    ledger,
    forgottenUntil: () => Promise.resolve(undefined),
    open: () =>
      Promise.resolve({
        vendors: connectVendors(connection.connectionId, { easybill, outsmart }),
        build: invoiceBuilder(
          {
            connection,
            mappings: () => MAPPINGS,
            easybill,
            lookups: { get: () => Promise.resolve(undefined), put: () => Promise.resolve() },
            lookedSince: 0,
            now: clock.now,
          },
          undefined,
        ),
        checkAccess: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
    send: (message, seconds) => {
      send(message, seconds);
      return Promise.resolve();
    },
    rest: () => Promise.resolve('resting'),
    activity: { add: () => Promise.resolve() } as never,
    // No fault of a vendor is a bug of ours.
    logger: {
      error: (text: string, { error }: { error: Error }) => violations.push(`${text}: ${error.message}`),
    } as never,
    metrics: { count: () => undefined } as never,
    now: clock.now,
    random: () => 0.5,
  };
}
