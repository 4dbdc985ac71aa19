import { getLogin, listLoginPage, type EasybillLogin } from '../easybill/index.ts';
import type { DeclareEntity } from '../imports/work.ts';
import {
  deactivateEmployee,
  listEmployees,
  postEmployees,
  type OutsmartEmployee,
} from '../outsmart/index.ts';
import { loginToEmployee } from './login-to-employee.ts';

/** Logins of easybill become employees of OutSmart, joined by the id of the login. */
export const declareEmployeeImport: DeclareEntity<EasybillLogin, OutsmartEmployee> = ({
  easybill,
  outsmart,
}) => ({
  entity: 'employee',
  reading: { by: 'page', list: (page) => listLoginPage(easybill, page) },
  get: (easybillId) => getLogin(easybill, easybillId),
  map: loginToEmployee,
  post: (employees) => postEmployees(outsmart, employees),
  listStored: async () => {
    const { items } = await listEmployees(outsmart);
    const employees = new Map(items.map((employee) => [employee.number, employee]));
    return (_entity, number) => employees.get(number);
  },
  withdraw: async (number) => {
    await deactivateEmployee(outsmart, number);
    return 'withdrawn';
  },
});
