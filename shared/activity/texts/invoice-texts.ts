import { HOUR_TEXTS } from './hour-texts.ts';
import { INVOICE_DATE_TEXTS } from './invoice-date-texts.ts';
import { INVOICE_DOUBT_TEXTS } from './invoice-doubt-texts.ts';
import { INVOICE_PAYER_TEXTS } from './invoice-payer-texts.ts';
import type { InvoiceProblemCode } from '../invoice-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import { MATERIAL_TEXTS } from './material-texts.ts';
import { BY_ITSELF_DE, BY_ITSELF_EN } from './phrases.ts';
import type { ProblemTexts } from './problem-wording.ts';

const CREATE_CUSTOMER = SETTING_LABELS['exports.createMissingCustomer'];

/** The words of each thing the builder says: what it is, on which work order, where to fix it and what happens then. */
export const INVOICE_TEXTS: ProblemTexts<InvoiceProblemCode> = {
  ...MATERIAL_TEXTS,
  ...HOUR_TEXTS,
  ...INVOICE_DATE_TEXTS,
  ...INVOICE_PAYER_TEXTS,
  ...INVOICE_DOUBT_TEXTS,
  invoiceNoCustomerNumber: {
    de: {
      text: 'Bei Auftrag {workOrder} ist kein Kunde mit Kundennummer hinterlegt.',
      remedy: `Wählen Sie in OutSmart beim Auftrag den Kunden aus; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} has no customer with a customer number.',
      remedy: `Choose the customer of the work order in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceCustomerUnknown: {
    de: {
      text: 'Kunde {customerNumber} aus Auftrag {workOrder} ist in easybill nicht vorhanden.',
      remedy: `Legen Sie in easybill einen Kunden mit dieser Nummer an, oder schalten Sie die Einstellung „${CREATE_CUSTOMER.de}“ ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} does not exist at easybill.',
      remedy: `Create a customer with this number at easybill, or switch on the setting “${CREATE_CUSTOMER.en}”; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTaxOptionUnknown: {
    de: {
      text: 'Kunde {customerNumber} aus Auftrag {workOrder} hat in easybill eine Steueroption, die der Export nicht kennt. Wie die Umsatzsteuer zu berechnen ist, bleibt damit offen.',
      remedy:
        'Wählen Sie beim Kunden in easybill eine andere Steueroption; ist er neu importiert, versucht es der Export von selbst erneut. Oder schreiben Sie die Rechnung in easybill selbst und setzen Sie den Auftrag in OutSmart auf „Abgehandelt“.',
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} has a tax option at easybill that the export does not know, so how to charge VAT is open.',
      remedy:
        'Choose another tax option of the customer at easybill; once it is imported again, the export tries again by itself. Or write the invoice at easybill yourself and set the work order to handled in OutSmart.',
    },
  },
  invoiceEmpty: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) enthält weder Material noch Zeiten, die berechnet werden könnten.',
      remedy: `Ergänzen Sie den Auftrag in OutSmart; ${BY_ITSELF_DE}. Ist nichts zu berechnen, setzen Sie ihn in OutSmart selbst auf „Abgehandelt“.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has neither materials nor time entries that could be billed.',
      remedy: `Complete the work order in OutSmart; ${BY_ITSELF_EN}. If there is nothing to bill, set it to handled in OutSmart yourself.`,
    },
  },
  invoiceDateUnreadable: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) enthält ein Arbeitsdatum, das es nicht gibt (Zeiteintrag {row}). Ohne Leistungsdatum wird keine Rechnung geschrieben.',
      remedy: `Berichtigen Sie das Datum in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has a work date that does not exist (time entry {row}). No invoice is written without the date of service.',
      remedy: `Correct the date in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceArticleUnusable: {
    de: {
      text: 'Artikel {article} hat in easybill keinen gültigen Preis oder Steuersatz. Auftrag {workOrder} (Kunde {customerNumber}) braucht ihn.',
      remedy:
        'Berichtigen Sie Preis und Steuersatz des Artikels in easybill; ist er neu importiert, versucht es der Export von selbst erneut.',
    },
    en: {
      text: 'Article {article} has no valid price or VAT rate at easybill. Work order {workOrder} (customer {customerNumber}) needs it.',
      remedy:
        'Correct price and VAT rate of the article at easybill; once it is imported again, the export tries again by itself.',
    },
  },
  invoiceNumberTooFine: {
    de: {
      text: 'Ein Betrag oder eine Menge in Auftrag {workOrder} (Kunde {customerNumber}) hat mehr Stellen, als easybill übernehmen kann (Zeile {row}, Artikel {article}).',
      remedy: `Runden Sie den Wert in OutSmart, bei Zeiten und Fahrt den Preis des Artikels in easybill; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'In work order {workOrder} (customer {customerNumber}), an amount or a quantity has more digits than easybill can take (row {row}, article {article}).',
      remedy: `Round the value in OutSmart, or for hours and travel the price of the article at easybill; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTotalNegative: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) hätte einen negativen Betrag: {cents}.',
      remedy: `Schreiben Sie in easybill eine Gutschrift und setzen Sie den Auftrag in OutSmart auf „Abgehandelt“, oder berichtigen Sie Mengen und Preise in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) would come to a negative amount: {cents}.',
      remedy: `Write a credit note at easybill and set the work order to handled in OutSmart, or correct quantities and prices in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
};
