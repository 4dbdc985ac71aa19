import * as z from 'zod';
import type { Facts } from '../imports/facts.ts';
import type { Settings } from '../connections/settings.ts';
import type { InvoiceFrame } from './export-work.ts';
import type { StoredProblem } from './ledger-entry.ts';
import type { WorkOrderRecord } from './order-view.ts';

/** What easybill has for a code of a work order. */
export interface KnownPosition {
  readonly easybillId: number;
  readonly facts: Facts | undefined;
}

/** What an invoice is made of besides the work order. */
export interface InvoiceParts {
  readonly frame: InvoiceFrame;
  readonly customerId: number;
  /** By code in lower case. */
  readonly positions: ReadonlyMap<string, KnownPosition>;
  readonly settings: Settings;
}

const decimal = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => Number(String(value ?? '').replace(',', '.')));

const materialSchema = z.looseObject({
  MaterialCode: z.string().catch(''),
  MaterialName: z.string().catch(''),
  MaterialNr: decimal,
  MaterialPrice: decimal,
  MaterialUnit: z.string().catch(''),
});
const periodSchema = z.looseObject({
  HourType: z.string().catch(''),
  TotalTime: z.string().catch(''),
  WorkRemark: z.string().catch(''),
});
const contentSchema = z.looseObject({
  Materials: z.array(materialSchema).catch([]),
  Workperiods: z.array(periodSchema).catch([]),
});

/** Codes of materials and hour types that a work order uses. */
export function codesOf(order: WorkOrderRecord): string[] {
  const { Materials, Workperiods } = contentSchema.parse(order);
  const codes = [...Materials.map((line) => line.MaterialCode), ...Workperiods.map((line) => line.HourType)];
  return [...new Set(codes.map((code) => code.trim().toLowerCase()).filter((code) => code !== ''))];
}

/** Body of `POST /positions` for a material of a work order; undefined for a code that is no material's. Price in cents. */
export function newProduct(
  order: WorkOrderRecord,
  code: string,
  vatPercent: number,
): (Record<string, unknown> & { readonly number: string }) | undefined {
  const { Materials } = contentSchema.parse(order);
  const line = Materials.find(({ MaterialCode }) => MaterialCode.trim().toLowerCase() === code);
  if (!line || line.MaterialName === '') return undefined;
  return {
    number: line.MaterialCode.trim(),
    description: line.MaterialName,
    sale_price: centsOf(line.MaterialPrice),
    ...(line.MaterialUnit !== '' && { unit: line.MaterialUnit }),
    vat_percent: vatPercent,
  };
}

/** Euros as cents, with fractions. */
function centsOf(euros: number): number {
  return Math.round(euros * 10_000) / 100;
}

/** The document of a work order, or why there is none. Prices are cents. */
export function composeInvoice(
  order: WorkOrderRecord,
  { frame, customerId, positions, settings }: InvoiceParts,
): { readonly document: object } | { readonly problem: StoredProblem } {
  const { Materials, Workperiods } = contentSchema.parse(order);
  const { dueInDays, pdfTemplate, defaultVatPercent } = settings.exports;
  const known = (code: string): KnownPosition | undefined => positions.get(code.trim().toLowerCase());
  const materials = Materials.map((line) => {
    const position = known(line.MaterialCode);
    return {
      type: 'POSITION',
      ...(position && { position_id: position.easybillId }),
      number: line.MaterialCode,
      description: line.MaterialName,
      quantity: line.MaterialNr,
      unit: line.MaterialUnit,
      single_price_net: centsOf(line.MaterialPrice),
      vat_percent: position?.facts?.vatPercent ?? defaultVatPercent,
    };
  });
  const hours = Workperiods.map((line) => {
    const position = known(line.HourType);
    const [full = 0, minutes = 0] = line.TotalTime.split(':').map(Number);
    return {
      type: 'POSITION',
      ...(position && { position_id: position.easybillId }),
      number: line.HourType,
      description: line.WorkRemark === '' ? line.HourType : line.WorkRemark,
      quantity: Math.round((full * 60 + minutes) / 0.6) / 100,
      unit: position?.facts?.unit ?? 'h',
      single_price_net: position?.facts?.priceCents ?? 0,
      vat_percent: position?.facts?.vatPercent ?? defaultVatPercent,
    };
  });
  const items = [...materials, ...hours];
  if (items.length === 0) return { problem: { code: 'exportEmpty', params: {} } };
  return {
    document: {
      type: 'INVOICE',
      external_id: frame.externalId,
      customer_id: customerId,
      document_date: frame.documentDate,
      ...(dueInDays !== null && { due_in_days: dueInDays }),
      ...(pdfTemplate !== null && { pdf_template: pdfTemplate }),
      items,
    },
  };
}
