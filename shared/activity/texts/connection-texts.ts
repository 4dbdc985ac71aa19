import type { ActivityCode } from '../activity-codes.ts';
import { CHECK_BUDGET_DE, CHECK_BUDGET_EN } from './phrases.ts';
import type { Wordings } from './wording.ts';

/** The words of entries about a connection, its credentials, webhook and budget. */
export const CONNECTION_TEXTS = {
  connectionCreated: {
    de: { text: 'OutSmart und easybill sind verbunden (easybill-Tarif {plan}). Der erste Import beginnt.' },
    en: { text: 'OutSmart and easybill are connected (easybill plan {plan}). The first import starts.' },
  },
  connectionRevived: {
    de: {
      text: 'OutSmart und easybill sind wieder verbunden (easybill-Tarif {plan}). Die früheren Zuordnungen gelten weiter.',
    },
    en: {
      text: 'OutSmart and easybill are connected again (easybill plan {plan}). The earlier mappings still hold.',
    },
  },
  connectionDisconnected: {
    de: {
      text: 'Die Verbindung wurde getrennt. Der Webhook in easybill und die Zugangsdaten werden entfernt, die Zuordnungen bleiben gespeichert.',
      remedy:
        'Verbinden Sie bei Bedarf dieselben Zugänge erneut; es geht dann ohne doppelte Datensätze weiter.',
    },
    en: {
      text: 'The connection was ended. The webhook at easybill and the credentials are removed; the mappings stay stored.',
      remedy: 'If need be, connect the same accounts again; it then goes on without duplicate records.',
    },
  },
  eventUrlShown: {
    de: {
      text: 'Die Adresse für Ereignisse aus OutSmart wurde abgerufen. Mit dieser Adresse lässt sich nur eine Suche nach abgeschlossenen Aufträgen anstoßen; Daten sind damit nicht lesbar.',
    },
    en: {
      text: 'The address for events of OutSmart was read. All it can do is start a search for completed work orders; no data can be read with it.',
    },
  },
  credentialsReplaced: {
    de: { text: 'Neue Zugangsdaten wurden geprüft und gespeichert.' },
    en: { text: 'New credentials were checked and stored.' },
  },
  credentialsAccepted: {
    de: {
      text: 'OutSmart und easybill nehmen die Zugangsdaten wieder an. Was inzwischen liegen geblieben ist, wird nachgeholt.',
    },
    en: { text: 'OutSmart and easybill accept the credentials again. What was missed is made up for.' },
  },
  webhookRenewed: {
    de: { text: 'Die Adresse des Webhooks in easybill wurde erneuert.' },
    en: { text: 'The address of the webhook at easybill was renewed.' },
  },
  webhookRepaired: {
    de: {
      text: 'Der Webhook „OutSmart“ in easybill fehlte oder war ausgeschaltet und wurde wieder eingerichtet. Ein Abgleich holt nach, was inzwischen geändert wurde.',
      remedy:
        'Lassen Sie den Webhook „OutSmart“ in easybill bestehen. Soll nichts mehr abgeglichen werden, trennen Sie stattdessen die Verbindung.',
    },
    en: {
      text: 'The webhook “OutSmart” at easybill was missing or switched off and was set up again. A reconciliation makes up for what changed meanwhile.',
      remedy:
        'Leave the webhook “OutSmart” at easybill as it is. If nothing is to be synced any more, end the connection instead.',
    },
  },
  webhookMissedDeliveries: {
    de: {
      text: 'easybill konnte eine Änderung nicht übermitteln (Antwortcode {status}). Ein Abgleich holt sie nach.',
      remedy: 'Sie müssen nichts tun. Kommt das öfter vor, wenden Sie sich an den Support.',
    },
    en: {
      text: 'easybill could not deliver a change (answer code {status}). A reconciliation makes up for it.',
      remedy: 'There is nothing to do. If this happens often, contact support.',
    },
  },
  webhookLeft: {
    de: {
      text: 'Der Webhook „OutSmart“ ließ sich in easybill nicht entfernen. Er bewirkt nichts mehr.',
      remedy: 'Löschen Sie ihn von Hand: in den Einstellungen von easybill bei den Webhooks.',
    },
    en: {
      text: 'The webhook “OutSmart” could not be removed at easybill. It no longer has any effect.',
      remedy: 'Delete it by hand: in the settings of easybill, among the webhooks.',
    },
  },
  settingsChanged: {
    de: { text: '{Settings} geändert: {keys}.' },
    en: { text: '{Settings} changed: {keys}.' },
  },
  planChanged: {
    de: { text: 'Als easybill-Tarif ist jetzt {plan} hinterlegt ({planCalls}).' },
    en: { text: 'The stored easybill plan is now {plan} ({planCalls}).' },
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
      text: 'easybill hat Abrufe abgelehnt, weil es in einer Minute mehr waren, als der Tarif erlaubt. Die Verbindung arbeitet langsamer weiter; es geht nichts verloren.',
      remedy: CHECK_BUDGET_DE,
    },
    en: {
      text: 'easybill refused calls because there were more in one minute than the plan allows. The connection goes on more slowly; nothing is lost.',
      remedy: CHECK_BUDGET_EN,
    },
  },
  planLooksLikePlus: {
    de: {
      text: 'easybill lehnt schon nach etwa 10 Abrufen pro Minute weitere ab. So viele erlaubt der Tarif Plus; hinterlegt ist Business.',
      remedy:
        'Sehen Sie in easybill nach, welcher Tarif gebucht ist. Ist es Plus, wählen Sie in den Verbindungseinstellungen den Tarif Plus. Ist es Business, verbraucht ein anderes Programm fast alle Abrufe.',
    },
    en: {
      text: 'easybill refuses calls after about 10 a minute. That is what the plan Plus allows; the stored plan is Business.',
      remedy:
        'Check at easybill which plan is booked. If it is Plus, choose the plan Plus in the connection settings. If it is Business, another program uses up almost all calls.',
    },
  },
  waitingLong: {
    de: {
      text: 'Der {import} wartet seit mehr als 24 Stunden, weil easybill keine weiteren Abrufe zulässt oder weil easybill oder OutSmart nicht erreichbar ist. Er geht von selbst weiter.',
      remedy: CHECK_BUDGET_DE,
    },
    en: {
      text: 'The {import} has been waiting for more than 24 hours because easybill allows no more calls, or because easybill or OutSmart cannot be reached. It goes on by itself.',
      remedy: CHECK_BUDGET_EN,
    },
  },
  waitingGivenUp: {
    de: {
      text: 'Ein Teil des Abgleichs ({import}) hat sieben Tage gewartet und wurde beendet. Der nächste Abgleich holt ihn nach.',
      remedy: CHECK_BUDGET_DE,
    },
    en: {
      text: 'A part of the reconciliation ({import}) waited for seven days and was ended. The next reconciliation makes up for it.',
      remedy: CHECK_BUDGET_EN,
    },
  },
  credentialsRejected: {
    de: {
      text: '{vendor} nimmt die Zugangsdaten nicht mehr an (Fehlercode {vendorCode}). Die Verbindung steht still, bis sie ersetzt sind; es geht nichts verloren.',
      remedy: '{newKey} und tragen Sie ihn in den Verbindungseinstellungen ein.',
    },
    en: {
      text: '{vendor} no longer accepts the credentials (error code {vendorCode}). The connection stands still until they are replaced; nothing is lost.',
      remedy: '{newKey} and enter it in the connection settings.',
    },
  },
  entityBlocked: {
    de: {
      text: 'Der easybill-Benutzer dieses API-Schlüssels darf keine {records} lesen. Der {import} ist so lange unterbrochen.',
      remedy:
        'Geben Sie diesem Benutzer in easybill bei den Benutzerrechten das nötige Recht und starten Sie den {import} erneut.',
    },
    en: {
      text: 'The easybill user of this API key may not read {records}. The {import} is interrupted until that changes.',
      remedy:
        'Give this user the needed right among the user rights at easybill and start the {import} again.',
    },
  },
} satisfies Partial<Wordings<ActivityCode>>;
