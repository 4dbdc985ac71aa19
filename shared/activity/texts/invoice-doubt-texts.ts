import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of what the builder says about articles, amounts and what a work order is called. */
export const INVOICE_DOUBT_TEXTS: ProblemTexts<
  | 'invoiceArticleAmbiguous'
  | 'invoiceArticleArchived'
  | 'invoiceTotalZero'
  | 'invoicePaymentMethod'
  | 'invoiceWorkType'
  | 'invoiceNotFinished'
> = {
  invoiceArticleAmbiguous: {
    de: {
      text: 'In easybill gibt es zwei aktive Artikel mit der Nummer {article} (easybill-Nummern {first} und {second}). Welcher in Auftrag {workOrder} (Kunde {customerNumber}) gemeint ist, bleibt damit offen.',
      remedy: `Geben Sie in easybill einem der beiden eine andere Nummer, oder archivieren Sie ihn; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'There are two active articles with number {article} at easybill (ids {first} and {second}), so which one work order {workOrder} (customer {customerNumber}) means is open.',
      remedy: `Give one of them another number at easybill, or archive it; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceArticleArchived: {
    de: {
      text: 'Artikel {article} aus Auftrag {workOrder} (Kunde {customerNumber}) ist in easybill archiviert. Er steht mit Steuersatz und Erlöskonto von dort auf der Rechnung.',
      remedy:
        'Prüfen Sie, ob Preis und Steuersatz noch stimmen, oder wählen Sie in OutSmart einen anderen Artikel.',
    },
    en: {
      text: 'Article {article} of work order {workOrder} (customer {customerNumber}) is archived at easybill. The invoice has its VAT rate and ledger account.',
      remedy: 'Check whether price and VAT rate still hold, or choose another article in OutSmart.',
    },
  },
  invoiceTotalZero: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) ergibt 0 €. Sie bleibt ein Entwurf.',
      remedy:
        'Prüfen Sie, ob der Auftrag wirklich nichts kostet. Dann löschen Sie den Entwurf in easybill, sonst ergänzen Sie dort die Preise.',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) comes to 0 €. It stays a draft.',
      remedy:
        'Check whether the work order really is for free. If so, delete the draft at easybill, else add the prices there.',
    },
  },
  invoicePaymentMethod: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat die Zahlungsart „{name}“. Die Rechnung bleibt deshalb ein Entwurf.',
      remedy:
        'Prüfen Sie, ob der Betrag noch offen ist; dann stellen Sie den Entwurf in easybill fertig. Was Zahlungsarten bedeuten, legen Sie in den Einstellungen fest.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has the payment method "{name}", so the invoice stays a draft.',
      remedy:
        'Check whether the amount is still open; if so, finish the draft at easybill. What payment methods mean is set in the settings.',
    },
  },
  invoiceWorkType: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat die Arbeitsart „{name}“. Die Rechnung bleibt deshalb ein Entwurf.',
      remedy:
        'Prüfen Sie, was zu berechnen ist, und stellen Sie den Entwurf in easybill fertig. Was Arbeitsarten bedeuten, legen Sie in den Einstellungen fest.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has the type of work "{name}", so the invoice stays a draft.',
      remedy:
        'Check what is to be billed, and finish the draft at easybill. What types of work mean is set in the settings.',
    },
  },
  invoiceNotFinished: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) ist abgeschlossen, die Arbeit wurde aber als nicht fertig gemeldet.',
      remedy: 'Prüfen Sie, ob noch ein Termin folgt und ob die Rechnung schon geschrieben werden soll.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is completed, but the work was reported as not finished.',
      remedy: 'Check whether another visit follows, and whether the invoice is to be written yet.',
    },
  },
};
