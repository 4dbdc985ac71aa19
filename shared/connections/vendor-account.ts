import { createHash } from 'node:crypto';
import { listLogins, type EasybillClient } from '../easybill/index.ts';

/**
 * Names an easybill account by its lowest login id, which every key of the account sees; a key that may not list
 * logins is named by its own hash. One easybill call.
 *
 * @throws CredentialsRejectedError when easybill does not know the key
 */
export async function easybillAccount(easybill: EasybillClient, apiKey: string): Promise<string> {
  const logins = await listLogins(easybill);
  const lowest = logins.reduce((id, login) => Math.min(id, login.id), Number.POSITIVE_INFINITY);
  return Number.isFinite(lowest) ? `login-${lowest}` : keyName(apiKey);
}

/** Whether a key belongs to the named account. One easybill call, none for an account named by its key. */
export async function isAccountOf(
  easybill: EasybillClient,
  apiKey: string,
  account: string,
): Promise<boolean> {
  return account === keyName(apiKey) || account === (await easybillAccount(easybill, apiKey));
}

/** Names an OutSmart account by a hash of its token, which is as permanent as the account's licence. */
export function outsmartAccount(token: string): string {
  return createHash('sha256').update(`outsmart:${token}`).digest('base64url');
}

/** Whether an easybill account is named by a key, since that could not list any login. */
export function isNamedByKey(account: string): boolean {
  return account.startsWith('key-');
}

function keyName(apiKey: string): string {
  return `key-${createHash('sha256').update(`easybill:${apiKey}`).digest('base64url')}`;
}
