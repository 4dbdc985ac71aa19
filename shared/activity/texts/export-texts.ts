import type { EXPORT_LEVEL_OF } from '../export-codes.ts';
import { EXPORT_ORDER_TEXTS } from './export-order-texts.ts';
import type { Wordings } from './wording.ts';

/** The words of each entry about a work order on its way to an invoice. */
export const EXPORT_TEXTS: Wordings<keyof typeof EXPORT_LEVEL_OF> = {
  ...EXPORT_ORDER_TEXTS,
  exportCreated: {
    de: {
      text: 'Für Arbeitsauftrag {workOrder} (Kunde {customerNumber}) liegt die Rechnung in easybill (Dokument {documentId}).',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) is at easybill (document {documentId}).',
    },
  },
  exportFinished: {
    de: {
      text: 'Die Rechnung {documentNumber} zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist fertiggestellt.',
    },
    en: {
      text: 'Invoice {documentNumber} of work order {workOrder} (customer {customerNumber}) is finished.',
    },
  },
  exportHandled: {
    de: { text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist in OutSmart abgehandelt.' },
    en: { text: 'Work order {workOrder} (customer {customerNumber}) is handled in OutSmart.' },
  },
  exportCustomerMade: {
    de: {
      text: 'Kunde {customerNumber} wurde in easybill angelegt, weil Auftrag {workOrder} an ihn berechnet wird.',
    },
    en: {
      text: 'Customer {customerNumber} was created at easybill, since work order {workOrder} is invoiced to it.',
    },
  },
  exportProductMade: {
    de: {
      text: 'Artikel {outsmartKey} wurde in easybill angelegt, weil er in Auftrag {workOrder} (Kunde {customerNumber}) steht.',
    },
    en: {
      text: 'Article {outsmartKey} was created at easybill, since it is in work order {workOrder} (customer {customerNumber}).',
    },
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
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) hat schon eine Rechnung in easybill (Dokument {documentId}) und bekommt keine zweite.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has an invoice at easybill already (document {documentId}) and gets no second one.',
    },
  },
  exportProductToMake: {
    de: {
      text: 'Artikel {article} aus Arbeitsauftrag {workOrder} (Kunde {customerNumber}) fehlt in easybill. Er würde dort angelegt.',
    },
    en: {
      text: 'Article {article} of work order {workOrder} (customer {customerNumber}) is missing at easybill. It would be created there.',
    },
  },
  exportOrderChanged: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) wurde nach dem Export geändert. Die Rechnung in easybill (Dokument {documentId}) hat den alten Stand; der Auftrag bleibt „Komplett“.',
      remedy:
        'Löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal. Stimmt die Rechnung doch, setzen Sie den Auftrag in OutSmart selbst auf „Abgehandelt“.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) was changed after its export. The invoice at easybill (document {documentId}) has the old state; the work order stays completed.',
      remedy:
        'Delete the draft at easybill (cancel a finished invoice) and export the work order again. If the invoice is right after all, set the work order to handled in OutSmart yourself.',
    },
  },
  exportFoundAgain: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) liegt in easybill schon eine Rechnung (Dokument {documentId}). Ob sie den heutigen Stand des Auftrags hat, ist nicht bekannt; er bleibt „Komplett“.',
      remedy:
        'Vergleichen Sie beide. Stimmt die Rechnung, setzen Sie den Auftrag in OutSmart auf „Abgehandelt“; sonst löschen oder stornieren Sie sie und exportieren den Auftrag noch einmal.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) already has an invoice at easybill (document {documentId}). Whether it has the present state of the work order is not known; that stays completed.',
      remedy:
        'Compare both. If the invoice is right, set the work order to handled in OutSmart; else delete or cancel it and export the work order again.',
    },
  },
  exportHandledChanged: {
    de: {
      text: 'Arbeitsauftrag {workOrder} (Kunde {customerNumber}) ist abgehandelt, wurde aber nach dem Export geändert. Die Rechnung in easybill (Dokument {documentId}) hat den alten Stand.',
      remedy:
        'Vergleichen Sie Auftrag und Rechnung. Stimmt die Rechnung nicht, berichtigen Sie sie in easybill (eine fertige Rechnung stornieren Sie); der Export ändert daran nichts mehr.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is handled, but was changed after its export. The invoice at easybill (document {documentId}) has the old state.',
      remedy:
        'Compare the work order with the invoice. If the invoice is wrong, correct it at easybill (cancel a finished one); the export changes nothing any more.',
    },
  },
  exportRejected: {
    de: {
      text: 'easybill hat den Aufruf {call} für die Rechnung zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) abgelehnt: Code {vendorCode}, Felder: {fields}.',
      remedy:
        'Prüfen Sie die genannten Felder im Arbeitsauftrag in OutSmart, beim Kunden in easybill, bei Vorlage (pdf_template), Zahlungsziel (due_in_days) und Erlöskonto (booking_account) in den Einstellungen des Exports. Ändern sich Auftrag oder Einstellungen, versucht es der Export von selbst erneut; nach einer Änderung am Kunden starten Sie ihn selbst.',
    },
    en: {
      text: 'easybill rejected the call {call} for the invoice of work order {workOrder} (customer {customerNumber}): code {vendorCode}, fields: {fields}.',
      remedy:
        'Check the named fields in the work order at OutSmart, of the customer at easybill, or for template (pdf_template), payment term (due_in_days) and revenue account (booking_account) in the settings of the export. When work order or settings change, the export tries again by itself; after a change of the customer, retry it yourself.',
    },
  },
  exportFinishRejected: {
    de: {
      text: 'easybill hat die Rechnung zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) nicht fertiggestellt: {call}, Code {vendorCode}, Felder: {fields}. Sie liegt als Entwurf {documentId} vor.',
      remedy:
        'Stellen Sie den Entwurf in easybill selbst fertig und starten Sie den Export des Auftrags erneut; er setzt den Auftrag dann auf „Abgehandelt“.',
    },
    en: {
      text: 'easybill did not finish the invoice of work order {workOrder} (customer {customerNumber}): {call}, code {vendorCode}, fields: {fields}. It is there as draft {documentId}.',
      remedy:
        'Finish the draft at easybill yourself and retry the export of the work order; it then sets the work order to handled.',
    },
  },
  exportDocumentGone: {
    de: {
      text: 'Die Rechnung {documentId} zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill nicht mehr.',
      remedy: 'Exportieren Sie den Auftrag noch einmal, wenn er berechnet werden soll.',
    },
    en: {
      text: 'Invoice {documentId} of work order {workOrder} (customer {customerNumber}) no longer exists at easybill.',
      remedy: 'Export the work order again if it is to be invoiced.',
    },
  },
  exportOrphanKept: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill neben der Rechnung {documentId} ein zweites Dokument {orphanId}, das bearbeitet oder fertiggestellt wurde.',
      remedy:
        'Löschen oder stornieren Sie in easybill das überzählige Dokument; für den Export zählt die Rechnung {documentId}.',
    },
    en: {
      text: 'Besides invoice {documentId} of work order {workOrder} (customer {customerNumber}) there is a second document {orphanId} at easybill, which was edited or finished.',
      remedy:
        'Delete or cancel the document that is too many at easybill; for the export, invoice {documentId} counts.',
    },
  },
  exportDuplicate: {
    de: {
      text: 'Zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill mehrere fertige Rechnungen: {documents}.',
      remedy: 'Stornieren Sie in easybill die überzähligen Rechnungen; für den Export zählt die erste.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has several finished invoices at easybill: {documents}.',
      remedy: 'Cancel the invoices that are too many at easybill; for the export, the first one counts.',
    },
  },
  exportDenied: {
    de: {
      text: 'easybill verweigert den Aufruf {call} für die Rechnung zu Arbeitsauftrag {workOrder} (Kunde {customerNumber}).',
      remedy:
        'Geben Sie dem easybill-Login, zu dem der API-Schlüssel gehört, das nötige Recht. Solange es keine Rechnung gibt, versucht es der Export von selbst erneut; sonst starten Sie ihn erneut.',
    },
    en: {
      text: 'easybill denies the call {call} for the invoice of work order {workOrder} (customer {customerNumber}).',
      remedy:
        'Give the easybill login that owns the API key the needed right. While there is no invoice, the export tries again by itself; else retry it.',
    },
  },
};
