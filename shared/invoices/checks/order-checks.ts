import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';

type Treatments = ExportSettings['paymentMethods'];

/** What the settings say of a name that users choose; names differ by more than case. */
export function treatmentOf(treatments: Treatments, name: string | undefined): Treatments[string] {
  const wanted = keyOf(name ?? '');
  return Object.entries(treatments).find(([one]) => keyOf(one) === wanted)?.[1] ?? 'invoice';
}

/** What a work order says that makes a full invoice doubtful, or that somebody should know. */
export function orderFindings(
  { PaymentMethod, TypeOfWork, isUnfinished, RoundingAmount }: OutsmartWorkOrder,
  { paymentMethods, workTypes }: Pick<ExportSettings, 'paymentMethods' | 'workTypes'>,
): InvoiceProblem[] {
  const rounding = readDecimal(RoundingAmount ?? '0');
  return [
    ...(treatmentOf(paymentMethods, PaymentMethod) === 'warn'
      ? [{ code: 'invoicePaymentMethod', params: { name: PaymentMethod ?? '' } } as const]
      : []),
    ...(treatmentOf(workTypes, TypeOfWork) === 'warn'
      ? [{ code: 'invoiceWorkType', params: { name: TypeOfWork ?? '' } } as const]
      : []),
    ...(isUnfinished ? [{ code: 'invoiceNotFinished', params: {} } as const] : []),
    ...(rounding?.eq(0) === false
      ? [{ code: 'invoiceRoundingAmount', params: { minutes: rounding.toFixed() } } as const]
      : []),
  ];
}

function keyOf(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
