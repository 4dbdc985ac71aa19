import type { RecordKind } from '../records/record-kinds.ts';

/** Told of each change that has an event. */
export type Announce = (event: string, record: unknown) => void;

/** The records of one kind of one account. */
export class RecordStore<Stored extends { readonly id: number }> {
  readonly kind: RecordKind<Stored>;
  readonly records = new Map<number, Stored>();
  readonly #newId: () => number;
  readonly #announce: Announce;

  constructor(kind: RecordKind<Stored>, newId: () => number, announce: Announce) {
    this.kind = kind;
    this.#newId = newId;
    this.#announce = announce;
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
   * Creates a record, or changes the one with this `id`, and raises its event.
   *
   * @param told what the event says besides the record
   * @throws ZodError when a value is not what easybill would hold
   */
  put(input: Partial<Stored>, told: object = {}): Stored {
    const isKnown = input.id !== undefined && this.records.has(input.id);
    const record = this.#store(input);
    this.#tell(isKnown ? 'update' : 'create', { ...record, ...told });
    return record;
  }

  /** Deletes a record and raises its event. False when there is none. */
  remove(id: number, told: object = {}): boolean {
    const record = this.records.get(id);
    if (record === undefined) return false;
    this.records.delete(id);
    this.#tell('delete', { ...record, ...told });
    return true;
  }

  #tell(what: string, record: object): void {
    if (this.kind.event !== undefined) this.#announce(`${this.kind.event}.${what}`, record);
  }

  #store(input: Partial<Stored>): Stored {
    const known = input.id === undefined ? undefined : this.records.get(input.id);
    const record = this.kind.schema.parse({ ...known, ...input, id: input.id ?? this.#newId() });
    this.records.set(record.id, record);
    return record;
  }
}
