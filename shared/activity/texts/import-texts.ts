import type { ActivityCode } from '../activity-codes.ts';
import type { Wordings } from './wording.ts';

/** The words of entries about imports and their records. */
export const IMPORT_TEXTS = {
  runStarted: {
    de: { text: 'Import gestartet ({trigger}).' },
    en: { text: 'Import started ({trigger}).' },
  },
  runCompleted: {
    de: {
      text: 'Import fertig: {seen} gelesen, {created} neu, {updated} geändert, {unchanged} unverändert, {skipped} übersprungen, {failed} fehlgeschlagen, {withdrawn} zurückgezogen.',
    },
    en: {
      text: 'Import finished: {seen} read, {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {failed} failed, {withdrawn} withdrawn.',
    },
  },
  dryRunCompleted: {
    de: {
      text: 'Probelauf fertig, nichts wurde geändert: {seen} gelesen, {created} würden neu angelegt, {updated} geändert oder übernommen, {unchanged} blieben, {skipped} würden übersprungen, {withdrawn} zurückgezogen.',
      remedy: 'Der Bericht des Laufs nennt jeden Datensatz und ist 24 Stunden lang abrufbar.',
    },
    en: {
      text: 'Dry run finished, nothing was changed: {seen} read, {created} would be created, {updated} updated or adopted, {unchanged} left alone, {skipped} skipped, {withdrawn} withdrawn.',
      remedy: 'The report of the run names each record and can be read for 24 hours.',
    },
  },
  runFailed: {
    de: {
      text: 'Der Import wurde vorzeitig beendet. Bis dahin Geschriebenes bleibt; nichts wurde zurückgezogen.',
      remedy: 'Die Ursache steht im Eintrag davor. Ist sie behoben, starten Sie den Import erneut.',
    },
    en: {
      text: 'The import ended early. What was written stays; nothing was withdrawn.',
      remedy: 'The entry before this one tells the cause. Once it is fixed, start the import again.',
    },
  },
  listRejected: {
    de: {
      text: 'easybill hat den Abruf der Liste abgelehnt ({call}, Code {vendorCode}).',
      remedy: 'Starten Sie den Import später erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'easybill refused to return the list ({call}, code {vendorCode}).',
      remedy: 'Start the import again later. If the error stays, contact support.',
    },
  },
  runBraked: {
    de: {
      text: '{candidates} von {known} Datensätzen fehlen in easybill. So viele werden nicht ohne Rückfrage zurückgezogen.',
      remedy:
        'Prüfen Sie, ob der richtige easybill-Zugang verbunden ist. Sind die Datensätze wirklich gelöscht, bestätigen Sie den Lauf.',
    },
    en: {
      text: '{candidates} of {known} records are missing at easybill. That many are not withdrawn without asking.',
      remedy:
        'Check that the right easybill account is connected. If the records are really gone, confirm the run.',
    },
  },
  otherEasybillAccount: {
    de: {
      text: 'Der hinterlegte Schlüssel gehört zu einem anderen easybill-Zugang. Nichts wurde zurückgezogen.',
      remedy: 'Hinterlegen Sie einen API-Schlüssel des ursprünglich verbundenen easybill-Zugangs.',
    },
    en: {
      text: 'The stored key belongs to another easybill account. Nothing was withdrawn.',
      remedy: 'Enter an API key of the easybill account that was connected first.',
    },
  },
  recordCreated: {
    de: { text: '{outsmartKey} wurde in OutSmart angelegt.' },
    en: { text: '{outsmartKey} was created in OutSmart.' },
  },
  recordUpdated: {
    de: { text: '{outsmartKey} wurde in OutSmart aktualisiert.' },
    en: { text: '{outsmartKey} was updated in OutSmart.' },
  },
  recordWithdrawn: {
    de: {
      text: '{outsmartKey} wurde in OutSmart inaktiv gesetzt, weil der Datensatz in easybill gelöscht, archiviert oder nicht mehr ausgewählt ist.',
    },
    en: {
      text: '{outsmartKey} was set inactive in OutSmart because the record at easybill is deleted, archived or no longer selected.',
    },
  },
  recordKept: {
    de: {
      text: '{outsmartKey} gibt es in easybill nicht mehr. OutSmart kennt dafür kein Inaktivsetzen, darum bleibt der Datensatz dort stehen.',
      remedy: 'Löschen Sie ihn in OutSmart, wenn er nicht mehr gebraucht wird.',
    },
    en: {
      text: '{outsmartKey} is gone at easybill. OutSmart cannot set it inactive, so it stays there.',
      remedy: 'Delete it in OutSmart when it is no longer needed.',
    },
  },
  recordHealed: {
    de: { text: 'Erledigt: Datensatz {easybillId} stimmt in beiden Systemen wieder überein.' },
    en: { text: 'Settled: record {easybillId} is the same in both systems again.' },
  },
  recordUnknown: {
    de: {
      text: 'Datensatz {easybillId} sollte abgeglichen werden, ist in easybill aber nicht zu finden.',
      remedy: 'Prüfen Sie die ID und die Art des Datensatzes. Die ID steht in easybill in der Adresszeile.',
    },
    en: {
      text: 'Record {easybillId} was to be synced, but it cannot be found at easybill.',
      remedy: 'Check the id and the kind of the record. At easybill the id is in the address bar.',
    },
  },
  oldKeyKept: {
    de: {
      text: 'Die Nummer {oldKey} heißt jetzt {outsmartKey}. Die alte Nummer bleibt in OutSmart stehen, weil sie sich dort nicht inaktiv setzen lässt.',
      remedy: 'Löschen Sie die alte Nummer in OutSmart, wenn sie nicht mehr gebraucht wird.',
    },
    en: {
      text: 'Number {oldKey} is now {outsmartKey}. The old number stays in OutSmart because it cannot be set inactive there.',
      remedy: 'Delete the old number in OutSmart when it is no longer needed.',
    },
  },
  keyChanged: {
    de: {
      text: 'Die Nummer {oldKey} heißt jetzt {outsmartKey}. Die alte Nummer ist in OutSmart inaktiv und bleibt als Verweis bekannt.',
    },
    en: {
      text: 'Number {oldKey} is now {outsmartKey}. The old number is inactive in OutSmart and stays known as an alias.',
    },
  },
  skippedNoNumber: {
    de: {
      text: 'Der Datensatz {easybillId} hat in easybill keine Nummer.',
      remedy: 'Tragen Sie in easybill eine Nummer ein.',
    },
    en: { text: 'Record {easybillId} has no number at easybill.', remedy: 'Enter a number at easybill.' },
  },
  skippedNoName: {
    de: {
      text: 'Der Datensatz {easybillId} hat in easybill weder Firma noch Namen.',
      remedy: 'Tragen Sie in easybill eine Firma oder einen Namen ein.',
    },
    en: {
      text: 'Record {easybillId} has neither a company nor a name at easybill.',
      remedy: 'Enter a company or a name at easybill.',
    },
  },
  skippedMissingAddress: {
    de: {
      text: 'Kunde {easybillId} wurde nicht übernommen: OutSmart verlangt Straße, Postleitzahl und Ort, es fehlt: {fields}.',
      remedy:
        'Ergänzen Sie die Anschrift in easybill, oder wählen Sie in den Einstellungen „Platzhalter“ für fehlende Anschriften.',
    },
    en: {
      text: 'Customer {easybillId} was not taken over: OutSmart requires street, postal code and city; missing: {fields}.',
      remedy:
        'Complete the address at easybill, or choose “placeholder” for missing addresses in the settings.',
    },
  },
  skippedNumberTooLong: {
    de: {
      text: 'Die Nummer des Datensatzes {easybillId} ist länger, als OutSmart erlaubt.',
      remedy: 'Kürzen Sie die Nummer in easybill.',
    },
    en: {
      text: 'The number of record {easybillId} is longer than OutSmart allows.',
      remedy: 'Shorten the number at easybill.',
    },
  },
  skippedNumberUnreadable: {
    de: {
      text: 'Die Nummer des Datensatzes {easybillId} enthält Zeichen, die nicht übernommen werden können.',
      remedy: 'Verwenden Sie in easybill eine Nummer ohne Steuerzeichen.',
    },
    en: {
      text: 'The number of record {easybillId} contains characters that cannot be taken over.',
      remedy: 'Use a number without control characters at easybill.',
    },
  },
  skippedDuplicateNumber: {
    de: {
      text: 'Die Nummer {outsmartKey} ist schon durch den easybill-Datensatz {otherEasybillId} belegt; {easybillId} wurde nicht übernommen.',
      remedy: 'Geben Sie einem der beiden Datensätze in easybill eine andere Nummer.',
    },
    en: {
      text: 'Number {outsmartKey} already belongs to easybill record {otherEasybillId}; {easybillId} was not taken over.',
      remedy: 'Give one of the two records another number at easybill.',
    },
  },
  recordRejected: {
    de: {
      text: 'Der Datensatz {easybillId} wurde abgelehnt ({call}, Code {vendorCode}, Felder: {fields}).',
      remedy:
        'Korrigieren Sie die genannten Felder in easybill; danach wird der Datensatz von selbst übernommen.',
    },
    en: {
      text: 'Record {easybillId} was rejected ({call}, code {vendorCode}, fields: {fields}).',
      remedy: 'Correct the named fields at easybill; the record is then taken over by itself.',
    },
  },
  recordUnreadable: {
    de: {
      text: 'easybill hat den Datensatz {easybillId} in unerwarteter Form geliefert (Felder: {fields}).',
      remedy:
        'Speichern Sie den Datensatz in easybill neu. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'easybill returned record {easybillId} in an unexpected form (fields: {fields}).',
      remedy: 'Save the record again at easybill. If the error stays, contact support.',
    },
  },
} satisfies Partial<Wordings<ActivityCode>>;
