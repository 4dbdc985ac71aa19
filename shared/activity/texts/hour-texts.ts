import type { HourProblemCode } from '../invoice-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import { BY_ITSELF_DE, BY_ITSELF_EN } from './phrases.ts';
import type { ProblemTexts } from './problem-wording.ts';

const FALLBACK = SETTING_LABELS['exports.hours.fallbackPosition'];
const TRAVEL = SETTING_LABELS['exports.travel.position'];

/** The words of what the builder says about hours and travel. */
export const HOUR_TEXTS: ProblemTexts<HourProblemCode> = {
  invoiceHourTypeMissing: {
    de: {
      text: 'Zeiteintrag {row} in Auftrag {workOrder} (Kunde {customerNumber}) hat keine Stundenart.',
      remedy: `Wählen Sie in OutSmart eine Stundenart, oder legen Sie in den Einstellungen einen „${FALLBACK.de}“ fest; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Time entry {row} of work order {workOrder} (customer {customerNumber}) has no hour type.',
      remedy: `Choose an hour type in OutSmart, or set a “${FALLBACK.en}” in the settings; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHourTypeUnknown: {
    de: {
      text: 'Zu Stundenart {hourType} (Zeiteintrag {row}) aus Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill keinen Artikel, oder er ist noch nicht importiert.',
      remedy: `Legen Sie in easybill einen Artikel mit dieser Nummer an und starten Sie den Stundenarten-Import, oder legen Sie in den Einstellungen einen „${FALLBACK.de}“ fest; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Hour type {hourType} (time entry {row}) of work order {workOrder} (customer {customerNumber}) has no article at easybill, or it is not imported yet.',
      remedy: `Create an article with this number at easybill and start the import of hour types, or set a “${FALLBACK.en}” in the settings; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceFallbackUnknown: {
    de: {
      text: 'Artikel {article}, der als Ersatzartikel für Arbeitszeit eingestellt ist, ist in easybill nicht vorhanden. Auftrag {workOrder} (Kunde {customerNumber}) braucht ihn (Zeiteintrag {row}, Stundenart {hourType}).',
      remedy: `Wählen Sie in den Einstellungen bei „${FALLBACK.de}“ einen vorhandenen Artikel, oder legen Sie ihn in easybill an; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Article {article}, which is set as the fallback for working time, does not exist at easybill. Work order {workOrder} (customer {customerNumber}) needs it (time entry {row}, hour type {hourType}).',
      remedy: `Choose an existing article at “${FALLBACK.en}” in the settings, or create it at easybill; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHoursZero: {
    de: {
      text: 'Zeiteintrag {row} (Stundenart {hourType}) in Auftrag {workOrder} (Kunde {customerNumber}) hat die Dauer 0.',
      remedy: `Berichtigen Sie die Zeit in OutSmart, oder löschen Sie den Zeiteintrag; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Time entry {row} (hour type {hourType}) of work order {workOrder} (customer {customerNumber}) has duration 0.',
      remedy: `Correct the time in OutSmart, or delete the time entry; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceHoursUnreadable: {
    de: {
      text: 'Zeiteintrag {row} (Stundenart {hourType}) in Auftrag {workOrder} (Kunde {customerNumber}) hat keine lesbare Dauer.',
      remedy: `Tragen Sie Beginn und Ende in OutSmart neu ein; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Time entry {row} (hour type {hourType}) of work order {workOrder} (customer {customerNumber}) has no readable duration.',
      remedy: `Enter begin and end again in OutSmart; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTravelUnknown: {
    de: {
      text: 'Artikel {article}, der für Fahrtkilometer eingestellt ist, ist in easybill nicht vorhanden. Auftrag {workOrder} (Kunde {customerNumber}) braucht ihn.',
      remedy: `Wählen Sie in den Einstellungen bei „${TRAVEL.de}“ einen vorhandenen Artikel, oder legen Sie ihn in easybill an; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Article {article}, which is set for travelled kilometres, does not exist at easybill. Work order {workOrder} (customer {customerNumber}) needs it.',
      remedy: `Choose an existing article at “${TRAVEL.en}” in the settings, or create it at easybill; ${BY_ITSELF_EN}.`,
    },
  },
  invoiceTravelUnreadable: {
    de: {
      text: 'Zeiteintrag {row} in Auftrag {workOrder} (Kunde {customerNumber}) hat keine lesbare Fahrstrecke.',
      remedy: `Berichtigen Sie die Fahrstrecke in OutSmart; ${BY_ITSELF_DE}.`,
    },
    en: {
      text: 'Time entry {row} of work order {workOrder} (customer {customerNumber}) has no readable travel distance.',
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
