import type { OutsmartBehaviour } from './behaviour.ts';
import type { CollectionDefinition } from './collection-definition.ts';
import { applyRow, type OutsmartRow } from './rows.ts';

/** A row as a caller or a test gives it. */
export type OutsmartInput = Readonly<Record<string, unknown>>;

/** The rows of one collection of one account, by identity, in order of insertion. */
export class Collection {
  readonly definition: CollectionDefinition;
  /** Stored rows; every value is a string or null. An identity of several fields is a JSON array of their values. */
  readonly rows = new Map<string, OutsmartRow>();
  readonly #rowIds = new Map<string, number>();
  #nextRowId = 1;

  constructor(definition: CollectionDefinition) {
    this.definition = definition;
  }

  /** Inserts or updates a valid row. */
  upsert(input: OutsmartInput, onUpdate: OutsmartBehaviour['onUpdate']): void {
    const identity = this.#identityOf(input);
    const row = applyRow(this.definition, onUpdate === 'merge' ? this.rows.get(identity) : undefined, input);
    this.rows.set(identity, row);
    if (this.#rowIds.has(identity)) return;
    this.#rowIds.set(identity, this.#nextRowId);
    this.#nextRowId += 1;
  }

  /** Deletes every row whose key, one of the definition's, has this value. Returns how many. */
  deleteBy(key: string, value: string, matching: OutsmartBehaviour['deleteMatching']): number {
    const field = this.definition.deletableBy[key] ?? key;
    const plain = (text: string | null | undefined): string | null | undefined =>
      matching === 'ignoringCase' ? text?.toLowerCase() : text;
    const hits = [...this.rows].filter(([identity, row]) =>
      field === 'db_row' ? String(this.#rowIds.get(identity)) === value : plain(row[field]) === plain(value),
    );
    for (const [identity] of hits) {
      this.rows.delete(identity);
      this.#rowIds.delete(identity);
    }
    return hits.length;
  }

  #identityOf(input: OutsmartInput): string {
    const [first, ...others] = this.definition.identity;
    return others.length === 0
      ? String(input[first])
      : JSON.stringify([first, ...others].map((field) => String(input[field])));
  }
}
