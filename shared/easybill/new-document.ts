/** How VAT is charged, as a document's `vat_option` says it; null is the usual way. */
export type VatOption =
  'nStb' | 'nStbUstID' | 'nStbNoneUstID' | 'nStbIm' | 'revc' | 'IG' | 'AL' | 'sStfr' | 'smallBusiness';

/** A line that is added up. Always with all values: which win beside `position_id` is not documented. */
export interface NewDocumentPosition {
  readonly type: 'POSITION';
  readonly position_id?: number;
  /** Article number on paper. */
  readonly number?: string;
  readonly description: string;
  readonly quantity: number;
  /** Electronic invoices need one. */
  readonly unit?: string;
  /** Cents, with fractions; never negative. */
  readonly single_price_net: number;
  /** easybill takes 0 where it is left out. */
  readonly vat_percent: number;
  /** Percent of the price. */
  readonly discount?: number;
  readonly discount_type?: 'PERCENT';
  readonly booking_account?: string;
  readonly export_cost_1?: string;
  readonly export_cost_2?: string;
}

/** A line of text only. */
interface NewDocumentText {
  readonly type: 'TEXT';
  readonly description: string;
}

/** One line of a {@link NewInvoice}. */
export type NewDocumentItem = NewDocumentPosition | NewDocumentText;

/** When the work was done; days are `YYYY-MM-DD`. */
export type ServiceDate =
  | { readonly type: 'SERVICE'; readonly date: string }
  | { readonly type: 'SERVICE'; readonly date_from: string; readonly date_to: string };

/**
 * An invoice as we create it, in easybill's own words.
 *
 * Reference: definitions `Document` and `DocumentPosition` in https://api.easybill.de/rest/v1/swagger.json
 */
export interface NewInvoice extends PlannedInvoice {
  readonly customer_id: number;
}

/** An invoice whose customer, and whose articles, may have to be made first: those have no id yet. */
export interface PlannedInvoice {
  readonly type: 'INVOICE';
  readonly customer_id?: number;
  /** Contact person of the customer. */
  readonly contact_id?: number;
  /** What it is recognised by; not printed, not filterable. */
  readonly external_id: string;
  /** `YYYY-MM-DD`. */
  readonly document_date: string;
  readonly service_date?: ServiceDate;
  /** The customer's. */
  readonly order_number?: string;
  /** easybill takes the customer's where it is left out. */
  readonly buyer_reference?: string;
  /** easybill takes those of account and customer where they are left out. */
  readonly title?: string;
  readonly text_prefix?: string;
  readonly text?: string;
  /** easybill takes the customer's where it is left out. */
  readonly due_in_days?: number;
  readonly pdf_template?: string;
  /** easybill takes the customer's where it is left out. */
  readonly file_format_config?: readonly { readonly type: string }[];
  readonly currency: 'EUR';
  /** 0: net prices lead. */
  readonly calc_vat_from: 0;
  readonly vat_option: VatOption | null;
  readonly items: readonly NewDocumentItem[];
}
