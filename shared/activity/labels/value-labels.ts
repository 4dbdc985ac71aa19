import type { Label } from './label.ts';

/** Values that entries hold by their names in the code; a test compares them with those of the schemas. */
type Values = Readonly<Record<string, Label>>;

/** The easybill plans. */
export const PLAN_LABELS: Values = {
  plus: { de: 'Plus', en: 'Plus' },
  business: { de: 'Business', en: 'Business' },
};

/** What the plans allow. */
export const PLAN_CALLS: Values = {
  plus: { de: '10 Abrufe pro Minute', en: '10 calls a minute' },
  business: { de: '60 Abrufe pro Minute', en: '60 calls a minute' },
};

/** Why an import was started. */
export const TRIGGER_LABELS: Values = {
  manual: { de: 'von Hand', en: 'by hand' },
  connect: { de: 'nach dem Verbinden', en: 'after connecting' },
  schedule: { de: 'planmäßig', en: 'as scheduled' },
  change: { de: 'nach geänderten Einstellungen', en: 'after settings were changed' },
};

/** The two systems. */
export const VENDOR_LABELS: Values = {
  easybill: { de: 'easybill', en: 'easybill' },
  outsmart: { de: 'OutSmart', en: 'OutSmart' },
};

/** Where new credentials come from, as the beginning of a sentence. */
export const NEW_KEY_LABELS: Values = {
  easybill: {
    de: 'Erzeugen Sie in easybill im Profil einen neuen API-Schlüssel',
    en: 'Create a new API key in your easybill profile',
  },
  outsmart: {
    de: 'Rufen Sie in OutSmart den aktuellen Token für Schnittstellen ab',
    en: 'Look up the current token for interfaces in OutSmart',
  },
};
/** The same where it is not known at which of them. */
export const ANY_NEW_KEY: Label = {
  de: 'Erzeugen Sie im betroffenen System einen neuen Schlüssel',
  en: 'Create a new key at the system in question',
};

/** States of a connection. */
export const STATUS_LABELS: Values = {
  connecting: { de: 'wird verbunden', en: 'connecting' },
  active: { de: 'aktiv', en: 'active' },
  reconnect: { de: 'neue Zugangsdaten nötig', en: 'new credentials needed' },
  paused: { de: 'angehalten', en: 'paused' },
  disconnected: { de: 'getrennt', en: 'disconnected' },
};
