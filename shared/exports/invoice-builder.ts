import { billTo } from '../invoices/bill-to.ts';
import { codeKey, type KnownPosition } from '../invoices/known-position.ts';
import { isError } from '../invoices/invoice-problems.ts';
import { articleCodes } from '../invoices/work-order-codes.ts';
import { workOrderToInvoice, type KnownCustomer } from '../invoices/work-order-to-invoice.ts';
import type { BuildInvoice } from './export-work.ts';
import { knownCustomer, knownPosition, type RecordSources } from './known-records.ts';

/** Stands for the customer a dry run would have to make. */
export const CUSTOMER_TO_MAKE = 0;

/** Makes invoices of work orders by what the imports know, and looks up or makes what they do not know. */
export function invoiceBuilder(sources: RecordSources): BuildInvoice {
  const settings = sources.connection.settings.exports;
  return async ({ content: order }, { externalId, documentDate }) => {
    const number = billTo(order)?.number;
    let customer = number === undefined ? undefined : await knownCustomer(sources, order, number);
    const isToMake =
      customer === undefined && number !== undefined && !sources.atEasybill && settings.createMissingCustomer;
    if (isToMake) customer = { easybillId: CUSTOMER_TO_MAKE } satisfies KnownCustomer;
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
    return {
      invoice: {
        document,
        total,
        warnings: isToMake
          ? [...warnings, { code: 'exportCustomerToMake', params: { customerNumber: number } }]
          : warnings,
      },
    };
  };
}
