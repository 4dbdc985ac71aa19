import { Collection, type OutsmartInput } from './collection.ts';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from './collections.ts';
import type { OutsmartRow } from './rows.ts';

/** What an account starts with: rows are given by the field names of their collection, and not checked. */
export interface AccountStart extends Readonly<Partial<Record<CollectionName, readonly OutsmartInput[]>>> {
  readonly name: string;
  readonly token: string;
  readonly softwareToken: string;
}

/** One OutSmart customer: its tokens and its collections. */
export class OutsmartAccount {
  readonly name: string;
  /** Changing a token revokes the old one. */
  token: string;
  softwareToken: string;
  readonly collections: readonly Collection[] = Object.values(COLLECTIONS).map(
    (definition) => new Collection(definition),
  );

  constructor(start: AccountStart) {
    this.name = start.name;
    this.token = start.token;
    this.softwareToken = start.softwareToken;
    for (const name of COLLECTION_NAMES) {
      for (const row of start[name] ?? []) this.collection(COLLECTIONS[name].path).upsert(row, 'replace');
    }
  }

  /** @throws Error when the simulator offers no such collection */
  collection(path: string): Collection {
    const found = this.collections.find(({ definition }) => definition.path === path);
    if (found === undefined) throw new Error(`No simulated OutSmart collection ${path}`);
    return found;
  }

  /** Rows by identity, to look at and to change as a user of OutSmart would. */
  rows(name: CollectionName): Map<string, OutsmartRow> {
    return this.collection(COLLECTIONS[name].path).rows;
  }

  /** Relations by debtor number. */
  get relations(): Map<string, OutsmartRow> {
    return this.rows('relations');
  }
}
