import type { VendorAnswer } from '../vendor-request.ts';
import type { OutsmartAccount } from './account.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';

/**
 * `GET /DeleteEntity/`: deletes by `entity`, `key` and `value` and answers the number of rows. The real OutSmart empties
 * the whole collection on `delete_all=true`; here that is refused and reported, as nobody may ever send it.
 */
export const deleteEntity = (
  account: OutsmartAccount,
  query: URLSearchParams,
  behaviour: OutsmartBehaviour,
  report: (violation: string) => void,
): VendorAnswer => {
  const refuse = (message: string): VendorAnswer => envelopeFailure(ENVELOPE_CODES.deleteFailed, message);
  const deleteAll = query.get('delete_all');
  const entity = query.get('entity');
  const key = query.get('key');
  const value = query.get('value');
  if (deleteAll !== null && deleteAll !== 'false') {
    report(`${account.name}: DeleteEntity with delete_all=${deleteAll}`);
    return refuse('Delete all not allowed');
  }
  if (deleteAll === null) return refuse('Required field missing: delete_all');
  if (!entity) return refuse('Required field missing: entity');
  const collection = account.collections.find(({ definition }) => definition.entity === entity);
  if (collection === undefined) return refuse(`Entity: ${entity} not found`);
  if (!key) return refuse('Required field missing: key');
  if (!Object.hasOwn(collection.definition.deletableBy, key)) {
    return refuse(`Key: ${key} not allowed for entity: ${entity}`);
  }
  if (!value) return refuse('Required field missing: value');
  return success(collection.deleteBy(key, value, behaviour.deleteMatching));
};
