import type { VendorAnswer } from '../vendor-request.ts';
import { notFound, ok } from './answers.ts';
import { listPage } from './lists.ts';
import type { Call } from './routes.ts';

/** A person who may sign in at easybill (specification, `Login`). */
export interface Login {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly display_name: string;
  readonly phone: string;
  readonly email: string;
  readonly email_signature: string | null;
  readonly login_type: 'ADMIN' | 'ASSISTANT';
  readonly locale: string;
  readonly time_zone: string;
  /** Filled for an administrator's key only. */
  readonly security: null;
}

/** The owner's login every account has unless told otherwise. */
export const defaultLogin = (id: number): Login => ({
  id,
  first_name: 'Andrea',
  last_name: 'Beispiel',
  display_name: 'Andrea Beispiel',
  phone: '',
  email: 'andrea@beispiel.example',
  email_signature: null,
  login_type: 'ADMIN',
  locale: 'de',
  time_zone: 'Europe/Berlin',
  security: null,
});

/** `GET /logins` */
export const listLogins = ({ account, request, behaviour }: Call): VendorAnswer =>
  listPage(account.logins, request.query, behaviour, (login) => login);

/** `GET /logins/{id}` */
export const getLogin = ({ account, id }: Call): VendorAnswer => {
  const login = account.logins.find((candidate) => candidate.id === id);
  return login === undefined ? notFound('Login', id) : ok(login);
};
