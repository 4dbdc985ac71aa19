import type { Wordings } from './wording.ts';

/** The words of each entry about an invoice that is doubtful, and is left as it is. */
export const EXPORT_DOUBT_TEXTS: Wordings<
  'exportDiffersAtEasybill' | 'exportEditedAtEasybill' | 'exportOrderReopened'
> = {
  exportDiffersAtEasybill: {
    de: {
      text: 'Die Rechnung zu Auftrag {workOrder} (Kunde {customerNumber}) ist in easybill anders als übermittelt (Dokument {documentId}): erwartet {expectedCents} brutto ({expectedNetCents} netto), in easybill {foundCents} brutto ({foundNetCents} netto). Sie wird nicht von selbst fertiggestellt; der Auftrag bleibt „Komplett“.',
      remedy:
        'Vergleichen Sie Kunde, Datum, Preise und Umsatzsteuer mit dem Auftrag. Stimmt die Rechnung nicht, löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal. Stimmt sie, stellen Sie sie in easybill fertig und setzen den Auftrag in OutSmart auf „Abgehandelt“.',
    },
    en: {
      text: 'The invoice of work order {workOrder} (customer {customerNumber}) is not at easybill as it was sent (document {documentId}): expected {expectedCents} with VAT ({expectedNetCents} without), at easybill {foundCents} with VAT ({foundNetCents} without). It is not finished by itself; the work order stays completed.',
      remedy:
        'Compare customer, date, prices and VAT with the work order. If the invoice is wrong, delete the draft at easybill (cancel a finished invoice) and export the work order again. If it is right, finish it at easybill and set the work order to handled in OutSmart.',
    },
  },
  exportEditedAtEasybill: {
    de: {
      text: 'Der Entwurf {documentId} zu Auftrag {workOrder} (Kunde {customerNumber}) wurde in easybill bearbeitet, bevor er fertiggestellt war. Er bleibt Entwurf; der Auftrag bleibt „Komplett“.',
      remedy:
        'Prüfen Sie den Entwurf, stellen Sie ihn in easybill selbst fertig und starten Sie den Export des Auftrags erneut; er setzt den Auftrag dann auf „Abgehandelt“.',
    },
    en: {
      text: 'Draft {documentId} of work order {workOrder} (customer {customerNumber}) was edited at easybill before it was finished. It stays a draft; the work order stays completed.',
      remedy:
        'Check the draft, finish it at easybill yourself and retry the export of the work order; it then sets the work order to handled.',
    },
  },
  exportOrderReopened: {
    de: {
      text: 'Auftrag {workOrder} (Kunde {customerNumber}) wurde nach seiner Rechnung (Dokument {documentId}) geändert und ist wieder „Komplett“. Die Rechnung hat den alten Stand; was hinzukam, ist nicht berechnet.',
      remedy:
        'Löschen Sie den Entwurf in easybill (eine fertige Rechnung stornieren Sie) und exportieren Sie den Auftrag noch einmal, oder berechnen Sie das Hinzugekommene von Hand und setzen den Auftrag in OutSmart auf „Abgehandelt“.',
    },
    en: {
      text: 'Work order {workOrder} (customer {customerNumber}) was changed after its invoice (document {documentId}) and is completed again. The invoice has the old state; what was added is not invoiced.',
      remedy:
        'Delete the draft at easybill (cancel a finished invoice) and export the work order again, or invoice by hand what was added and set the work order to handled in OutSmart.',
    },
  },
};
