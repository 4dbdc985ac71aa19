import type { NewInvoice } from '../../../shared/easybill/index.ts';
import type { ExportServices, OpenExport } from '../../../shared/exports/worker/export-services.ts';
import type { Ledger } from '../../../shared/exports/ledger/ledger.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import type { Mishap } from './choices.ts';
import type { ExportWorld } from './export-world.ts';
import { MissingError } from './invocation.ts';
import type { SimulatedBody } from './simulated-vendors.ts';

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
}

/** What the export code works with in a world: every call of it may go wrong. */
export function simulatedServices(
  world: ExportWorld,
  { call, put, people: isPeopled }: Happenings,
): ExportServices {
  const stored = () => world.entry?.documentId;

  const { vendors, ledger } = world;
  const people = (option: Mishap): readonly Mishap[] => (isPeopled ? [option] : []);
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
        call([...VENDOR_READ, ...people('orderChanges'), ...people('switchedOff')], 'outsmart GET', () =>
          vendors.readWorkOrder(id),
        ),
      markHandled: (id) => call(VENDOR_WRITE, 'outsmart GET update', () => vendors.markHandled(id, stored)),
      createDocument: (body) =>
        call([...VENDOR_WRITE, ...LATE, ...people('switchedOff')], 'easybill POST', () =>
          vendors.createDocument(body as unknown as SimulatedBody),
        ),
      getDocument: (id) =>
        call([...VENDOR_READ, ...people('personFinishes')], 'easybill GET', () => vendors.getDocument(id)),
      finishDocument: (id) =>
        call([...VENDOR_WRITE, ...LATE], 'easybill PUT done', () => vendors.finishDocument(id)),
      deleteDraft: ({ id }) =>
        call(VENDOR_WRITE, 'easybill DELETE', () => {
          vendors.deleteDocument(id);
        }),
      findInvoices: (query) =>
        call([...VENDOR_READ, ...people('personFinishes'), ...people('switchedOff')], 'easybill LIST', () =>
          vendors.findInvoices(query),
        ),
    },
    build: async (order, { externalId }) => {
      const document = {
        external_id: externalId,
        customer_id: 7,
        ...order.content,
      } as unknown as NewInvoice;
      try {
        return await call(people('buildFails'), 'build', () => ({
          invoice: {
            document,
            total: { netCents: 0, grossCents: 0, lines: [] },
            warnings: [],
            keepDraft: false,
          },
        }));
      } catch (error) {
        if (!(error instanceof MissingError)) throw error;
        return { problem: { code: 'invoiceEmpty', params: {} } };
      }
    },
    checkAccess: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return {
    connections: { get: () => Promise.resolve(world.connection) },
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
