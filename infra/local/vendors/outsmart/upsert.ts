import * as z from 'zod';
import { parseJson } from '../../http/parse-json.ts';
import type { VendorAnswer } from '../vendor-request.ts';
import type { Collection, OutsmartAccount, OutsmartInput } from './account.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';
import { identityOf, missingField, truncated, unfitField } from './rows.ts';

const row = z.record(z.string(), z.unknown());
// Documented as an array, also for one record.
const body = z.array(row);

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
  const parsed = body.safeParse(parseJson(text));
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
  { definition, rows }: Collection,
  input: OutsmartInput,
): VendorAnswer | undefined => {
  const missing = missingField(definition, input);
  if (missing !== undefined) {
    return envelopeFailure(definition.codes.missing, `Required field missing: ${missing}`);
  }
  // The wording of this message is not documented.
  const { belongsTo } = definition;
  const known = rows.get(identityOf(definition, input));
  const isOrphan =
    belongsTo !== undefined && !account.collection(belongsTo.path).rows.has(String(input[belongsTo.field]));
  return unfitField(definition, input, known) === undefined && !isOrphan
    ? undefined
    : envelopeFailure(definition.codes.failed, `Insert or update of ${definition.entity} failed`);
};
