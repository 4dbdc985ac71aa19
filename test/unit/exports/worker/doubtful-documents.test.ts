import { beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../../../../shared/vendor-http/errors/index.ts';
import { builtInvoice, documentValues, exportingConnection } from '../export-fixtures.ts';
import { DRAFT, ExportingWorld, message, post } from './exporting-world.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

const MINUTE = 60_000;
const DEAR = documentValues({ amount: 1190, amount_net: 1000 });

let world: ExportingWorld;

beforeEach(() => {
  world = new ExportingWorld();
  world.connection = exportingConnection({ document: 'final' });
});

/** The answer of the creating call is lost, and the draft is found by the look. */
async function adopt(found: Partial<typeof DRAFT>): Promise<void> {
  world.failures.create = new RetryableError(post, 'timeout');
  await world.work();
  world.failures = {};
  world.calls = [];
  const { externalId } = (await world.entry())!;
  world.found = [{ ...DRAFT, ...found, externalId }];
  world.now = NOW + 5 * MINUTE;
  await world.work();
}

describe('an invoice that easybill answers otherwise than it was sent', () => {
  it.each(['draft', 'final'])(
    'is neither finished nor handled (%s): both sums are told',
    async (document) => {
      world.connection = exportingConnection({ document });
      world.answer = { ...DRAFT, values: DEAR };
      await world.work();

      expect(world.calls).toEqual(['read', 'create']);
      expect(await world.entry()).toMatchObject({
        state: 'failed',
        documentId: 7,
        draft: true,
        problem: {
          code: 'exportDiffersAtEasybill',
          params: { expectedCents: 0, expectedNetCents: 0, foundCents: 1190, foundNetCents: 1000 },
        },
      });
      expect(world.told).toEqual(['exportCreated', 'exportDiffersAtEasybill']);
    },
  );

  it('is told once, although the function ends before it is', async () => {
    await world.ledger.open(
      ledgerEntry({ state: 'created', documentId: 7, draft: true, final: true, workOrderHash: 'other' }),
    );
    world.failures.log = new Error('the function ended');
    expect(await world.work()).toEqual(['m1']);
    world.failures = {};
    await world.work();
    await world.work();
    expect(world.told).toEqual(['exportOrderChanged']);
    expect(world.calls).toEqual(['read', 'get']);
  });

  it('is told by the sweeper when the message was lost as well', async () => {
    await world.ledger.open(
      ledgerEntry({ state: 'created', documentId: 7, draft: true, final: true, workOrderHash: 'other' }),
    );
    world.failures.log = new Error('the function ended');
    await world.work();
    world.failures = {};
    world.now += 15 * 60_000;
    expect(await world.sweep()).toHaveLength(1);
    expect(world.told).toEqual(['exportOrderChanged']);
    expect((await world.entry())?.dueAt).toBeUndefined();
  });

  it('is compared again when it is retried, and goes on once it is what it should be', async () => {
    world.answer = { ...DRAFT, values: DEAR };
    await world.work();
    const stopped = (await world.entry())!;
    await world.ledger.move(stopped, { state: 'created', problem: undefined }, []);
    world.calls = [];
    await world.work();

    expect(world.calls).toEqual(['read', 'get', 'finish', 'read', 'handle']);
    expect(await world.entry()).toMatchObject({ state: 'handled', draft: false });
  });

  const line = { type: 'POSITION', description: 'Filter', quantity: 1, vat_percent: 19 } as const;
  const item = { type: 'POSITION', position_id: 11, quantity: 1, vat_percent: 19 };
  it('because its article wins is noted for the invoices to come', async () => {
    world.build = () =>
      Promise.resolve({
        invoice: {
          ...builtInvoice({ items: [{ ...line, position_id: 11, single_price_net: 1450 }] }),
          total: { netCents: 1450, grossCents: 1726, lines: [] },
        },
      });
    world.answer = {
      ...DRAFT,
      values: documentValues({
        amount: 1190,
        amount_net: 1000,
        items: [{ ...item, single_price_net: 1000 }],
      }),
    };
    await world.work();
    expect(world.connection.articlesWin).toBe(true);
    expect(await world.entry()).toMatchObject({ problem: { code: 'exportDiffersAtEasybill' } });
  });
});

describe('a document that was found', () => {
  it('is read and compared, and finished when it is what was sent', async () => {
    await adopt({});
    expect(world.calls).toEqual(['find', 'read', 'get', 'finish', 'read', 'handle']);
    expect(await world.entry()).toMatchObject({ state: 'handled', draft: false });
  });

  it.each([
    ['of another sum', { values: DEAR }, 'exportDiffersAtEasybill'],
    ['of another customer', { values: documentValues({ customer_id: 8 }) }, 'exportDiffersAtEasybill'],
    ['edited', { editedAt: '2026-11-24 10:01:00' }, 'exportEditedAtEasybill'],
  ])('and is %s is told and stays a draft', async (_, found, code) => {
    await adopt(found);
    expect(world.calls).toEqual(['find', 'read', 'get']);
    expect(await world.entry()).toMatchObject({ state: 'failed', draft: true, problem: { code } });
    expect(world.told.at(-1)).toBe(code);
  });

  it('and was finished by somebody with another sum is not handled in silence', async () => {
    await adopt({ isDraft: false, number: 'R1', values: DEAR });
    expect(await world.entry()).toMatchObject({
      state: 'failed',
      draft: false,
      documentNumber: 'R1',
      problem: { code: 'exportDiffersAtEasybill' },
    });
    expect(world.calls).not.toContain('handle');
  });

  it('is told when nobody knows of which work order it was made', async () => {
    world.forgottenUntil = NOW;
    const externalId = 'os-account-4711-1';
    world.found = [{ ...DRAFT, externalId }];
    await world.ledger.open(ledgerEntry({ documentDate: undefined, externalId, final: true }));
    await world.work();
    expect(world.calls).toEqual(['read', 'find', 'read', 'get']);
    expect(await world.entry()).toMatchObject({ state: 'failed', problem: { code: 'exportFoundAgain' } });
  });

  it('of a higher generation is adopted as that, and keeps a second one from being made', async () => {
    world.forgottenUntil = NOW;
    const own = 'os-account-4711-';
    await world.ledger.open(ledgerEntry({ documentDate: undefined, externalId: `${own}1` }));
    world.found = [
      { ...DRAFT, id: 5, externalId: `${own}1`, cancelId: 6 },
      { ...DRAFT, id: 8, externalId: `${own}3` },
      { ...DRAFT, id: 9, externalId: 'os-account-47111-4' },
    ];
    await world.work();
    await world.work();
    expect(world.calls).not.toContain('create');
    expect(await world.entry()).toMatchObject({ generation: 3, documentId: 8, externalId: `${own}3` });
    expect(await world.ledger.get('c1', '4711', 1)).toMatchObject({
      state: 'skipped',
      problem: { code: 'exportHasInvoice', params: { documentId: 8 } },
    });
    expect((await world.entry())!.problem).toMatchObject({ code: 'exportFoundAgain' });
  });

  it('is none when it was cancelled, or is of a generation that was replaced', async () => {
    world.forgottenUntil = NOW;
    const own = 'os-account-4711-';
    await world.ledger.open(ledgerEntry({ generation: 2, documentDate: undefined, externalId: `${own}2` }));
    world.found = [
      { ...DRAFT, id: 5, externalId: `${own}1` },
      { ...DRAFT, id: 6, isDraft: false, externalId: `${own}2`, cancelId: 9 },
    ];
    await world.work();
    world.now += MINUTE;
    world.document = DRAFT;
    await world.work();
    expect(world.calls).toEqual(['read', 'find', 'find', 'read', 'create', 'read', 'handle']);
  });
});

describe('a draft that waited before it is finished', () => {
  async function waited(): Promise<void> {
    world.failures.finish = new RetryableError({ ...post, operation: 'PUT' }, 'rateLimited');
    await world.work();
    world.failures = {};
    world.calls = [];
    world.now += 2 * MINUTE;
  }

  it('is read with its work order first', async () => {
    await waited();
    await world.work();
    expect(world.calls).toEqual(['read', 'get', 'finish', 'read', 'handle']);
  });

  it('for less than a minute is not', async () => {
    await waited();
    world.now -= 61_000;
    await world.work();
    expect(world.calls).toEqual(['finish', 'read', 'handle']);
  });

  it.each([
    ['edited', { editedAt: '2026-11-24 10:01:00' }, 'exportEditedAtEasybill'],
    ['finished with another sum', { isDraft: false, values: DEAR }, 'exportDiffersAtEasybill'],
  ])('and was %s by somebody is left alone, and told', async (_, changes, code) => {
    await waited();
    world.document = { ...DRAFT, ...changes };
    await world.work();
    expect(world.calls).toEqual(['read', 'get']);
    expect(world.told.at(-1)).toBe(code);
  });

  it('and was finished by somebody is not finished again', async () => {
    await waited();
    world.document = { ...DRAFT, isDraft: false, number: 'R1' };
    await world.work();
    expect(world.calls).toEqual(['read', 'get', 'read', 'handle']);
    expect(await world.entry()).toMatchObject({ state: 'handled', documentNumber: 'R1' });
  });

  it('is not finished when its work order changed', async () => {
    await waited();
    world.order = { Materials: [] };
    await world.work();
    expect(await world.entry()).toMatchObject({ draft: true, problem: { code: 'exportOrderChanged' } });
  });
});

it('does not handle a work order whose draft was edited in the moment before it was finished', async () => {
  world.finished = { ...DRAFT, isDraft: false, number: 'R7', values: DEAR };
  await world.work();
  expect(world.calls).toEqual(['read', 'create', 'finish']);
  expect(await world.entry()).toMatchObject({
    state: 'failed',
    draft: false,
    problem: { code: 'exportDiffersAtEasybill', params: { expectedCents: 0, foundCents: 1190 } },
  });
});

it('leaves an invoice a draft whose work order is doubtful, and handles it', async () => {
  world.build = () => Promise.resolve({ invoice: { ...builtInvoice(), keepDraft: true } });
  await world.work();
  expect(world.calls).toEqual(['read', 'create', 'read', 'handle']);
  expect(await world.entry()).toMatchObject({ state: 'handled', draft: true, keepDraft: true });
});

it('looks from the day before the intent to the day after today, the second time for all customers', async () => {
  world.failures.create = new RetryableError(post, 'timeout');
  await world.work();
  world.failures = {};
  for (const minutes of [3, 5]) {
    world.now = NOW + minutes * MINUTE;
    await world.work();
  }
  expect(world.looked).toEqual([
    { editedFrom: '2026-11-23', editedTo: '2026-11-25', customerId: 7 },
    { editedFrom: '2026-11-23', editedTo: '2026-11-25' },
  ]);
});

it('dates an invoice of the day it is made, however long it waited, and keeps the date once it may be made', async () => {
  const day = 24 * 60 * MINUTE;
  world.failures.create = new RetryableError(post, 'rateLimited');
  await world.work();
  expect(await world.entry()).toMatchObject({ state: 'intent', documentDate: '2026-11-24' });
  world.now = NOW + 19 * day;
  world.failures.create = new RetryableError(post, 'timeout');
  await world.work();
  expect(await world.entry()).toMatchObject({ state: 'creating', documentDate: '2026-12-13' });
  world.failures = {};
  for (const minutes of [5, 7]) {
    world.now = NOW + 20 * day + minutes * MINUTE;
    await world.work({ firstQueuedAt: message.firstQueuedAt + 20 * day });
  }
  expect(world.calls.filter((call) => call === 'create')).toHaveLength(3);
  expect(await world.entry()).toMatchObject({ documentDate: '2026-12-13' });
});
