import { getLogin, listLoginPage, type EasybillLogin } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import {
  deactivateEmployee,
  listStoredEmployees,
  postEmployees,
  type EmployeeInput,
} from '../../outsmart/index.ts';
import { employeeFacts } from '../../employees/employee-facts.ts';
import { loginToEmployee } from '../../employees/login-to-employee.ts';

/** Logins of easybill become employees of OutSmart, joined by the id of the login. */
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
  withdraw: async (number) => {
    await deactivateEmployee(outsmart, number);
    return 'withdrawn';
  },
});
