import type { Mutant } from './mutant.ts';

const WEBHOOK_HANDLER = 'functions/easybill-webhook/handler.ts';
const WEBHOOK_TESTS = 'test/unit/easybill-webhook/webhook-contract.test.ts';
const PERMIT_GATE = 'shared/budget/permit-gate.ts';
const PERMIT_GATE_TESTS = 'test/unit/budget/permit-gate.test.ts';
const HTTP_EXCHANGE = 'shared/vendor-http/http-exchange.ts';
const OUTSMART_FAULTS = 'test/unit/outsmart/faults.test.ts';
const EASYBILL_FAULTS = 'test/unit/easybill/faults.test.ts';

/** Bugs where the connector meets the outside: webhooks, vendor calls and their budget. */
export const outsideMutants: readonly Mutant[] = [
  {
    name: 'acknowledge before send: webhook',
    breaks: 'easybill is told 200 for a change that no queue ever took.',
    file: WEBHOOK_HANDLER,
    find: 'await enqueue(route, connectionId, generation, change, delivery);',
    replace: 'void enqueue(route, connectionId, generation, change, delivery).catch(() => undefined);',
    killers: [WEBHOOK_TESTS],
  },
  {
    name: 'swallowed error: refusal of the queue',
    breaks: 'A message that SQS refuses counts as sent.',
    file: 'functions/easybill-webhook/signed-call.ts',
    find: 'if (response.statusCode === 200) resolve',
    replace: 'if (response.statusCode !== undefined) resolve',
    killers: [WEBHOOK_TESTS],
  },
  {
    name: 'token compared with ===',
    breaks: 'The time a refusal takes tells how much of a forged token is right.',
    file: 'shared/webhooks/webhook-token.ts',
    find: 'return given.length === expected.length && crypto().timingSafeEqual(given, expected);',
    replace: 'return given.toString() === expected.toString();',
    killers: ['test/unit/webhooks/webhook-token.test.ts'],
  },
  {
    name: 'log of a URL: webhook',
    breaks: 'The log holds tokens with which anybody can send webhooks.',
    file: WEBHOOK_HANDLER,
    find: '  return ACCEPTED;\n}\n',
    replace:
      '  process.stdout.write(`${JSON.stringify({ path: event.rawPath })}\\n`);\n  return ACCEPTED;\n}\n',
    killers: [WEBHOOK_TESTS],
  },
  {
    name: 'log of a URL: cause of an error',
    breaks: "The logger prints causes, and ky's messages hold the URL with OutSmart's tokens.",
    file: HTTP_EXCHANGE,
    find: 'return new RetryableError(request.call, failureReason(error));',
    replace:
      'return Object.assign(new RetryableError(request.call, failureReason(error)), { cause: error });',
    killers: [OUTSMART_FAULTS],
  },
  {
    name: 'retry inside the client: reads',
    breaks: 'Calls are made that have no permit, so that the budget is overdrawn.',
    file: HTTP_EXCHANGE,
    find: 'retry: 0,',
    replace: 'retry: 1,',
    killers: [EASYBILL_FAULTS],
  },
  {
    name: 'retry inside the client: writes',
    breaks: 'A creating POST whose answer was lost is made a second time.',
    file: HTTP_EXCHANGE,
    find: 'retry: 0,',
    replace: "retry: { limit: 1, methods: ['post'] },",
    killers: [OUTSMART_FAULTS],
  },
  {
    name: 'limiter anchored at the send',
    breaks: 'A permit is used again before easybill has forgotten a call that took long to arrive.',
    file: PERMIT_GATE,
    find: 'this.#permits.answered(permit, now());',
    replace: 'this.#permits.answered(permit, sentAt);',
    killers: [PERMIT_GATE_TESTS],
  },
  {
    name: 'limiter anchored at the send: failed calls',
    breaks: 'The same, for calls that were answered with an error or not at all.',
    file: PERMIT_GATE,
    find: 'this.#permits.answered(permit, now() + (',
    replace: 'this.#permits.answered(permit, sentAt + (',
    killers: [PERMIT_GATE_TESTS],
  },
];
