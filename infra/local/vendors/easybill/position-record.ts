import * as z from 'zod';

const optionalText = z.string().nullable().default(null);
const optionalPrice = z.number().nullable().default(null);

/** easybill's position with every documented field and the value it has when unset (specification 1.92.3, `Position`). */
export const easybillPosition = z.object({
  id: z.int(),
  type: z.enum(['PRODUCT', 'SERVICE', 'TEXT']).default('PRODUCT'),
  number: z.string(),
  description: z.string(),
  document_note: z.string().default(''),
  note: optionalText,
  // Seen as "" where unset, although the specification says null.
  unit: z.string().nullable().default(''),
  export_identifier: optionalText,
  // An empty object arrives as an empty array.
  export_identifier_extended: z.union([z.record(z.string(), z.string()), z.array(z.never())]).default([]),
  login_id: z.int(),
  price_type: z.enum(['NETTO', 'BRUTTO']).default('NETTO'),
  vat_percent: z.number().min(0).max(100).default(19),
  sale_price: z.number(),
  sale_price2: optionalPrice,
  sale_price3: optionalPrice,
  sale_price4: optionalPrice,
  sale_price5: optionalPrice,
  sale_price6: optionalPrice,
  sale_price7: optionalPrice,
  sale_price8: optionalPrice,
  sale_price9: optionalPrice,
  sale_price10: optionalPrice,
  cost_price: optionalPrice,
  export_cost1: optionalText,
  export_cost2: optionalText,
  group_id: z.int().nullable().default(null),
  stock: z.enum(['YES', 'NO']).default('NO'),
  stock_count: z.int().default(0),
  stock_limit_notify: z.boolean().default(false),
  stock_limit_notify_frequency: z.enum(['ALWAYS', 'ONCE']).default('ALWAYS'),
  stock_limit: z.int().default(0),
  quantity: z.number().nullable().default(null),
  archived: z.boolean().default(false),
});

/** A stored position. */
export type EasybillPosition = z.infer<typeof easybillPosition>;

/** What a test or the demo gives for a position; the rest becomes easybill's default. */
export type PositionInput = Partial<EasybillPosition>;

/** Fields easybill requires of a new position. */
export const REQUIRED_POSITION_FIELDS = ['number', 'description', 'sale_price'] as const;

/** The position as a newer easybill would send it: fields and values the specification does not know, numbers as strings. */
export const withUnfamiliarPosition = (position: EasybillPosition): Record<string, unknown> => ({
  ...position,
  sale_price: String(position.sale_price),
  vat_percent: String(position.vat_percent),
  type: position.type === 'PRODUCT' ? 'BUNDLE' : position.type,
  price_breaks: [{ from: 10, price: 1 }],
});
