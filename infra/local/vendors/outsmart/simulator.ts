import type { Admission } from '../exchange.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts';
import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import { OutsmartAccount, type AccountStart } from './account.ts';
import { collections } from './collections.ts';
import type { OutsmartBehaviour } from './behaviour.ts';
import { ConcurrentWrites } from './concurrent-writes.ts';
import { deleteEntity } from './delete-entity.ts';
import { ENVELOPE_CODES, envelopeFailure, success } from './envelope.ts';
import { filterRows } from './filters.ts';
import { upsertRows } from './upsert.ts';
import { getWorkOrder, getWorkOrders } from './work-orders.ts';

/** OutSmart's OpenAPI 8 on 127.0.0.1. */
export interface OutsmartSimulator extends Simulator<OutsmartAccount, OutsmartBehaviour> {
  /** The most writes of an account that were ever under way at once. */
  readonly maxConcurrentWrites: (account: string) => number;
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
  return collections.find((collection) => collection.path === path)?.entity ?? path;
};

/**
 * Starts a simulated OutSmart, as strict as its documentation says the real one is.
 *
 * @throws Error when the port is taken
 */
export const startOutsmartSimulator = async (
  options: SimulatorOptions<AccountStart, OutsmartBehaviour>,
): Promise<OutsmartSimulator> => {
  const violations: string[] = [];
  const report = (violation: string): void => {
    violations.push(violation);
  };
  const behaviour: OutsmartBehaviour = {
    onUpdate: 'replace',
    badBatch: 'storesNothing',
    overflow: 'reject',
    filters: 'honoured',
    deleteByPair: 'bothKeys',
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
    const singular = account.collections.find(({ definition }) => definition.singularPath === path);
    if (singular !== undefined && method === 'GET') {
      return success(filterRows(singular.definition, singular.rows.values(), query));
    }
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
    if (path === '/GetWorkorders' && method === 'GET') return getWorkOrders(account, query, report);
    if (path === '/GetWorkorder' && method === 'GET') return getWorkOrder(account, query, report);
    return envelopeFailure(ENVELOPE_CODES.unknownEndpoint, 'Unknown endpoint');
  };

  const simulator = await startSimulator(
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
      accounts,
      behaviour,
      violations,
    },
    options,
  );
  return { ...simulator, maxConcurrentWrites: (name) => writes.maximum(name) };
};
