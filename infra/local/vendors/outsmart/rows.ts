import type { CollectionDefinition, FieldKind } from './collections.ts';

/** A stored row as GET returns it: every scalar is a string; null where nothing was given. */
export type OutsmartRow = Readonly<Record<string, string | null>>;

const VARCHAR_CHARACTERS = 255;
const TEXT_BYTES = 65_535;
const CODE_CHARACTERS = 55;

const asText = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return null;
};

const kindOf = (definition: CollectionDefinition, field: string): FieldKind | undefined => {
  if (Object.hasOwn(definition.fields, field)) return definition.fields[field];
  return definition.freeFields?.test(field) === true ? 'varchar' : undefined;
};

/** What decides between insert and update. */
export const identityOf = (
  { identity }: CollectionDefinition,
  input: Readonly<Record<string, unknown>>,
): string => identity.map((field) => String(input[field])).join('\n');

/** The first required field a row lacks; null, `""` and blanks count as lacking. */
export const missingField = (
  definition: CollectionDefinition,
  input: Readonly<Record<string, unknown>>,
): string | undefined => definition.required.find((field) => (asText(input[field]) ?? '').trim() === '');

const fits = (kind: FieldKind, text: string): boolean => {
  switch (kind) {
    case 'varchar':
      return Array.from(text).length <= VARCHAR_CHARACTERS;
    case 'code':
      return Array.from(text).length <= CODE_CHARACTERS;
    case 'text':
      return Buffer.byteLength(text) <= TEXT_BYTES;
    case 'flag':
      return /^[01]$/.test(text);
    case 'float':
      return /^-?\d*\.?\d+$/.test(text);
  }
};

/**
 * The first field that is not documented for posts, or whose value cannot be stored. What the account has besides can be
 * read, and posted back: the documented lists are cut off.
 */
export const unfitField = (
  definition: CollectionDefinition,
  input: Readonly<Record<string, unknown>>,
  known: OutsmartRow = {},
): string | undefined =>
  Object.keys(input).find((field) => {
    const kind = kindOf(definition, field);
    const value = input[field];
    if (kind === undefined && Object.hasOwn(known, field)) return false;
    if (kind === undefined || definition.readOnly?.includes(field)) return true;
    if (value === null || value === '') return false;
    if (typeof value === 'boolean') return true;
    const text = asText(value);
    return text === null || !fits(kind, text);
  });

/** The row with every text cut to what its column holds. */
export const truncated = (
  definition: CollectionDefinition,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([field, value]) => {
      const kind = kindOf(definition, field);
      if (typeof value !== 'string') return [field, value];
      if (kind === 'varchar') return [field, Array.from(value).slice(0, VARCHAR_CHARACTERS).join('')];
      if (kind === 'text') return [field, Buffer.from(value).subarray(0, TEXT_BYTES).toString('utf8')];
      return [field, value];
    }),
  );

/** The row after an upsert: given fields over `known`, all others empty; fields the collection does not know are dropped. */
export const applyRow = (
  definition: CollectionDefinition,
  known: OutsmartRow | undefined,
  input: Readonly<Record<string, unknown>>,
): OutsmartRow => ({
  ...Object.fromEntries(Object.keys(definition.fields).map((field) => [field, null])),
  ...known,
  ...Object.fromEntries(
    Object.entries(input)
      .filter(([field]) => kindOf(definition, field) !== undefined)
      .map(([field, value]) => [field, asText(value)]),
  ),
});
