import type { EasybillLogin } from '../easybill/index.ts';
import type { Mapped } from '../imports/entity-import.ts';
import { storedLine } from '../outsmart/field-text.ts';
import type { OutsmartEmployee } from '../outsmart/index.ts';

/**
 * Maps an easybill login to the OutSmart employee it should be, numbered by the id of the login. OutSmart requires both
 * names. Whether it is active is not in the record: active employees use licences, so OutSmart's user decides.
 */
export function loginToEmployee(login: EasybillLogin): Mapped<OutsmartEmployee> {
  const key = String(login.id);
  const firstname = storedLine(login.first_name);
  const lastname = storedLine(login.last_name);
  const missing = Object.entries({ first_name: firstname, last_name: lastname }).flatMap(([field, value]) =>
    value === '' ? [field] : [],
  );
  return missing.length > 0
    ? { outcome: 'skipped', reason: 'incompleteName', fields: missing, key }
    : { outcome: 'mapped', key, record: { number: key, firstname, lastname } };
}
