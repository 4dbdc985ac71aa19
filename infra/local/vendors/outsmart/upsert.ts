import * as z from 'zod';
import { parseJson, type VendorAnswer } from '../vendor-request.ts';
import type { OutsmartAccount } from './account.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import type { CollectionDefinition } from './collection-definition.ts';
import type { Collection, OutsmartInput } from './collection.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';
import { missingField, truncated, unfitField } from './rows.ts';

const row = z.record(z.string(), z.unknown());
// Documented as an array; a bare object is tolerated, as code 1009 speaks of both and one client relies on it.
const body = z.union([z.array(row), row.transform((single) => [single])]);

/**
 * `POST <collection>`: inserts or updates rows by their identity key and answers their number. The first bad row makes
 * the whole answer an error that names a field but not the row.
 */
export const upsertRows = (
  account: OutsmartAccount,
  collection: Collection,
  text: string,
  behaviour: OutsmartBehaviour,
): VendorAnswer => {
  if (text.trim() === '') return envelopeFailure(ENVELOPE_CODES.noBody, 'Unable to fetch body');
  const json = parseJson(text);
  const parsed = body.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return envelopeFailure(ENVELOPE_CODES.unreadableBody, 'Unable to parse body');

  const { definition } = collection;
  const rows = parsed.data.map((input) =>
    behaviour.overflow === 'truncate' ? truncated(definition, input) : input,
  );
  const errors = rows.map((input) => rowError(account, collection, input));
  const firstError = errors.find((error) => error !== undefined);
  if (firstError === undefined || behaviour.badBatch === 'storesValidRows') {
    rows.forEach((input, index) => {
      if (errors[index] === undefined) collection.upsert(input, behaviour.onUpdate);
    });
  }
  return firstError ?? success(rows.length);
};

const rowError = (
  account: OutsmartAccount,
  { definition }: Collection,
  input: OutsmartInput,
): VendorAnswer | undefined => {
  const missing = missingField(definition, input);
  if (missing !== undefined) {
    return envelopeFailure(definition.codes.missing, `Required field missing: ${missing}`);
  }
  const isFit = unfitField(definition, input) === undefined && refersToKnownRows(account, definition, input);
  // The wording of this message is not documented.
  return isFit
    ? undefined
    : envelopeFailure(definition.codes.failed, `Insert or update of ${definition.entity} failed`);
};

const refersToKnownRows = (
  account: OutsmartAccount,
  { references }: CollectionDefinition,
  input: OutsmartInput,
): boolean =>
  Object.entries(references).every(([field, path]) =>
    account.collection(path).rows.has(String(input[field])),
  );
