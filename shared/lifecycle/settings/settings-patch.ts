import * as z from 'zod';
import { settingsSchema, type Settings } from '../../connections/settings/settings.ts';
import { readStoredSettings } from '../../connections/settings/stored-settings.ts';

/**
 * Changes to settings as a JSON merge patch (RFC 7396): what is left out stays, lists are replaced as a whole, and null
 * takes a key away, which puts it, or all of a section, back to its default. Unknown keys are refused.
 */
export const settingsPatchSchema = patchOfObject(settingsSchema);
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** Settings with a patch applied; what is stored and the patch does not name stays as it is, known to us or not. */
export function patchSettings(settings: Settings, patch: SettingsPatch): Settings {
  return readStoredSettings(merged(settings, patch));
}

function patchOfObject({ shape }: z.ZodObject): z.ZodObject {
  const keys = Object.entries(shape).map(([key, value]) => [key, patchOf(value)] as const);
  return z.strictObject(Object.fromEntries(keys));
}

function patchOf(schema: unknown): z.ZodOptional {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable) {
    const patch = patchOf(schema.unwrap());
    return schema.description === undefined ? patch : patch.describe(schema.description);
  }
  if (schema instanceof z.ZodObject) return patchOfObject(schema).nullable().optional();
  if (schema instanceof z.ZodType) return schema.nullable().optional();
  throw new TypeError('not a schema');
}

function merged(target: unknown, patch: Record<string, unknown>): Record<string, unknown> {
  const result = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = isObject(value) ? merged(result[key], value) : value;
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
