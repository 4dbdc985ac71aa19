import type { EXPORT_LEVEL_OF } from './export-codes.ts';
import type { Language, Wording } from './wording.ts';

/** The words of each entry about a work order on its way to an invoice. */
export const EXPORT_TEXTS: Readonly<
  Record<keyof typeof EXPORT_LEVEL_OF, Readonly<Record<Language, Wording>>>
> = {
  exportCreated: {
    de: { text: 'Für Arbeitsauftrag {workOrder} liegt die Rechnung in easybill (Dokument {documentId}).' },
    en: { text: 'The invoice of work order {workOrder} is at easybill (document {documentId}).' },
  },
  exportFinished: {
    de: { text: 'Die Rechnung {documentNumber} zu Arbeitsauftrag {workOrder} ist fertiggestellt.' },
    en: { text: 'Invoice {documentNumber} of work order {workOrder} is finished.' },
  },
  exportHandled: {
    de: { text: 'Arbeitsauftrag {workOrder} ist in OutSmart abgehandelt.' },
    en: { text: 'Work order {workOrder} is handled in OutSmart.' },
  },
  exportCustomerToMake: {
    de: {
      text: 'Kunde {customerNumber} aus Arbeitsauftrag {workOrder} fehlt in easybill. Er würde dort angelegt.',
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} is missing at easybill. It would be created there.',
    },
  },
  exportHasInvoice: {
    de: {
      text: 'Arbeitsauftrag {workOrder} hat schon eine Rechnung in easybill (Dokument {documentId}) und bekommt keine zweite.',
    },
    en: {
      text: 'Work order {workOrder} has an invoice at easybill already (document {documentId}) and gets no second one.',
    },
  },
  exportProductToMake: {
    de: {
      text: 'Artikel {article} aus Arbeitsauftrag {workOrder} fehlt in easybill. Er würde dort angelegt.',
    },
    en: {
      text: 'Article {article} of work order {workOrder} is missing at easybill. It would be created there.',
    },
  },
  exportNotComplete: {
    de: {
      text: 'Arbeitsauftrag {workOrder} ist in OutSmart nicht im Status „Komplett“ und wurde nicht exportiert.',
      remedy: 'Schließen Sie den Auftrag ab; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} is not completed in OutSmart and was not exported.',
      remedy: 'Complete the work order; it is then exported by itself.',
    },
  },
  exportArchived: {
    de: {
      text: 'Arbeitsauftrag {workOrder} ist in OutSmart archiviert und wurde nicht exportiert.',
      remedy: 'Holen Sie ihn in OutSmart aus dem Archiv, wenn er berechnet werden soll.',
    },
    en: {
      text: 'Work order {workOrder} is archived in OutSmart and was not exported.',
      remedy: 'Take it out of the archive in OutSmart if it is to be invoiced.',
    },
  },
  exportOtherWorkStatus: {
    de: {
      text: 'Arbeitsauftrag {workOrder} hat nicht den Arbeitsstatus, ab dem exportiert wird.',
      remedy:
        'Setzen Sie in OutSmart den Arbeitsstatus aus den Einstellungen; er wird dann von selbst exportiert.',
    },
    en: {
      text: 'Work order {workOrder} does not have the work status that is exported.',
      remedy: 'Set the work status of the settings in OutSmart; it is then exported by itself.',
    },
  },
  exportNotFinished: {
    de: {
      text: 'Die Arbeit zu Auftrag {workOrder} ist in OutSmart nicht als fertig gekennzeichnet.',
      remedy:
        'Kennzeichnen Sie die Arbeit in OutSmart als fertig; der Auftrag wird dann von selbst exportiert.',
    },
    en: {
      text: 'The work of work order {workOrder} is not marked as finished in OutSmart.',
      remedy: 'Mark the work as finished in OutSmart; the work order is then exported by itself.',
    },
  },
  exportTooOld: {
    de: {
      text: 'Arbeitsauftrag {workOrder} liegt vor dem Datum, ab dem exportiert wird.',
      remedy: 'Setzen Sie in den Einstellungen „ignoreBefore“ früher, wenn er berechnet werden soll.',
    },
    en: {
      text: 'Work order {workOrder} lies before the date from which work orders are exported.',
      remedy: 'Set “ignoreBefore” in the settings to an earlier time if it is to be invoiced.',
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
      text: 'OutSmart hat Arbeitsauftrag {workOrder} in unerwarteter Form geliefert.',
      remedy:
        'Speichern Sie den Auftrag in OutSmart neu; der Export versucht es von selbst erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'OutSmart returned work order {workOrder} in an unexpected form.',
      remedy:
        'Save the work order again in OutSmart; the export tries again by itself. If the error stays, contact support.',
    },
  },
  exportOrderChanged: {
    de: {
      text: 'Arbeitsauftrag {workOrder} wurde nach dem Export geändert. Die Rechnung in easybill (Dokument {documentId}) hat den alten Stand; der Auftrag bleibt „Komplett“.',
      remedy:
        'Löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal. Stimmt die Rechnung doch, setzen Sie den Auftrag in OutSmart selbst auf „Abgehandelt“.',
    },
    en: {
      text: 'Work order {workOrder} was changed after its export. The invoice at easybill (document {documentId}) has the old state; the work order stays completed.',
      remedy:
        'Delete the draft at easybill (cancel a finished invoice) and export the work order again. If the invoice is right after all, set the work order to handled in OutSmart yourself.',
    },
  },
  exportFoundAgain: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} liegt in easybill schon eine Rechnung (Dokument {documentId}). Ob sie den heutigen Stand des Auftrags hat, ist nicht bekannt; er bleibt „Komplett“.',
      remedy:
        'Vergleichen Sie beide. Stimmt die Rechnung, setzen Sie den Auftrag in OutSmart auf „Abgehandelt“; sonst löschen oder stornieren Sie sie und exportieren den Auftrag noch einmal.',
    },
    en: {
      text: 'Work order {workOrder} already has an invoice at easybill (document {documentId}). Whether it has the present state of the work order is not known; that stays completed.',
      remedy:
        'Compare both. If the invoice is right, set the work order to handled in OutSmart; else delete or cancel it and export the work order again.',
    },
  },
  exportHandledChanged: {
    de: {
      text: 'Arbeitsauftrag {workOrder} ist abgehandelt, wurde aber nach dem Export geändert. Die Rechnung in easybill (Dokument {documentId}) hat den alten Stand.',
      remedy:
        'Vergleichen Sie Auftrag und Rechnung. Stimmt die Rechnung nicht, berichtigen Sie sie in easybill (eine fertige Rechnung stornieren Sie).',
    },
    en: {
      text: 'Work order {workOrder} is handled, but was changed after its export. The invoice at easybill (document {documentId}) has the old state.',
      remedy:
        'Compare the work order with the invoice. If the invoice is wrong, correct it at easybill (cancel a finished one).',
    },
  },
  exportRejected: {
    de: {
      text: 'easybill hat die Rechnung zu Arbeitsauftrag {workOrder} abgelehnt ({call}, Code {vendorCode}, Felder: {fields}).',
      remedy:
        'Prüfen Sie die genannten Felder im Arbeitsauftrag in OutSmart, beim Kunden in easybill, bei Vorlage (pdf_template), Zahlungsziel (due_in_days) und Erlöskonto (booking_account) in den Einstellungen des Exports. Ändern sich Auftrag oder Einstellungen, versucht es der Export von selbst erneut; nach einer Änderung am Kunden starten Sie ihn selbst.',
    },
    en: {
      text: 'easybill rejected the invoice of work order {workOrder} ({call}, code {vendorCode}, fields: {fields}).',
      remedy:
        'Check the named fields in the work order at OutSmart, of the customer at easybill, or for template (pdf_template), payment term (due_in_days) and revenue account (booking_account) in the settings of the export. When work order or settings change, the export tries again by itself; after a change of the customer, retry it yourself.',
    },
  },
  exportFinishRejected: {
    de: {
      text: 'easybill hat die Rechnung zu Arbeitsauftrag {workOrder} nicht fertiggestellt ({call}, Code {vendorCode}, Felder: {fields}). Sie liegt als Entwurf {documentId} vor.',
      remedy:
        'Stellen Sie den Entwurf in easybill selbst fertig und starten Sie den Export des Auftrags erneut.',
    },
    en: {
      text: 'easybill did not finish the invoice of work order {workOrder} ({call}, code {vendorCode}, fields: {fields}). It is there as draft {documentId}.',
      remedy: 'Finish the draft at easybill yourself and retry the export of the work order.',
    },
  },
  exportDocumentGone: {
    de: {
      text: 'Die Rechnung {documentId} zu Arbeitsauftrag {workOrder} gibt es in easybill nicht mehr.',
      remedy: 'Exportieren Sie den Auftrag noch einmal, wenn er berechnet werden soll.',
    },
    en: {
      text: 'Invoice {documentId} of work order {workOrder} no longer exists at easybill.',
      remedy: 'Export the work order again if it is to be invoiced.',
    },
  },
  exportOrphanKept: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} gibt es in easybill neben der Rechnung {documentId} ein zweites Dokument {orphanId}, das bearbeitet oder fertiggestellt wurde.',
      remedy: 'Löschen oder stornieren Sie in easybill das überzählige Dokument.',
    },
    en: {
      text: 'Besides invoice {documentId} of work order {workOrder} there is a second document {orphanId} at easybill, which was edited or finished.',
      remedy: 'Delete or cancel the document that is too many at easybill.',
    },
  },
  exportDuplicate: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} gibt es in easybill mehrere fertige Rechnungen.',
      remedy: 'Stornieren Sie in easybill die überzähligen Rechnungen.',
    },
    en: {
      text: 'Work order {workOrder} has several finished invoices at easybill.',
      remedy: 'Cancel the invoices that are too many at easybill.',
    },
  },
  exportDenied: {
    de: {
      text: 'easybill verweigert das Schreiben der Rechnung zu Arbeitsauftrag {workOrder} ({call}).',
      remedy:
        'Geben Sie dem easybill-Login, zu dem der API-Schlüssel gehört, das nötige Recht; der Export versucht es von selbst erneut.',
    },
    en: {
      text: 'easybill denies writing the invoice of work order {workOrder} ({call}).',
      remedy:
        'Give the easybill login that owns the API key the needed right; the export tries again by itself.',
    },
  },
};
