import { connectionOf, customer, repeated, type Stage } from '../customers/customer-flow.ts';
import type { World } from '../customers/world.ts';

const NEW_KEY = 'easybill-new';
const HOUR_MS = 3_600_000;

/** The life of a connection, in parts that begin and end at rest. */
export const LIFE: readonly Stage[] = [
  { name: 'connecting two accounts with customers', act: connectAccounts },
  { name: 'another key', act: replaceKey },
  { name: 'another signing key, taken up by the webhook', act: rotateSigningKey },
  { name: 'a webhook that somebody deleted', act: loseWebhook },
  { name: 'a key that is refused and accepted again', act: refuseKey },
  { name: 'disconnecting', act: disconnectAccounts },
  { name: 'connecting the same accounts again', act: connectAgain },
  { name: 'forgetting', act: forgetConnection },
];

async function connectAccounts(world: World): Promise<void> {
  world.easybill.account('first').seedCustomers([1, 2, 3].map((id) => customer(id)));
  await repeated(world, () => world.connect());
}

async function replaceKey(world: World): Promise<void> {
  const connectionId = await connectionOf(world);
  const { apiKeys } = world.easybill.account('first');
  apiKeys.add(NEW_KEY);
  await repeated(world, () => world.replaceKey(connectionId, NEW_KEY));
  apiKeys.delete('easybill-first');
  await expectWork(world, 'Firma mit neuem Schlüssel');
}

async function rotateSigningKey(world: World): Promise<void> {
  await repeated(world, () => world.rotateKeys());
  const during = world.easybill.account('first').deliveries.attempted.length;
  // While the new key ripens and webhooks take it up, no delivery is refused.
  for (let minute = 0; minute < 30; minute += 5) {
    await expectWork(world, `Firma nach ${minute} Minuten`);
    world.clock.advance(5 * 60_000);
    await world.tick();
    await world.settle();
  }
  const refused = world.easybill
    .account('first')
    .deliveries.attempted.slice(during)
    .filter(({ status }) => status !== 200);
  if (refused.length > 0) throw new Error(`${refused.length} deliveries were refused while the key rotated`);
}

async function loseWebhook(world: World): Promise<void> {
  world.easybill.account('first').webhooks.clear();
  world.easybill.account('first').upsertCustomer({ id: 2, company_name: 'Firma ohne Webhook' });
  world.clock.advance(25 * HOUR_MS);
  await world.tick();
}

async function refuseKey(world: World): Promise<void> {
  const { apiKeys } = world.easybill.account('first');
  apiKeys.delete(NEW_KEY);
  world.easybill.account('first').upsertCustomer({ id: 3, company_name: 'Firma ohne Schlüssel' });
  await world.settle();
  apiKeys.add(NEW_KEY);
  world.clock.advance(7 * HOUR_MS);
  await world.tick();
  await world.settle();
  // A probe that was killed is repeated six hours later.
  world.clock.advance(7 * HOUR_MS);
  await world.tick();
}

async function disconnectAccounts(world: World): Promise<void> {
  const connectionId = await connectionOf(world);
  await repeated(world, () => world.disconnect(connectionId));
}

async function connectAgain(world: World): Promise<void> {
  await repeated(world, () => world.connect('first', NEW_KEY));
  await world.settle();
  await expectWork(world, 'Firma wieder da');
}

async function forgetConnection(world: World): Promise<void> {
  const connectionId = await connectionOf(world);
  await repeated(world, () => world.disconnect(connectionId, true));
}

/** A change reaches OutSmart by webhook. */
async function expectWork(world: World, company_name: string): Promise<void> {
  world.easybill.account('first').upsertCustomer({ id: 1, company_name });
  await world.settle();
}
