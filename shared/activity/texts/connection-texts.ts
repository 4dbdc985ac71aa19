import type { ActivityCode } from '../activity-codes.ts';
import type { Wordings } from './wording.ts';

/** The words of entries about a connection, its credentials, webhook and budget. */
export const CONNECTION_TEXTS = {
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
  eventUrlShown: {
    de: {
      text: 'Die Adresse für Ereignisse von OutSmart wurde abgerufen. Wer sie kennt, kann nach abgeschlossenen Aufträgen sehen lassen, sonst nichts.',
    },
    en: {
      text: 'The address for events of OutSmart was read. Whoever knows it can have completed work orders looked for, and nothing else.',
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
} satisfies Partial<Wordings<ActivityCode>>;
