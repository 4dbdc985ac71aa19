import type { ActivityCode } from '../activity-codes.ts';
import { SETTING_LABELS } from '../labels/setting-labels.ts';
import type { Wordings } from './wording.ts';

const MISSING_ADDRESS = SETTING_LABELS['imports.customers.missingAddress'];

/** The words of entries about imports and their records. */
export const IMPORT_TEXTS = {
  runStarted: {
    de: { text: '{Import} gestartet ({trigger}).' },
    en: { text: '{Import} started ({trigger}).' },
  },
  runCompleted: {
    de: {
      text: '{Import} abgeschlossen: {seen} gelesen, {created} neu angelegt, {updated} geändert, {unchanged} unverändert, {skipped} ausgelassen, {failed} fehlgeschlagen, {withdrawn} {gone}.',
    },
    en: {
      text: '{Import} completed: {seen} read, {created} created, {updated} updated, {unchanged} unchanged, {skipped} left out, {failed} failed, {withdrawn} {gone}.',
    },
  },
  dryRunCompleted: {
    de: {
      text: 'Probelauf abgeschlossen ({import}), nichts wurde geändert: Von {seen} gelesenen Datensätzen würden {created} neu angelegt, {updated} geändert und {skipped} ausgelassen; {unchanged} blieben unverändert, {withdrawn} würden wegfallen.',
      remedy: 'Der Bericht des Probelaufs nennt jeden Datensatz und ist 24 Stunden lang abrufbar.',
    },
    en: {
      text: 'Dry run completed ({import}), nothing was changed: of {seen} records read, {created} would be created, {updated} updated and {skipped} left out; {unchanged} would stay as they are, {withdrawn} would be gone.',
      remedy: 'The report of the dry run names each record and can be read for 24 hours.',
    },
  },
  runFailed: {
    de: {
      text: '{Import} vorzeitig beendet. Was bis dahin übernommen wurde, bleibt; in OutSmart wurde nichts deaktiviert oder gelöscht.',
      remedy: 'Die Ursache nennt der Eintrag davor. Ist sie behoben, starten Sie den {import} erneut.',
    },
    en: {
      text: '{Import} ended early. What was taken over until then stays; nothing was deactivated or deleted in OutSmart.',
      remedy: 'The entry before this one names the cause. Once it is fixed, start the {import} again.',
    },
  },
  listRejected: {
    de: {
      text: 'easybill hat den Abruf für den {import} abgelehnt (Fehlercode {vendorCode}).',
      remedy: 'Starten Sie den {import} später erneut. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: 'easybill refused the call for the {import} (error code {vendorCode}).',
      remedy: 'Start the {import} again later. If the error stays, contact support.',
    },
  },
  runBraked: {
    de: {
      text: '{Import} angehalten: {candidates} von {known} Datensätzen fehlen in easybill. So viele werden in OutSmart nicht ohne Rückfrage deaktiviert oder gelöscht.',
      remedy:
        'Prüfen Sie, ob der richtige easybill-Zugang verbunden ist. Sind die Datensätze wirklich gelöscht, bestätigen Sie den Import.',
    },
    en: {
      text: '{Import} stopped: {candidates} of {known} records are missing at easybill. That many are not deactivated or deleted in OutSmart without asking.',
      remedy:
        'Check that the right easybill account is connected. If the records are really gone, confirm the import.',
    },
  },
  otherEasybillAccount: {
    de: {
      text: 'Der hinterlegte API-Schlüssel gehört zu einem anderen easybill-Zugang als dem zuerst verbundenen. In OutSmart wurde nichts deaktiviert oder gelöscht.',
      remedy:
        'Erzeugen Sie im zuerst verbundenen easybill-Zugang im Profil einen API-Schlüssel und tragen Sie ihn in den Verbindungseinstellungen ein.',
    },
    en: {
      text: 'The stored API key belongs to another easybill account than the one connected first. Nothing was deactivated or deleted in OutSmart.',
      remedy:
        'Create an API key in the profile of the easybill account that was connected first, and enter it in the connection settings.',
    },
  },
  recordCreated: {
    de: { text: '{Record} wurde in OutSmart angelegt.' },
    en: { text: '{Record} was created in OutSmart.' },
  },
  recordUpdated: {
    de: { text: '{Record} wurde in OutSmart aktualisiert.' },
    en: { text: '{Record} was updated in OutSmart.' },
  },
  recordWithdrawn: {
    de: {
      text: '{Record} wurde in OutSmart {deactivated}, weil der Eintrag in easybill gelöscht oder archiviert wurde oder nach den Einstellungen nicht mehr importiert wird.',
    },
    en: {
      text: '{Record} was {deactivated} in OutSmart because it was deleted or archived at easybill, or the settings no longer import it.',
    },
  },
  recordKept: {
    de: {
      text: '{Record} wird nicht mehr aus easybill importiert, bleibt in OutSmart aber bestehen: Von hier aus lässt sich der Eintrag nicht deaktivieren.',
      remedy: 'Deaktivieren oder löschen Sie den Eintrag in OutSmart, wenn er nicht mehr gebraucht wird.',
    },
    en: {
      text: '{Record} is no longer imported from easybill, but stays in OutSmart: it cannot be deactivated from here.',
      remedy: 'Deactivate or delete it in OutSmart when it is no longer needed.',
    },
  },
  recordHealed: {
    de: { text: 'Erledigt: {record} stimmt in OutSmart und easybill wieder überein.' },
    en: { text: 'Settled: {record} is the same in OutSmart and easybill again.' },
  },
  recordUnknown: {
    de: {
      text: '{Record} sollte abgeglichen werden, ist in easybill aber nicht zu finden.',
      remedy: 'Prüfen Sie die ID und die Art des Datensatzes. Die ID steht in easybill in der Adresszeile.',
    },
    en: {
      text: '{Record} was to be synced, but cannot be found at easybill.',
      remedy: 'Check the id and the kind of the record. At easybill the id is in the address bar.',
    },
  },
  oldKeyKept: {
    de: {
      text: 'Nummer geändert: Aus {formerRecord} wurde {record}. Der Eintrag unter der alten Nummer lässt sich in OutSmart nicht deaktivieren; er bleibt bestehen.',
      remedy: 'Löschen Sie den alten Eintrag in OutSmart, wenn er nicht mehr gebraucht wird.',
    },
    en: {
      text: 'Number changed: {formerRecord} became {record}. What OutSmart has under the old number cannot be deactivated there; it stays.',
      remedy: 'Delete the old entry in OutSmart when it is no longer needed.',
    },
  },
  keyChanged: {
    de: {
      text: 'Nummer geändert: Aus {formerRecord} wurde {record}. Der Eintrag unter der alten Nummer wurde in OutSmart {deactivated}.',
    },
    en: {
      text: 'Number changed: {formerRecord} became {record}. What OutSmart has under the old number was {deactivated}.',
    },
  },
  skippedNoNumber: {
    de: {
      text: '{Record} hat in easybill keine Nummer und wurde nicht übernommen.',
      remedy: 'Tragen Sie in easybill eine Nummer ein; der Eintrag wird dann von selbst übernommen.',
    },
    en: {
      text: '{Record} has no number at easybill and was not taken over.',
      remedy: 'Enter a number at easybill; the record is then taken over by itself.',
    },
  },
  skippedNoName: {
    de: {
      text: '{Record} hat in easybill weder Namen noch Bezeichnung und wurde nicht übernommen.',
      remedy:
        'Tragen Sie in easybill einen Namen, eine Firma oder eine Bezeichnung ein; der Eintrag wird dann von selbst übernommen.',
    },
    en: {
      text: '{Record} has neither a name nor a description at easybill and was not taken over.',
      remedy:
        'Enter a name, a company or a description at easybill; the record is then taken over by itself.',
    },
  },
  skippedMissingAddress: {
    de: {
      text: '{Record} wurde nicht übernommen, weil in easybill Angaben zur Anschrift fehlen, die OutSmart verlangt: {fields}.',
      remedy: `Ergänzen Sie die Anschrift in easybill, oder lassen Sie in den Einstellungen bei „${MISSING_ADDRESS.de}“ einen Platzhalter eintragen.`,
    },
    en: {
      text: '{Record} was not taken over because the address at easybill lacks what OutSmart requires: {fields}.',
      remedy: `Complete the address at easybill, or have a placeholder filled in at “${MISSING_ADDRESS.en}” in the settings.`,
    },
  },
  skippedNumberTooLong: {
    de: {
      text: '{Record} wurde nicht übernommen: Die Nummer ist länger, als OutSmart erlaubt.',
      remedy: 'Kürzen Sie die Nummer in easybill; der Eintrag wird dann von selbst übernommen.',
    },
    en: {
      text: '{Record} was not taken over: the number is longer than OutSmart allows.',
      remedy: 'Shorten the number at easybill; the record is then taken over by itself.',
    },
  },
  skippedNumberUnreadable: {
    de: {
      text: '{Record} wurde nicht übernommen: Die Nummer enthält unsichtbare Sonderzeichen.',
      remedy: 'Tippen Sie die Nummer in easybill neu ein, ohne sie zu kopieren.',
    },
    en: {
      text: '{Record} was not taken over: the number contains invisible special characters.',
      remedy: 'Type the number at easybill again, without copying it.',
    },
  },
  skippedDuplicateNumber: {
    de: {
      text: '{Record} wurde nicht übernommen (easybill-ID {easybillId}): Dieselbe Nummer hat in easybill schon ein anderer Eintrag (easybill-ID {otherEasybillId}).',
      remedy: 'Geben Sie einem der beiden Einträge in easybill eine andere Nummer.',
    },
    en: {
      text: '{Record} was not taken over (easybill ID {easybillId}): another record at easybill has the same number (easybill ID {otherEasybillId}).',
      remedy: 'Give one of the two records another number at easybill.',
    },
  },
  recordRejected: {
    de: {
      text: '{Record} wurde nicht angenommen (Schritt: {call}, Fehlercode {vendorCode}, betroffen: {fields}).',
      remedy:
        'Prüfen und berichtigen Sie den Eintrag in easybill; danach wird er von selbst übernommen. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: '{Record} was not accepted (step: {call}, error code {vendorCode}, concerned: {fields}).',
      remedy:
        'Check and correct the record at easybill; it is then taken over by itself. If the error stays, contact support.',
    },
  },
  recordUnreadable: {
    de: {
      text: '{Record} wurde nicht übernommen, weil easybill unlesbare Angaben geliefert hat (betroffen: {fields}).',
      remedy:
        'Öffnen Sie den Eintrag in easybill und speichern Sie ihn neu. Bleibt der Fehler, wenden Sie sich an den Support.',
    },
    en: {
      text: '{Record} was not taken over because easybill returned unreadable details (concerned: {fields}).',
      remedy: 'Open the record at easybill and save it again. If the error stays, contact support.',
    },
  },
} satisfies Partial<Wordings<ActivityCode>>;
