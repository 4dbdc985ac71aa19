import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';
import type { Send } from './send-message.ts';

/** A connection needs maintenance: whatever its status asks for is done, nothing if that was done meanwhile. */
export const maintenanceMessageSchema = z.object({
  // Until 2026-12-14 messages of an earlier version may be on the queue.
  type: z.enum(['maintenance', 'care']),
  connectionId: z.string().min(1),
  /** How often a vendor failed by now. */
  failures: z.int().nonnegative(),
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
});
export type MaintenanceMessage = z.infer<typeof maintenanceMessageSchema>;

/** Sends to the maintenance queue. */
export type SendMaintenance = Send<MaintenanceMessage>;
