import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { createDraft, createEasybillClient, type EasybillClient } from '../../../shared/easybill/index.ts';
import { expectExample } from './expect-example.ts';
import { buildExample, readExamples } from './example-world.ts';

const FILES = ['domestic', 'foreign', 'prices', 'dates-and-texts'];
const examples = FILES.flatMap((file) =>
  readExamples(`worked-examples/${file}.json`).map((example) => [file, example.name, example] as const),
);

describe('an invoice computed by hand', () => {
  it.each(examples)('(%s) %s', (_file, _name, example) => {
    expectExample(buildExample(example), example);
  });
});

describe('easybill comes to the same', () => {
  let easybill: EasybillSimulator;
  let client: EasybillClient;
  let clock = Date.UTC(2026, 1, 10, 11);

  beforeAll(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['key'], customers: [{ id: 7, number: '10001', last_name: 'Muster' }] },
      ],
      // A minute for each call, so that the plan's limit is never met.
      now: () => (clock += 60_000),
    });
    const gate = { run: <T>(send: () => Promise<T>) => send() };
    client = createEasybillClient({ baseUrl: easybill.url, apiKey: 'key', gate });
  });
  afterAll(() => easybill.close());

  it('for each of them, and knows every field that is sent', async () => {
    let drafts = 0;
    for (const [, name, example] of examples) {
      const build = buildExample(example);
      if (build.outcome === 'refused') continue;
      const { amount, amount_net: net } = await createDraft(client, { ...build.invoice, customer_id: 7 });
      expect([name, net, amount]).toEqual([name, example.expected.netCents, example.expected.grossCents]);
      drafts += 1;
    }
    expect(drafts).toBeGreaterThan(75);
    expect(easybill.violations).toEqual([]);
  });
});
