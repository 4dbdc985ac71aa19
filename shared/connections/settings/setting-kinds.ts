import * as z from 'zod';

/** How many elements a list may have: far more than anybody chooses, far less than an item can hold. */
const MOST_ELEMENTS = 500;

/** A switch that is on by default. */
export const switchedOn = (text: string): z.ZodDefault<z.ZodBoolean> =>
  z.boolean().default(true).describe(text);

/** A switch that is off by default. */
export const switchedOff = (text: string): z.ZodDefault<z.ZodBoolean> =>
  z.boolean().default(false).describe(text);

/** A code, number or name of up to 255 characters, null by default. */
export const optionalText = (text: string): z.ZodDefault<z.ZodNullable<z.ZodString>> =>
  z.string().trim().min(1).max(255).nullable().default(null).describe(text);

/** Ids of easybill groups, none by default. */
export const groupIds = (text: string): z.ZodDefault<z.ZodArray<z.ZodInt>> =>
  z.array(z.int().positive()).max(MOST_ELEMENTS).default([]).describe(text);

/** A number in steps of a hundredth. zod's own step lets through what is far smaller than the step. */
export const hundredths = (minimum: number, maximum: number): z.ZodNumber =>
  z
    .number()
    .min(minimum)
    .max(maximum)
    .refine((value) => Number(value.toFixed(2)) === value, { error: 'Must be a multiple of 0.01.' })
    .meta({ multipleOf: 0.01 });

/** Whether a setting that nothing reads yet is left as it is: whoever sets it would wait in vain. */
export function isUnset(value: string | boolean | null): boolean {
  return value === null || value === false;
}

/** Says so of a setting that is not {@link isUnset}. */
export const UNREAD = { error: 'Nothing reads this setting yet. Leave it out.' };
