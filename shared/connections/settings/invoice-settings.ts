import * as z from 'zod';
import { switchedOff } from './setting-kinds.ts';

/** Longest text that stands on an invoice by a setting. */
const TEXT_LENGTH = 2000;
const NAME_LENGTH = 255;
const MOST_NAMES = 100;

const shortText = z.string().trim().min(1).max(NAME_LENGTH);

/** What a name that OutSmart's users choose means for the invoice. */
const treatment = z.enum(['invoice', 'warn', 'skip']);

/** Names of OutSmart and what they mean for the invoice; upper and lower case are the same. */
const treatments = (
  usual: Record<string, z.infer<typeof treatment>>,
  text: string,
): z.ZodDefault<z.ZodRecord<typeof shortText, typeof treatment>> =>
  z
    .record(shortText, treatment)
    .refine((names) => Object.keys(names).length <= MOST_NAMES, {
      error: `Must not have more than ${MOST_NAMES} names.`,
    })
    .default(usual)
    .describe(text);

const invoiceText = (text: string): z.ZodDefault<z.ZodNullable<z.ZodString>> =>
  z.string().trim().min(1).max(TEXT_LENGTH).nullable().default(null).describe(text);

/** What one hour line may say. */
const hourWord = z.enum(['date', 'employee', 'hourType', 'remark']);

/** Text of an hour line: an ordered list; the two words are what it was before there was a list. */
export const hoursTextSchema = z
  .union([z.array(hourWord).min(1).max(hourWord.options.length), z.enum(['remark', 'hourType'])])
  .default(['date', 'employee', 'remark'])
  .describe(
    'What an hour line says, in this order: date, employee (by name where it is imported, else by number), hourType, remark. Without a remark the name of the hour type stands in its place. The single words remark and hourType mean a list of that one.',
  );

/** What invoices say and how VAT, accounts and dates are treated, besides prices and quantities. */
export const invoiceSettings = {
  smallBusiness: switchedOff(
    'You are a small business (section 19 UStG): no invoice shows VAT, whatever the tax option of the customer, and easybill prints the note.',
  ),
  foreignAtHome: z
    .enum(['stop', 'warn'])
    .default('stop')
    .describe(
      'When a customer taxed abroad is billed hours worked at a site in Germany, which are taxed in Germany: stop leaves the invoice as a draft, warn only reports it.',
    ),
  eInvoice: shortText
    .default('customer')
    .describe(
      'Format of the electronic invoice: customer takes what easybill has for the customer; else a format of easybill, such as zugferd2_2 or xrechnung3_0_xml.',
    ),
  buyerReference: shortText
    .nullable()
    .default(null)
    .describe(
      'Name of the OutSmart free field with the buyer reference (Leitweg-ID); null takes what easybill has for the customer.',
    ),
  orderNumber: z
    .union([
      z.enum(['orderNr', 'workorderNo', 'reference', 'none']),
      z.templateLiteral(['freeField:', shortText]),
    ])
    .default('orderNr')
    .describe(
      "Which number of the work order is the customer's order number: orderNr, workorderNo, reference, none, or freeField: and the name of a free field. With any but orderNr the number of the work order stands in a line of text.",
    ),
  defaultUnit: shortText
    .default('Stk')
    .describe('Unit of lines for which neither work order nor article has one; hours have Std, travel km.'),
  invoiceContact: switchedOff(
    'Address the invoice to the invoice contact of the work order, where it is a contact person of the customer who pays.',
  ),
  bookingAccounts: z
    .record(shortText, shortText)
    .refine((accounts) => Object.keys(accounts).length <= MOST_NAMES, {
      error: `Must not have more than ${MOST_NAMES} accounts.`,
    })
    .default({})
    .describe(
      'Ledger accounts of lines whose article has none, by tax option such as revc, or by VAT rate in percent such as 19.',
    ),
  costCentre: shortText
    .nullable()
    .default(null)
    .describe(
      'Cost centre of lines whose article has none: project takes the project number of the work order, any other text is the cost centre itself.',
    ),
  siteAddress: z
    .enum(['whenDifferent', 'always', 'never'])
    .default('whenDifferent')
    .describe('Print the site of the work: when it differs from who pays, always, or never.'),
  labourShare: z
    .enum(['private', 'always', 'never'])
    .default('private')
    .describe(
      'Print what labour and travel come to (section 35a EStG): for private customers, always, or never.',
    ),
  retentionNote: z
    .enum(['private', 'never'])
    .default('private')
    .describe(
      'Print for private customers who are billed hours that they have to keep the invoice for two years (section 14b UStG), or never.',
    ),
  texts: z
    .strictObject({
      title: invoiceText('Title of the invoice; null takes that of the account.'),
      text_prefix: invoiceText('Text above the lines; null takes that of the account.'),
      text: invoiceText('Text below the lines; null takes that of the account.'),
    })
    .prefault({})
    .describe('Texts of the invoice. {orderNr}, {workDate} and {site} stand for those of the work order.'),
  paymentMethods: treatments(
    { 'contant voldaan': 'warn', 'pin betaling': 'warn', 'conform offerte': 'warn' },
    'What a payment method of OutSmart means: invoice bills as usual, warn leaves a draft and reports it, skip makes no invoice. Methods that are not listed are billed as usual.',
  ),
  workTypes: treatments(
    { Garantie: 'warn' },
    'What a type of work of OutSmart means: invoice bills as usual, warn leaves a draft and reports it, skip makes no invoice. Types that are not listed are billed as usual.',
  ),
  completedWorkStatuses: z
    .array(shortText)
    .max(MOST_NAMES)
    .default([])
    .describe(
      'OutSmart work-status codes that mean a work order is completed; the day of completion is that of the last such change, without any of the last change.',
    ),
  maxBackdatingDays: z
    .int()
    .min(0)
    .max(366)
    .default(31)
    .describe('How many days the date of an invoice may lie back at most; an earlier one becomes today.'),
};
