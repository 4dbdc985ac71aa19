import { expect } from '@jest/globals';
import type { InvoiceBuild } from '../../../shared/invoices/work-order-to-invoice.ts';
import type { Example } from './example-world.ts';

/** Fails the test unless the invoice is what the example says. */
export function expectExample(build: InvoiceBuild, { expected }: Example): void {
  if (build.outcome === 'refused') {
    expect(build.problems.map(({ code }) => code)).toEqual(expected.problems);
    return;
  }
  const { invoice, total, warnings, keepDraft } = build;
  const lines = invoice.items.filter((item) => item.type === 'POSITION');
  const texts = invoice.items.flatMap((item) => (item.type === 'TEXT' ? [item.description] : []));
  expect(expected.problems ?? []).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(expected.warnings);
  expect(keepDraft).toBe(expected.keepDraft);
  if (expected.grossCents !== undefined) {
    expect(total).toMatchObject({ netCents: expected.netCents, grossCents: expected.grossCents });
  }
  if (expected.lines) {
    const withAccount = expected.lines.map((line) => line.length === 4);
    expect(
      lines.map((line, index) => [
        line.quantity,
        line.single_price_net,
        line.vat_percent,
        ...(withAccount[index] ? [line.booking_account ?? null] : []),
      ]),
    ).toEqual(expected.lines);
  }
  if (expected.vatOption !== undefined) expect(invoice.vat_option).toBe(expected.vatOption);
  if (expected.serviceDate) expect(invoice.service_date).toEqual(expected.serviceDate);
  if (expected.documentDate !== undefined) expect(invoice.document_date).toBe(expected.documentDate);
  expect(invoice).toMatchObject(expected.head);
  for (const text of expected.texts) expect(texts.join('\n')).toContain(text);
  for (const text of expected.noTexts) expect(texts.join('\n')).not.toContain(text);
  const [first] = lines;
  if (expected.description !== undefined) expect(first?.description).toBe(expected.description);
  if (expected.unit !== undefined) expect(first?.unit).toBe(expected.unit);
  if (expected.cost !== undefined) expect(first?.export_cost_1).toBe(expected.cost);
  expect(lines.every(({ unit = '' }) => unit !== '')).toBe(true);
}
