import type { EXPORT_LEVEL_OF } from '../export-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import { EXPORT_DOUBT_TEXTS } from './export-doubt-texts.ts';
import { EXPORT_ORDER_TEXTS } from './export-order-texts.ts';
import type { Wordings } from './wording.ts';

const TEMPLATE = SETTING_LABELS['exports.pdfTemplate'];
const DUE = SETTING_LABELS['exports.dueInDays'];
const ACCOUNT = SETTING_LABELS['exports.bookingAccount'];

/** The words of each entry about a work order on its way to an invoice. */
export const EXPORT_TEXTS: Wordings<keyof typeof EXPORT_LEVEL_OF> = {
  ...EXPORT_ORDER_TEXTS,
  ...EXPORT_DOUBT_TEXTS,
  exportCreated: {
    de: {
      text: 'Für Auftrag {workOrder} (Kunde {customerNumber}) wurde in easybill eine Rechnung angelegt (easybill-ID {documentId}).',
    },
    en: {
      text: 'For work order {workOrder} (customer {customerNumber}), an invoice was created at easybill (easybill ID {documentId}).',
    },
  },
  exportFinished: {
    de: {
      text: 'Die Rechnung {documentNumber} zu Auftrag {workOrder} (Kunde {customerNumber}) wurde in easybill fertiggestellt.',
    },
    en: {
      text: 'Invoice {documentNumber} of work order {workOrder} (customer {customerNumber}) was finished at easybill.',
    },
  },
  exportHandled: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) wurde in OutSmart auf „Abgehandelt“ gesetzt.',
    },
    en: { text: 'Work order {workOrder} (customer {customerNumber}) was set to handled in OutSmart.' },
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
      text: 'Kunde {customerNumber} aus Auftrag {workOrder} fehlt in easybill und würde dort angelegt.',
    },
    en: {
      text: 'Customer {customerNumber} of work order {workOrder} is missing at easybill and would be created there.',
    },
  },
  exportCustomerWithdrawn: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} geht an Kunde {customerNumber}. Er ist in easybill archiviert oder wird nicht mehr importiert.',
      remedy:
        'Prüfen Sie, ob der Kunde noch stimmt. Wenn nicht, ändern Sie ihn im Auftrag, löschen Sie den Entwurf und exportieren Sie noch einmal.',
    },
    en: {
      text: 'The invoice of work order {workOrder} goes to customer {customerNumber}, who is archived at easybill or not imported any more.',
      remedy:
        'Check whether this is still the right customer. If not, change it in the work order, delete the draft and export again.',
    },
  },
  exportHasInvoice: {
    de: {
      text: 'Zu Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill schon eine Rechnung (easybill-ID {documentId}); eine zweite wird nicht angelegt.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has an invoice at easybill already (easybill ID {documentId}); no second one is created.',
    },
  },
  exportProductToMake: {
    de: {
      text: 'Artikel {article} aus Auftrag {workOrder} (Kunde {customerNumber}) fehlt in easybill und würde dort angelegt.',
    },
    en: {
      text: 'Article {article} of work order {workOrder} (customer {customerNumber}) is missing at easybill and would be created there.',
    },
  },
  exportOrderChanged: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) wurde nach dem Export geändert. Die Rechnung in easybill (easybill-ID {documentId}) entspricht dem Stand davor; der Auftrag bleibt auf „Komplett“.',
      remedy:
        'Löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal. Stimmt die Rechnung trotzdem, setzen Sie den Auftrag in OutSmart selbst auf „Abgehandelt“.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) was changed after its export. The invoice at easybill (easybill ID {documentId}) is as it was before; the work order stays completed.',
      remedy:
        'Delete the draft at easybill (cancel a finished invoice) and export the work order again. If the invoice is right after all, set the work order to handled in OutSmart yourself.',
    },
  },
  exportFoundAgain: {
    de: {
      text: 'Zu Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill schon eine Rechnung (easybill-ID {documentId}). Ob sie dem heutigen Stand des Auftrags entspricht, ist nicht bekannt; er bleibt auf „Komplett“.',
      remedy:
        'Vergleichen Sie Rechnung und Auftrag. Stimmt die Rechnung, setzen Sie den Auftrag in OutSmart auf „Abgehandelt“. Stimmt sie nicht, löschen oder stornieren Sie sie in easybill und exportieren Sie den Auftrag noch einmal.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has an invoice at easybill already (easybill ID {documentId}). Whether it agrees with the work order as it is now is not known; the work order stays completed.',
      remedy:
        'Compare the invoice with the work order. If the invoice is right, set the work order to handled in OutSmart. If it is wrong, delete or cancel it at easybill and export the work order again.',
    },
  },
  exportHandledChanged: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) steht auf „Abgehandelt“, wurde aber nach dem Export geändert. Die Rechnung in easybill (easybill-ID {documentId}) entspricht dem Stand davor.',
      remedy:
        'Vergleichen Sie Rechnung und Auftrag. Stimmt die Rechnung nicht, berichtigen Sie sie in easybill (eine fertige Rechnung stornieren Sie); der Export ändert sie nicht mehr.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) is handled, but was changed after its export. The invoice at easybill (easybill ID {documentId}) is as it was before.',
      remedy:
        'Compare the invoice with the work order. If the invoice is wrong, correct it at easybill (cancel a finished one); the export does not change it any more.',
    },
  },
  exportRejected: {
    de: {
      text: 'easybill hat die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) nicht angenommen (Schritt: {call}, Fehlercode {vendorCode}, betroffen: {fields}).',
      remedy: `Prüfen Sie, was als betroffen genannt ist: im Auftrag in OutSmart, beim Kunden in easybill und in den Einstellungen bei „${TEMPLATE.de}“, „${DUE.de}“ und „${ACCOUNT.de}“. Nach einer Änderung am Auftrag oder an den Einstellungen versucht es der Export von selbst erneut; nach einer Änderung am Kunden starten Sie den Export des Auftrags selbst.`,
    },
    en: {
      text: 'easybill did not accept the invoice of work order {workOrder} (customer {customerNumber}) because of an error (step: {call}, error code {vendorCode}, concerned: {fields}).',
      remedy: `Check what is named as concerned: in the work order in OutSmart, of the customer at easybill, and in the settings at “${TEMPLATE.en}”, “${DUE.en}” and “${ACCOUNT.en}”. After a change of the work order or the settings, the export tries again by itself; after a change of the customer, start the export of the work order yourself.`,
    },
  },
  exportFinishRejected: {
    de: {
      text: 'easybill hat die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) nicht fertiggestellt (Fehlercode {vendorCode}, betroffen: {fields}). Sie liegt dort als Entwurf (easybill-ID {documentId}).',
      remedy:
        'Stellen Sie den Entwurf in easybill selbst fertig und starten Sie dann den Export des Auftrags erneut; er setzt den Auftrag auf „Abgehandelt“.',
    },
    en: {
      text: 'For work order {workOrder} (customer {customerNumber}), easybill did not finish the invoice (error code {vendorCode}, concerned: {fields}). It is there as a draft (easybill ID {documentId}).',
      remedy:
        'Finish the draft at easybill yourself and then start the export of the work order again; it sets the work order to handled.',
    },
  },
  exportDocumentGone: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) ist in easybill nicht mehr vorhanden (easybill-ID {documentId}).',
      remedy: 'Soll der Auftrag berechnet werden, exportieren Sie ihn noch einmal.',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) no longer exists at easybill (easybill ID {documentId}).',
      remedy: 'If the work order is to be invoiced, export it again.',
    },
  },
  exportOrphanKept: {
    de: {
      text: 'Zu Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill zwei Rechnungen: die gültige (easybill-ID {documentId}) und eine weitere (easybill-ID {orphanId}), die schon bearbeitet oder fertiggestellt wurde.',
      remedy: 'Löschen oder stornieren Sie in easybill die weitere Rechnung.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has two invoices at easybill: the one that counts (easybill ID {documentId}) and another one (easybill ID {orphanId}), which was edited or finished already.',
      remedy: 'Delete or cancel the other invoice at easybill.',
    },
  },
  exportDuplicate: {
    de: {
      text: 'Zu Auftrag {workOrder} (Kunde {customerNumber}) gibt es in easybill mehrere fertige Rechnungen: {documents}.',
      remedy: 'Stornieren Sie in easybill die überzähligen Rechnungen; für den Export zählt die erste.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) has several finished invoices at easybill: {documents}.',
      remedy: 'Cancel the invoices that are too many at easybill; for the export, the first one counts.',
    },
  },
  exportDenied: {
    de: {
      text: 'Der easybill-Benutzer dieses API-Schlüssels darf {denied}; zu Auftrag {workOrder} (Kunde {customerNumber}) gibt es deshalb keine fertige Rechnung.',
      remedy:
        'Geben Sie diesem Benutzer in easybill bei den Benutzerrechten das nötige Recht. Solange es keine Rechnung gibt, versucht es der Export von selbst erneut; sonst starten Sie den Export des Auftrags erneut.',
    },
    en: {
      text: 'The easybill user of this API key may not {denied}; so there is no finished invoice of work order {workOrder} (customer {customerNumber}).',
      remedy:
        'Give this user the needed right among the user rights at easybill. While there is no invoice, the export tries again by itself; else start the export of the work order again.',
    },
  },
};
