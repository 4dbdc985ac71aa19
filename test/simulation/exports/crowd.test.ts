import { expect, it } from '@jest/globals';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { createPermitGate } from '../../../shared/budget/permit-gate.ts';
import { setPermitPlan } from '../../../shared/budget/update-permits.ts';
import type { ExportServices } from '../../../shared/exports/worker/export-services.ts';
import { exportWorkOrder } from '../../../shared/exports/worker/export-worker.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import {
  builtInvoice,
  documentValues,
  exportingConnection,
  exportOrder,
} from '../../unit/exports/export-fixtures.ts';
import { memoryPermitStore } from '../limiter/memory-permit-store.ts';
import { SimulatedTime } from '../limiter/simulated-time.ts';
import { MemoryLedger } from './memory-ledger.ts';

const START = Date.UTC(2026, 10, 24, 9);
const HOUR = 3_600_000;
const WORKER_MS = 118_000;
const MADE = '2026-11-24 10:00:00';
const DRAFT = { isDraft: true, createdAt: MADE, editedAt: MADE, values: documentValues() };

/** Many work orders of one connection at once: the real worker, gate and permits on a simulated clock. */
async function playCrowd(count: number, callsPerMinute: number) {
  const random = seededRandom(3);
  const time = new SimulatedTime(START);
  const now = (): number => Math.floor(time.now);
  const ledger = new MemoryLedger(now);
  const { store } = memoryPermitStore(() => time.sleep(3 + random() * 5));
  const calls: string[] = [];
  const connection = exportingConnection({ document: 'final' });
  const { connectionId } = connection;
  const send = (message: ExportMessage, seconds = 0): Promise<void> => {
    time.at(time.now + Math.ceil(seconds) * 1000 + 10 + random() * 110, () => {
      void exportWorkOrder(services, message, now() + WORKER_MS);
    });
    return Promise.resolve();
  };
  const services: ExportServices = {
    connections: { get: () => Promise.resolve(connection), update: () => Promise.resolve(true) },
    ledger,
    forgottenUntil: () => Promise.resolve(undefined),
    open: (_, { reservation, deadline }) => {
      const permits = { store, connectionId, priority: 'interactive', deadline, now, random } as const;
      const gate = createPermitGate({ ...permits, sleep: (ms) => time.sleep(ms) });
      const call = <T>(name: string, answer: T): Promise<T> =>
        gate.forReservation(reservation).run(async () => {
          calls.push(name);
          await time.sleep(100 + random() * 300);
          return answer;
        });
      const id = calls.length + 1;
      return Promise.resolve({
        vendors: {
          readWorkOrder: () => Promise.resolve(exportOrder()),
          markHandled: () => Promise.resolve(exportOrder()),
          createDocument: () => call('create', { id, ...DRAFT }),
          getDocument: (documentId) => call('get', { id: documentId, ...DRAFT }),
          finishDocument: (documentId) =>
            call('finish', { ...DRAFT, id: documentId, isDraft: false, number: 'R' }),
          deleteDraft: () => Promise.resolve(),
          findInvoices: () => call('find', []),
        },
        build: () => Promise.resolve({ invoice: builtInvoice() }),
        plan: () => Promise.resolve({ invoice: builtInvoice() }),
        checkAccess: () => Promise.resolve(),
        close: () => gate.close(),
      });
    },
    send,
    suspend: () => Promise.resolve('suspended'),
    activity: { add: () => Promise.resolve() } as never,
    logger: { error: () => undefined } as never,
    metrics: { count: () => undefined } as never,
    now,
    random,
  };
  const planned = setPermitPlan(store, connectionId, { callsPerMinute, share: 1 }, START);
  await time.runUntil(START + 1000);
  await planned;
  for (let i = 1; i <= count; i += 1) {
    const hint = { type: 'export', connectionId, workOrderId: String(i), firstQueuedAt: now(), hops: 0 };
    void send(hint as ExportMessage);
  }
  await time.runUntil(START + HOUR);
  const handled = [...ledger.entries.values()].filter(({ state }) => state === 'handled').length;
  return {
    handled,
    calls: Object.fromEntries([...Map.groupBy(calls, (name) => name)].map(([k, v]) => [k, v.length])),
  };
}

it.each([
  { count: 100, callsPerMinute: 10 },
  { count: 10, callsPerMinute: 5 },
])(
  '$count work orders at once are finished within an hour by $callsPerMinute calls a minute, a call more for drafts that waited',
  async ({ count, callsPerMinute }) => {
    const { handled, calls } = await playCrowd(count, callsPerMinute);

    expect(handled).toBe(count);
    expect(calls).toMatchObject({ create: count, finish: count });
    // A draft that waited for its permit is read before it is finished, once.
    expect(calls.get ?? 0).toBeLessThanOrEqual(count);
  },
);
