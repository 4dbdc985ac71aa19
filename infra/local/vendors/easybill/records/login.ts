/** A person who may sign in at easybill (`Login` of easybill's API description). */
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
