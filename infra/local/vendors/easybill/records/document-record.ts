import * as z from 'zod';

const text = z.string().nullable().default(null);

const day = z.iso.date();

/** easybill's `ServiceDate`: one of a day, a span or a text, unless it is that of the document. */
const serviceDate = z.union([
  z.strictObject({ type: z.literal('DEFAULT') }),
  z.strictObject({ type: z.enum(['SERVICE', 'DELIVERY']), date: day }),
  z.strictObject({ type: z.enum(['SERVICE', 'DELIVERY']), date_from: day, date_to: day }),
  z.strictObject({ type: z.enum(['SERVICE', 'DELIVERY']), text: z.string().min(1) }),
]);

/** What a caller may set on a line, and what it is when unset (`DocumentPosition` of easybill's API description). */
const documentLineFields = z.object({
  type: z.enum(['POSITION', 'POSITION_NOCALC', 'TEXT']).default('POSITION'),
  position_id: z.int().nullable().default(null),
  number: text,
  description: text,
  quantity: z.number().default(1),
  unit: text,
  single_price_net: z.number().nullable().default(null),
  vat_percent: z.number().min(0).max(100).default(0),
  discount: z.number().nullable().default(null),
  discount_type: z.enum(['PERCENT', 'AMOUNT', 'QUANTITY', 'FIX']).nullable().default(null),
  booking_account: text,
  export_cost_1: text,
  export_cost_2: text,
});

/** What a caller may set on a document, and what it is when unset (`Document` of easybill's API description). */
export const documentFields = z.object({
  type: z.enum(['INVOICE', 'CREDIT', 'OFFER', 'ORDER', 'DELIVERY', 'LETTER']).default('INVOICE'),
  number: text,
  customer_id: z.int().nullable().default(null),
  contact_id: z.int().nullable().default(null),
  external_id: text,
  document_date: day.optional(),
  service_date: serviceDate.default({ type: 'DEFAULT' }),
  due_in_days: z.int().min(0).nullable().default(null),
  title: text,
  text_prefix: z.string().optional(),
  text: z.string().optional(),
  order_number: z.string().default(''),
  buyer_reference: z.string().default(''),
  file_format_config: z.array(z.strictObject({ type: z.string().min(1) })).default([]),
  currency: z.string().default('EUR'),
  calc_vat_from: z.literal([0, 1]).default(0),
  vat_option: z
    .enum([
      'NULL',
      'nStb',
      'nStbUstID',
      'nStbNoneUstID',
      'nStbIm',
      'revc',
      'IG',
      'AL',
      'sStfr',
      'smallBusiness',
    ])
    .nullable()
    .default(null),
  pdf_template: z.string().nullable().default(null),
  items: z.array(documentLineFields).default([]),
});

/** What a caller sets on a document. */
export type DocumentInput = z.infer<typeof documentFields>;

/** A stored document. Cancellations come into being by cancelling only. */
export interface EasybillDocument extends Omit<DocumentInput, 'type' | 'document_date' | 'items'> {
  readonly id: number;
  readonly type: DocumentInput['type'] | 'STORNO';
  readonly document_date: string;
  readonly items: readonly (DocumentInput['items'][number] & {
    readonly id: number;
    readonly position: number;
  })[];
  readonly is_draft: boolean;
  /** Set with the number. */
  readonly due_date: string | null;
  readonly ref_id: number | null;
  /** The document that cancels this one. */
  readonly cancel_id: number | null;
  /** Cents. */
  readonly amount: number;
  /** Cents. */
  readonly amount_net: number;
  readonly created_at: string;
  readonly edited_at: string;
}

/** Names in a body that the API description does not know: easybill would do nothing with them. */
export const unknownFields = (body: Record<string, unknown>): string[] => {
  const unknown = (record: unknown, known: object): string[] =>
    Object.keys(record ?? {}).filter((name) => !Object.hasOwn(known, name));
  const items = Array.isArray(body.items) ? body.items : [];
  return [
    ...unknown(body, documentFields.shape),
    ...items.flatMap((item: unknown) =>
      unknown(item, documentLineFields.shape).map((name) => `items.${name}`),
    ),
  ];
};
