import type * as z from 'zod';
import type { VendorAnswer } from '../vendor-request.ts';
import type { EasybillAccount } from './account.ts';
import { invalidFields, missingFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import { listPage } from './lists.ts';
import type { RecordStore } from './record-store.ts';
import type { Call } from './routes.ts';

/** A resource that is read and written in the plain way. */
export interface Resource<Stored extends { readonly id: number }> {
  /** Name in easybill's messages. */
  readonly name: string;
  readonly storeOf: (account: EasybillAccount) => RecordStore<Stored>;
  /** What may be written, without the fields easybill sets itself. */
  readonly writable: z.ZodType<Partial<Stored>>;
  readonly required: readonly string[];
  /** Whether a record is reached by this path and query. */
  readonly includes: (record: Stored, call: Call) => boolean;
  /** Fields the path decides. */
  readonly fromPath?: (call: Call) => Partial<Stored>;
  readonly present: (record: Stored, call: Call) => unknown;
}

type Handler = (call: Call) => VendorAnswer;

/** List, read, create, update (fields left out keep their value) and delete. */
export const recordRoutes = <Stored extends { readonly id: number }>(
  resource: Resource<Stored>,
): Record<'list' | 'get' | 'create' | 'update' | 'remove', Handler> => {
  const find = (call: Call): Stored | undefined => {
    const record = resource.storeOf(call.account).records.get(call.id);
    return record !== undefined && resource.includes(record, call) ? record : undefined;
  };
  const save = (call: Call, known: Stored | undefined): VendorAnswer => {
    const read = readJsonObject(call.request);
    if ('refusal' in read) return read.refusal;
    const merged: Record<string, unknown> = { ...known, ...read.body, ...resource.fromPath?.(call) };
    const missing = resource.required.filter((field) => (merged[field] ?? '') === '');
    if (missing.length > 0) return missingFields(missing);
    const accepted = resource.writable.safeParse(merged);
    if (!accepted.success) return invalidFields(accepted.error);
    const input = known === undefined ? accepted.data : { ...accepted.data, id: known.id };
    const record = resource.storeOf(call.account).upsert(input);
    return ok(resource.present(record, call), known === undefined ? 201 : 200);
  };

  return {
    list: (call) => {
      const records = [...resource.storeOf(call.account).records.values()];
      const hits = records.filter((record) => resource.includes(record, call));
      return listPage(hits, call.request.query, call.behaviour, (record) => resource.present(record, call));
    },
    get: (call) => {
      const record = find(call);
      return record === undefined ? notFound(resource.name, call.id) : ok(resource.present(record, call));
    },
    create: (call) => save(call, undefined),
    update: (call) => {
      const known = find(call);
      return known === undefined ? notFound(resource.name, call.id) : save(call, known);
    },
    remove: (call) => {
      if (find(call) === undefined) return notFound(resource.name, call.id);
      resource.storeOf(call.account).delete(call.id);
      return noContent();
    },
  };
};
