import type { Mutant } from './mutant.ts';

const EXAMPLES = 'test/unit/invoices/worked-examples.test.ts';
const CASES = 'test/unit/invoices/cases.test.ts';

/** Bugs in what German law and practice want of an invoice. */
export const billMutants: readonly Mutant[] = [
  {
    name: 'VAT of a small business',
    breaks: 'A small business shows VAT, which it owes from then on (section 14c UStG).',
    file: 'shared/invoices/work-order-to-invoice.ts',
    find: "settings.smallBusiness ? 'smallBusiness' : vatOptionOf(customer?.taxOption)",
    replace: 'vatOptionOf(customer?.taxOption)',
    killers: [EXAMPLES],
  },
  {
    name: 'no VAT without a VAT id',
    breaks: 'A customer in the EU is billed without VAT although nobody knows the VAT id.',
    file: 'shared/invoices/checks/customer-checks.ts',
    find: 'WITH_VAT_ID.includes(option) && !customer.hasVatId',
    replace: 'WITH_VAT_ID.includes(option) && customer.hasVatId === undefined && option === null',
    killers: [EXAMPLES],
  },
  {
    name: 'abroad in spite of a site at home',
    breaks: 'Work on a German building is billed without German VAT, and finished.',
    file: 'shared/invoices/invoice-problems.ts',
    find: "  'invoiceForeignAtHomeStopped',\n",
    replace: '',
    killers: [EXAMPLES],
  },
  {
    name: 'account of the usual VAT for all',
    breaks: 'A line without VAT is booked where programs of tax advisers take VAT out of it.',
    file: 'shared/invoices/lines/line-accounts.ts',
    find: 'rules.vatOption === null\n',
    replace: 'rules.vatOption !== undefined\n',
    killers: [EXAMPLES],
  },
  {
    name: 'account of one rate for another',
    breaks: 'Goods at 7 % are booked on the account of 19 %.',
    file: 'shared/invoices/lines/line-accounts.ts',
    find: 'return vatPercent.eq(defaultVat) ? (bookingAccount ?? undefined) : undefined;',
    replace: 'return defaultVat.gte(0) ? (bookingAccount ?? undefined) : undefined;',
    killers: [EXAMPLES],
  },
  {
    name: 'usual price for every level',
    breaks: 'A customer with prices of his own pays the usual ones.',
    file: 'shared/customers/customer-facts.ts',
    find: '{ priceLevel: Number(level) }',
    replace: '{ priceLevel: Number(level) * 0 }',
    killers: [EXAMPLES],
  },
  {
    name: 'a guess at 1.234',
    breaks: 'A price of 1,234 euros is billed as 1.23.',
    file: 'shared/invoices/exact-decimal.ts',
    find: "if (OPEN.test(text)) return [new Big(text), new Big(text.replace('.', ''))];",
    replace: 'if (OPEN.test(text)) return [new Big(text)];',
    killers: [EXAMPLES],
  },
  {
    name: 'negative price',
    breaks: 'A credit has a negative price, which no electronic invoice may have.',
    file: 'shared/invoices/lines/position-line.ts',
    find: 'const price = exactNumber(parts.netPrice.abs());',
    replace: 'const price = exactNumber(parts.netPrice);',
    killers: [EXAMPLES],
  },
  {
    name: 'service on the planned day',
    breaks: 'The invoice names a planned day although the work was completed on another.',
    file: 'shared/invoices/days/service-date.ts',
    find: 'if (completedOn < from || completedOn > to) {',
    replace: 'if (completedOn < from) {',
    killers: [CASES],
  },
  {
    name: 'paid twice',
    breaks: 'What was paid on site is billed and finished as if it were open.',
    file: 'shared/invoices/invoice-problems.ts',
    find: "  'invoicePaymentMethod',\n",
    replace: '',
    killers: [EXAMPLES],
  },
  {
    name: 'of two customers the older',
    breaks: 'Of two customers with one number the older one gets the invoice.',
    file: 'shared/exports/invoice/look-up.ts',
    find: 'rivals: found && rivalId !== undefined ? [found.easybillId, rivalId] : undefined',
    replace: 'rivals: found && rivalId === 0 ? [found.easybillId, rivalId] : undefined',
    killers: ['test/unit/exports/invoice/looked-up-records.test.ts'],
  },
  {
    name: 'facts of an earlier version',
    breaks: 'What an earlier version did not know of a customer counts as not so.',
    file: 'shared/exports/invoice/known-records.ts',
    find: 'const parsed = customerFactsSchema.safeParse(facts);',
    replace: 'const parsed = customerFactsSchema.safeParse({ ...facts, v: 2 });',
    killers: ['test/unit/exports/invoice/looked-up-records.test.ts'],
  },
];
