import type { VendorAnswer } from '../../vendor-request.ts';
import { invalidFields, missingFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import { listPage, matching, type Filters } from './lists.ts';
import { undocumentedFields } from '../records/documented-fields.ts';
import type { RecordStore } from '../account/record-store.ts';
import type { Call } from './call.ts';

/** The calls of a kind of record that has nothing particular about it. */
export interface RecordCalls {
  readonly list: (call: Call) => VendorAnswer;
  readonly create: (call: Call) => VendorAnswer;
  readonly get: (call: Call) => VendorAnswer;
  readonly update: (call: Call) => VendorAnswer;
  readonly remove: (call: Call) => VendorAnswer;
}

/** What of a kind a call is about. */
export interface Scope<Stored extends { readonly id: number }> {
  readonly store: RecordStore<Stored>;
  /** Which of the records can be seen, all unless told. */
  readonly holds?: (record: Stored) => boolean;
  /** Whether what they belong to is there, which it is unless told. */
  readonly refusal?: VendorAnswer | undefined;
  /** Called with each new record. */
  readonly created?: (record: Stored) => void;
  /** What events say besides the record. */
  readonly told?: object;
}

/** The calls on the records of a scope. */
export const recordCalls = <Stored extends { readonly id: number }>(
  scopeOf: (call: Call) => Scope<Stored>,
  filters: Filters<Stored> = {},
): RecordCalls => {
  const found = (call: Call): { readonly scope: Scope<Stored>; readonly record?: Stored } => {
    const scope = scopeOf(call);
    const record = scope.refusal ? undefined : scope.store.records.get(call.id);
    return record && (scope.holds?.(record) ?? true) ? { scope, record } : { scope };
  };
  const save = (call: Call, scope: Scope<Stored>, known: Stored | undefined): VendorAnswer => {
    const read = readJsonObject(call.request);
    if ('refusal' in read) return read.refusal;
    const { kind } = scope.store;
    for (const field of undocumentedFields(kind.name, read.body)) {
      call.account.report(`${kind.name} with undocumented field ${field}`);
    }
    const merged: Record<string, unknown> = { ...known, ...read.body };
    const missing = kind.required.filter((field) => merged[field] === undefined || merged[field] === null);
    if (missing.length > 0) return missingFields(missing);
    const accepted = kind.schema.safeParse({ ...merged, id: known?.id ?? call.account.newId() });
    if (!accepted.success) return invalidFields(accepted.error);
    if (known === undefined) scope.created?.(accepted.data);
    return ok(scope.store.put(accepted.data, scope.told), known === undefined ? 201 : 200);
  };
  const absent = ({ store }: Scope<Stored>, id: number): VendorAnswer => notFound(store.kind.name, id);
  return {
    list: (call) => {
      const { store, holds, refusal } = scopeOf(call);
      if (refusal) return refusal;
      const hits = matching(store.records.values(), call.request, filters).filter(
        (record) => holds?.(record) ?? true,
      );
      return listPage(hits, call.request.query, call.behaviour, (record) => record);
    },
    create: (call) => {
      const scope = scopeOf(call);
      return scope.refusal ?? save(call, scope, undefined);
    },
    get: (call) => {
      const { scope, record } = found(call);
      return record === undefined ? absent(scope, call.id) : ok(record);
    },
    update: (call) => {
      const { scope, record } = found(call);
      return record === undefined ? absent(scope, call.id) : save(call, scope, record);
    },
    remove: (call) => {
      const { scope, record } = found(call);
      return record !== undefined && scope.store.remove(record.id, scope.told)
        ? noContent()
        : absent(scope, call.id);
    },
  };
};
