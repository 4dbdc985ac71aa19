import { DEMO_ACCOUNT } from './demo-vendors.ts';
import type { Demo } from './demo.ts';
import type { ExpectedRelations } from './expected-relations.ts';
import type { ShownActivity } from './management-api.ts';
import { poll } from './poll.ts';

const NEW_PHONE_NUMBER = '+49 30 5559999';
const LONGEST_WAY_MS = 20_000;

/**
 * Changes a customer's phone number as a user of easybill would, and watches it reach OutSmart through the webhook.
 *
 * @returns what was not as it should be, one sentence each
 * @throws ManagementApiError; an AbortError when the signal ends it
 */
export async function changeCustomer(demo: Demo, { imported }: ExpectedRelations): Promise<string[]> {
  const { easybill, outsmart, say, signal } = demo;
  const customer = imported.find(({ phone_1 }) => phone_1 !== null);
  if (customer === undefined) return ['The demo data has no customer whose phone number could be changed.'];
  const { id, number, phone_1: oldPhoneNumber } = customer;
  const phoneNumber = (): string | null | undefined =>
    outsmart.account(DEMO_ACCOUNT).relations.get(number)?.phone_number;

  say(`Changing customer ${number} in easybill: phone ${oldPhoneNumber ?? ''} becomes ${NEW_PHONE_NUMBER}.`);
  const before = phoneNumber();
  const changedAt = performance.now();
  easybill.account(DEMO_ACCOUNT).upsertCustomer({ id, phone_1: NEW_PHONE_NUMBER });
  const arrived = await poll(() => (phoneNumber() === NEW_PHONE_NUMBER ? NEW_PHONE_NUMBER : undefined), {
    everyMs: 10,
    timeoutMs: LONGEST_WAY_MS,
    signal,
  });
  if (arrived === undefined) {
    return [`The change of customer ${number} was not in OutSmart after ${LONGEST_WAY_MS / 1000} s.`];
  }
  const tookMs = Math.round(performance.now() - changedAt);
  say(`  OutSmart: phone ${before ?? ''} became ${arrived}, ${tookMs} ms later, by webhook.`);
  return showActivity(demo, id);
}

async function showActivity({ api, connectionId, say, signal }: Demo, easybillId: number): Promise<string[]> {
  const find = async (language: 'de' | 'en'): Promise<ShownActivity | undefined> => {
    const entries = await api.latestActivity(connectionId, language);
    return entries.find((entry) => entry.code === 'recordUpdated' && entry.easybillId === easybillId);
  };
  // It is written right after OutSmart's answer.
  const german = await poll(() => find('de'), { everyMs: 100, timeoutMs: LONGEST_WAY_MS, signal });
  const english = await find('en');
  if (german === undefined || english === undefined) return ['The change is not in the activity.'];
  say('Activity, as the back office reads it:');
  say(`  German:  ${german.text}`);
  say(`  English: ${english.text}`);
  return german.text === english.text ? ['The German and the English activity have the same text.'] : [];
}
