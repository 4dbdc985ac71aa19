import type { Mutant } from './mutant.ts';

const SIGNING_KEYS = 'shared/webhooks/signing-key-store.ts';
const SIGNING_KEY_TESTS = 'test/unit/webhooks/signing-key-store.test.ts';
const KEEP_WEBHOOK = 'shared/lifecycle/keep-webhook.ts';
const KEEP_WEBHOOK_TESTS = 'test/unit/lifecycle/keep-webhook.test.ts';
const CARE_DUE = 'shared/lifecycle/maintenance/maintenance-due.ts';
const CARE_DUE_TESTS = 'test/unit/lifecycle/maintenance-due.test.ts';

/** Bugs in the life of a connection: keys, webhooks, and what the scheduler looks after. */
export const connectionMutants: readonly Mutant[] = [
  {
    name: 'a new signing key used at once',
    breaks: 'Deliveries are refused by functions that have not read the new key yet.',
    file: SIGNING_KEYS,
    find: 'since + RIPE_AFTER_MS <= now',
    replace: 'since <= now',
    killers: [SIGNING_KEY_TESTS],
  },
  {
    name: 'a signing key dropped that is in use',
    breaks: 'Every webhook that is not renewed yet is refused.',
    file: 'shared/schedule/rotate-keys.ts',
    find: ' || used.has(kid)',
    replace: '',
    killers: [SIGNING_KEY_TESTS],
  },
  {
    name: 'only the newest signing key known',
    breaks: 'Deliveries are refused from the rotation until the webhook is renewed.',
    file: 'functions/easybill-webhook/signing-keys.ts',
    find: 'const keys = [newest, ...older].flatMap(readKey);',
    replace: 'const keys = [newest, ...older].slice(0, 1).flatMap(readKey);',
    killers: ['test/unit/easybill-webhook/signing-keys.test.ts'],
  },
  {
    name: "somebody else's webhook deleted",
    breaks: 'Another program of the customer hears nothing more from easybill.',
    file: KEEP_WEBHOOK,
    find: 'filter(({ url }) => url?.includes(path))',
    replace: "filter(({ url }) => url?.includes(path.slice(0, '/webhooks/'.length)))",
    killers: [KEEP_WEBHOOK_TESTS],
  },
  {
    name: 'failed deliveries taken for good',
    breaks: 'What was missed while our side was down waits for the night.',
    file: KEEP_WEBHOOK,
    find: 'if (isNews && lastDelivery.status !== DELIVERED)',
    replace: 'if (isNews && lastDelivery.status < DELIVERED)',
    killers: [KEEP_WEBHOOK_TESTS],
  },
  {
    name: 'a webhook that is switched off taken for good',
    breaks: 'Changes reach OutSmart only with the nightly reconciliation, for ever.',
    file: KEEP_WEBHOOK,
    find: "return is_active && (content_type ?? 'json') === 'json';",
    replace: "return (is_active || !is_active) && (content_type ?? 'json') === 'json';",
    killers: [KEEP_WEBHOOK_TESTS],
  },
  {
    name: 'refused credentials never asked for again',
    breaks: 'A licence that was renewed does not bring the connection back.',
    file: CARE_DUE,
    find: 'return now - probedAt >= PROBE_EVERY_MS;',
    replace: 'return probedAt === 0;',
    killers: [CARE_DUE_TESTS],
  },
  {
    name: 'a lock that two hold',
    breaks: 'Two requests register two webhooks, or delete what the other one stored.',
    file: 'shared/connections/connection-lock.ts',
    find: "ConditionExpression: 'attribute_not_exists(pk) OR #until < :now OR holder = :me',",
    replace: "ConditionExpression: 'attribute_not_exists(pk) OR #until <> :now OR holder = :me',",
    killers: ['test/unit/connections/connection-lock.test.ts'],
  },
];
