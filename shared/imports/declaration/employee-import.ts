import { getLogin, listLoginPage, type EasybillLogin } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import { listStoredEmployees, postEmployees, type EmployeeInput } from '../../outsmart/index.ts';
import { employeeFacts } from '../../employees/employee-facts.ts';
import { loginToEmployee } from '../../employees/login-to-employee.ts';

/**
 * Logins of easybill become employees of OutSmart, joined by the id of the login. OutSmart documents no way to set one
 * inactive, so those that are gone stay, and that is logged.
 */
export const declareEmployeeImport: DeclareEntity<EasybillLogin, EmployeeInput> = ({
  easybill,
  outsmart,
}) => ({
  entity: 'employee',
  reading: { by: 'page', list: (page) => listLoginPage(easybill, page) },
  get: (easybillId) => getLogin(easybill, easybillId),
  map: (login) => {
    const mapped = loginToEmployee(login);
    return mapped.outcome === 'mapped' ? { ...mapped, facts: employeeFacts(login) } : mapped;
  },
  post: (employees) => postEmployees(outsmart, employees),
  listStored: async () => {
    const employees = await listStoredEmployees(outsmart);
    return (_entity, number) => employees.get(number);
  },
  withdraw: () => Promise.resolve('kept'),
});
