import * as z from 'zod';

/** A switch that is on by default. */
export const switchedOn = (text: string): z.ZodDefault<z.ZodBoolean> =>
  z.boolean().default(true).describe(text);

/** A switch that is off by default. */
export const switchedOff = (text: string): z.ZodDefault<z.ZodBoolean> =>
  z.boolean().default(false).describe(text);

/** Ids of easybill groups, none by default. */
export const groupIds = (text: string): z.ZodDefault<z.ZodArray<z.ZodInt>> =>
  z.array(z.int().positive()).default([]).describe(text);
