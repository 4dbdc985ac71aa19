import { beforeEach, describe, expect, it } from '@jest/globals';
import { exportAgain, retryExport } from '../../../../shared/exports/trigger/retry-export.ts';
import type { ExportDocument } from '../../../../shared/exports/vendors/export-vendors.ts';
import type { LedgerEntry } from '../../../../shared/exports/ledger/ledger-entry.ts';
import type { ExportMessage } from '../../../../shared/messages/export-message.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { exportingConnection } from '../export-fixtures.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

let ledger: MemoryLedger;
let sent: ExportMessage[];

beforeEach(() => {
  ledger = new MemoryLedger(() => NOW);
  sent = [];
});

const services = () => ({
  ledger,
  sendExport: (message: ExportMessage) => Promise.resolve(void sent.push(message)),
  now: () => NOW,
});
const connection = exportingConnection();
const retry = () => retryExport(services(), connection, '4711');
const again = (document?: Partial<ExportDocument>) =>
  exportAgain(services(), connection, '4711', () =>
    Promise.resolve(document && { id: 7, isDraft: true, ...document }),
  );

const problem = { code: 'invoiceEmpty', params: {} } as const;
const withInvoice = { documentId: 7, draft: true } as const;

describe('trying a work order again', () => {
  it.each<[string, Partial<LedgerEntry>, string]>([
    ['without a document: from its intent', {}, 'intent'],
    ['with a draft: from there', withInvoice, 'created'],
    ['with a finished invoice: from there', { documentId: 7, draft: false }, 'sent'],
  ])('takes it up where it stopped, %s', async (_, changes, state) => {
    await ledger.open(ledgerEntry({ state: 'failed', problem, recheckAt: NOW + 1, ...changes }));
    expect(await retry()).toMatchObject({ state, generation: 1 });
    const entry = await ledger.latest('c1', '4711');
    expect(entry).not.toHaveProperty('problem');
    expect(entry?.dueAt).toBeGreaterThan(NOW);
    expect(sent).toMatchObject([{ workOrderId: '4711' }]);
  });

  it('makes no invoice while exports are off, and says so; one that is made is brought to its end', async () => {
    const off = exportingConnection({ enabled: false });
    await ledger.open(ledgerEntry({ state: 'failed', problem }));
    await expect(retryExport(services(), off, '4711')).rejects.toMatchObject({ status: 422 });
    const readDocument = () => Promise.resolve(undefined);
    await expect(exportAgain(services(), off, '4711', readDocument)).rejects.toMatchObject({ status: 422 });
    await ledger.open(ledgerEntry({ generation: 2, state: 'failed', problem, ...withInvoice }));
    expect(await retryExport(services(), off, '4711')).toMatchObject({ state: 'created' });
  });

  it('reads and dates one anew that certainly has no document', async () => {
    await ledger.open(ledgerEntry({ state: 'failed', problem, documentDate: '2026-10-01' }));
    expect(await retry()).not.toHaveProperty('documentDate');
  });

  it('leaves the date of one that may have a document', async () => {
    await ledger.open(ledgerEntry({ state: 'failed', problem, unsureSince: NOW }));
    expect(await retry()).toMatchObject({ documentDate: '2026-11-24' });
  });

  it('only hurries one that is under way', async () => {
    await ledger.open(ledgerEntry({ state: 'creating', attemptUntil: NOW + 1 }));
    expect(await retry()).toMatchObject({ state: 'creating', version: 1 });
    expect(sent).toHaveLength(1);
  });

  it('refuses one that is done, and one that it never heard of', async () => {
    await expect(retry()).rejects.toMatchObject({ status: 404 });
    await ledger.open(ledgerEntry({ state: 'handled', ...withInvoice }));
    await expect(retry()).rejects.toMatchObject({ status: 409 });
    expect(sent).toEqual([]);
  });
});

describe('exporting a work order once more', () => {
  it.each([
    ['was deleted', undefined],
    ['was cancelled', { isDraft: false, cancelId: 9 }],
  ])('begins a new generation after the invoice %s', async (_, document) => {
    await ledger.open(ledgerEntry({ state: 'handled', ...withInvoice }));
    const next = await again(document);
    expect(next).toMatchObject({
      state: 'intent',
      generation: 2,
      externalId: expect.stringMatching(/-4711-2$/),
    });
    expect(await ledger.latest('c1', '4711')).toMatchObject({ generation: 2 });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a draft', { isDraft: true }, 'Draft 7 exists'],
    ['an invoice', { isDraft: false, number: 'R7' }, 'Invoice R7 exists'],
  ])('is refused while there is %s', async (_, document, detail) => {
    await ledger.open(ledgerEntry({ state: 'handled', ...withInvoice }));
    await expect(again(document)).rejects.toMatchObject({
      status: 409,
      detail: expect.stringContaining(detail),
    });
    expect(ledger.entries.size).toBe(1);
    expect(sent).toEqual([]);
  });

  it('is refused while the invoice is being made', async () => {
    await ledger.open(ledgerEntry({ state: 'creating' }));
    await expect(again()).rejects.toMatchObject({ status: 409 });
  });

  it('takes up one that never had an invoice, without a new generation', async () => {
    await ledger.open(ledgerEntry({ state: 'failed', problem }));
    expect(await again()).toMatchObject({ state: 'intent', generation: 1 });
  });

  it('begins one new generation when it is asked for twice at once', async () => {
    await ledger.open(ledgerEntry({ state: 'handled', ...withInvoice }));
    const outcomes = await Promise.allSettled([again(), again()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ledger.entries.size).toBe(2);
  });
});
