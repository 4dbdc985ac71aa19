import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of what the builder says about who gets the invoice, and of the VAT that follows from it. */
export const INVOICE_PAYER_TEXTS: ProblemTexts<
  | 'invoiceCustomerAmbiguous'
  | 'invoiceCustomerArchived'
  | 'invoiceCountryUnknown'
  | 'invoiceVatIdMissing'
  | 'invoiceForeignAtHome'
  | 'invoiceForeignAtHomeStopped'
  | 'invoiceSmallBusinessAbroad'
  | 'invoiceDueBeforeDiscount'
> = {
  invoiceCustomerAmbiguous: {
    de: {
      text: 'In easybill gibt es zwei aktive Kunden mit der Nummer {customerNumber} (easybill-Nummern {first} und {second}). Wer die Rechnung zu Auftrag {workOrder} bekommt, ist damit offen.',
      remedy: `Geben Sie in easybill einem der beiden eine andere Nummer, oder archivieren Sie ihn; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'There are two active customers with number {customerNumber} at easybill (ids {first} and {second}), so who gets the invoice of work order {workOrder} is open.',
      remedy: `Give one of them another number at easybill, or archive it; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceCustomerArchived: {
    de: {
      text: 'Kunde {customerNumber}, der die Rechnung zu Auftrag {workOrder} bekommt, ist in easybill archiviert.',
      remedy:
        'Prüfen Sie, ob der Auftrag diesem Kunden zu berechnen ist; sonst wählen Sie in OutSmart einen anderen Rechnungskunden.',
    },
    en: {
      text: 'Customer {customerNumber}, who gets the invoice of work order {workOrder}, is archived at easybill.',
      remedy:
        'Check whether this customer is to be billed; if not, choose another invoice customer in OutSmart.',
    },
  },
  invoiceCountryUnknown: {
    de: {
      text: 'Das Land des Kunden {customerNumber} in Auftrag {workOrder} ist nicht zu erkennen. Deshalb wird der Kunde in easybill nicht angelegt.',
      remedy: `Tragen Sie in OutSmart das Land als Name oder mit zwei Buchstaben ein, oder legen Sie den Kunden in easybill selbst an; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'The country of customer {customerNumber} in work order {workOrder} cannot be recognised, so the customer is not created at easybill.',
      remedy: `Enter the country in OutSmart by its name or its two letters, or create the customer at easybill yourself; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceVatIdMissing: {
    de: {
      text: 'Kunde {customerNumber} aus Auftrag {workOrder} wird in easybill ohne Umsatzsteuer im EU-Ausland abgerechnet, hat dort aber keine USt-IdNr. Ohne sie ist eine solche Rechnung nicht zulässig (§ 14a UStG).',
      remedy:
        'Tragen Sie die USt-IdNr. beim Kunden in easybill ein, oder wählen Sie dort eine andere Steueroption; ist er neu importiert, versucht es der Export von selbst erneut.',
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} is billed without VAT within the EU, but has no VAT id at easybill. Without it such an invoice is not allowed (section 14a UStG).',
      remedy:
        'Enter the VAT id of the customer at easybill, or choose another tax option there; once it is imported again, the export tries again by itself.',
    },
  },
  invoiceForeignAtHome: {
    de: {
      text: 'Kunde {customerNumber} wird im Ausland besteuert, der Einsatzort von Auftrag {workOrder} liegt aber in Deutschland. Arbeiten an einem Gebäude sind dort zu versteuern, wo es steht (§ 3a UStG).',
      remedy: 'Prüfen Sie, ob auf der Rechnung deutsche Umsatzsteuer stehen muss.',
    },
    en: {
      text: 'Customer {customerNumber} is taxed abroad, but the site of work order {workOrder} is in Germany. Work on a building is taxed where it stands (section 3a UStG).',
      remedy: 'Check whether the invoice has to show German VAT.',
    },
  },
  invoiceForeignAtHomeStopped: {
    de: {
      text: 'Kunde {customerNumber} wird im Ausland besteuert, der Einsatzort von Auftrag {workOrder} liegt aber in Deutschland. Arbeiten an einem Gebäude sind dort zu versteuern, wo es steht (§ 3a UStG). Die Rechnung bleibt deshalb ein Entwurf.',
      remedy:
        'Prüfen Sie, ob deutsche Umsatzsteuer anfällt, berichtigen Sie den Entwurf in easybill und stellen Sie ihn dort fertig.',
    },
    en: {
      text: 'Customer {customerNumber} is taxed abroad, but the site of work order {workOrder} is in Germany. Work on a building is taxed where it stands (section 3a UStG). So the invoice stays a draft.',
      remedy: 'Check whether German VAT is due, correct the draft at easybill and finish it there.',
    },
  },
  invoiceSmallBusinessAbroad: {
    de: {
      text: 'Sie rechnen als Kleinunternehmen ab, Kunde {customerNumber} aus Auftrag {workOrder} hat in easybill aber eine Steueroption für das Ausland. Dafür gilt § 19 UStG nicht; die Rechnung bleibt deshalb ein Entwurf.',
      remedy:
        'Klären Sie mit Ihrer Steuerberatung, wie dieser Kunde abzurechnen ist, berichtigen Sie den Entwurf in easybill und stellen Sie ihn dort fertig.',
    },
    en: {
      text: 'You bill as a small business, but customer {customerNumber} of work order {workOrder} has a tax option for abroad at easybill. Section 19 UStG does not cover that, so the invoice stays a draft.',
      remedy:
        'Ask your tax adviser how to bill this customer, correct the draft at easybill and finish it there.',
    },
  },
  invoiceDueBeforeDiscount: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) ist nach {days} Tagen fällig, Skonto gilt bei diesem Kunden aber {discountDays} Tage.',
      remedy:
        'Verlängern Sie das Zahlungsziel in den Einstellungen, oder verkürzen Sie die Skontofrist beim Kunden in easybill.',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) is due after {days} days, but this customer may take a cash discount for {discountDays} days.',
      remedy:
        'Extend the payment term in the settings, or shorten the time for the discount of the customer at easybill.',
    },
  },
};
