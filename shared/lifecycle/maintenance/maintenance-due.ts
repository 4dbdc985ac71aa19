import { isOutdated } from '../keep-webhook.ts';
import type { Connection } from '../../connections/connection.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A request to connect is over by then, whatever became of it. */
const CONNECTING_MS = 2 * MINUTE_MS;
const PROBE_EVERY_MS = 6 * HOUR_MS;
const CHECK_EVERY_MS = 24 * HOUR_MS;

/** What a webhook registered now would be made of. */
export interface CurrentWebhook {
  /** The key that signs new tokens. */
  readonly kid: string;
  readonly publicBaseUrl: string;
}

/**
 * Whether something outside has to be brought to what a connection's status says: an attempt to connect that stopped,
 * credentials to ask for again, a webhook to look at, something left behind after disconnecting. Pure.
 *
 * @param now epoch milliseconds
 */
export function isMaintenanceDue(connection: Connection, current: CurrentWebhook, now: number): boolean {
  const { status, webhook, probedAt = 0, connectingSince, createdAt } = connection;
  switch (status) {
    case 'connecting':
      return now - Date.parse(connectingSince ?? createdAt) >= CONNECTING_MS;
    case 'reconnect':
      return now - probedAt >= PROBE_EVERY_MS;
    case 'disconnected':
      return connection.cleanup !== undefined;
    case 'active':
    case 'paused':
      return (
        connection.staleCredentials.length > 0 ||
        isOutdated(connection, current) ||
        now - (webhook?.checkedAt ?? 0) >= CHECK_EVERY_MS
      );
  }
}
