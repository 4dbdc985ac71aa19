import Big from 'big.js';
import type { DocumentValues, NewDocumentItem, ServiceDate } from '../../easybill/index.ts';
import type { BuiltInvoice } from '../invoice/build-invoice.ts';
import type { Finding } from '../ledger/ledger-entry.ts';

/** A part of a document in which easybill's differs from ours. */
export type Difference =
  | 'customer'
  | 'vatOption'
  | 'documentDate'
  | 'serviceDate'
  | 'lines'
  /** Price or rate of a line that names an article: the article's may have won. */
  | 'article'
  | 'total';

type Item = NonNullable<DocumentValues['items']>[number];

/** Prices that agree so far are the same: easybill need not keep every digit, and the totals are compared as well. */
const SAME_CENTS = new Big('0.0001');

/**
 * In what a document of easybill differs from the invoice it is to be, each part once. What easybill does not say differs:
 * nothing that is not certain is finished.
 */
export function differencesOf(
  { document, total }: Pick<BuiltInvoice, 'document' | 'total'>,
  values: DocumentValues | undefined,
): Difference[] {
  const { items: lines } = document;
  const { items, amount, amount_net: net } = values ?? {};
  const found = new Set<Difference>();
  if (document.customer_id === undefined || values?.customer_id !== document.customer_id) {
    found.add('customer');
  }
  if (vatOption(values?.vat_option) !== vatOption(document.vat_option)) found.add('vatOption');
  if (values?.document_date !== document.document_date) found.add('documentDate');
  if (document.service_date && daysOf(document.service_date) !== daysOf(values?.service_date)) {
    found.add('serviceDate');
  }
  if (items?.length !== lines.length) found.add('lines');
  for (const [place, line] of lines.entries()) {
    const difference = differenceOfLine(line, items?.[place]);
    if (difference) found.add(difference);
  }
  // easybill's own roundings: a cent for each line at most.
  const most = Math.max(1, lines.length);
  if (!isWithin(amount, total.grossCents, most) || !isWithin(net, total.netCents, most)) found.add('total');
  return [...found];
}

/** What the sync log says of a document that differs, with the total it was to have and the one it has, in cents. */
export function differsAtEasybill(
  { total }: Pick<BuiltInvoice, 'total'>,
  values: DocumentValues | undefined,
): Finding {
  const { amount, amount_net: net } = values ?? {};
  return {
    code: 'exportDiffersAtEasybill',
    params: {
      expectedCents: total.grossCents,
      expectedNetCents: total.netCents,
      ...(amount !== undefined && { foundCents: amount }),
      ...(net !== undefined && { foundNetCents: net }),
    },
  };
}

function differenceOfLine(line: NewDocumentItem, item: Item | undefined): Difference | undefined {
  if (line.type === 'TEXT') return undefined;
  if (!isSame(item?.quantity, line.quantity)) return 'lines';
  const isAsSent =
    isSame(item?.single_price_net, line.single_price_net) && isSame(item?.vat_percent, line.vat_percent);
  if (isAsSent) return undefined;
  return line.position_id === undefined ? 'lines' : 'article';
}

function isSame(found: number | undefined, sent: number): boolean {
  return found !== undefined && new Big(found).minus(sent).abs().lte(SAME_CENTS);
}

function isWithin(found: number | undefined, sent: number, most: number): boolean {
  return found !== undefined && Math.abs(found - sent) <= most;
}

/** easybill answers `NULL` for none. */
function vatOption(option: string | null | undefined): string | undefined {
  return option === null || option === 'NULL' ? undefined : option;
}

/** A day is a span of one. */
function daysOf(date: ServiceDate | DocumentValues['service_date']): string {
  if (!date) return '';
  const single = 'date' in date ? date.date : undefined;
  const from = 'date_from' in date ? date.date_from : undefined;
  const to = 'date_to' in date ? date.date_to : undefined;
  return `${from ?? single ?? ''} ${to ?? single ?? ''}`;
}
