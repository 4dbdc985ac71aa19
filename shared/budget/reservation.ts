import * as z from 'zod';

/**
 * The place of waiting work in the line for easybill permits. A message carries it and shows it when it comes back:
 * whoever shows none is a newcomer and goes behind those who wait. Epoch milliseconds.
 */
export const reservationSchema = z.object({
  /** When this call was refused first. */
  since: z.number(),
  /** The promised time; absent when the line was too long for a promise. */
  at: z.number().optional(),
});
export type Reservation = z.infer<typeof reservationSchema>;
