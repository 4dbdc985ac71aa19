import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';
import { createSender, type Send } from './envelope.ts';

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

/** Puts a connection on the maintenance queue, see {@link Send}. */
export type SendMaintenance = Send<MaintenanceMessage>;

/** Sends to the maintenance queue. */
export const createMaintenanceSender: (sqs: SQSClient, queueUrl: string) => SendMaintenance = createSender;
