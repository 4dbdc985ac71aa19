import * as z from 'zod';
import { groupIds, switchedOff, switchedOn } from './setting-kinds.ts';

const MOST_UNITS = 100;

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

const productsSchema = z.strictObject({
  enabled: switchedOn('Import products as materials.'),
  groupIds: groupIds('Import only products of these easybill position groups; an empty list means all.'),
  defaultUnit: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .default('Stk')
    .describe('Unit of a product that has none at easybill; OutSmart requires one.'),
  accountingToFreeFields: switchedOff(
    'Write the VAT rate and the revenue account into the first two free fields of the material.',
  ),
  onRemoved: z
    .enum(['keep', 'delete'])
    .default('keep')
    .describe('What to do in OutSmart with the material of a product that is gone at easybill.'),
});

const hourTypesSchema = z.strictObject({
  enabled: switchedOn('Import hour types from the positions that the rule selects.'),
  rule: z
    .strictObject({
      types: z
        .array(z.enum(['PRODUCT', 'SERVICE']))
        .max(2)
        .default(['SERVICE'])
        .describe('Position types that are hour types if the unit fits too; an empty list matches all.'),
      units: z
        .array(z.string().trim().min(1).max(255))
        .max(MOST_UNITS)
        .default(['h', 'Std', 'Std.', 'Stunde', 'Stunden'])
        .describe('Units that are hour types if the type fits too; an empty list matches all.'),
      groupIds: groupIds('Positions of these easybill position groups are always hour types.'),
    })
    .prefault({})
    .describe('Which easybill positions are hour types; every other position is a product.'),
});

/** What is imported from easybill, and how. */
export const importSettingsSchema = z.strictObject({
  changedSince: z.iso
    .date({ error: 'Must be a date, such as 2026-01-31.' })
    .nullable()
    .default(null)
    .describe(
      'Import only records that changed at easybill on this day or later, where easybill tells when.',
    ),
  customers: customersSchema.prefault({}),
  contacts: z
    .strictObject({ enabled: switchedOn('Import contact persons of the imported customers.') })
    .prefault({}),
  categories: z.strictObject({ enabled: switchedOn('Import position groups as categories.') }).prefault({}),
  products: productsSchema.prefault({}),
  hourTypes: hourTypesSchema.prefault({}),
  employees: z
    .strictObject({
      enabled: switchedOff('Import logins as employees. Active employees use OutSmart licences.'),
    })
    .prefault({}),
});
