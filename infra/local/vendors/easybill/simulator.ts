import type { Admission } from '../exchange.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts';
import { htmlAnswer, type VendorRequest } from '../vendor-request.ts';
import { EasybillAccount, type AccountStart } from './account/account.ts';
import type { EasybillBehaviour } from './account/behaviour.ts';
import { CALLS_PER_MINUTE, type BudgetModel } from './account/rate-limits.ts';
import { failure, unauthorized } from './calls/answers.ts';
import { findAccount } from './calls/authorization.ts';
import { answerCall } from './calls/routes.ts';
import { defaultLogin } from './records/login.ts';

/** One easybill account to simulate: of the plan `business` and with one administrator unless told. */
export type EasybillAccountOptions = Partial<AccountStart> & Pick<AccountStart, 'name' | 'apiKeys'>;

/** What the simulator starts with. */
interface EasybillSimulatorOptions extends SimulatorOptions<EasybillAccountOptions, EasybillBehaviour> {
  /** `slidingLogCountingRejected`, the strictest, unless told. */
  readonly budgetModel?: BudgetModel;
}

/** easybill's REST API v1 on 127.0.0.1. */
export interface EasybillSimulator extends Simulator<EasybillAccount, EasybillBehaviour> {
  /** Resolves when no webhook delivery is in flight. */
  readonly idle: () => Promise<void>;
}

const FIRST_LOGIN_ID = 900_001;
const LONGEST_REQUEST_LINE = 4094;

/**
 * Starts a simulated easybill, as strict as its documentation says the real one is.
 *
 * @throws Error when the port is taken
 */
export const startEasybillSimulator = async (
  options: EasybillSimulatorOptions,
): Promise<EasybillSimulator> => {
  const { now = Date.now, budgetModel = 'slidingLogCountingRejected' } = options;
  const violations: string[] = [];
  const behaviour: EasybillBehaviour = {
    listOrder: 'ascending',
    contactEventsNameCustomer: true,
    pageSizeCap: 1000,
    documentsLocked: false,
    finishedAgain: 'accepted',
    documentsListedAfterMs: 0,
    rangeEnd: 'included',
    articleLines: 'asSent',
    zeroVat: 'kept',
    sendsRetryAfter: true,
    unfamiliarValues: false,
    ...options.behaviour,
  };
  const accounts = options.accounts.map(
    (account, index) =>
      new EasybillAccount(
        { plan: 'business', logins: [defaultLogin(FIRST_LOGIN_ID + index)], customers: [], ...account },
        {
          now,
          behaviour,
          budgetModel,
          report: (violation) => violations.push(`${account.name}: ${violation}`),
        },
      ),
  );

  const admit = (request: VendorRequest): Admission => {
    if (request.requestLineBytes > LONGEST_REQUEST_LINE) {
      return { admitted: false, answer: htmlAnswer(414, '414 Request-URI Too Large') };
    }
    const account = findAccount(accounts, request.headers.authorization);
    if (account === undefined) return { admitted: false, answer: unauthorized() };
    const taken = account.rateLimit.take(now());
    if (!taken.allowed) {
      violations.push(`${account.name}: more than ${CALLS_PER_MINUTE[account.plan]} calls a minute`);
      const headers: Record<string, string> = behaviour.sendsRetryAfter
        ? { 'retry-after': String(taken.retryAfterSeconds) }
        : {};
      return { admitted: false, answer: failure(429, 'Too Many Requests', { headers }) };
    }
    return {
      admitted: true,
      execute: () => answerCall({ account, request, behaviour }, (violation) => violations.push(violation)),
      settled: () => undefined,
    };
  };

  const simulator = await startSimulator(
    {
      basePath: '/rest/v1',
      secretParameters: [],
      identify: (request) => findAccount(accounts, request.headers.authorization)?.name,
      admit,
      accounts,
      behaviour,
      violations,
    },
    options,
  );
  return {
    ...simulator,
    idle: async () => {
      await Promise.all(accounts.map((account) => account.deliveries.idle()));
    },
    close: async () => {
      await Promise.all(accounts.map((account) => account.deliveries.close()));
      await simulator.close();
    },
  };
};
