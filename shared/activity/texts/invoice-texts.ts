import { HOUR_TEXTS } from './hour-texts.ts';
import { INVOICE_DATE_TEXTS } from './invoice-date-texts.ts';
import { INVOICE_DOUBT_TEXTS } from './invoice-doubt-texts.ts';
import { INVOICE_PAYER_TEXTS } from './invoice-payer-texts.ts';
import type { InvoiceProblemCode } from '../invoice-codes.ts';
import { MATERIAL_TEXTS } from './material-texts.ts';
import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of each thing the builder says: what it is, on which work order, where to fix it and what happens then. */
export const INVOICE_TEXTS: ProblemTexts<InvoiceProblemCode> = {
  ...MATERIAL_TEXTS,
  ...HOUR_TEXTS,
  ...INVOICE_DATE_TEXTS,
  ...INVOICE_PAYER_TEXTS,
  ...INVOICE_DOUBT_TEXTS,
  invoiceNoCustomerNumber: {
    de: {
      text: 'Arbeitsauftrag {workOrder} nennt weder für die Rechnung noch für den Einsatzort eine Kundennummer.',
      remedy: `Wählen Sie in OutSmart beim Auftrag den Kunden aus; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} names no customer number, neither for the invoice nor for the site.',
      remedy: `Choose the customer of the work order in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceCustomerUnknown: {
    de: {
      text: 'Kunde {customerNumber} aus Arbeitsauftrag {workOrder} gibt es in easybill nicht.',
      remedy: `Legen Sie in easybill einen Kunden mit dieser Nummer an, oder schalten Sie in den Einstellungen ein, dass fehlende Kunden angelegt werden; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} does not exist at easybill.',
      remedy: `Create a customer with this number at easybill, or switch on in the settings that missing customers are created; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTaxOptionUnknown: {
    de: {
      text: 'Kunde {customerNumber} aus Arbeitsauftrag {workOrder} hat in easybill eine Steueroption, die der Export nicht kennt. Wie die Umsatzsteuer zu berechnen ist, bleibt damit offen.',
      remedy:
        'Wählen Sie beim Kunden in easybill eine andere Steueroption; ist er neu importiert, versucht es der Export von selbst erneut. Oder schreiben Sie die Rechnung in easybill selbst und setzen Sie den Auftrag auf „Abgehandelt“.',
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} has a tax option at easybill that the export does not know, so how to charge VAT is open.',
      remedy:
        'Choose another tax option of the customer at easybill; once it is imported again, the export tries again by itself. Or write the invoice at easybill yourself and set the work order to handled.',
    },
  },
  invoiceEmpty: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat weder Material noch Zeiten, die berechnet werden könnten.',
      remedy: `Ergänzen Sie den Auftrag in OutSmart; ${BY_ITSELF_DE}. Ist nichts zu berechnen, setzen Sie ihn selbst auf „Abgehandelt“.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has neither materials nor work periods that could be billed.',
      remedy: `Complete the work order in OutSmart; ${BY_ITSELF_EN}. If there is nothing to bill, set it to handled yourself.`,
    },
  },
  invoiceDateUnreadable: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat ein Arbeitsdatum, das es nicht gibt (Zeitzeile {row}). Ohne Leistungsdatum wird keine Rechnung geschrieben.',
      remedy: `Berichtigen Sie das Datum in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has a work date that does not exist (period {row}). No invoice is written without the date of service.',
      remedy: `Correct the date in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceArticleUnusable: {
    de: {
      text: 'Preis oder Steuersatz des easybill-Artikels {article}, den Arbeitsauftrag {workOrder} (Kunde {customerNumber}) braucht, kann auf keiner Rechnung stehen.',
      remedy:
        'Berichtigen Sie Preis und Steuersatz des Artikels in easybill; ist er neu importiert, versucht es der Export von selbst erneut.',
    },
    en: {
      text: 'Price or VAT rate of easybill article {article}, which work order {workOrder} (customer {customerNumber}) needs, cannot be on an invoice.',
      remedy:
        'Correct price and VAT rate of the article at easybill; once it is imported again, the export tries again by itself.',
    },
  },
  invoiceNumberTooFine: {
    de: {
      text: 'Ein Betrag oder eine Menge in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat zu viele Stellen, um unverändert in easybill anzukommen (Zeile {row}, Artikel {article}).',
      remedy: `Runden Sie den Wert in OutSmart, bei Zeiten und Fahrt den Preis des easybill-Artikels; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'An amount or a quantity of work order {workOrder} (customer {customerNumber}) has too many digits to reach easybill unchanged (row {row}, article {article}).',
      remedy: `Round the value in OutSmart, or for hours and travel the price of the easybill article; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTotalNegative: {
    de: {
      text: 'Die Rechnung zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ergäbe einen negativen Betrag ({cents} Cent).',
      remedy: `Schreiben Sie in easybill eine Gutschrift und setzen Sie den Auftrag in OutSmart auf „Abgehandelt“, oder berichtigen Sie Mengen und Preise in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) would come to a negative amount ({cents} cents).',
      remedy: `Write a credit note at easybill and set the work order to handled in OutSmart, or correct quantities and prices in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
};
