import * as z from 'zod';

const text = z.string().default('');
const optionalText = z.string().nullable().default(null);
const cents = z.number().nullable().default(null);

/** A kind of record with nothing particular about it: how it is stored, and how it makes itself heard. */
export interface RecordKind<Stored extends { readonly id: number }> {
  /** As easybill names it in refusals. */
  readonly name: string;
  readonly schema: z.ZodType<Stored>;
  /** Fields a new record must bring. */
  readonly required: readonly string[];
  /** Begin of the names of its events; without it, it has none. */
  readonly event?: string;
}

/**
 * easybill's article (`Position` of easybill's API description 1.92.3), without its ten further prices and its stock.
 */
const position = z.object({
  id: z.int(),
  number: text,
  type: z.enum(['PRODUCT', 'SERVICE', 'TEXT']).default('PRODUCT'),
  description: text,
  document_note: text,
  note: optionalText,
  unit: optionalText,
  sale_price: z.number().default(0),
  cost_price: cents,
  price_type: z.enum(['NETTO', 'BRUTTO']).default('NETTO'),
  vat_percent: z.number().default(19),
  group_id: z.int().nullable().default(null),
  quantity: z.number().nullable().default(null),
  export_identifier: optionalText,
  archived: z.boolean().default(false),
  login_id: z.int().default(0),
});
export type EasybillPositionRecord = z.infer<typeof position>;

/** easybill's group of articles (`PositionGroup` of the API description). */
const positionGroup = z.object({
  id: z.int(),
  number: text,
  name: text,
  description: optionalText,
  login_id: z.int().default(0),
});
export type EasybillPositionGroupRecord = z.infer<typeof positionGroup>;

/** easybill's contact (`Contact` of the API description): no field names its customer. */
const contact = z.object({
  id: z.int(),
  company_name: text,
  first_name: text,
  last_name: text,
  title: text,
  salutation: z.int().min(0).max(6).default(0),
  personal: z.boolean().default(false),
  department: text,
  emails: z.array(z.string()).max(3).default([]),
  phone_1: text,
  phone_2: text,
  mobile: text,
  fax: text,
  street: text,
  zip_code: text,
  city: text,
  state: text,
  country: z.string().default('DE'),
  note: text,
  login_id: z.int().default(0),
});
export type EasybillContactRecord = z.infer<typeof contact>;

export const POSITIONS: RecordKind<EasybillPositionRecord> = {
  name: 'Position',
  schema: position,
  required: ['number', 'description', 'sale_price'],
  event: 'position',
};

export const POSITION_GROUPS: RecordKind<EasybillPositionGroupRecord> = {
  name: 'PositionGroup',
  schema: positionGroup,
  required: ['number', 'name'],
};

export const CONTACTS: RecordKind<EasybillContactRecord> = {
  name: 'Contact',
  schema: contact,
  required: ['city', 'street'],
  event: 'contact',
};
