import type { Mutant } from './mutant.ts';

const MATERIAL_TESTS = 'test/unit/invoices/material-lines.test.ts';
const TOTAL_TESTS = 'test/unit/invoices/document-total.test.ts';
const INVOICE_TESTS = 'test/unit/invoices/work-order-to-invoice.test.ts';
const VAT_TESTS = 'test/unit/invoices/vat-of-invoice.test.ts';
const MASTER_DATA_TESTS = 'test/unit/invoices/master-data-of-work-order.test.ts';
const DOCUMENT_TESTS = 'test/unit/easybill/documents.test.ts';
const WORK_ORDER_TESTS = 'test/unit/outsmart/work-orders.test.ts';

/** Bugs in what an invoice says and in the calls that make it. */
export const invoiceMutants: readonly Mutant[] = [
  {
    name: 'euros for cents',
    breaks: 'Materials are billed at a hundredth of their price.',
    file: 'shared/invoices/lines/material-price.ts',
    find: 'if (comesTo(unitPrice.times(quantity), total)) return { netPrice: unitPrice.times(100) };',
    replace: 'if (comesTo(unitPrice.times(quantity), total)) return { netPrice: unitPrice };',
    killers: [MATERIAL_TESTS],
  },
  {
    name: 'float money: price',
    breaks: 'A price is not what the work order says, by the error of binary fractions.',
    file: 'shared/invoices/lines/material-price.ts',
    find: 'if (comesTo(unitPrice.times(quantity), total)) return { netPrice: unitPrice.times(100) };',
    replace:
      'if (comesTo(unitPrice.times(quantity), total)) return { netPrice: new Big(unitPrice.toNumber() * 100) };',
    killers: [MATERIAL_TESTS],
  },
  {
    name: 'float money: total',
    breaks: 'A total that is a half of a cent is rounded down by the error of binary fractions.',
    file: 'shared/invoices/document-total.ts',
    find: 'const net = new Big(item.quantity).times(item.single_price_net).times(remaining);',
    replace: 'const net = new Big(item.quantity * item.single_price_net).times(remaining);',
    killers: [TOTAL_TESTS],
  },
  {
    name: 'lines rounded',
    breaks: 'Our total differs from that of easybill, which rounds the document only.',
    file: 'shared/invoices/document-total.ts',
    find: "gross: net.times(new Big(item.vat_percent).plus(100)).times('0.01') };",
    replace: "gross: net.times(new Big(item.vat_percent).plus(100)).times('0.01').round(0) };",
    killers: [TOTAL_TESTS],
  },
  {
    name: 'vat_percent omitted',
    breaks: 'easybill takes 0 % for lines that do not say their rate.',
    file: 'shared/easybill/documents.ts',
    find: '    json: invoice,\n',
    replace:
      '    json: { ...invoice, items: invoice.items.map((item) => ({ ...item, vat_percent: undefined })) },\n',
    killers: [DOCUMENT_TESTS],
  },
  {
    name: 'VAT in spite of reverse charge',
    breaks: 'A customer abroad is charged VAT that nobody may charge.',
    file: 'shared/invoices/lines/position-line.ts',
    find: 'rules.vatOption === null ? exactNumber(parts.vatPercent) : 0',
    replace: 'exactNumber(parts.vatPercent)',
    killers: [VAT_TESTS],
  },
  {
    name: 'VAT charged on VAT',
    breaks: 'Hours with a gross price are billed with VAT twice.',
    file: 'shared/invoices/known-position.ts',
    find: 'netPrice: isGross ? quotient(price.times(100), vat.plus(100)) : price,',
    replace: 'netPrice: price,',
    killers: ['test/unit/invoices/hour-lines.test.ts'],
  },
  {
    name: 'site customer billed',
    breaks: 'The invoice goes to whoever lives at the site instead of who pays.',
    file: 'shared/invoices/bill-to.ts',
    find: 'if (order.CustomerDebtorNrInvoice !== undefined) {',
    replace: 'if (order.CustomerDebtorNr === undefined && order.CustomerDebtorNrInvoice !== undefined) {',
    killers: [MASTER_DATA_TESTS, INVOICE_TESTS],
  },
  {
    name: 'site customer with invoice address: gaps',
    breaks: 'A customer is made of two, with the number of one and the address of the other.',
    file: 'shared/invoices/bill-to.ts',
    find: 'city: order.CustomerCityInvoice,',
    replace: 'city: order.CustomerCityInvoice ?? order.CustomerCity,',
    killers: [MASTER_DATA_TESTS],
  },
  {
    name: 'final document deleted',
    breaks: 'An invoice that the customer has disappears from the books.',
    file: 'shared/easybill/documents.ts',
    find: 'if (!isDraft) throw',
    replace: "if (String(isDraft) === 'never') throw",
    killers: [DOCUMENT_TESTS],
  },
  {
    name: 'reading sets to handled',
    breaks: 'A work order that was only looked at is handled without an invoice.',
    file: 'shared/outsmart/work-orders.ts',
    find: "return readWorkOrder(client, rowId, 'false');",
    replace: "return readWorkOrder(client, rowId, 'true');",
    killers: [WORK_ORDER_TESTS],
  },
  {
    name: 'listing sets to handled',
    breaks: 'The poll handles every completed work order before one invoice is made.',
    file: 'shared/outsmart/work-orders.ts',
    find: "query: { status: 'Compleet', update_status: 'false' },",
    replace: "query: { status: 'Compleet' },",
    killers: [WORK_ORDER_TESTS],
  },
];
