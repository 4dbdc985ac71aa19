import { billTo } from '../invoices/bill-to.ts';
import { codeKey, type KnownPosition } from '../invoices/known-position.ts';
import { isError } from '../invoices/invoice-problems.ts';
import { articleCodes } from '../invoices/work-order-codes.ts';
import { workOrderToInvoice } from '../invoices/work-order-to-invoice.ts';
import type { BuildInvoice } from './export-work.ts';
import { knownCustomer, knownPosition, TO_MAKE, type RecordSources } from './known-records.ts';
import type { Finding } from './ledger-entry.ts';

/** Makes invoices of work orders by what the imports know, and looks up or makes what they do not know. */
export function invoiceBuilder(sources: RecordSources): BuildInvoice {
  const settings = sources.connection.settings.exports;
  return async ({ content: order }, { externalId, documentDate }) => {
    const number = billTo(order)?.number;
    const customer = number === undefined ? undefined : await knownCustomer(sources, order, number);
    const positions = new Map<string, KnownPosition>();
    for (const code of articleCodes(order, settings)) {
      const position = await knownPosition(sources, order, code);
      if (position) positions.set(codeKey(code), position);
    }
    const built = workOrderToInvoice(order, { customer, positions, settings, externalId, documentDate });
    if (built.outcome === 'refused') {
      const [first, ...others] = built.problems.filter(isError);
      if (first === undefined) throw new TypeError('an invoice is refused for a reason');
      return { problem: { ...first, ...(others.length > 0 && { others }) } };
    }
    const { invoice: document, total, warnings } = built;
    const toMake: Finding[] = [...positions.values()]
      .filter(({ easybillId }) => easybillId === TO_MAKE)
      .map(({ number: article }) => ({ code: 'exportProductToMake', params: { article } }));
    if (customer?.easybillId === TO_MAKE && number !== undefined) {
      toMake.unshift({ code: 'exportCustomerToMake', params: { customerNumber: number } });
    }
    return { invoice: { document, total, warnings: [...warnings, ...toMake] } };
  };
}
