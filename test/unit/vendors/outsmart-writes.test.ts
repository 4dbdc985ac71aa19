import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';

const RELATION = { debtor_number: '1', name: 'Kunde', street: 'Weg', postal_code: '10115', city: 'Berlin' };

describe('writes at the simulated OutSmart', () => {
  let outsmart: OutsmartSimulator;
  const write = (account: 'a' | 'b', signal?: AbortSignal): Promise<Response> =>
    fetch(`${outsmart.url}/relations/?token=tok-${account}&software_token=soft-${account}`, {
      method: 'POST',
      body: JSON.stringify([RELATION]),
      headers: { 'content-type': 'application/json' },
      ...(signal === undefined ? {} : { signal }),
    });

  beforeEach(async () => {
    outsmart = await startOutsmartSimulator({
      accounts: [
        { name: 'alpha', token: 'tok-a', softwareToken: 'soft-a' },
        { name: 'beta', token: 'tok-b', softwareToken: 'soft-b' },
      ],
      latencyMs: 50,
    });
  });
  afterEach(() => outsmart.close());

  it('are reported when two of one account and entity overlap, and not when they follow each other', async () => {
    await write('a');
    await write('a');
    await Promise.all([write('a'), write('b')]);
    const before = [...outsmart.violations];
    await Promise.all([write('a'), write('a')]);

    expect(before).toEqual([]);
    expect(outsmart.violations).toEqual(['alpha: 2 writes of relation at once']);
    expect([outsmart.maxConcurrentWrites('alpha'), outsmart.maxConcurrentWrites('beta')]).toEqual([2, 1]);
  });

  it('go on after the client has hung up', async () => {
    const hangUp = new AbortController();
    const abandoned = write('a', hangUp.signal);
    while (outsmart.requests.length === 0) await new Promise(setImmediate);
    hangUp.abort();
    await expect(abandoned).rejects.toThrow('aborted');

    await write('a');

    expect(outsmart.requests.map(({ status }) => status)).toEqual([200, 200]);
    expect(outsmart.violations).toEqual(['alpha: 2 writes of relation at once']);
  });
});
