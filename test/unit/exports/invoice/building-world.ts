import type { NewActivity } from '../../../../shared/activity/activity-store.ts';
import { createEasybillClient } from '../../../../shared/easybill/index.ts';
import type { BuildInvoice } from '../../../../shared/exports/invoice/build-invoice.ts';
import { invoiceBuilder } from '../../../../shared/exports/invoice/invoice-builder.ts';
import type { Lookup } from '../../../../shared/exports/invoice/lookup-store.ts';
import type { Mapping } from '../../../../shared/mappings/mapping.ts';
import { json, startVendorServer, type Answer, type VendorServer } from '../../../support/vendor-server.ts';
import { exportingConnection } from '../export-fixtures.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

/** What the invoice of a work order is made with besides the records it names. */
export const frame = { externalId: 'os-1', documentDate: '2026-11-24' };
/** Mappings of the articles of the usual work order, by lane and key. */
export const positions = {
  'product M1': { easybillId: 20, facts: { v: 2, number: 'M1', vatPercent: '7', priceCents: '900' } },
  'product H1': {
    easybillId: 21,
    facts: { v: 2, number: 'H1', name: 'Montage', vatPercent: '19', priceCents: '5550', unit: 'Std' },
  },
};
/** Mappings of its customers. */
export const usual = {
  'customer 10002': { easybillId: 7, facts: { v: 2 } },
  'customer 10001': { easybillId: 6, facts: { v: 2 } },
};

/** Answers with a list. */
export const page = (items: unknown[]): Answer =>
  json(200, { page: 1, pages: 1, total: items.length, limit: 1000, items });
/** Has nothing when it is asked, and makes what it is told to. */
export const lacking =
  (made: unknown): Answer =>
  (response, request) => {
    (request.method === 'GET' ? page([]) : json(201, made))(response, request);
  };

/** Builders of invoices for one connection, with a server for easybill. */
export class BuildingWorld {
  now = NOW;
  readonly server: VendorServer;
  /** Entries of the sync log. */
  readonly logged: NewActivity[] = [];
  /** What easybill was asked for before, by kind and key. */
  readonly lookups = new Map<string, Lookup>();

  private constructor(server: VendorServer) {
    this.server = server;
  }

  static async start(): Promise<BuildingWorld> {
    return new BuildingWorld(await startVendorServer());
  }

  /** A builder with these mappings by lane and key, for work that was queued now unless told. */
  builder(
    known: Record<string, Mapping>,
    settings: Record<string, unknown> = {},
    { isDry = false, imports = {} }: { isDry?: boolean; imports?: Record<string, unknown> } = {},
  ): BuildInvoice {
    const now = () => this.now;
    const sources = {
      connection: exportingConnection({ siteAddress: 'never', ...settings }, imports),
      mappings: (lane: string) => ({
        ownerOf: (key: string) => Promise.resolve(known[`${lane} ${key}`]?.easybillId),
        get: (id: number) =>
          Promise.resolve(Object.values(known).find(({ easybillId }) => easybillId === id)),
      }),
      easybill: createEasybillClient({
        baseUrl: this.server.baseUrl,
        apiKey: 'key',
        gate: { run: (send) => send() },
      }),
      lookups: {
        get: (_: string, kind: string, key: string) => Promise.resolve(this.lookups.get(`${kind} ${key}`)),
        put: (_: string, kind: string, key: string, lookup: Lookup) =>
          Promise.resolve(void this.lookups.set(`${kind} ${key}`, lookup)),
      },
      lookedSince: NOW,
      now,
    };
    const log = (entry: NewActivity) => Promise.resolve(void this.logged.push(entry));
    const makings = {
      get: () => Promise.resolve({}),
      begin: () => Promise.resolve(true),
      end: () => Promise.resolve(),
    };
    return invoiceBuilder(sources, isDry ? undefined : { makings, now, attemptUntil: this.now + 1, log });
  }
}
