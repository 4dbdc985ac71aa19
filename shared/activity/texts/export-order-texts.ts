import type { EXPORT_ORDER_LEVEL_OF } from '../export-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import { CHECK_BUDGET_DE, CHECK_BUDGET_EN } from './phrases.ts';
import type { Wordings } from './wording.ts';

const WORK_STATUS = SETTING_LABELS['exports.workStatus'];
const ONLY_FINISHED = SETTING_LABELS['exports.onlyFinished'];
const FROM = SETTING_LABELS['exports.ignoreBefore'];

const TRIES_AGAIN_DE =
  'Solange es keine Rechnung gibt, versucht es der Export von selbst erneut; sonst starten Sie den Export des Auftrags erneut. Bleibt der Fehler, wenden Sie sich an den Support.';
const TRIES_AGAIN_EN =
  'While there is no invoice, the export tries again by itself; else start the export of the work order again. If the error stays, contact support.';
const POLLS_AGAIN_DE = 'Der Export versucht es jede Viertelstunde von selbst erneut.';
const POLLS_AGAIN_EN = 'The export tries again by itself every quarter of an hour.';

/** The words of each entry about a work order that is not exported, or not yet. */
export const EXPORT_ORDER_TEXTS: Wordings<keyof typeof EXPORT_ORDER_LEVEL_OF> = {
  exportNotComplete: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat in OutSmart nicht den Status „Komplett“ und wurde nicht exportiert.',
      remedy: 'Setzen Sie den Auftrag in OutSmart auf „Komplett“; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) does not have the status completed in OutSmart and was not exported.',
      remedy: 'Set the work order to completed in OutSmart; it is then exported by itself.',
    },
  },
  exportArchived: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) ist in OutSmart archiviert und wurde nicht exportiert.',
      remedy:
        'Soll er berechnet werden, holen Sie ihn in OutSmart aus dem Archiv zurück; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is archived in OutSmart and was not exported.',
      remedy:
        'If it is to be invoiced, take it out of the archive in OutSmart; it is then exported by itself.',
    },
  },
  exportOtherWorkStatus: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat in OutSmart nicht den Arbeitsstatus, der exportiert wird.',
      remedy: `Ändern Sie den Arbeitsstatus in OutSmart, oder wählen Sie in den Einstellungen bei „${WORK_STATUS.de}“ einen anderen; der Auftrag wird dann von selbst exportiert.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) does not have the work status in OutSmart that is exported.',
      remedy: `Change the work status in OutSmart, or choose another one at “${WORK_STATUS.en}” in the settings; the work order is then exported by itself.`,
    },
  },
  exportNotFinished: {
    de: {
      text: 'Bei Auftrag {workOrder} (Kunde {customerNumber}) ist die Arbeit in OutSmart nicht als fertig gekennzeichnet.',
      remedy: `Kennzeichnen Sie die Arbeit in OutSmart als fertig, oder schalten Sie die Einstellung „${ONLY_FINISHED.de}“ aus; der Auftrag wird dann von selbst exportiert.`,
    },
    en: {
      text: 'The work of work order {workOrder} (customer {customerNumber}) is not marked as finished in OutSmart.',
      remedy: `Mark the work as finished in OutSmart, or switch the setting “${ONLY_FINISHED.en}” off; the work order is then exported by itself.`,
    },
  },
  exportPaymentMethod: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat eine Zahlungsart, für die nach den Einstellungen keine Rechnung geschrieben wird.',
      remedy:
        'Soll er doch berechnet werden, ändern Sie die Zahlungsart in OutSmart oder ihre Bedeutung in den Einstellungen; der Auftrag wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has a payment method for which no invoice is written by the settings.',
      remedy:
        'If it is to be billed, change the payment method in OutSmart or its meaning in the settings; the work order is then exported by itself.',
    },
  },
  exportWorkType: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) hat eine Arbeitsart, für die nach den Einstellungen keine Rechnung geschrieben wird.',
      remedy:
        'Soll er doch berechnet werden, ändern Sie die Arbeitsart in OutSmart oder ihre Bedeutung in den Einstellungen; der Auftrag wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has a type of work for which no invoice is written by the settings.',
      remedy:
        'If it is to be billed, change the type of work in OutSmart or its meaning in the settings; the work order is then exported by itself.',
    },
  },
  exportTooOld: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) liegt vor dem Datum, ab dem Aufträge exportiert werden.',
      remedy: `Soll er berechnet werden, wählen Sie in den Einstellungen bei „${FROM.de}“ ein früheres Datum; er wird dann von selbst exportiert.`,
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) lies before the date from which work orders are exported.',
      remedy: `If it is to be invoiced, choose an earlier date at “${FROM.en}” in the settings; it is then exported by itself.`,
    },
  },
  exportOrderGone: {
    de: {
      text: 'Auftrag {workOrder} ist in OutSmart nicht (mehr) vorhanden.',
      remedy: 'Prüfen Sie die Nummer. Wurde der Auftrag gelöscht, ist nichts weiter zu tun.',
    },
    en: {
      text: 'Work order {workOrder} does not exist in OutSmart (any more).',
      remedy: 'Check the number. If the work order was deleted, nothing is left to do.',
    },
  },
  exportOrderUnreadable: {
    de: {
      text: 'OutSmart hat zu Auftrag {workOrder} (Kunde {customerNumber}) unlesbare Angaben geliefert.',
      remedy: `Öffnen Sie den Auftrag in OutSmart und speichern Sie ihn neu. ${TRIES_AGAIN_DE}`,
    },
    en: {
      text: 'OutSmart returned unreadable details of work order {workOrder} (customer {customerNumber}).',
      remedy: `Open the work order in OutSmart and save it again. ${TRIES_AGAIN_EN}`,
    },
  },
  exportOrderRejected: {
    de: {
      text: 'OutSmart hat den Zugriff auf Auftrag {workOrder} (Kunde {customerNumber}) abgelehnt (Fehlercode {vendorCode}, betroffen: {fields}).',
      remedy: `Prüfen Sie, ob sich der Auftrag in OutSmart öffnen und speichern lässt. ${TRIES_AGAIN_DE}`,
    },
    en: {
      text: 'For work order {workOrder} (customer {customerNumber}), OutSmart refused access (error code {vendorCode}, concerned: {fields}).',
      remedy: `Check whether the work order can be opened and saved in OutSmart. ${TRIES_AGAIN_EN}`,
    },
  },
  exportWaitingLong: {
    de: {
      text: 'Der Export von Auftrag {workOrder} (Kunde {customerNumber}) wartet seit mehr als 24 Stunden, weil easybill keine weiteren Abrufe zulässt oder weil easybill oder OutSmart nicht erreichbar ist. Er geht von selbst weiter.',
      remedy: CHECK_BUDGET_DE,
    },
    en: {
      text: 'The export of work order {workOrder} (customer {customerNumber}) has been waiting for more than 24 hours because easybill allows no more calls, or because easybill or OutSmart cannot be reached. It goes on by itself.',
      remedy: CHECK_BUDGET_EN,
    },
  },
  exportWaitingGivenUp: {
    de: {
      text: 'Der Export von Auftrag {workOrder} (Kunde {customerNumber}) hat sieben Tage gewartet. Er beginnt jetzt von vorn.',
      remedy: `${CHECK_BUDGET_DE} Prüfen Sie auch, ob easybill und OutSmart erreichbar sind.`,
    },
    en: {
      text: 'The export of work order {workOrder} (customer {customerNumber}) has waited for seven days. It now begins anew.',
      remedy: `${CHECK_BUDGET_EN} Check too whether easybill and OutSmart can be reached.`,
    },
  },
  exportPollRejected: {
    de: {
      text: 'OutSmart hat den Abruf der abgeschlossenen Aufträge abgelehnt (Fehlercode {vendorCode}, betroffen: {fields}). Bis das behoben ist, werden keine neuen Aufträge exportiert.',
      remedy: `Prüfen Sie in OutSmart, ob der verbundene Zugang Aufträge lesen darf. ${POLLS_AGAIN_DE} Bleibt der Fehler, wenden Sie sich an den Support.`,
    },
    en: {
      text: 'OutSmart refused to return the completed work orders (error code {vendorCode}, concerned: {fields}). Until that is fixed, no new work orders are exported.',
      remedy: `Check in OutSmart whether the connected account may read work orders. ${POLLS_AGAIN_EN} If the error stays, contact support.`,
    },
  },
  exportPollUnreadable: {
    de: {
      text: 'OutSmart hat beim Abruf der abgeschlossenen Aufträge unlesbare Angaben geliefert. Bis das behoben ist, werden keine neuen Aufträge exportiert.',
      remedy: `${POLLS_AGAIN_DE} Bleibt der Fehler, wenden Sie sich an den Support.`,
    },
    en: {
      text: 'OutSmart returned unreadable details when asked for the completed work orders. Until that is fixed, no new work orders are exported.',
      remedy: `${POLLS_AGAIN_EN} If the error stays, contact support.`,
    },
  },
  exportPollUnanswered: {
    de: {
      text: 'OutSmart hat den Abruf der abgeschlossenen Aufträge mehrmals nicht beantwortet. Bis es wieder antwortet, werden keine neuen Aufträge exportiert; es geht keiner verloren.',
      remedy: `Prüfen Sie, ob OutSmart erreichbar ist. ${POLLS_AGAIN_DE}`,
    },
    en: {
      text: 'OutSmart did not answer the request for the completed work orders several times. Until it answers again, no new work orders are exported; none is lost.',
      remedy: `Check whether OutSmart can be reached. ${POLLS_AGAIN_EN}`,
    },
  },
};
