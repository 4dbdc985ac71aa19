import { randomBytes } from 'node:crypto';
import type { ScheduleServices } from './schedule-services.ts';

const ROTATE_AFTER_MS = 180 * 24 * 3_600_000;
const PAGE = 100;
const KEY_BYTES = 48;

/**
 * Makes a new signing key when the newest is half a year old, or at once. Connections take it up one by one, as soon as
 * every instance of the webhook function knows it; a key that no connection uses any more goes. Safe to repeat.
 */
export async function rotateKeys(
  { connections, signingKeys, logger, now }: ScheduleServices,
  atOnce: boolean,
): Promise<void> {
  const keys = await signingKeys.read();
  const [newest] = keys;
  const used = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await connections.list(PAGE, cursor);
    for (const { webhook, eventKid } of page.items) {
      if (webhook) used.add(webhook.kid);
      if (eventKid !== undefined) used.add(eventKid);
    }
    ({ cursor } = page);
  } while (cursor);

  const rotates = atOnce || (newest !== undefined && now() - newest.since >= ROTATE_AFTER_MS);
  const made = {
    kid: `k${now().toString(36)}`,
    key: randomBytes(KEY_BYTES).toString('base64url'),
    since: now(),
  };
  const signing = await signingKeys.signing();
  const live = keys.filter(({ kid }) => kid === newest?.kid || kid === signing.kid || used.has(kid));
  const first = rotates ? made : newest;
  if (!first || (!rotates && live.length === keys.length)) return;
  await signingKeys.store([first, ...live.filter(({ kid }) => kid !== first.kid)]);
  logger.info('signing keys stored', {
    newest: first.kid,
    live: live.length,
    removed: keys.length - live.length,
  });
}
