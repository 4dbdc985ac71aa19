import * as z from 'zod';
import { SLOTS } from '../connections/slot.ts';

/**
 * What EventBridge Scheduler or an operator asks for. `tick` starts what is due for the connections whose slot it is;
 * with `minutes` also after those of that many minutes before, 15 are all. `rotateKeys` makes a new signing key when
 * the newest is old, or `now`.
 */
export const scheduleEventSchema = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('tick'), minutes: z.int().min(1).max(SLOTS).default(1) }),
  z.strictObject({ task: z.literal('rotateKeys'), now: z.boolean().default(false) }),
]);
