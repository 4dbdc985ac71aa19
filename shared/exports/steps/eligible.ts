import { berlinDate } from '../../berlin-date.ts';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import { treatmentOf } from '../../invoices/checks/order-checks.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';

/** Why a work order is not exported with these settings. */
export type IneligibleReason =
  | 'exportNotComplete'
  | 'exportArchived'
  | 'exportOtherWorkStatus'
  | 'exportNotFinished'
  | 'exportPaymentMethod'
  | 'exportWorkType'
  | 'exportTooOld';

/**
 * Whether a work order is to become an invoice; else the reason why not.
 *
 * @param isAgain whether somebody asked for another invoice of it: the first one has set it to handled, which OutSmart
 * cannot undo
 */
export function whyIneligible(
  order: Omit<ExportOrder, 'content'>,
  settings: ExportSettings,
  isAgain = false,
): IneligibleReason | undefined {
  const { workStatus, onlyFinished, ignoreBefore } = settings;
  if (order.status !== 'complete' && !(isAgain && order.status === 'handled')) return 'exportNotComplete';
  if (order.isArchived) return 'exportArchived';
  if (workStatus !== null && order.workStatus !== workStatus) return 'exportOtherWorkStatus';
  if (onlyFinished && !order.isFinished) return 'exportNotFinished';
  if (treatmentOf(settings.paymentMethods, order.paymentMethod) === 'skip') return 'exportPaymentMethod';
  if (treatmentOf(settings.workTypes, order.workType) === 'skip') return 'exportWorkType';
  const isOld =
    ignoreBefore !== null &&
    order.workedOn !== undefined &&
    order.workedOn < berlinDate(Date.parse(ignoreBefore));
  return isOld ? 'exportTooOld' : undefined;
}
