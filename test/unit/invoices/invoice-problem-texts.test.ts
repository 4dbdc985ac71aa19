import { describe, expect, it } from '@jest/globals';
import { INVOICE_TEXTS } from '../../../shared/activity/texts/invoice-texts.ts';
import { INVOICE_LEVEL_OF, type InvoiceProblemCode } from '../../../shared/activity/invoice-codes.ts';

const codes = Object.keys(INVOICE_LEVEL_OF) as InvoiceProblemCode[];
const parametersOf = ({ text, remedy }: { text: string; remedy: string }) =>
  [...`${text} ${remedy}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe.each(codes)('%s', (code) => {
  const { de, en } = INVOICE_TEXTS[code];

  it('names the work order and the same facts in both languages', () => {
    expect(parametersOf(de)).toContain('workOrder');
    expect(parametersOf(de)).toEqual(parametersOf(en));
  });

  it('says what can be done, in sentences', () => {
    for (const { text, remedy } of [de, en]) {
      expect(text).toMatch(/[.]$/);
      expect(remedy).toMatch(/^[A-ZÄÖÜ].{20,}[.]$/);
    }
  });
});
