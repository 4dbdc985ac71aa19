import type { Priority } from '../../budget/permit-state.ts';
import type { Reservation } from '../../budget/reservation.ts';
import { CALLS_PER_MINUTE } from '../../connections/connection.ts';
import { isAccountOf } from '../../connections/vendor-account.ts';
import { yieldCheck } from './yield-to-hints.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import type { Work } from './work.ts';

/** An OutSmart call may take this long, and may land this long after nobody waits for it any more. */
export const OUTSMART_TIMEOUT_MS = 60_000;
const TIME_MARGIN_MS = 15_000;

/** Who asks for easybill calls, and for what. */
export interface SessionPurpose {
  readonly priority: Priority;
  /** The place in the line for permits that the work was given before. */
  readonly reservation?: Reservation | undefined;
  readonly runId?: string | undefined;
}

/** Opens a session under the lease, lets `use` work in it and gives its permits back, whatever happens. */
export async function withSession<Result>(
  work: Work,
  { priority, reservation, runId }: SessionPurpose,
  use: (session: ImportSession) => Promise<Result>,
): Promise<Result> {
  const { services, connection, lane, lease, deadline } = work;
  const { connectionId } = connection;
  const credentials = await services.credentials.get(connection);
  const gate = services.openGate(connection, { priority, reservation, deadline });
  let calls = 0;
  const counting = {
    run: <T>(send: () => Promise<T>): Promise<T> =>
      gate.run(() => {
        calls += 1;
        return send();
      }),
  };
  const vendors = openVendors(services, credentials, counting);
  const declaration = work.declare(vendors, connection);
  try {
    return await use({
      connectionId,
      runId,
      declaration,
      mappings: services.mappings(connectionId, lane, lease.fence),
      parents: declaration.parent && services.mappings(connectionId, declaration.parent.entity, lease.fence),
      children: declaration.children && services.mappings(connectionId, declaration.children, lease.fence),
      activity: services.activity,
      failures: services.failures,
      reports: services.reports,
      entityStates: services.entityStates,
      send: services.send,
      isOwnAccount: () =>
        isAccountOf(vendors.easybill, credentials.easybillApiKey, connection.easybillAccount),
      callsPerMinute: CALLS_PER_MINUTE[connection.plan] * connection.settings.budgetShare,
      calls: () => calls,
      now: services.now,
      hasTime: (afterMs = 0) => services.now() + afterMs + OUTSMART_TIMEOUT_MS + TIME_MARGIN_MS < deadline,
      shouldYield: yieldCheck(services, connectionId, lane),
    });
  } finally {
    await gate.close();
  }
}
