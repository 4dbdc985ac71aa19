import type { Admission } from '../exchange.ts';
import { FaultSchedule } from '../faults.ts';
import type { LoggedRequest } from '../request-log.ts';
import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import { startVendorServer } from '../vendor-server.ts';
import { OutsmartAccount, type AccountStart } from './account.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import { COLLECTIONS } from './collections.ts';
import { ConcurrentWrites } from './concurrent-writes.ts';
import { deleteEntity } from './delete-entity.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';
import { filterRows } from './filters.ts';
import { upsertRows } from './upsert.ts';

/** What the simulator starts with. */
export interface OutsmartSimulatorOptions {
  readonly accounts: readonly AccountStart[];
  /** Any free port unless told. */
  readonly port?: number;
  readonly now?: () => number;
  /** Milliseconds each call takes; 0 unless told. */
  readonly latencyMs?: number;
  readonly behaviour?: Partial<OutsmartBehaviour>;
}

/** OutSmart's OpenAPI 8 on 127.0.0.1. */
export interface OutsmartSimulator {
  /** Base URL including `/openapi/8`. */
  readonly url: string;
  readonly faults: FaultSchedule;
  readonly behaviour: OutsmartBehaviour;
  readonly requests: readonly LoggedRequest[];
  /** What the real OutSmart would not like; empty when the client behaved. */
  readonly violations: readonly string[];
  /** @throws Error for a name that was not among the options */
  readonly account: (name: string) => OutsmartAccount;
  /** The most writes of an account that were ever under way at once. */
  readonly maxConcurrentWrites: (account: string) => number;
  readonly close: () => Promise<void>;
}

const authenticate = (
  accounts: readonly OutsmartAccount[],
  query: URLSearchParams,
): OutsmartAccount | VendorAnswer => {
  const token = query.get('token');
  const softwareToken = query.get('software_token');
  if (!token) return envelopeFailure(ENVELOPE_CODES.tokenMissing, 'Token missing');
  if (!softwareToken) return envelopeFailure(ENVELOPE_CODES.softwareTokenMissing, 'Software token missing');
  const account = accounts.find((candidate) => candidate.token === token);
  if (account === undefined) return envelopeFailure(ENVELOPE_CODES.tokenNotAllowed, 'Token not allowed');
  return account.softwareToken === softwareToken
    ? account
    : envelopeFailure(ENVELOPE_CODES.softwareTokenNotAllowed, 'Software token not allowed');
};

/** The entity a request writes to; undefined for a read. `DeleteEntity` writes although it is a GET. */
const writtenEntity = ({ method, path, query }: VendorRequest): string | undefined => {
  if (path === '/DeleteEntity') return query.get('entity') ?? 'unknown';
  if (method === 'GET') return undefined;
  return Object.values(COLLECTIONS).find((definition) => definition.path === path)?.entity ?? 'unknown';
};

/**
 * Starts a simulated OutSmart, as strict as its documentation says the real one is.
 *
 * @throws Error when the port is taken
 */
export const startOutsmartSimulator = async (
  options: OutsmartSimulatorOptions,
): Promise<OutsmartSimulator> => {
  const now = options.now ?? Date.now;
  const violations: string[] = [];
  const report = (violation: string): void => {
    violations.push(violation);
  };
  const faults = new FaultSchedule();
  const behaviour: OutsmartBehaviour = {
    onUpdate: 'replace',
    badBatch: 'storesNothing',
    overflow: 'reject',
    filters: 'honoured',
    deleteMatching: 'exact',
    ...options.behaviour,
  };
  const accounts = options.accounts.map((account) => new OutsmartAccount(account));
  const writes = new ConcurrentWrites(report);

  const answer = (
    account: OutsmartAccount,
    { method, path, query, body, headers }: VendorRequest,
  ): VendorAnswer => {
    if (path === '/') return envelopeFailure(ENVELOPE_CODES.noEndpoint, 'No endpoint');
    if (path === '/DeleteEntity' && method === 'GET') return deleteEntity(account, query, behaviour, report);
    const collection = account.collections.find(({ definition }) => definition.path === path);
    if (collection !== undefined && method === 'GET') {
      const rows = collection.rows.values();
      return success(
        behaviour.filters === 'honoured' ? filterRows(collection.definition, rows, query) : [...rows],
      );
    }
    if (collection !== undefined && method === 'POST') {
      if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
        report(`${account.name}: POST ${path} without Content-Type application/json`);
      }
      return upsertRows(account, collection, body, behaviour);
    }
    return envelopeFailure(ENVELOPE_CODES.unknownEndpoint, 'Unknown endpoint');
  };

  const server = await startVendorServer(
    {
      basePath: '/openapi/8',
      secretParameters: ['token', 'software_token'],
      identify: ({ query }) => accounts.find((account) => account.token === query.get('token'))?.name,
      admit: (request): Admission => {
        const account = authenticate(accounts, request.query);
        if (!(account instanceof OutsmartAccount)) return { admitted: false, answer: account };
        const entity = writtenEntity(request);
        return {
          admitted: true,
          execute: () => answer(account, request),
          settled: entity === undefined ? () => undefined : writes.begin(account.name, entity),
        };
      },
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
      if (account === undefined) throw new Error(`No simulated OutSmart account ${name}`);
      return account;
    },
    maxConcurrentWrites: (name) => writes.maximum(name),
    close: server.close,
  };
};
