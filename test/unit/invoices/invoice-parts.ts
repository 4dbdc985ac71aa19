import Big from 'big.js';
import {
  exportSettingsSchema,
  type ExportSettings,
} from '../../../shared/connections/settings/export-settings.ts';
import type { InvoiceProblem } from '../../../shared/invoices/invoice-problems.ts';
import { codeKey, type KnownPosition, type KnownPositions } from '../../../shared/invoices/known-position.ts';
import type { HourRules } from '../../../shared/invoices/lines/hour-lines.ts';
import type { LineRules } from '../../../shared/invoices/lines/position-line.ts';
import {
  workOrderToInvoice,
  type InvoiceBuild,
  type InvoiceParts,
} from '../../../shared/invoices/work-order-to-invoice.ts';
import { outsmartWorkOrderSchema, type OutsmartWorkOrder } from '../../../shared/outsmart/index.ts';
import { workOrderRecord } from '../outsmart/work-order-record.ts';

/** An article of the account, with changes. */
export function article(number: string, changes: Partial<KnownPosition> = {}): KnownPosition {
  return {
    easybillId: 100,
    number,
    vatPercent: '19',
    priceCents: '6500',
    name: `Artikel ${number}`,
    ...changes,
  };
}

export const positionsOf = (...articles: readonly KnownPosition[]): KnownPositions =>
  new Map(articles.map((one) => [codeKey(one.number), one]));

/** Settings as they are unless told. */
export const settingsOf = (changes: Record<string, unknown> = {}): ExportSettings =>
  exportSettingsSchema.parse(changes);

/** Domestic customer, 19 %, no ledger account. */
export const usualRules: LineRules = {
  vatOption: null,
  defaultVat: new Big(19),
  defaultUnit: 'Stk',
  priceLevel: undefined,
  bookingAccounts: {},
  bookingAccount: null,
  costCentre: undefined,
};

/** The same for hours, without travel. */
export const usualHourRules: HourRules = { ...usualRules, employees: new Map(), isTravelBilled: false };

/** What an invoice is made with besides customer, articles and settings. */
export const usualParts = {
  employees: new Map(),
  contactId: undefined,
  recordProblems: [],
  externalId: 'os-abc-700123-1',
  documentDate: '2026-11-20',
  today: '2026-11-20',
  seenOn: '2026-11-20',
} as const satisfies Partial<InvoiceParts>;

/** A work order as the vendor module reads it. */
export const workOrder = (changes: Record<string, unknown> = {}): OutsmartWorkOrder =>
  outsmartWorkOrderSchema.parse(workOrderRecord(changes));

/** The invoice of a work order for a domestic customer whose articles are known. */
export function build(
  changes: Record<string, unknown> = {},
  {
    settings = {},
    ...parts
  }: { settings?: Record<string, unknown> & { hours?: Record<string, unknown> } } & Partial<
    Omit<InvoiceParts, 'settings'>
  > = {},
): InvoiceBuild {
  return workOrderToInvoice(workOrder(changes), {
    customer: { easybillId: 7 },
    positions: positionsOf(
      article('A-100', { easybillId: 11, vatPercent: '7', unit: 'Pck' }),
      article('MON', { easybillId: 12, unit: 'h' }),
      article('KM', { easybillId: 13, priceCents: '55' }),
    ),
    ...usualParts,
    ...parts,
    settings: settingsOf({ siteAddress: 'never', ...settings, hours: { text: 'remark', ...settings.hours } }),
  });
}

/** The built invoice; fails the test where there is none. */
export function built(...given: Parameters<typeof build>): Extract<InvoiceBuild, { outcome: 'built' }> {
  const result = build(...given);
  if (result.outcome !== 'built') throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result;
}

/** The problems a work order is refused with; none when it is not. */
export function problems(...given: Parameters<typeof build>): readonly InvoiceProblem[] {
  const result = build(...given);
  return result.outcome === 'refused' ? result.problems : [];
}
