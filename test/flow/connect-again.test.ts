import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  api,
  connect,
  connectRequest,
  easybillKey,
  importEnded,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer, FIRST_ID } from '../support/customers.ts';

// Functions that start, and machines that are busy.
jest.setTimeout(30_000);

describe('connecting again', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      accounts: {
        mine: {},
        theirs: {},
        chosen: { plan: 'business' },
        off: { customers: [customer({ city: 'Gera' })] },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  it('with the right key works after an attempt with the key of another company stopped on the way', async () => {
    const { stack, easybill } = connector;
    easybill.faults.add({
      match: { method: 'POST', path: '/webhooks', account: 'theirs' },
      fault: { kind: 'status', status: 403 },
    });
    const wrongKey = { ...connectRequest('mine'), easybill: { apiKey: easybillKey('theirs') } };
    const stopped = await api(stack, 'POST', '/connections', wrongKey);

    const mine = await api(stack, 'POST', '/connections', connectRequest('mine'));
    const theirs = await api(stack, 'POST', '/connections', connectRequest('theirs'));

    expect([stopped.status, mine.status, theirs.status]).toEqual([422, 201, 201]);
    expect(mine.body.connectionId).not.toBe(theirs.body.connectionId);
    expect(easybill.account('mine').webhooks.size).toBe(1);
  });

  it('takes the settings that it is given, and keeps them when it is given none', async () => {
    const { stack } = connector;
    const begun = new Date().toISOString();
    const connectionId = await connect(stack, { plan: 'business', settings: { language: 'en' } }, 'chosen');
    await importEnded(stack, connectionId);
    const first = await api(stack, 'GET', `/connections/${connectionId}`);
    // Whatever else is set, what was completed before connecting is not exported.
    const { ignoreBefore } = first.body.settings.exports;
    expect(ignoreBefore >= begun && ignoreBefore <= new Date().toISOString()).toBe(true);

    const again = { ...connectRequest('chosen'), plan: 'business', settings: undefined };
    const kept = await api(stack, 'POST', '/connections', again);
    const changed = await api(stack, 'POST', '/connections', {
      ...again,
      settings: { language: 'de', budgetShare: 0.5 },
    });

    expect([kept.status, kept.body.settings.language]).toEqual([200, 'en']);
    expect([changed.status, changed.body.settings]).toMatchObject([
      200,
      { language: 'de', budgetShare: 0.5, exports: { ignoreBefore } },
    ]);
    const read = await api(stack, 'GET', `/connections/${connectionId}`);
    expect(read.body.settings).toEqual(changed.body.settings);
  });

  it('with customers switched off imports none, not even the one a webhook names', async () => {
    const { stack, easybill, outsmart } = connector;
    const settings = { imports: { customers: { enabled: false } } };
    const connectionId = await connect(stack, { settings }, 'off');

    easybill.account('off').upsertCustomer({ id: FIRST_ID, city: 'Jena' });
    await easybill.idle();
    await stack.idle();

    expect(outsmart.account('off').relations.size).toBe(0);
    expect(await rows(stack, 'Mappings', `${connectionId}#customer`)).toEqual([]);
    const imports = await api(stack, 'POST', `/connections/${connectionId}/imports`, {});
    expect([imports.status, imports.body.errors[0].field]).toEqual([422, 'entities']);
  });
});
