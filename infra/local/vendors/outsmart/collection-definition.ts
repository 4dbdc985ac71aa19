/** What a field of an OutSmart row may hold. `text` is 64 kB, `varchar` 255 characters. */
export type FieldKind = 'varchar' | 'text' | 'flag' | 'float';

/** A collection of OutSmart's API 8 in which rows are read, inserted and updated by an identity key. */
export interface CollectionDefinition {
  /** Path below the base path. */
  readonly path: string;
  /** Name `DeleteEntity` uses. */
  readonly entity: string;
  /** Fields that together decide between insert and update. */
  readonly identity: readonly [string, ...string[]];
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Fields an account defines itself, such as `val_value_1`. */
  readonly freeFields: RegExp | undefined;
  /** Keys `DeleteEntity` takes, each with the field it looks at; `db_row` is the internal row id. */
  readonly deletableBy: Readonly<Record<string, string>>;
  /** Fields `key`/`value`/`operator` filter on; a filter on anything else is ignored and returns every row. */
  readonly filterableBy: readonly string[];
  /** Fields that must name a row of another collection, by the path of that one. */
  readonly references: Readonly<Record<string, string>>;
  /** Envelope codes: a value cannot be stored, required field missing. */
  readonly codes: { readonly failed: number; readonly missing: number };
}
