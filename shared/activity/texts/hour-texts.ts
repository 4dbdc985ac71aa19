import type { HourProblemCode } from '../invoice-codes.ts';
import type { ProblemTexts } from './problem-wording.ts';

const BY_ITSELF_DE = 'der Export versucht es dann von selbst erneut';
const BY_ITSELF_EN = 'the export then tries again by itself';

/** The words of what the builder says about hours and travel. */
export const HOUR_TEXTS: ProblemTexts<HourProblemCode> = {
  invoiceHourTypeMissing: {
    de: {
      text: 'Zeitzeile {row} in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat keine Stundenart.',
      remedy: `Wählen Sie in OutSmart eine Stundenart, oder legen Sie in den Einstellungen einen Ersatzartikel für Stunden fest; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Period {row} of work order {workOrder} (customer {customerNumber}) has no hour type.',
      remedy: `Choose an hour type in OutSmart, or set a fallback article for hours in the settings; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHourTypeUnknown: {
    de: {
      text: 'Stundenart {hourType} (Zeitzeile {row}) aus Arbeitsauftrag {workOrder} (Kunde {customerNumber}) gibt es als Artikel in easybill nicht, oder sie ist nicht importiert.',
      remedy: `Legen Sie in easybill einen Artikel mit dieser Nummer an und importieren Sie die Stundenarten, oder legen Sie in den Einstellungen einen Ersatzartikel für Stunden fest; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Hour type {hourType} (period {row}) of work order {workOrder} (customer {customerNumber}) does not exist as an article at easybill, or is not imported.',
      remedy: `Create an article with this number at easybill and import the hour types, or set a fallback article for hours in the settings; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceFallbackUnknown: {
    de: {
      text: 'Den Ersatzartikel {article} für Stunden, den Arbeitsauftrag {workOrder} (Kunde {customerNumber}) braucht (Zeitzeile {row}, Stundenart {hourType}), gibt es in easybill nicht.',
      remedy: `Wählen Sie in den Einstellungen einen vorhandenen Artikel, oder legen Sie ihn in easybill an; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Fallback article {article} for hours, which work order {workOrder} (customer {customerNumber}) needs (period {row}, hour type {hourType}), does not exist at easybill.',
      remedy: `Choose an existing article in the settings, or create it at easybill; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHoursZero: {
    de: {
      text: 'Zeitzeile {row} (Stundenart {hourType}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat die Dauer 0.',
      remedy: `Berichtigen Sie die Zeit in OutSmart, oder löschen Sie die Zeile; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Period {row} (hour type {hourType}) of work order {workOrder} (customer {customerNumber}) has duration 0.',
      remedy: `Correct the time in OutSmart, or delete the period; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHoursUnreadable: {
    de: {
      text: 'Zeitzeile {row} (Stundenart {hourType}) in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat keine lesbare Dauer.',
      remedy: `Tragen Sie Beginn und Ende in OutSmart neu ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Period {row} (hour type {hourType}) of work order {workOrder} (customer {customerNumber}) has no readable duration.',
      remedy: `Enter begin and end again in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTravelUnknown: {
    de: {
      text: 'Den Artikel {article} für die Fahrt, den Arbeitsauftrag {workOrder} (Kunde {customerNumber}) braucht, gibt es in easybill nicht.',
      remedy: `Wählen Sie in den Einstellungen einen vorhandenen Artikel, oder legen Sie ihn in easybill an; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Article {article} for travel, which work order {workOrder} (customer {customerNumber}) needs, does not exist at easybill.',
      remedy: `Choose an existing article in the settings, or create it at easybill; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTravelUnreadable: {
    de: {
      text: 'Zeitzeile {row} in Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat keine lesbare Fahrstrecke.',
      remedy: `Berichtigen Sie die Strecke in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Period {row} of work order {workOrder} (customer {customerNumber}) has no readable travel distance.',
      remedy: `Correct the distance in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHoursFree: {
    de: {
      text: 'Artikel {article} für den Zeiteintrag {row} in Auftrag {workOrder} (Kunde {customerNumber}) hat in easybill keinen Preis. Die Stunden stehen mit 0 € auf der Rechnung.',
      remedy:
        'Tragen Sie den Preis auf der Rechnung und beim Artikel in easybill ein, falls die Stunden nicht kostenlos sind.',
    },
    en: {
      text: 'Article {article} for period {row} of work order {workOrder} (customer {customerNumber}) has no price at easybill. The invoice has the hours for 0 €.',
      remedy: 'Enter the price on the invoice and of the article at easybill, unless the hours are for free.',
    },
  },
  invoiceTravelFree: {
    de: {
      text: 'Artikel {article} für die Fahrt in Auftrag {workOrder} (Kunde {customerNumber}) hat in easybill keinen Preis. Die Fahrt steht mit 0 € auf der Rechnung.',
      remedy:
        'Tragen Sie den Preis auf der Rechnung und beim Artikel in easybill ein, falls die Fahrt nicht kostenlos ist.',
    },
    en: {
      text: 'Article {article} for travel of work order {workOrder} (customer {customerNumber}) has no price at easybill. The invoice has the travel for 0 €.',
      remedy: 'Enter the price on the invoice and of the article at easybill, unless the travel is for free.',
    },
  },
  invoiceMinimumHours: {
    de: {
      text: 'In Auftrag {workOrder} (Kunde {customerNumber}) sind mindestens {hours} Stunden vereinbart, {missing} davon wurden nicht gearbeitet und stehen nicht auf der Rechnung.',
      remedy:
        'Ergänzen Sie die Rechnung in easybill, oder lassen Sie fehlende Stunden durch die Einstellungen berechnen.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has a minimum of {hours} hours, {missing} of which were not worked and are not on the invoice.',
      remedy: 'Add them to the invoice at easybill, or have missing hours billed by the settings.',
    },
  },
  invoiceRoundingAmount: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) zeigt dem Kunden die Zeit auf {minutes} Minuten gerundet. Auf der Rechnung steht sie nach den Einstellungen des Exports.',
      remedy:
        'Vergleichen Sie die Stunden der Rechnung mit dem unterschriebenen Auftrag, oder stellen Sie die Rundung in den Einstellungen ein.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) shows the customer its time rounded to {minutes} minutes. The invoice has it by the settings of the export.',
      remedy:
        'Compare the hours of the invoice with the signed work order, or set the rounding in the settings.',
    },
  },
};
