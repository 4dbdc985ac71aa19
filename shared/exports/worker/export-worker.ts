import { exportMessageSchema, type ExportMessage } from '../../messages/export-message.ts';
import { sendDelayed, type Wait } from '../../messages/send-delayed.ts';
import { oneByOne, type QueueWorker } from '../../messages/process-batch.ts';
import { berlinDate } from '../../berlin-date.ts';
import { newEntry } from '../ledger/new-entry.ts';
import type { ExportServices } from './export-services.ts';
import type { ExportWork } from '../steps/export-work.ts';
import { isStopped, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf, logProblem } from '../steps/advance.ts';
import { orphanCheckAt, recheckAfter } from '../ledger/due.ts';
import { nextStep } from '../steps/next-step.ts';
import { handleExportFailure } from './handle-export-failure.ts';
import { attemptUntil, CALL_MS } from '../vendors/attempt-until.ts';
import { recheck } from '../steps/recheck.ts';
import { takeStep } from '../steps/take-step.ts';

/** One that waits longer is left to the sweeper. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Each step moves a work order on; more of them in one go mean that two workers are at it. */
const MOST_STEPS = 12;
const BUSY_SECONDS = 20;

/** The worker of exports: brings work orders further on their way to an invoice. */
export function exportWorker(services: ExportServices): QueueWorker<ExportMessage> {
  return {
    schema: exportMessageSchema,
    logger: services.logger,
    work: oneByOne((message, deadline) => exportWorkOrder(services, message, deadline)),
  };
}

/**
 * Takes the steps of one work order that can be taken now, and has it come back when there are more.
 *
 * @param deadline when the function ends, epoch milliseconds
 */
export async function exportWorkOrder(
  services: ExportServices,
  message: ExportMessage,
  deadline: number,
): Promise<void> {
  const { activity, connections, ledger, now } = services;
  const connection = await connections.get(message.connectionId);
  // What ends here is in the ledger: the sweeper goes on with it when the connection does.
  if (connection?.status !== 'active') return;
  const { connectionId } = connection;
  const opened = await services.open(connection, {
    priority: 'interactive',
    reservation: message.reservation,
    deadline,
    lookedSince: message.firstQueuedAt,
  });
  const work: ExportWork = {
    connection,
    ledger,
    vendors: opened.vendors,
    build: opened.build,
    plan: opened.plan,
    noteArticlesWin: async () => {
      if (!connection.articlesWin) await connections.update(connectionId, { articlesWin: true });
    },
    log: (entry) => activity.add(connectionId, [entry]),
    now,
    attemptUntil: attemptUntil(deadline),
    kept: {},
  };
  try {
    const wait = await walk(services, work, message, deadline).catch((error: unknown) =>
      handleExportFailure(services, work, opened, message, error),
    );
    // One that is given up is left to the sweeper, which begins anew.
    const about = work.kept.entry ?? message;
    if (wait) {
      await sendDelayed(services, message, wait, {
        long: activityOf(about, { code: 'exportWaitingLong', params: {} }),
        givenUp: activityOf(about, { code: 'exportWaitingGivenUp', params: {} }),
      });
    }
  } finally {
    await opened.close();
  }
}

/** Takes step after step until there is nothing to do, now or at all. */
async function walk(
  services: ExportServices,
  work: ExportWork,
  message: ExportMessage,
  deadline: number,
): Promise<Wait | undefined> {
  const { ledger, now } = services;
  const { enabled, markHandled } = work.connection.settings.exports;
  const read = async (): Promise<LedgerEntry | undefined> => {
    const found = await readEntry(services, message);
    if (found) work.kept.entry = found;
    return found;
  };
  let entry = await read();
  if (!entry) {
    if (!enabled) return undefined;
    await ledger.open(newEntry(work.connection, message.workOrderId, 1, now()));
    entry = await read();
  }
  if (entry?.unlogged) {
    await logProblem(work, entry);
    entry = await read();
  }
  // What a late call made is looked for first: it may be the invoice.
  const isOrphanCheckDue = entry && (orphanCheckAt(entry) ?? Infinity) <= now();
  if (entry && message.recheck && isStopped(entry) && enabled && !isOrphanCheckDue) {
    await recheck(work, entry);
    entry = await read();
  }
  const forgottenUntil = await services.forgottenUntil();
  for (let steps = 0; entry && steps < MOST_STEPS; steps += 1) {
    const lookFirst = mayBeForgotten(entry, forgottenUntil);
    const next = nextStep(entry, { now: now(), lookFirst, mayMake: enabled, markHandled });
    if (next.do === 'hold') return undefined;
    if (next.do === 'done') {
      const isDueAgain = recheckAfter(entry, now()) !== undefined;
      if (entry.dueAt !== undefined && !isDueAgain) await ledger.move(entry, { dueAt: undefined }, []);
      return undefined;
    }
    if (next.do === 'wait') {
      const ms = next.until - now();
      return ms > LONGEST_WAIT_MS ? undefined : { seconds: ms / 1000 };
    }
    if (now() + CALL_MS > deadline) return { seconds: 1 };
    await takeStep(work, entry, next.do);
    entry = await read();
  }
  return { seconds: BUSY_SECONDS };
}

function readEntry(
  { ledger }: ExportServices,
  { connectionId, workOrderId, generation }: ExportMessage,
): Promise<LedgerEntry | undefined> {
  return generation === undefined
    ? ledger.latest(connectionId, workOrderId)
    : ledger.get(connectionId, workOrderId, generation);
}

/** Whether a restored ledger may lack the document of a work order, since that was completed before the restore. */
function mayBeForgotten({ intentAt, workedOn }: LedgerEntry, forgottenUntil: number | undefined): boolean {
  if (forgottenUntil === undefined) return false;
  if (intentAt < forgottenUntil || workedOn === undefined) return true;
  // A day that was yet to come is only planned: it was completed before.
  return workedOn <= berlinDate(forgottenUntil) || workedOn > berlinDate(intentAt);
}
