import { expect, it } from '@jest/globals';
import { priceOfMillion, totalOf } from '../../bench/list-price.ts';

const COMPUTE = {
  webhookMemoryMb: 128,
  workerMemoryMb: 512,
  msPerWebhook: 5,
  msPerWorkerInvocation: 50,
  msPerVendorCall: 250,
};

it('prices a million webhooks from what a few caused', () => {
  const parts = priceOfMillion(
    {
      webhooks: 10,
      webhookInvocations: 10,
      workerInvocations: 1,
      vendorCalls: 1,
      queueRequests: 12,
      readUnits: 20,
      writeUnits: 10,
    },
    COMPUTE,
  );

  const dollars = Object.fromEntries(parts.map((part) => [part.part, part.dollars]));
  expect(dollars['HTTP API requests']).toBeCloseTo(1, 9);
  expect(dollars['webhook invocations']).toBeCloseTo(0.2, 9);
  expect(dollars['webhook compute']).toBeCloseTo(0.005 * 0.125 * 13.3334, 9);
  expect(dollars['queue requests']).toBeCloseTo(0.48, 9);
  expect(dollars['worker invocations']).toBeCloseTo(0.02, 9);
  expect(dollars['worker compute']).toBeCloseTo(0.1 * 0.3 * 0.5 * 13.3334, 9);
  expect(dollars['DynamoDB units']).toBeCloseTo(2 * 0.125 + 0.625, 9);
});

it('sums the parts', () => {
  expect(
    totalOf([
      { part: 'a', dollars: 1.5 },
      { part: 'b', dollars: 0.25 },
    ]),
  ).toBe(1.75);
});
