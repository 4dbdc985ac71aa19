import * as z from 'zod';
import { collectionOf } from './http/collection.ts';

/** Text without surrounding blanks; missing, `null`, `""` and PHP's empty array or object all mean empty. */
const text = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.never()).max(0), z.strictObject({})])
  .nullish()
  .transform((value) => {
    const trimmed = typeof value === 'object' || value === undefined ? '' : String(value).trim();
    return trimmed === '' ? undefined : trimmed;
  });

const isYes = text.transform((value) => value === '1' || value === 'true');

/** An id of a row, as text. */
export const rowId = z.union([z.string().regex(/^[1-9]\d{0,17}$/), z.int().positive().transform(String)]);

/** Rows inside a work order, in any form they may take. One that is no row spoils the work order: it might be billed. */
const rowsOf = <T>(row: z.ZodType<T>): z.ZodType<T[]> =>
  collectionOf(row)
    .default({ items: [], unreadable: [] })
    .refine(({ unreadable }) => unreadable.length === 0)
    .transform(({ items }) => items);

const periodSchema = z.object({
  /** `dd-MM-yyyy`. */
  WorkDate: text,
  /** `HH:mm`; an end before the begin is on the next day. */
  BeginTime: text,
  EndTime: text,
  /** `HH:mm` without the break: what is billed. */
  TotalTime: text,
  /** Distance, presumably in kilometres. */
  Travel: text,
  WorkRemark: text,
  HourType: text,
  EmployeeNr: text,
});

/** A period somebody worked, with the decimals as OutSmart writes them. */
export type OutsmartPeriod = z.infer<typeof periodSchema>;

const materialSchema = z.object({
  MaterialCode: text,
  MaterialName: text,
  /** The quantity, despite its name. */
  MaterialNr: text,
  /** Euros for one. Whether a discount is taken off already is not documented. */
  MaterialPrice: text,
  /** Euros for all. */
  MaterialTotalPrice: text,
  MaterialUnit: text,
  MaterialDiscountPercentage: text,
});

/** A material that was used, with the decimals as OutSmart writes them: with a comma or a dot. */
export type OutsmartWorkOrderMaterial = z.infer<typeof materialSchema>;

/** Values of the fields that users add, by name. */
const freeFields = z
  .record(z.string(), text)
  .nullish()
  .catch({})
  .transform((fields) => fields ?? {});

/**
 * A work order as the connector reads it, in OutSmart's own words: texts, also for numbers and dates. Unknown fields are
 * ignored.
 *
 * Reference: https://knowledge.out-smart.com/openapi/workorders
 */
export const outsmartWorkOrderSchema = z
  .object({
    /** The row id; our identity of a work order. */
    id: rowId,
    /** What users call it. */
    OrderNr: text,
    /** Number from another program; empty for work orders made in OutSmart. */
    WorkorderNo: text,
    ProjectNr: text,
    Reference: text,
    FreeFields: freeFields,
    /** Names that users may choose. */
    PaymentMethod: text,
    TypeOfWork: text,
    /** Hours that the customer signs for at least. */
    MinimumHours: text,
    /** Minutes; meaning and effect on the hours are not certain. */
    RoundingAmount: text,
    /** Our contact person for the invoice; its code is the id at easybill. */
    CpnCodeInvoice: text,
    /** `Klaargezet`, `Opgehaald`, `Compleet` or `Afgehandeld`, whatever the language. */
    status: text,
    Status: text,
    /** Code of the customer-defined status. */
    WorkStatus: text,
    WorkFinished: text,
    Archived: isYes,
    /** Planned start, `dd-MM-yyyy`. */
    WorkDate: text,
    /** Planned end, `dd-MM-yyyy`. */
    WorkEndDate: text,
    StatusChanges: rowsOf(z.object({ status: text, timestamp: text })).catch([]),
    /** The customer sees it; `InternalWorkDescription`, which nobody outside may see, is not read at all. */
    WorkDescription: text,
    ShortWorkDescription: text,
    /** The site. */
    CustomerDebtorNr: text,
    CustomerName: text,
    CustomerStreet: text,
    CustomerStreetNo: text,
    CustomerZIP: text,
    CustomerCity: text,
    CustomerCountry: text,
    CustomerEmail: text,
    CustomerPhone: text,
    /** Who gets the invoice; empty when that is the site's. */
    CustomerDebtorNrInvoice: text,
    CustomerNameInvoice: text,
    CustomerStreetInvoice: text,
    CustomerStreetNoInvoice: text,
    CustomerZIPInvoice: text,
    CustomerCityInvoice: text,
    CustomerCountryInvoice: text,
    CustomerEmailInvoice: text,
    CustomerPhoneInvoice: text,
    Workperiods: rowsOf(periodSchema),
    Materials: rowsOf(materialSchema),
    /** Opens the work order as PDF without a token: keep it secret. */
    PdfUrl: text,
  })
  .transform(({ Status, status, WorkFinished, ...workOrder }) => ({
    ...workOrder,
    status: status ?? Status,
    WorkFinished: isYes.parse(WorkFinished),
    /** Said so, rather than not said at all. */
    isUnfinished: WorkFinished !== undefined && !isYes.parse(WorkFinished),
  }));

/** See {@link outsmartWorkOrderSchema}. */
export type OutsmartWorkOrder = z.infer<typeof outsmartWorkOrderSchema>;
