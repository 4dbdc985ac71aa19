import { collections, type CollectionDefinition } from './collections.ts';
import { applyRow, identityOf, type OutsmartRow } from './rows.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import { WorkOrderStore, type WorkOrderInput } from './work-order-store.ts';

/** What an account starts with: rows are given by the field names of their collection. */
export interface AccountStart {
  readonly name: string;
  readonly token: string;
  readonly softwareToken: string;
  readonly relations?: readonly OutsmartInput[];
  readonly employees?: readonly OutsmartInput[];
  /** Rows of any collection, by its path. */
  readonly rows?: Readonly<Record<string, readonly OutsmartInput[]>>;
  readonly workOrders?: readonly WorkOrderInput[];
}

/** A row as a caller or a test gives it. */
export type OutsmartInput = Readonly<Record<string, unknown>>;

/** The rows of one collection of one account, by identity key, in order of insertion. */
export class Collection {
  readonly definition: CollectionDefinition;
  /** Stored rows by identity; every value is a string or null. */
  readonly rows = new Map<string, OutsmartRow>();
  readonly #rowIds = new Map<string, number>();
  #nextRowId = 1;

  constructor(definition: CollectionDefinition) {
    this.definition = definition;
  }

  /** Inserts or updates a valid row. */
  upsert(input: OutsmartInput, onUpdate: OutsmartBehaviour['onUpdate']): void {
    const identity = identityOf(this.definition, input);
    const row = applyRow(this.definition, onUpdate === 'merge' ? this.rows.get(identity) : undefined, input);
    this.rows.set(identity, row);
    if (this.#rowIds.has(identity)) return;
    this.#rowIds.set(identity, this.#nextRowId);
    this.#nextRowId += 1;
  }

  /** Deletes every row that has all these values; `db_row` is the internal row id. Returns how many. */
  deleteBy(match: readonly (readonly [key: string, value: string])[]): number {
    const hits = [...this.rows].filter(([identity, row]) =>
      match.every(([key, value]) =>
        key === 'db_row' ? String(this.#rowIds.get(identity)) === value : row[this.#fieldOf(key)] === value,
      ),
    );
    for (const [identity] of hits) {
      this.rows.delete(identity);
      this.#rowIds.delete(identity);
    }
    return hits.length;
  }

  /** `DeleteEntity` names some identities by what comes after the prefix of the collection. */
  #fieldOf(key: string): string {
    const { identity, fields } = this.definition;
    return key in fields ? key : (identity.find((field) => field.endsWith(`_${key}`)) ?? key);
  }
}

/** One OutSmart customer: its tokens and its collections. */
export class OutsmartAccount {
  readonly name: string;
  /** Changing a token revokes the old one. */
  token: string;
  softwareToken: string;
  readonly collections: readonly Collection[] = collections.map((definition) => new Collection(definition));

  readonly workOrders = new WorkOrderStore();

  constructor(start: AccountStart) {
    this.workOrders.seed(start.workOrders ?? []);
    this.name = start.name;
    this.token = start.token;
    this.softwareToken = start.softwareToken;
    for (const row of start.relations ?? []) this.collection('/relations').upsert(row, 'replace');
    for (const row of start.employees ?? []) this.collection('/employees').upsert(row, 'replace');
    for (const [path, rows] of Object.entries(start.rows ?? {})) {
      for (const row of rows) this.collection(path).upsert(row, 'replace');
    }
  }

  /** @throws Error when the simulator offers no such collection */
  collection(path: string): Collection {
    const found = this.collections.find(({ definition }) => definition.path === path);
    if (found === undefined) throw new Error(`No simulated OutSmart collection ${path}`);
    return found;
  }

  /** Relations by debtor number, to look at and to change as a user of OutSmart would. */
  get relations(): Map<string, OutsmartRow> {
    return this.collection('/relations').rows;
  }
}
