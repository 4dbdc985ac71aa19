import { countryCode } from '../../customers/country-code.ts';
import { customerFacts, customerFactsSchema } from '../../customers/customer-facts.ts';
import {
  createCustomer,
  createPosition,
  findCustomersByNumber,
  findPositionsByNumber,
  getCustomer,
  getPosition,
  type EasybillCustomer,
  type EasybillPosition,
  type NewEasybillPosition,
} from '../../easybill/index.ts';
import { billTo } from '../../invoices/bill-to.ts';
import type { InvoiceProblem } from '../../invoices/invoice-problems.ts';
import type { KnownCustomer } from '../../invoices/known-customer.ts';
import type { KnownPosition } from '../../invoices/known-position.ts';
import { materialToPosition } from '../../invoices/material-to-position.ts';
import { workOrderToCustomer } from '../../invoices/work-order-to-customer.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { positionFacts, positionFactsSchema } from '../../positions/position-facts.ts';
import {
  lookUp,
  makeLookedUp,
  mappingOf,
  readAnew,
  type Lookable,
  type Named,
  type RecordSources,
} from './look-up.ts';
import type { MakingWork } from './make-missing.ts';
import { isWithdrawn } from './withdrawn-customer.ts';

/** What is known of a record of easybill, and how to make it if easybill lacks it. */
export interface Sought<Known> {
  /** Undefined for one that is missing and not to be made; one that would be made has no id. */
  readonly known: Known | undefined;
  /** Set for a customer in use that the imports have withdrawn. */
  readonly isWithdrawn?: boolean;
  /** What keeps it from being used or made, or is to be said about it. */
  readonly problems: readonly InvoiceProblem[];
  /** Makes one that would be made: one easybill call, and one more when it was looked up long ago. */
  readonly make?: (making: MakingWork) => Promise<Known>;
}

/**
 * The customer of this number: by what the imports know, else looked up, else to be made by the settings.
 *
 * @param isFinal whether what is known of it must not be older than an hour, since nobody looks at the invoice
 */
export async function seekCustomer(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  number: string,
  isFinal: boolean,
): Promise<Sought<KnownCustomer>> {
  const { connection, easybill } = sources;
  const record: Lookable<EasybillCustomer, KnownCustomer> = {
    connectionId: connection.connectionId,
    kind: 'customer',
    key: number,
    get: (id) => getCustomer(easybill, id),
    find: () => findCustomersByNumber(easybill, number),
    factsOf: customerFacts,
    knownOf: knownCustomer,
  };
  const mapping = await mappingOf(sources, 'customer', number);
  const mapped = mapping && (isFinal ? await readAnew(sources, record, mapping) : knownCustomer(mapping));
  if (mapped) return { known: mapped, problems: [] };
  const { known, lookedAt, rivals } = await lookUp(sources, record, isFinal);
  if (known) {
    const params = { customerNumber: number, first: rivals?.[0] ?? '', second: rivals?.[1] ?? '' };
    return {
      known,
      isWithdrawn: known.archived === undefined && (await isWithdrawn(sources.mappings, number)),
      problems: rivals ? [{ code: 'invoiceCustomerAmbiguous', params }] : [],
    };
  }
  const customer = connection.settings.exports.createMissingCustomer ? workOrderToCustomer(order) : undefined;
  if (!customer) return { known: undefined, problems: [] };
  const toMake = { easybillId: undefined };
  const { country } = billTo(order) ?? {};
  // easybill would take Germany.
  if (country !== undefined && countryCode(country) === undefined) {
    return {
      known: toMake,
      problems: [{ code: 'invoiceCountryUnknown', params: { customerNumber: number } }],
    };
  }
  const missing = { ...record, make: () => createCustomer(easybill, customer) };
  return {
    known: toMake,
    problems: [],
    make: (making) => makeLookedUp(sources, making, missing, lookedAt),
  };
}

/** The article for a code of the work order, in the same way. Hour types are never made: easybill sets their price. */
export async function seekPosition(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  code: string,
): Promise<Sought<KnownPosition>> {
  const { connection, easybill } = sources;
  const record: Lookable<EasybillPosition, KnownPosition> = {
    connectionId: connection.connectionId,
    kind: 'product',
    key: code,
    get: (id) => getPosition(easybill, id),
    find: () => findPositionsByNumber(easybill, code),
    factsOf: positionFacts,
    knownOf: knownPosition,
  };
  // Products and hour types share one lane.
  const mapping = await mappingOf(sources, 'product', code);
  const mapped = mapping && knownPosition(mapping);
  if (mapped) return { known: mapped, problems: archivedProblems(mapped) };
  const { known, lookedAt, rivals } = await lookUp(sources, record, false);
  if (known) {
    const params = { article: known.number, first: rivals?.[0] ?? '', second: rivals?.[1] ?? '' };
    return {
      known,
      problems: rivals ? [{ code: 'invoiceArticleAmbiguous', params }] : archivedProblems(known),
    };
  }
  const { createMissingProduct, defaultVatPercent } = connection.settings.exports;
  const product = createMissingProduct ? materialToPosition(order, code, defaultVatPercent) : undefined;
  if (!product) return { known: undefined, problems: [] };
  const missing = { ...record, make: () => createPosition(easybill, product) };
  return {
    known: { easybillId: undefined, ...factsOfNew(product) },
    problems: [],
    make: (making) => makeLookedUp(sources, making, missing, lookedAt),
  };
}

function knownCustomer({ easybillId, facts }: Named): KnownCustomer | undefined {
  const parsed = customerFactsSchema.safeParse(facts);
  return parsed.success ? { easybillId, ...parsed.data } : undefined;
}

function knownPosition({ easybillId, facts }: Named): KnownPosition | undefined {
  const parsed = positionFactsSchema.safeParse(facts);
  return parsed.success ? { easybillId, ...parsed.data } : undefined;
}

function archivedProblems({ number, archived }: KnownPosition): InvoiceProblem[] {
  return archived ? [{ code: 'invoiceArticleArchived', params: { article: number } }] : [];
}

function factsOfNew(product: NewEasybillPosition): Omit<KnownPosition, 'easybillId'> {
  const { number, sale_price: price, vat_percent: vat, unit } = product;
  return { number, priceCents: String(price), vatPercent: String(vat), ...(unit !== undefined && { unit }) };
}
