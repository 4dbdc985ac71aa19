import type { EasybillAccount } from '../account/account.ts';

const credentials = (header: string): { login?: string; key: string } | undefined => {
  const bearer = /^Bearer (\S+)$/.exec(header)?.[1];
  if (bearer !== undefined) return { key: bearer };
  const basic = /^Basic (\S+)$/.exec(header)?.[1];
  if (basic === undefined) return undefined;
  const [login, key] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return login === undefined || key === undefined ? undefined : { login, key };
};

/** The account an `Authorization` header opens: `Bearer <key>`, or `Basic` with a login's e-mail address and the key. */
export const findAccount = (
  accounts: readonly EasybillAccount[],
  header: string | undefined,
): EasybillAccount | undefined => {
  const given = credentials(header ?? '');
  if (given === undefined) return undefined;
  return accounts.find(
    (account) =>
      account.apiKeys.has(given.key) &&
      (given.login === undefined || account.logins.some((login) => login.email === given.login)),
  );
};
