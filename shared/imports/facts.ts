import * as z from 'zod';

/** What invoices need of a position, kept with its mapping so that no export has to ask easybill for it. */
export const factsSchema = z.object({
  vatPercent: z.number(),
  /** Sales price in cents, as easybill has it: see `isGross`. Fractions of a cent occur. */
  priceCents: z.number(),
  isGross: z.literal(true).optional(),
  unit: z.string().optional(),
  type: z.string(),
});

/** See {@link factsSchema}. */
export type Facts = z.infer<typeof factsSchema>;

/** Whether nothing differs. */
export function sameFacts(a: Facts | undefined, b: Facts | undefined): boolean {
  return (
    a?.vatPercent === b?.vatPercent &&
    a?.priceCents === b?.priceCents &&
    a?.isGross === b?.isGross &&
    a?.unit === b?.unit &&
    a?.type === b?.type
  );
}
