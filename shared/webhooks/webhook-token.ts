// Loaded at its first use: that takes longer than loading all else of the webhook function.
const crypto = () => process.getBuiltinModule('node:crypto');

/** What a token opens: easybill's webhooks or OutSmart's events of a connection. */
export type TokenKind = 'easybill' | 'outsmart';

/** A key that signs tokens. Its id stands in the token, so that several can be live while keys rotate. */
export interface SigningKey {
  readonly kid: string;
  readonly key: string;
}

/**
 * The token in the URL that easybill or OutSmart calls: `<kid>.<generation>.<mac>`. It holds for one kind, one
 * connection and one generation; raising the generation revokes the older ones.
 */
export function webhookToken(
  { kid, key }: SigningKey,
  kind: TokenKind,
  connectionId: string,
  generation: number,
): string {
  return `${kid}.${generation}.${macOf(key, kind, connectionId, generation)}`;
}

/** The parts of a well-formed token, undefined for anything else. Says nothing about whether it is genuine. */
export function readToken(token: string): { kid: string; generation: number; mac: string } | undefined {
  const [, kid, generation, mac] =
    /^([A-Za-z0-9_-]{1,32})\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  if (kid === undefined || generation === undefined || mac === undefined) return undefined;
  return { kid, generation: Number(generation), mac };
}

/** Whether a mac is the one of this key, kind, connection and generation. Takes the same time wherever they differ. */
export function isGenuine(
  key: string,
  kind: TokenKind,
  connectionId: string,
  generation: number,
  mac: string,
): boolean {
  const expected = Buffer.from(macOf(key, kind, connectionId, generation));
  const given = Buffer.from(mac);
  return given.length === expected.length && crypto().timingSafeEqual(given, expected);
}

/**
 * The secret we give easybill with a webhook. How easybill sends it back is not documented, so it is only looked for
 * and never a reason to refuse.
 */
export function hookSecret({ key }: Pick<SigningKey, 'key'>, connectionId: string): string {
  return crypto().createHmac('sha256', key).update(`secret\n${connectionId}`).digest('hex');
}

function macOf(key: string, kind: TokenKind, connectionId: string, generation: number): string {
  return crypto()
    .createHmac('sha256', key)
    .update(`${kind}\n${connectionId}\n${generation}`)
    .digest('base64url');
}
