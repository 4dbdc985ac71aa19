import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of what the builder says about days. */
export const INVOICE_DATE_TEXTS: ProblemTexts<
  | 'invoiceDateMissing'
  | 'invoicePeriodWithoutDate'
  | 'invoiceDateFuture'
  | 'invoiceSpanTooLong'
  | 'invoiceServedOnCompletion'
  | 'invoiceDateNotAsChosen'
> = {
  invoiceDateMissing: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) nennt keinen Tag, an dem gearbeitet wurde (Zeiteintrag {row}). Ohne Leistungsdatum wird keine Rechnung geschrieben.',
      remedy: `Tragen Sie das Arbeitsdatum in OutSmart ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) names no day on which work was done (period {row}). No invoice is written without the date of service.',
      remedy: `Enter the work date in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoicePeriodWithoutDate: {
    de: {
      text: 'Zeiteintrag {row} in Auftrag {workOrder} (Kunde {customerNumber}) hat kein Datum, andere Zeiteinträge haben eines.',
      remedy: `Tragen Sie das Datum des Zeiteintrags in OutSmart ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Period {row} of work order {workOrder} (customer {customerNumber}) has no date, while others have one.',
      remedy: `Enter the date of the period in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceDateFuture: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) ist abgeschlossen, obwohl der Arbeitstag {day} noch bevorsteht. Der Tag der Leistung ist damit offen.',
      remedy: `Berichtigen Sie das Arbeitsdatum in OutSmart; ${BY_ITSELF_DE}, sonst ab diesem Tag.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is completed, although its work day {day} is yet to come, so the date of service is open.',
      remedy: `Correct the work date in OutSmart; ${BY_ITSELF_EN}, or else from that day on.`,
    },
  },
  invoiceSpanTooLong: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) reicht vom {from} bis zum {to}, also über mehr als ein Jahr. Vermutlich ist eines der Daten ein Tippfehler.',
      remedy: `Berichtigen Sie das falsche Datum in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) lasts from {from} to {to}, which is more than a year. One of the dates probably is a slip.',
      remedy: `Correct the wrong date in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceServedOnCompletion: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) war für den {planned} geplant und wurde am {day} abgeschlossen. Als Leistungsdatum steht {day} auf der Rechnung.',
      remedy:
        'Prüfen Sie das Leistungsdatum; stimmt es nicht, tragen Sie künftig die Arbeitszeiten im Auftrag ein.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) was planned for {planned} and completed on {day}. The invoice names {day} as the date of service.',
      remedy:
        'Check the date of service; if it is wrong, enter the work periods in the work order from now on.',
    },
  },
  invoiceDateNotAsChosen: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) trägt das Datum {day} statt {chosen}, weil der gewählte Tag in der Zukunft oder zu weit zurück liegt.',
      remedy:
        'Prüfen Sie, ob das Rechnungsdatum so bleiben kann. Wie weit es zurückliegen darf, legen Sie in den Einstellungen fest.',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) is dated {day} instead of {chosen}, since the chosen day lies ahead or too far back.',
      remedy:
        'Check whether the date of the invoice may stay so. How far back it may lie is set in the settings.',
    },
  },
};
