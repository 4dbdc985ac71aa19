import type { EasybillLogin } from '../easybill/index.ts';
import type { Mapped } from '../records/mapped.ts';
import type { EmployeeInput } from '../outsmart/index.ts';
import { storedLine } from '../outsmart/stored-text.ts';

/**
 * Maps an easybill login to the OutSmart employee it should be, with the login's id as number. OutSmart requires both
 * names; a login with one of them only gets that one twice rather than being left out.
 */
export function loginToEmployee(login: EasybillLogin): Mapped<EmployeeInput> {
  const key = String(login.id);
  const [first, last] = [storedLine(login.first_name), storedLine(login.last_name)];
  if (first === '' && last === '') {
    return { outcome: 'skipped', reason: 'noName', fields: ['first_name', 'last_name'], key };
  }
  return {
    outcome: 'mapped',
    key,
    record: { number: key, firstname: first || last, lastname: last || first },
  };
}
