/** How the records of one resource come to be. */
export interface RecordStoreOptions<Stored> {
  readonly newId: () => number;
  /** Told of every id given from outside, so that it is not given again. */
  readonly useId: (id: number) => void;
  /**
   * The record to store: the input over what is known of it.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  readonly build: (input: Partial<Stored>, id: number, known: Stored | undefined) => Stored;
  readonly announce: (change: 'create' | 'update' | 'delete', record: Stored) => void;
}

/** The records of one resource of an account. Changes made here raise events as those over the API do. */
export class RecordStore<Stored extends { readonly id: number }> {
  /** By id. */
  readonly records = new Map<number, Stored>();
  readonly #options: RecordStoreOptions<Stored>;

  constructor(options: RecordStoreOptions<Stored>) {
    this.#options = options;
  }

  /**
   * Stores records without raising events, as if they had always been there.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  seed(inputs: readonly Partial<Stored>[]): Stored[] {
    return inputs.map((input) => this.#store(input));
  }

  /**
   * Creates a record, or changes the one with this `id`, and announces it.
   *
   * @throws ZodError when a value is not what easybill would hold
   */
  upsert(input: Partial<Stored>): Stored {
    const isKnown = input.id !== undefined && this.records.has(input.id);
    const record = this.#store(input);
    this.#options.announce(isKnown ? 'update' : 'create', record);
    return record;
  }

  /** Deletes a record and announces it. False when there is none. */
  delete(id: number): boolean {
    const record = this.records.get(id);
    if (record === undefined) return false;
    this.records.delete(id);
    this.#options.announce('delete', record);
    return true;
  }

  #store(input: Partial<Stored>): Stored {
    const known = input.id === undefined ? undefined : this.records.get(input.id);
    const record = this.#options.build(input, input.id ?? this.#options.newId(), known);
    this.records.set(record.id, record);
    this.#options.useId(record.id);
    return record;
  }
}
