import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { exportSettingsSchema } from '../../../shared/connections/settings/export-settings.ts';
import { customerFacts } from '../../../shared/customers/customer-facts.ts';
import { easybillCustomerSchema, easybillPositionSchema } from '../../../shared/easybill/index.ts';
import { completionDay } from '../../../shared/invoices/days/completion-day.ts';
import { documentDay } from '../../../shared/invoices/days/document-day.ts';
import { codeKey } from '../../../shared/invoices/known-position.ts';
import { workOrderToInvoice, type InvoiceBuild } from '../../../shared/invoices/work-order-to-invoice.ts';
import { outsmartWorkOrderSchema } from '../../../shared/outsmart/index.ts';
import { positionFacts } from '../../../shared/positions/position-facts.ts';

const record = z.record(z.string(), z.unknown());

/** A line: quantity, cents for one, VAT rate and, where it is said, the revenue account; null is none. */
const line = z.union([
  z.tuple([z.number(), z.number(), z.number()]),
  z.tuple([z.number(), z.number(), z.number(), z.string().nullable()]),
]);

const exampleSchema = z.strictObject({
  name: z.string(),
  /** The sum by hand, or the reason. */
  why: z.string(),
  /** Changes of the usual work order, customer and articles, in the vendors' own words. */
  order: record,
  customer: record.default({}),
  articles: z.array(record).default([]),
  settings: record.default({}),
  today: z.string().default('2026-02-10'),
  /** What is not said here is not looked at, but for warnings: there are none but these. */
  expected: z.strictObject({
    netCents: z.int().optional(),
    grossCents: z.int().optional(),
    lines: z.array(line).optional(),
    vatOption: z.string().nullable().optional(),
    problems: z.array(z.string()).optional(),
    warnings: z.array(z.string()).default([]),
    keepDraft: z.boolean().default(false),
    serviceDate: record.optional(),
    documentDate: z.string().optional(),
    /** Parts of texts, in this order. */
    texts: z.array(z.string()).default([]),
    noTexts: z.array(z.string()).default([]),
    /** Of the first line. */
    description: z.string().optional(),
    unit: z.string().optional(),
    cost: z.string().optional(),
    /** Fields of the document. */
    head: record.default({}),
  }),
});

/** A work order with what its invoice has to be. */
export type Example = z.infer<typeof exampleSchema>;

const USUAL_ORDER = {
  id: '900001',
  OrderNr: 'WO-1',
  WorkorderNo: '',
  status: 'Compleet',
  WorkFinished: '1',
  WorkDate: '03-02-2026',
  WorkEndDate: '',
  CustomerDebtorNr: '10001',
  CustomerName: 'Muster GmbH',
  CustomerStreet: 'Allee',
  CustomerStreetNo: '1',
  CustomerZIP: '20095',
  CustomerCity: 'Hamburg',
  Workperiods: [],
  Materials: [],
};
const USUAL_CUSTOMER = { id: 7, number: '10001', company_name: 'Muster GmbH', country: 'DE' };
const USUAL_ARTICLES = [
  {
    id: 11,
    number: 'A-100',
    type: 'PRODUCT',
    description: 'Filter',
    unit: 'Stk',
    sale_price: 1000,
    vat_percent: 19,
  },
  {
    id: 12,
    number: 'MON',
    type: 'SERVICE',
    description: 'Monteurstunde',
    unit: 'Std',
    sale_price: 6000,
    vat_percent: 19,
  },
  {
    id: 13,
    number: 'B-7',
    type: 'PRODUCT',
    description: 'Buch',
    unit: 'Stk',
    sale_price: 1000,
    vat_percent: 7,
  },
  {
    id: 14,
    number: 'KM',
    type: 'SERVICE',
    description: 'Anfahrt',
    unit: 'km',
    sale_price: 55,
    vat_percent: 19,
  },
];

/** The examples of a file beside the tests. */
export function readExamples(file: string): Example[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return z.array(exampleSchema).parse(JSON.parse(text));
}

/** The invoice of an example, from what the vendors would answer. */
export function buildExample({
  order: changes,
  customer,
  articles,
  settings: chosen,
  today,
}: Example): InvoiceBuild {
  const settings = exportSettingsSchema.parse(chosen);
  const order = outsmartWorkOrderSchema.parse({ ...USUAL_ORDER, ...changes });
  const positions = [...USUAL_ARTICLES, ...articles].map((one) => easybillPositionSchema.parse(one));
  const buyer = easybillCustomerSchema.parse({ ...USUAL_CUSTOMER, ...customer });
  const completedOn = completionDay(order, settings, today);
  return workOrderToInvoice(order, {
    customer: { easybillId: buyer.id, ...customerFacts(buyer) },
    positions: new Map(
      positions.map((one) => [codeKey(one.number ?? ''), { easybillId: one.id, ...positionFacts(one) }]),
    ),
    employees: new Map([['12', 'Erika Muster']]),
    contactId: undefined,
    recordProblems: [],
    settings,
    externalId: 'os-example-900001-1',
    documentDate: documentDay(order, settings, { today, completedOn }),
    today,
    seenOn: today,
  });
}
