import * as z from 'zod';
import { entitySchema, laneOf, type Entity, type Lane } from '../../records/entity.ts';
import { exportSettingsSchema } from './export-settings.ts';
import { importSettingsSchema } from './import-settings.ts';
import { hundredths, isUnset, UNREAD } from './setting-kinds.ts';

/**
 * What the back office chooses for one connection (`SETTINGS.md`), as a request may say it: unknown keys are refused.
 * What is stored is read by {@link storedSettingsSchema}.
 */
export const settingsSchema = z
  .strictObject({
    language: z.enum(['de', 'en']).default('de').describe('Language of texts in the activity log.'),
    budgetShare: hundredths(0.01, 1)
      .default(1)
      .describe(
        'Share of the easybill calls a minute that this connector may use, when other programs need some.',
      ),
    notifyEmail: z
      .email()
      .max(255)
      .refine(isUnset, UNREAD)
      .nullable()
      .default(null)
      .describe('Address for notices about this connection. Nothing reads it yet, so only null is taken.'),
    imports: importSettingsSchema.prefault({}),
    exports: exportSettingsSchema.prefault({}),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof settingsSchema>;

/** The part of the import settings that steers an entity. */
const IMPORT_OF = {
  customer: 'customers',
  contact: 'contacts',
  product: 'products',
  category: 'categories',
  hourType: 'hourTypes',
  employee: 'employees',
} as const satisfies Record<Entity, keyof Settings['imports']>;

/** Parents come before their children. */
const IN_ORDER: readonly Lane[] = ['category', 'customer', 'employee', 'product', 'contact'];

/** The entities that have runs of their own with these settings, parents first. Hour types come with the products. */
export function importedEntities(settings: Settings): Lane[] {
  return IN_ORDER.filter((lane) => importsLane(settings, lane));
}

/** Whether a lane is read at all: it is as long as one of its entities is imported. */
export function importsLane(settings: Settings, lane: Lane): boolean {
  return entitySchema.options.some((entity) => laneOf(entity) === lane && importsEntity(settings, entity));
}

/** Whether records of an entity are imported at all. */
export function importsEntity({ imports }: Settings, entity: Entity): boolean {
  return imports[IMPORT_OF[entity]].enabled;
}
