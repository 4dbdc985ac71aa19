import * as z from 'zod';

const text = z.string().default('');
const optionalText = z.string().nullable().default(null);
// Seen as "" where unset, although the API description says null.
const addressText = z.string().nullable().default('');
const date = z.iso.date().nullable().default(null);
const dateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .nullable();
const salutation = z.int().min(0).max(6).default(0);
const percent = z.number().min(0).max(100).nullable().default(null);
const integer = z.int().nullable().default(null);
const country = z.string().regex(/^[A-Z]{2}$/);

/**
 * easybill's customer with every documented field and the value it has when unset (`Customer` of easybill's API
 * description 1.92.3).
 */
export const easybillCustomer = z.object({
  id: z.int(),
  number: text,
  supplier_number: text,
  company_name: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  title: optionalText,
  salutation,
  personal: z.boolean().default(false),
  street: addressText,
  suffix_1: optionalText,
  suffix_2: optionalText,
  zip_code: addressText,
  city: addressText,
  state: text,
  country: country.default('DE'),
  emails: z
    .array(z.string())
    .max(3)
    .refine((emails) => new Set(emails).size === emails.length)
    .default([]),
  phone_1: optionalText,
  phone_2: optionalText,
  mobile: optionalText,
  fax: optionalText,
  internet: optionalText,
  delivery_title: text,
  delivery_salutation: salutation,
  delivery_personal: z.boolean().default(false),
  delivery_company_name: optionalText,
  delivery_first_name: optionalText,
  delivery_last_name: optionalText,
  delivery_street: optionalText,
  delivery_suffix_1: optionalText,
  delivery_suffix_2: optionalText,
  delivery_zip_code: optionalText,
  delivery_city: optionalText,
  delivery_state: text,
  delivery_country: country.nullable().default(null),
  postbox: optionalText,
  postbox_zip_code: optionalText,
  postbox_city: optionalText,
  postbox_state: text,
  postbox_country: country.nullable().default(null),
  vat_identifier: optionalText,
  tax_number: optionalText,
  tax_options: z
    .enum(['nStb', 'nStbUstID', 'nStbNoneUstID', 'nStbIm', 'revc', 'IG', 'AL', 'sStfr', 'NULL'])
    .nullable()
    .default(null),
  due_in_days: integer,
  grace_period: integer,
  cash_allowance: percent,
  cash_allowance_days: z.int().default(7),
  cash_discount: z.number().nullable().default(null),
  cash_discount_type: z.enum(['PERCENT', 'AMOUNT']).nullable().default(null),
  group_id: integer,
  additional_groups_ids: z.array(z.int()).default([]),
  sale_price_level: z
    .string()
    .regex(/^SALEPRICE([2-9]|10)$/)
    .nullable()
    .default(null),
  document_pdf_type: z
    .enum([
      'default',
      'zugferd1',
      'zugferd2_2',
      'xrechnung2_1_xml',
      'xrechnung2_2_xml',
      'xrechnung2_3_xml',
      'xrechnung3_0_xml',
    ])
    .default('default'),
  buyer_reference: text,
  foreign_supplier_number: text,
  bank_account: optionalText,
  bank_account_owner: optionalText,
  bank_bic: optionalText,
  bank_code: optionalText,
  bank_iban: optionalText,
  bank_name: optionalText,
  sepa_agreement: z.enum(['BASIC', 'COR1', 'COMPANY', 'NULL']).nullable().default(null),
  sepa_agreement_date: date,
  sepa_mandate_reference: optionalText,
  court: optionalText,
  court_registry_number: optionalText,
  birth_date: date,
  since_date: date,
  acquire_options: z.int().min(1).max(8).nullable().default(null),
  payment_options: z.literal([1, 2, 3, 5]).nullable().default(null),
  info_1: optionalText,
  info_2: optionalText,
  note: optionalText,
  archived: z.boolean().default(false),
  login_id: z.int(),
  created_at: z.iso.date().nullable(),
  updated_at: dateTime,
  display_name: text,
});

/** A stored customer. */
export type EasybillCustomer = z.infer<typeof easybillCustomer>;

/** What a test or the demo gives for a customer; the rest becomes easybill's default. Old records have null dates. */
export type CustomerInput = Partial<EasybillCustomer>;

/** Fields easybill sets itself; sent over the API they are ignored. */
export const READ_ONLY_CUSTOMER_FIELDS: readonly string[] = [
  'id',
  'created_at',
  'updated_at',
  'display_name',
];

/** `grace_period` is the old name of `due_in_days`: whichever is given, both get the value. */
export const withPaymentTermAlias = (fields: Record<string, unknown>): Record<string, unknown> => {
  const given = ['due_in_days', 'grace_period'].find((name) => fields[name] !== undefined);
  return given === undefined
    ? fields
    : { ...fields, due_in_days: fields[given], grace_period: fields[given] };
};

/** How easybill names a customer in its lists. */
export const displayName = ({ company_name, last_name, first_name }: EasybillCustomer): string =>
  [company_name, last_name, first_name].filter(Boolean).join(', ');

/**
 * The customer as a newer easybill would send it: fields and values its API description 1.92.3 does not know, and
 * the salutation as a string, as old answers had it.
 */
export const withUnfamiliarValues = (customer: EasybillCustomer): Record<string, unknown> => ({
  ...customer,
  salutation: String(customer.salutation),
  document_pdf_type: 'zugferd2_5_en16931',
  tax_options: 'OSS2',
  sale_price_level: 'SALEPRICE11',
  payment_link_enabled: true,
  loyalty: { level: 'gold', since: '2026-01-01', badges: [1, 'zwei', null] },
});
