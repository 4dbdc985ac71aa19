import { FaultSchedule } from '../faults.ts';
import type { Admission } from '../exchange.ts';
import type { LoggedRequest } from '../request-log.ts';
import { htmlAnswer, type VendorRequest } from '../vendor-request.ts';
import { startVendorServer } from '../vendor-server.ts';
import { EasybillAccount, type AccountStart } from './account.ts';
import { failure, unauthorized } from './answers.ts';
import { findAccount } from './authorization.ts';
import type { EasybillBehaviour } from './behaviour.ts';
import type { CustomerInput } from './customer-record.ts';
import { defaultLogin, type Login } from './logins.ts';
import { CALLS_PER_MINUTE, type BudgetModel, type Plan } from './rate-limits.ts';
import { answerCall } from './routes.ts';

/** One easybill account to simulate. */
export interface EasybillAccountOptions {
  readonly name: string;
  readonly apiKeys: readonly string[];
  /** `business` unless told. */
  readonly plan?: Plan;
  /** Calls a minute, when not those of the plan. */
  readonly callsPerMinute?: number;
  /** One administrator unless told. */
  readonly logins?: readonly Login[];
  readonly customers?: readonly CustomerInput[];
  readonly positions?: NonNullable<AccountStart['positions']>;
  readonly positionGroups?: NonNullable<AccountStart['positionGroups']>;
  readonly contacts?: NonNullable<AccountStart['contacts']>;
}

/** What the simulator starts with. */
export interface EasybillSimulatorOptions {
  readonly accounts: readonly EasybillAccountOptions[];
  /** Any free port unless told. */
  readonly port?: number;
  readonly now?: () => number;
  /** `slidingLogCountingRejected`, the strictest, unless told. */
  readonly budgetModel?: BudgetModel;
  /** Milliseconds each call takes; 0 unless told. */
  readonly latencyMs?: number;
  readonly behaviour?: Partial<EasybillBehaviour>;
}

/** easybill's REST API v1 on 127.0.0.1. */
export interface EasybillSimulator {
  /** Base URL including `/rest/v1`. */
  readonly url: string;
  readonly faults: FaultSchedule;
  readonly behaviour: EasybillBehaviour;
  readonly requests: readonly LoggedRequest[];
  /** What the real easybill would not like; empty when the client behaved. */
  readonly violations: readonly string[];
  /** @throws Error for a name that was not among the options */
  readonly account: (name: string) => EasybillAccount;
  /** Resolves when no webhook delivery is in flight. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
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
  const now = options.now ?? Date.now;
  const violations: string[] = [];
  const faults = new FaultSchedule();
  const behaviour: EasybillBehaviour = {
    listOrder: 'ascending',
    contactEventsNameCustomer: true,
    pageSizeCap: 1000,
    documentsLocked: false,
    finishedAgain: 'accepted',
    documentsListedAfterMs: 0,
    sendsRetryAfter: true,
    unfamiliarValues: false,
    ...options.behaviour,
  };
  const budgetModel = options.budgetModel ?? 'slidingLogCountingRejected';
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

  const server = await startVendorServer(
    {
      basePath: '/rest/v1',
      secretParameters: [],
      identify: (request) => findAccount(accounts, request.headers.authorization)?.name,
      admit,
    },
    { port: options.port ?? 0, latencyMs: options.latencyMs ?? 0, now, faults, violations },
  );
  return {
    url: server.url,
    faults,
    behaviour,
    requests: server.requests,
    violations,
    account: (name) => {
      const account = accounts.find((candidate) => candidate.name === name);
      if (account === undefined) throw new Error(`No simulated easybill account ${name}`);
      return account;
    },
    idle: async () => {
      await Promise.all(accounts.map((account) => account.deliveries.idle()));
    },
    close: async () => {
      await Promise.all(accounts.map((account) => account.deliveries.close()));
      await server.close();
    },
  };
};
