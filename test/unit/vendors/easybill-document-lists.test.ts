import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillAccount,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, idsOf, type Answer } from './calls.ts';

const NOON = Date.UTC(2026, 10, 20, 11, 0, 0);
const DAY_MS = 86_400_000;
const line = { description: 'Filter', quantity: 23, single_price_net: 123, vat_percent: 19 };

describe('lists of documents of the simulated easybill', () => {
  let easybill: EasybillSimulator;
  let account: EasybillAccount;
  let now: number;
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers: { authorization: 'Bearer key' } });
  const create = async (fields: Record<string, unknown> = {}): Promise<number> => {
    const answer = await send('POST', '/documents', { items: [line], ...fields });
    expect(answer.status).toBe(201);
    return answer.json.id as number;
  };

  beforeEach(async () => {
    now = NOON;
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['key'], customers: [{ id: 7, last_name: 'Muster', due_in_days: 14 }] },
      ],
      now: () => now,
    });
    account = easybill.account('alpha');
  });
  afterEach(() => easybill.close());

  it('are filtered by type, state, customer, number and days', async () => {
    const first = await create({ customer_id: 7, document_date: '2026-11-01' });
    now += DAY_MS;
    const second = await create({ document_date: '2026-11-21' });
    const offer = await create({ type: 'OFFER' });
    account.documents.finish(second);
    const list = async (query: string): Promise<number[]> => idsOf(await send('GET', `/documents?${query}`));

    expect(await list('type=INVOICE')).toEqual([first, second]);
    expect(await list('is_draft=1')).toEqual([first, offer]);
    expect(await list('customer_id=7')).toEqual([first]);
    expect(await list('number=RE-1001')).toEqual([second]);
    expect(await list('edited_at=2026-11-20,2026-11-20')).toEqual([first]);
    expect(await list('edited_at=2026-11-21&type=INVOICE')).toEqual([second]);
    expect(await list('document_date=2026-11-01,2026-11-20')).toEqual([first]);
    expect(await list('limit=1&page=2')).toEqual([second]);
    expect(easybill.violations).toEqual([]);
  });

  it('leave out the last day of a range where it is not included, and not a day that is named alone', async () => {
    const id = await create();
    easybill.behaviour.rangeEnd = 'excluded';
    const list = async (days: string): Promise<number[]> =>
      idsOf(await send('GET', `/documents?edited_at=${days}`));

    expect(await list('2026-11-19,2026-11-20')).toEqual([]);
    expect(await list('2026-11-19,2026-11-21')).toEqual([id]);
    expect(await list('2026-11-20')).toEqual([id]);
  });

  it('know no external_id', async () => {
    const id = await create({ external_id: 'os-a-1-1' });

    expect(idsOf(await send('GET', '/documents?external_id=other'))).toEqual([id]);
    expect(easybill.violations).toEqual(['GET /documents: unknown query parameter external_id']);
  });

  it('may lack new documents for a while', async () => {
    const id = await create();
    easybill.behaviour.documentsListedAfterMs = 60_000;

    expect(idsOf(await send('GET', '/documents'))).toEqual([]);
    now += 60_000;
    expect(idsOf(await send('GET', '/documents'))).toEqual([id]);
  });
});
