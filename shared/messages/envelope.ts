import * as z from 'zod';

/** What every message about imports and exports carries. */
export const envelope = {
  connectionId: z.string().min(1),
  /** Epoch milliseconds at which the work was first asked for; a continuation keeps it. */
  firstQueuedAt: z.int().nonnegative(),
  /** How often the work was sent again because it had to wait. */
  hops: z.int().nonnegative(),
  /** How many of these waits were for a vendor that failed; they grow longer, the others do not. */
  failures: z.int().positive().optional(),
  /** Set once it was logged that this work waits unusually long. */
  longWaitTold: z.literal(true).optional(),
};
