import type { Connection } from '../../../shared/connections/connection.ts';
import type { NewInvoice } from '../../../shared/easybill/index.ts';
import type { ExportServices, OpenExport } from '../../../shared/exports/worker/export-services.ts';
import type { Ledger } from '../../../shared/exports/ledger/ledger.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import type { Mishap } from './choices.ts';
import type { ExportWorld } from './export-world.ts';
import { MissingError } from './invocation.ts';
import { centsOf, type SimulatedBody } from './simulated-vendors.ts';
import type { BuildInvoice, BuiltInvoice } from '../../../shared/exports/invoice/build-invoice.ts';
import type { ExportOrder } from '../../../shared/exports/vendors/export-vendors.ts';

const READ: readonly Mishap[] = ['crashBefore', 'second'];
const WRITE: readonly Mishap[] = ['lost', 'crashBefore', 'crashAfter', 'second'];
const VENDOR_READ: readonly Mishap[] = ['crashBefore', 'timeout', '429', '500', '409', 'second'];
const VENDOR_WRITE: readonly Mishap[] = [
  'lost',
  'crashBefore',
  'crashAfter',
  'timeout',
  '429',
  '500',
  '409',
  'second',
];
const LATE: readonly Mishap[] = ['late:40', 'late:400', 'late:7200'];

/** What the services of a world are made of besides the world. */
interface Happenings {
  /** Makes a call at which one of the mishaps may happen. */
  readonly call: <T>(options: readonly Mishap[], name: string, carryOut: () => T | Promise<T>) => Promise<T>;
  readonly put: (message: ExportMessage, delaySeconds: number) => void;
  readonly people: boolean;
  readonly office: boolean;
}

/** What the export code works with in a world: every call of it may go wrong. */
export function simulatedServices(
  world: ExportWorld,
  { call, put, people: isPeopled, office: hasOffice }: Happenings,
): ExportServices {
  const stored = () => world.entry?.documentId;

  const { vendors, ledger } = world;
  const people = (option: Mishap): readonly Mishap[] => (isPeopled ? [option] : []);
  const office = (...options: readonly Mishap[]): readonly Mishap[] => (hasOffice ? options : []);
  const OFFICE = office('officeEdits', 'officeDeletes', 'personFinishes');
  const guarded: Ledger = {
    latest: (...args) => call(READ, 'read', () => ledger.latest(...args)),
    get: (...args) => call(READ, 'read', () => ledger.get(...args)),
    open: (...args) => call(WRITE, 'open', () => ledger.open(...args)),
    move: (...args) => call(WRITE, 'move', () => ledger.move(...args)),
    bind: (...args) => call(WRITE, 'bind', () => ledger.bind(...args)),
    listDue: (...args) => ledger.listDue(...args),
    list: (...args) => ledger.list(...args),
  };
  const opened: OpenExport = {
    vendors: {
      readWorkOrder: (id) =>
        call(
          [
            ...VENDOR_READ,
            ...people('orderChanges'),
            ...office('orderChanges'),
            ...OFFICE,
            ...people('switchedOff'),
          ],
          'outsmart GET',
          () => vendors.readWorkOrder(id),
        ),
      markHandled: (id) => call(VENDOR_WRITE, 'outsmart GET update', () => vendors.markHandled(id, stored)),
      createDocument: (body) =>
        call([...VENDOR_WRITE, ...LATE, ...people('switchedOff')], 'easybill POST', () =>
          vendors.createDocument(body as unknown as SimulatedBody),
        ),
      getDocument: (id) =>
        call([...VENDOR_READ, ...people('personFinishes'), ...OFFICE], 'easybill GET', () =>
          vendors.getDocument(id),
        ),
      finishDocument: (id) =>
        call([...VENDOR_WRITE, ...LATE, ...office('officeEdits', 'officeDeletes')], 'easybill PUT done', () =>
          vendors.finishDocument(id),
        ),
      deleteDraft: ({ id }) =>
        call(VENDOR_WRITE, 'easybill DELETE', () => {
          vendors.deleteDocument(id);
        }),
      findInvoices: (query) =>
        call(
          [...VENDOR_READ, ...people('personFinishes'), ...OFFICE, ...people('switchedOff')],
          'easybill LIST',
          () => vendors.findInvoices(query),
        ),
    },
    build: async (order, frame) => {
      try {
        return await call(people('buildFails'), 'build', () => ({ invoice: invoiceOf(order, frame) }));
      } catch (error) {
        if (!(error instanceof MissingError)) throw error;
        return { problem: { code: 'invoiceEmpty', params: {} } };
      }
    },
    plan: (order, frame) => Promise.resolve({ invoice: invoiceOf(order, frame) }),
    checkAccess: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return {
    connections: {
      get: () => Promise.resolve(world.connection),
      update: (_, changes) => {
        world.connection = { ...world.connection, ...changes } as Connection;
        return Promise.resolve(true);
      },
    },
    ledger: guarded,
    forgottenUntil: () => Promise.resolve(world.forgottenUntil),
    open: () => Promise.resolve(opened),
    send: (message, delaySeconds = 0) =>
      call(WRITE, 'send', () => {
        put(message, delaySeconds);
      }),
    suspend: () => Promise.resolve('suspended'),
    activity: {
      add: (_: string, entries: readonly { code: string }[]) =>
        call(READ, 'tell', () => {
          world.told.push(...entries.map(({ code }) => code));
        }),
    } as never,
    logger: { error: () => undefined } as never,
    metrics: { count: () => undefined } as never,
    now: () => world.now,
    random: () => 0.5,
  };
}

/** The invoice of a work order: what it comes to is told by its content. */
function invoiceOf(
  { content }: ExportOrder,
  { externalId, documentDate }: Parameters<BuildInvoice>[1],
): BuiltInvoice {
  const { content: text } = content as unknown as { content: string };
  const cents = centsOf(text);
  const document = {
    external_id: externalId,
    customer_id: 7,
    document_date: documentDate,
    vat_option: null,
    items: [{ type: 'POSITION', position_id: 11, quantity: 1, single_price_net: cents, vat_percent: 0 }],
    content: text,
  } as unknown as NewInvoice;
  const total = { netCents: cents, grossCents: cents, lines: [] };
  return { document, total, warnings: [], keepDraft: false };
}
