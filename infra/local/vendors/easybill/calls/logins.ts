import type { VendorAnswer } from '../../vendor-request.ts';
import { notFound, ok } from './answers.ts';
import { listPage } from './lists.ts';
import type { Call } from './call.ts';

/** `GET /logins` */
export const listLogins = ({ account, request, behaviour }: Call): VendorAnswer =>
  listPage(account.logins, request.query, behaviour, (login) => login);

/** `GET /logins/{id}` */
export const getLogin = ({ account, id }: Call): VendorAnswer => {
  const login = account.logins.find((candidate) => candidate.id === id);
  return login === undefined ? notFound('Login', id) : ok(login);
};
