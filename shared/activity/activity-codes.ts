import * as z from 'zod';
import { INVOICE_LEVEL_OF } from './invoice-codes.ts';
import { EXPORT_LEVEL_OF } from './export-codes.ts';

export type ActivityLevel = 'info' | 'warning' | 'error';

/** Every kind of entry in the sync log, with its level. */
export const LEVEL_OF = {
  connectionCreated: 'info',
  connectionRevived: 'info',
  connectionDisconnected: 'info',
  credentialsReplaced: 'info',
  credentialsAccepted: 'info',
  webhookRenewed: 'info',
  webhookRepaired: 'warning',
  webhookMissedDeliveries: 'warning',
  webhookLeft: 'warning',
  eventUrlShown: 'info',
  settingsChanged: 'info',
  planChanged: 'info',
  paused: 'info',
  resumed: 'info',
  runStarted: 'info',
  runCompleted: 'info',
  dryRunCompleted: 'info',
  runFailed: 'error',
  listRejected: 'error',
  runBraked: 'warning',
  otherEasybillAccount: 'error',
  recordCreated: 'info',
  recordUpdated: 'info',
  recordWithdrawn: 'info',
  recordKept: 'info',
  recordHealed: 'info',
  recordUnknown: 'warning',
  keyChanged: 'info',
  oldKeyKept: 'warning',
  skippedNoNumber: 'warning',
  skippedNoName: 'warning',
  skippedMissingAddress: 'warning',
  skippedNumberTooLong: 'warning',
  skippedNumberUnreadable: 'warning',
  skippedDuplicateNumber: 'warning',
  recordRejected: 'error',
  recordUnreadable: 'error',
  rateLimited: 'warning',
  planLooksLikePlus: 'warning',
  waitingLong: 'warning',
  waitingGivenUp: 'error',
  credentialsRejected: 'error',
  entityBlocked: 'error',
  ...EXPORT_LEVEL_OF,
  ...INVOICE_LEVEL_OF,
} as const satisfies Record<string, ActivityLevel>;

export type ActivityCode = keyof typeof LEVEL_OF;

export const activityCodeSchema = z.custom<ActivityCode>(
  (value) => typeof value === 'string' && Object.hasOwn(LEVEL_OF, value),
);
