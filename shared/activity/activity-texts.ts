import type { ActivityCode } from './activity-codes.ts';
import { EXPORT_TEXTS } from './export-texts.ts';
import type { Language, Wording } from './wording.ts';

/** The words of each entry, in the languages of the back office. */
export const ACTIVITY_TEXTS: Readonly<Record<ActivityCode, Readonly<Record<Language, Wording>>>> = {
  ...EXPORT_TEXTS,
  connectionCreated: {
    de: { text: 'OutSmart und easybill sind verbunden (Tarif {plan}). Der erste Import beginnt.' },
    en: { text: 'OutSmart and easybill are connected (plan {plan}). The first import starts.' },
  },
  connectionRevived: {
    de: { text: 'Die bestehende Verbindung wurde wieder aufgenommen.' },
    en: { text: 'The existing connection was resumed.' },
  },
  connectionDisconnected: {
    de: {
      text: 'Die Verbindung wurde getrennt. Der Webhook in easybill und die Zugangsdaten werden entfernt; die Zuordnungen bleiben.',
      remedy: 'Verbinden Sie dieselben Zugänge erneut, dann geht es ohne Doppelungen weiter.',
    },
    en: {
      text: 'The connection was ended. The webhook at easybill and the credentials are removed; the mappings stay.',
      remedy: 'Connect the same accounts again to go on without duplicates.',
    },
  },
  credentialsReplaced: {
    de: { text: 'Neue Zugangsdaten wurden geprüft und hinterlegt.' },
    en: { text: 'New credentials were checked and stored.' },
  },
  credentialsAccepted: {
    de: { text: 'Beide Systeme nehmen die Zugangsdaten wieder an. Versäumtes wird nachgeholt.' },
    en: { text: 'Both systems accept the credentials again. What was missed is made up for.' },
  },
  webhookRenewed: {
    de: { text: 'Die Adresse des Webhooks in easybill wurde erneuert.' },
    en: { text: 'The address of the webhook at easybill was renewed.' },
  },
  webhookRepaired: {
    de: {
      text: 'Der Webhook in easybill fehlte oder war ausgeschaltet und wurde wiederhergestellt. Ein Abgleich holt Versäumtes nach.',
      remedy: 'Löschen Sie den Webhook „OutSmart“ in easybill nicht; trennen Sie stattdessen die Verbindung.',
    },
    en: {
      text: 'The webhook at easybill was missing or switched off and was restored. A reconciliation makes up for what was missed.',
      remedy: 'Do not delete the webhook “OutSmart” at easybill; end the connection instead.',
    },
  },
  webhookMissedDeliveries: {
    de: {
      text: 'easybill konnte eine Meldung nicht zustellen (Antwort {status}). Ein Abgleich holt Versäumtes nach.',
      remedy: 'Tritt das öfter auf, wenden Sie sich an den Support.',
    },
    en: {
      text: 'easybill could not deliver a message (answer {status}). A reconciliation makes up for what was missed.',
      remedy: 'If this happens often, contact support.',
    },
  },
  webhookLeft: {
    de: {
      text: 'Der Webhook „OutSmart“ konnte in easybill nicht entfernt werden. Seine Meldungen werden ignoriert.',
      remedy: 'Löschen Sie ihn in easybill unter den Webhooks von Hand.',
    },
    en: {
      text: 'The webhook “OutSmart” could not be removed at easybill. Its messages are ignored.',
      remedy: 'Delete it by hand among the webhooks at easybill.',
    },
  },
  settingsChanged: {
    de: { text: 'Die Einstellungen wurden geändert: {keys}.' },
    en: { text: 'The settings were changed: {keys}.' },
  },
  planChanged: {
    de: { text: 'Die Verbindung rechnet jetzt mit dem easybill-Tarif {plan}.' },
    en: { text: 'The connection now counts on the easybill plan {plan}.' },
  },
  paused: {
    de: { text: 'Die Verbindung wurde angehalten. Änderungen werden nachgeholt, sobald sie wieder läuft.' },
    en: { text: 'The connection was paused. Changes are made up for once it is resumed.' },
  },
  resumed: {
    de: { text: 'Die Verbindung läuft wieder. Was sich inzwischen geändert hat, wird nachgeholt.' },
    en: { text: 'The connection was resumed. What changed meanwhile is made up for.' },
  },
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
  skippedIncompleteName: {
    de: {
      text: 'Der Login {easybillId} wurde nicht übernommen: OutSmart verlangt Vor- und Nachnamen, es fehlt: {fields}.',
      remedy: 'Ergänzen Sie den Namen des Logins in easybill.',
    },
    en: {
      text: 'Login {easybillId} was not taken over: OutSmart requires a first and a last name; missing: {fields}.',
      remedy: 'Complete the name of the login at easybill.',
    },
  },
  skippedNoDescription: {
    de: {
      text: 'Der Artikel {easybillId} hat in easybill keine Beschreibung, die OutSmart verlangt.',
      remedy: 'Tragen Sie in easybill eine Beschreibung ein.',
    },
    en: {
      text: 'Article {easybillId} has no description at easybill, which OutSmart requires.',
      remedy: 'Enter a description at easybill.',
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
  rateLimited: {
    de: {
      text: 'easybill hat Aufrufe wegen Überschreitung des Kontingents abgelehnt. Die Verbindung wartet und macht langsamer weiter.',
      remedy:
        'Ein anderes Programm nutzt denselben easybill-Zugang, oder der Tarif ist nicht Business. Prüfen Sie den Tarif oder senken Sie den Anteil am Kontingent.',
    },
    en: {
      text: 'easybill refused calls because the budget was exceeded. The connection waits and goes on more slowly.',
      remedy:
        'Another program uses this easybill account, or the plan is not Business. Check the plan or lower the share of the budget.',
    },
  },
  planLooksLikePlus: {
    de: {
      text: 'easybill lehnt Aufrufe schon nach etwa 10 in der Minute ab. So viele erlaubt der Tarif Plus; eingestellt ist Business.',
      remedy:
        'Sehen Sie in easybill nach, welcher Tarif gebucht ist. Ist es Plus, stellen Sie die Verbindung auf „plus“ um. Ist es Business, verbraucht ein anderes Programm fast alle Aufrufe.',
    },
    en: {
      text: 'easybill refuses calls after about 10 a minute. That is what the plan Plus allows; the connection is set to Business.',
      remedy:
        'Check at easybill which plan is booked. If it is Plus, set the connection to “plus”. If it is Business, another program uses up almost all calls.',
    },
  },
  waitingLong: {
    de: {
      text: 'Eine Aufgabe wartet seit über 24 Stunden auf freie easybill-Aufrufe oder einen erreichbaren Dienst.',
      remedy: 'Prüfen Sie Tarif und Anteil am Kontingent.',
    },
    en: {
      text: 'Work has been waiting for more than 24 hours for free easybill calls or a reachable service.',
      remedy: 'Check the plan and the share of the budget.',
    },
  },
  waitingGivenUp: {
    de: {
      text: 'Eine Aufgabe hat sieben Tage gewartet und wurde beendet. Der nächste Abgleich holt sie nach.',
      remedy: 'Prüfen Sie Tarif und Anteil am Kontingent.',
    },
    en: {
      text: 'Work waited for seven days and was ended. The next reconciliation makes up for it.',
      remedy: 'Check the plan and the share of the budget.',
    },
  },
  credentialsRejected: {
    de: {
      text: '{vendor} nimmt die Zugangsdaten nicht mehr an (Code {vendorCode}). Die Verbindung ruht; nichts geht verloren.',
      remedy: 'Hinterlegen Sie neue Zugangsdaten.',
    },
    en: {
      text: '{vendor} no longer accepts the credentials (code {vendorCode}). The connection rests; nothing is lost.',
      remedy: 'Enter new credentials.',
    },
  },
  entityBlocked: {
    de: {
      text: 'easybill verweigert den Zugriff auf diese Daten ({call}).',
      remedy:
        'Geben Sie dem easybill-Login, zu dem der API-Schlüssel gehört, das nötige Recht, und starten Sie den Import erneut.',
    },
    en: {
      text: 'easybill denies access to this data ({call}).',
      remedy: 'Give the easybill login that owns the API key the needed right, and start the import again.',
    },
  },
};

/** Renders an entry in the reader's language; a parameter that is missing or empty shows as a dash. */
export function renderActivity(
  code: ActivityCode,
  values: Readonly<Record<string, string | number | undefined>>,
  language: Language,
): Wording {
  const { text, remedy } = ACTIVITY_TEXTS[code][language];
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '') || '–');
  return remedy === undefined ? { text: fill(text) } : { text: fill(text), remedy: fill(remedy) };
}
