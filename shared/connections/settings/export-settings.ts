import * as z from 'zod';
import { hoursTextSchema, invoiceSettings } from './invoice-settings.ts';
import { hundredths, isUnset, optionalText, switchedOff, switchedOn, UNREAD } from './setting-kinds.ts';

const hoursSchema = z.strictObject({
  rounding: z
    .literal([0, 5, 15, 30])
    .default(0)
    .describe('Round the time of each line up to a multiple of so many minutes; 0 leaves it as it is.'),
  grouping: z
    .enum(['period', 'hourType', 'employeeAndHourType'])
    .default('period')
    .describe(
      'What makes one line: each work period, all of an hour type, or all of an employee and hour type.',
    ),
  text: hoursTextSchema,
  minimum: z
    .enum(['warn', 'bill', 'ignore'])
    .default('warn')
    .describe(
      'When fewer hours were worked than the minimum of the work order: warn reports it, bill adds a line of the first hour type for the rest, ignore does nothing.',
    ),
  fallbackPosition: optionalText(
    'Article number at easybill for hours without a known hour type; without it such a work order is an error.',
  ),
});

/** How completed work orders become invoices. */
export const exportSettingsSchema = z.strictObject({
  enabled: switchedOff('Export completed work orders as invoices.'),
  workStatus: optionalText('Export only work orders with this OutSmart work-status code; null exports all.'),
  onlyFinished: switchedOff('Export only work orders that the technician marked as finished.'),
  ignoreBefore: z.iso
    .datetime({ offset: true, error: 'Must be an ISO 8601 time, such as 2026-01-31T00:00:00Z.' })
    .nullable()
    .default(null)
    .describe('Leave out work orders whose work date lies before this time; null is the time of connecting.'),
  document: z
    .enum(['draft', 'final'])
    .default('draft')
    .describe('Leave the invoice as a draft for somebody to finish at easybill, or finish it at once.'),
  createMissingCustomer: switchedOn('Create a customer at easybill that only OutSmart knows.'),
  createMissingProduct: switchedOff(
    'Create a product at easybill that only OutSmart knows; otherwise such a work order is an error.',
  ),
  hours: hoursSchema.prefault({}),
  travel: z
    .strictObject({
      position: optionalText('Article number at easybill for travelled kilometres; null leaves travel out.'),
    })
    .prefault({}),
  workDescription: switchedOn('Put the work description on the invoice.'),
  lineOrder: z
    .enum(['materialsFirst', 'hoursFirst'])
    .default('materialsFirst')
    .describe('Which lines come first.'),
  dueInDays: z
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .default(null)
    .describe('Days until payment is due; null takes what easybill has for the customer.'),
  pdfTemplate: optionalText('Id of the easybill PDF template; null takes the default of the account.'),
  defaultVatPercent: hundredths(0, 100)
    .default(19)
    .describe(
      'VAT rate in percent of materials without an article number, and of products that are created.',
    ),
  bookingAccount: optionalText(
    'Ledger account of lines at defaultVatPercent, for customers with the usual VAT, whose product has none; bookingAccounts come first.',
  ),
  documentDate: z
    .enum(['today', 'workDate', 'completion'])
    .default('today')
    .describe('Date of the invoice: the day of the export, the last day of work, or the day of completion.'),
  ...invoiceSettings,
  attachPdf: z
    .boolean()
    .refine(isUnset, UNREAD)
    .default(false)
    .describe(
      'Attach the PDF of the work order to the invoice. Nothing reads it yet, so only false is taken.',
    ),
  sendByEmail: z
    .boolean()
    .refine(isUnset, UNREAD)
    .default(false)
    .describe(
      'Send finished invoices by e-mail from easybill. Nothing reads it yet, so only false is taken.',
    ),
  markHandled: switchedOn('Set the work order to handled in OutSmart once its invoice is stored.'),
});
export type ExportSettings = z.infer<typeof exportSettingsSchema>;
