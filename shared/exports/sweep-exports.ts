import type { Connection } from '../connections/connection.ts';
import type { SendExport, SendTrigger } from '../messages/export-message.ts';
import type { Ledger } from './ledger.ts';
import { STALLED_AFTER_MS } from './move-on.ts';

/** What looking after the exports of a connection takes. */
export interface SweepServices {
  readonly ledger: Pick<Ledger, 'listDue' | 'move'>;
  readonly sendExport: SendExport;
  readonly sendTrigger: SendTrigger;
  readonly now: () => number;
}

/**
 * Looks after the exports of an active connection, at each of its turns: sends on what stands longer than it should,
 * because its message was lost or its time has come, and has the completed work orders polled.
 */
export async function sweepExports(
  { ledger, sendExport, sendTrigger, now }: SweepServices,
  { connectionId, settings }: Connection,
): Promise<void> {
  const time = now();
  for (const entry of await ledger.listDue(connectionId, time)) {
    const { workOrderId, generation } = entry;
    // Not sent again before it had the time to move.
    const moved = await ledger.move(entry, { dueAt: time + STALLED_AFTER_MS }, []);
    if (!moved) continue;
    await sendExport({ type: 'export', connectionId, workOrderId, generation, firstQueuedAt: time, hops: 0 });
  }
  if (!settings.exports.enabled) return;
  await sendTrigger({ type: 'poll', connectionId, source: 'schedule', firstQueuedAt: time, hops: 0 });
}
