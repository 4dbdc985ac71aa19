import type { EXPORT_ORDER_LEVEL_OF } from '../export-codes.ts';
import type { Wordings } from './wording.ts';

/** The words of each entry about a work order that is not exported, or not yet. */
export const EXPORT_ORDER_TEXTS: Wordings<keyof typeof EXPORT_ORDER_LEVEL_OF> = {
  exportNotComplete: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist in OutSmart nicht im Status „Komplett“ und wurde nicht exportiert.',
      remedy: 'Schließen Sie den Auftrag ab; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is not completed in OutSmart and was not exported.',
      remedy: 'Complete the work order; it is then exported by itself.',
    },
  },
  exportArchived: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist in OutSmart archiviert und wurde nicht exportiert.',
      remedy:
        'Holen Sie ihn in OutSmart aus dem Archiv, wenn er berechnet werden soll; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is archived in OutSmart and was not exported.',
      remedy:
        'Take it out of the archive in OutSmart if it is to be invoiced; it is then exported by itself.',
    },
  },
  exportOtherWorkStatus: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat nicht den Arbeitsstatus, ab dem exportiert wird.',
      remedy:
        'Setzen Sie in OutSmart den Arbeitsstatus aus den Einstellungen; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) does not have the work status that is exported.',
      remedy: 'Set the work status of the settings in OutSmart; it is then exported by itself.',
    },
  },
  exportNotFinished: {
    de: {
      text: 'Die Arbeit zu Auftrag {workOrder} (Kunde {customerNumber}) ist in OutSmart nicht als fertig gekennzeichnet.',
      remedy:
        'Kennzeichnen Sie die Arbeit in OutSmart als fertig; der Auftrag wird dann von selbst exportiert.',
    },
    en: {
      text: 'The work of work order {workOrder} (customer {customerNumber}) is not marked as finished in OutSmart.',
      remedy: 'Mark the work as finished in OutSmart; the work order is then exported by itself.',
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
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) liegt vor dem Datum, ab dem exportiert wird.',
      remedy:
        'Setzen Sie in den Einstellungen „ignoreBefore“ früher, wenn er berechnet werden soll; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) lies before the date from which work orders are exported.',
      remedy:
        'Set “ignoreBefore” in the settings to an earlier time if it is to be invoiced; it is then exported by itself.',
    },
  },
  exportOrderGone: {
    de: {
      text: 'Arbeitsauftrag {workOrder} gibt es in OutSmart nicht (mehr).',
      remedy: 'Prüfen Sie die Nummer; es ist nichts weiter zu tun, wenn er gelöscht wurde.',
    },
    en: {
      text: 'Work order {workOrder} does not exist in OutSmart (any more).',
      remedy: 'Check the number; nothing is left to do if it was deleted.',
    },
  },
  exportOrderUnreadable: {
    de: {
      text: 'OutSmart hat Arbeitsauftrag {workOrder} (Kunde {customerNumber}) in unerwarteter Form geliefert.',
      remedy:
        'Speichern Sie den Auftrag in OutSmart neu. Solange es keine Rechnung gibt, versucht es der Export von selbst erneut; sonst starten Sie ihn erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'OutSmart returned work order {workOrder} (customer {customerNumber}) in an unexpected form.',
      remedy:
        'Save the work order again in OutSmart. While there is no invoice, the export tries again by itself; else retry it. If the error stays, contact support.',
    },
  },
  exportOrderRejected: {
    de: {
      text: 'OutSmart hat den Aufruf {call} für Arbeitsauftrag {workOrder} (Kunde {customerNumber}) abgelehnt: Code {vendorCode}, Felder: {fields}.',
      remedy:
        'Prüfen Sie, ob sich der Auftrag in OutSmart öffnen und speichern lässt. Solange es keine Rechnung gibt, versucht es der Export von selbst erneut; sonst starten Sie ihn erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'OutSmart rejected the call {call} for work order {workOrder} (customer {customerNumber}): code {vendorCode}, fields: {fields}.',
      remedy:
        'Check whether the work order can be opened and saved in OutSmart. While there is no invoice, the export tries again by itself; else retry it. If the error stays, contact support.',
    },
  },
  exportWaitingLong: {
    de: {
      text: 'Der Export von Arbeitsauftrag {workOrder} (Kunde {customerNumber}) wartet seit über 24 Stunden auf freie easybill-Aufrufe oder einen erreichbaren Dienst. Er geht von selbst weiter.',
      remedy: 'Prüfen Sie Tarif und Anteil am Kontingent.',
    },
    en: {
      text: 'The export of work order {workOrder} (customer {customerNumber}) has been waiting for more than 24 hours for free easybill calls or a reachable service. It goes on by itself.',
      remedy: 'Check the plan and the share of the budget.',
    },
  },
  exportWaitingGivenUp: {
    de: {
      text: 'Der Export von Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat sieben Tage gewartet. Er beginnt jetzt von vorn.',
      remedy: 'Prüfen Sie Tarif und Anteil am Kontingent, und ob easybill und OutSmart erreichbar sind.',
    },
    en: {
      text: 'The export of work order {workOrder} (customer {customerNumber}) has waited for seven days. It now begins anew.',
      remedy: 'Check the plan and the share of the budget, and whether easybill and OutSmart can be reached.',
    },
  },
  exportPollRejected: {
    de: {
      text: 'OutSmart hat den Abruf der abgeschlossenen Arbeitsaufträge abgelehnt ({call}, Code {vendorCode}, Felder: {fields}). Solange das so ist, wird kein neuer Auftrag exportiert.',
      remedy:
        'Prüfen Sie in OutSmart, ob der Zugang Arbeitsaufträge lesen darf. Der Export versucht es jede Viertelstunde von selbst erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'OutSmart refused to return the completed work orders ({call}, code {vendorCode}, fields: {fields}). Until that changes, no new work order is exported.',
      remedy:
        'Check in OutSmart whether the access may read work orders. The export tries again by itself every quarter of an hour. If the error stays, contact support.',
    },
  },
  exportPollUnreadable: {
    de: {
      text: 'OutSmart hat die abgeschlossenen Arbeitsaufträge in unerwarteter Form geliefert ({call}). Solange das so ist, wird kein neuer Auftrag exportiert.',
      remedy:
        'Der Export versucht es jede Viertelstunde von selbst erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'OutSmart returned the completed work orders in an unexpected form ({call}). Until that changes, no new work order is exported.',
      remedy:
        'The export tries again by itself every quarter of an hour. If the error stays, contact support.',
    },
  },
  exportPollUnanswered: {
    de: {
      text: 'OutSmart hat den Abruf der abgeschlossenen Arbeitsaufträge mehrmals nicht beantwortet ({call}). Bis es wieder antwortet, wird kein neuer Auftrag exportiert; verloren geht keiner.',
      remedy:
        'Prüfen Sie, ob OutSmart erreichbar ist. Der Export versucht es jede Viertelstunde von selbst erneut.',
    },
    en: {
      text: 'OutSmart did not answer the request for the completed work orders several times ({call}). Until it answers again, no new work order is exported; none is lost.',
      remedy:
        'Check whether OutSmart can be reached. The export tries again by itself every quarter of an hour.',
    },
  },
};
