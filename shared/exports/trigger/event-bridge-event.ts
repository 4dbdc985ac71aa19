import * as z from 'zod';
import { workOrderIdSchema, type TriggerMessage } from '../../messages/export-message.ts';

/**
 * What producers inside AWS put on our event bus: `detail-type` is `WorkOrderCompleted`, `detail` names the connection and,
 * where they are known, the work orders by OutSmart's row id. Other fields of `detail` are ignored.
 */
const eventSchema = z.object({
  'detail-type': z.literal('WorkOrderCompleted'),
  /** ISO 8601. */
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    connectionId: z.string().min(1),
    workOrderIds: z.array(workOrderIdSchema).min(1).max(100).optional(),
  }),
});

/** The hint in an event from our bus. */
export const triggerEventSchema = eventSchema.transform(({ time, detail }): TriggerMessage => {
  const { connectionId, workOrderIds } = detail;
  const envelope = { connectionId, firstQueuedAt: Date.parse(time), hops: 0 };
  return workOrderIds
    ? { type: 'orders', ...envelope, workOrderIds }
    : { type: 'poll', ...envelope, source: 'event' };
});
