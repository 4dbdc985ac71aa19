import pMap from 'p-map';
import type { Connection } from '../../connections/connection.ts';
import type { SendExport, SendTrigger } from '../../messages/export-message.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isStopped, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { recheckAfter } from '../ledger/due.ts';

/** More are left to the next slot: after a long suspension, one connection must not keep the others waiting. */
const MOST_ENTRIES = 500;
const PARALLEL_ENTRIES = 10;
/** Longer than from slot to slot: where more are due than one takes, the others come first next time. */
const NEXT_AFTER_MS = 20 * 60_000;

/** What a sweep of the exports of a connection takes. */
export interface SweepServices {
  readonly ledger: Pick<Ledger, 'listDue' | 'move'>;
  readonly sendExport: SendExport;
  readonly sendTrigger: SendTrigger;
  readonly now: () => number;
}

/**
 * Sweeps the exports of an active connection, at each of its slots and when it is resumed: sends on what stands longer
 * than it should, because its message was lost or its time has come, and has the completed work orders polled. While
 * exports are switched off it only sends on work orders for which something was made, or may have been: the others wait
 * until they are on again.
 */
export async function sweepExports(services: SweepServices, connection: Connection): Promise<void> {
  const { ledger, sendTrigger, now } = services;
  const { connectionId, settings } = connection;
  const { enabled } = settings.exports;
  const time = now();
  if (enabled) {
    // First, so that it is not missed when one of the entries cannot be sent on.
    await sendTrigger({ type: 'poll', connectionId, source: 'schedule', firstQueuedAt: time, hops: 0 });
  }
  const due = await ledger.listDue(connectionId, time, MOST_ENTRIES, enabled ? 'all' : 'begun');
  await pMap(due, (entry) => sendOn(services, entry, time), { concurrency: PARALLEL_ENTRIES });
}

async function sendOn(
  { ledger, sendExport }: SweepServices,
  entry: LedgerEntry,
  time: number,
): Promise<void> {
  const { connectionId, workOrderId, generation } = entry;
  // Not sent again before it had the time to move.
  const moved = await ledger.move(entry, { dueAt: recheckAfter(entry, time) ?? time + NEXT_AFTER_MS }, []);
  if (!moved) return;
  await sendExport({
    type: 'export',
    connectionId,
    workOrderId,
    generation,
    ...(isStopped(entry) && { recheck: true }),
    firstQueuedAt: time,
    hops: 0,
  });
}
