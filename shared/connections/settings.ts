import * as z from 'zod';
import type { Entity } from '../messages/import-message.ts';

const switchedOn = (text: string) => z.boolean().default(true).describe(text);
const switchedOff = (text: string) => z.boolean().default(false).describe(text);
const groupIds = (text: string) => z.array(z.int().positive()).default([]).describe(text);

const customersSchema = z.strictObject({
  enabled: switchedOn('Import customers as relations.'),
  groupIds: groupIds('Import only customers of these easybill customer groups; an empty list means all.'),
  includeArchived: switchedOff('Import archived customers too, as inactive relations.'),
  missingAddress: z
    .enum(['skip', 'placeholder'])
    .default('skip')
    .describe('What to do with a customer without street, postal code or city, which OutSmart requires.'),
  splitHouseNumber: switchedOff('Write the house number into its own field where it can be told apart.'),
  noteToRemark: switchedOff('Copy the easybill note into the remark of the relation.'),
  workOrderEmail: z
    .enum(['none', 'same'])
    .default('none')
    .describe('Which address work orders are mailed to: leave it to OutSmart, or the same as the e-mail.'),
});

const importsSchema = z.strictObject({ customers: customersSchema.prefault({}) });

/**
 * What the back office chooses for one connection (design section 8); a key appears here with the capability it
 * steers. Unknown keys are refused.
 */
export const settingsSchema = z.strictObject({
  language: z.enum(['de', 'en']).default('de').describe('Language of texts in the activity log.'),
  budgetShare: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe(
      'Share of the easybill calls a minute that this connector may use, when other programs need some.',
    ),
  imports: importsSchema.prefault({}),
});
/** Whether records of an entity are imported at all. */
export function importsEntity({ imports }: Settings, entity: Entity): boolean {
  return entity === 'customer' && imports.customers.enabled;
}

export type Settings = z.infer<typeof settingsSchema>;
