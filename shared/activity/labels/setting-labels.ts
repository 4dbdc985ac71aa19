import type { Label } from './label.ts';

/** What each setting is called, by its key in `SETTINGS.md`: what a form shows beside it, and what the log names. */
export const SETTING_LABELS = {
  language: { de: 'Sprache der Protokolltexte', en: 'Language of the log' },
  budgetShare: { de: 'Anteil an den easybill-Abrufen', en: 'Share of the easybill calls' },
  notifyEmail: { de: 'E-Mail-Adresse für Hinweise', en: 'E-mail address for notices' },

  'imports.changedSince': {
    de: 'Nur importieren, was geändert wurde seit',
    en: 'Import only what changed since',
  },
  'imports.customers.enabled': { de: 'Kunden-Import', en: 'Import of customers' },
  'imports.customers.groupIds': { de: 'Nur Kunden dieser Gruppen', en: 'Only customers of these groups' },
  'imports.customers.includeArchived': {
    de: 'Archivierte Kunden mitnehmen',
    en: 'Import archived customers too',
  },
  'imports.customers.missingAddress': {
    de: 'Kunden ohne vollständige Anschrift',
    en: 'Customers without a complete address',
  },
  'imports.customers.splitHouseNumber': {
    de: 'Hausnummer in ein eigenes Feld schreiben',
    en: 'House number in a field of its own',
  },
  'imports.customers.noteToRemark': {
    de: 'Notiz des Kunden als Bemerkung übernehmen',
    en: 'Copy the note of the customer into the remark',
  },
  'imports.customers.workOrderEmail': {
    de: 'E-Mail-Adresse für Aufträge',
    en: 'E-mail address for work orders',
  },
  'imports.contacts.enabled': { de: 'Ansprechpartner-Import', en: 'Import of contact persons' },
  'imports.categories.enabled': { de: 'Artikelgruppen-Import', en: 'Import of article groups' },
  'imports.products.enabled': { de: 'Artikel-Import', en: 'Import of articles' },
  'imports.products.groupIds': { de: 'Nur Artikel dieser Gruppen', en: 'Only articles of these groups' },
  'imports.products.defaultUnit': {
    de: 'Einheit für Artikel ohne Einheit',
    en: 'Unit of articles without one',
  },
  'imports.products.accountingToFreeFields': {
    de: 'Steuersatz und Erlöskonto in die Freifelder schreiben',
    en: 'VAT rate and revenue account in the free fields',
  },
  'imports.products.onRemoved': {
    de: 'In easybill gelöschte Artikel',
    en: 'Articles that are deleted at easybill',
  },
  'imports.hourTypes.enabled': { de: 'Stundenarten-Import', en: 'Import of hour types' },
  'imports.hourTypes.rule.types': {
    de: 'Artikeltypen, die als Stundenarten gelten',
    en: 'Types of articles that are hour types',
  },
  'imports.hourTypes.rule.units': {
    de: 'Einheiten, die als Stundenarten gelten',
    en: 'Units that are hour types',
  },
  'imports.hourTypes.rule.groupIds': {
    de: 'Artikelgruppen, die als Stundenarten gelten',
    en: 'Article groups that are hour types',
  },
  'imports.employees.enabled': { de: 'Mitarbeiter-Import', en: 'Import of employees' },

  'exports.enabled': { de: 'Rechnungsexport', en: 'Invoice export' },
  'exports.workStatus': {
    de: 'Nur Aufträge mit diesem Arbeitsstatus exportieren',
    en: 'Export only work orders with this work status',
  },
  'exports.onlyFinished': {
    de: 'Nur Aufträge mit fertiger Arbeit exportieren',
    en: 'Export only work orders with finished work',
  },
  'exports.ignoreBefore': { de: 'Aufträge exportieren ab', en: 'Export work orders from' },
  'exports.document': {
    de: 'Rechnung als Entwurf oder fertiggestellt',
    en: 'Invoice as a draft or finished',
  },
  'exports.createMissingCustomer': {
    de: 'Fehlende Kunden in easybill anlegen',
    en: 'Create missing customers at easybill',
  },
  'exports.createMissingProduct': {
    de: 'Fehlende Artikel in easybill anlegen',
    en: 'Create missing articles at easybill',
  },
  'exports.hours.rounding': { de: 'Arbeitszeit aufrunden', en: 'Round working time up' },
  'exports.hours.grouping': { de: 'Arbeitszeit zusammenfassen', en: 'Group working time' },
  'exports.hours.text': { de: 'Text der Arbeitszeit', en: 'Text of working time' },
  'exports.hours.fallbackPosition': {
    de: 'Ersatzartikel für Arbeitszeit',
    en: 'Fallback article for working time',
  },
  'exports.travel.position': { de: 'Artikel für Fahrtkilometer', en: 'Article for travelled kilometres' },
  'exports.workDescription': {
    de: 'Arbeitsbeschreibung auf der Rechnung',
    en: 'Work description on the invoice',
  },
  'exports.lineOrder': { de: 'Reihenfolge der Rechnungszeilen', en: 'Order of the invoice lines' },
  'exports.dueInDays': { de: 'Zahlungsziel in Tagen', en: 'Days until payment is due' },
  'exports.pdfTemplate': { de: 'PDF-Vorlage', en: 'PDF template' },
  'exports.defaultVatPercent': {
    de: 'Steuersatz für Material ohne Artikelnummer',
    en: 'VAT rate of materials without an article number',
  },
  'exports.bookingAccount': { de: 'Erlöskonto', en: 'Revenue account' },
  'exports.bookingAccounts': {
    de: 'Erlöskonten nach Steuersatz und Steueroption',
    en: 'Revenue accounts by VAT rate and tax option',
  },
  'exports.costCentre': { de: 'Kostenstelle', en: 'Cost centre' },
  'exports.smallBusiness': {
    de: 'Abrechnung als Kleinunternehmen (§ 19 UStG)',
    en: 'Billing as a small business (section 19 UStG)',
  },
  'exports.foreignAtHome': {
    de: 'Arbeiten in Deutschland für im Ausland besteuerte Kunden',
    en: 'Work in Germany for customers who are taxed abroad',
  },
  'exports.eInvoice': { de: 'Format der elektronischen Rechnung', en: 'Format of the electronic invoice' },
  'exports.buyerReference': {
    de: 'Freifeld mit der Leitweg-ID des Kunden',
    en: 'Free field with the buyer reference',
  },
  'exports.orderNumber': { de: 'Bestellnummer auf der Rechnung', en: 'Order number on the invoice' },
  'exports.defaultUnit': { de: 'Einheit für Material ohne Einheit', en: 'Unit of materials without one' },
  'exports.invoiceContact': {
    de: 'Ansprechpartner auf der Rechnung',
    en: 'Contact person on the invoice',
  },
  'exports.completedWorkStatuses': {
    de: 'Arbeitsstatus, die einen Auftrag abschließen',
    en: 'Work statuses that complete a work order',
  },
  'exports.maxBackdatingDays': {
    de: 'Rechnungsdatum höchstens so viele Tage zurück',
    en: 'Most days that the invoice is dated back',
  },
  'exports.siteAddress': { de: 'Leistungsort auf der Rechnung', en: 'Site on the invoice' },
  'exports.labourShare': {
    de: 'Lohnanteil für Privatkunden (§ 35a EStG)',
    en: 'Labour share for private customers (section 35a EStG)',
  },
  'exports.retentionNote': {
    de: 'Hinweis zur Aufbewahrung der Rechnung (§ 14b UStG)',
    en: 'Note on keeping the invoice (section 14b UStG)',
  },
  'exports.texts.title': { de: 'Überschrift der Rechnung', en: 'Title of the invoice' },
  'exports.texts.text_prefix': { de: 'Text über den Rechnungszeilen', en: 'Text above the invoice lines' },
  'exports.texts.text': { de: 'Text unter den Rechnungszeilen', en: 'Text below the invoice lines' },
  'exports.hours.minimum': { de: 'Vereinbarte Mindeststunden', en: 'Agreed minimum hours' },
  'exports.paymentMethods': {
    de: 'Umgang mit Zahlungsarten der Aufträge',
    en: 'What follows from payment methods',
  },
  'exports.workTypes': {
    de: 'Umgang mit Arbeitsarten der Aufträge',
    en: 'What follows from types of work',
  },
  'exports.documentDate': { de: 'Rechnungsdatum', en: 'Date of the invoice' },
  'exports.attachPdf': {
    de: 'PDF des Auftrags an die Rechnung anhängen',
    en: 'Attach the PDF of the work order to the invoice',
  },
  'exports.sendByEmail': { de: 'Rechnungen per E-Mail versenden', en: 'Send invoices by e-mail' },
  'exports.markHandled': {
    de: 'Aufträge nach dem Export als abgehandelt kennzeichnen',
    en: 'Set work orders to handled after the export',
  },
} as const satisfies Readonly<Record<string, Label>>;

/** For keys of settings that later versions no longer have. */
export const OTHER_SETTING: Label = { de: 'eine weitere Einstellung', en: 'another setting' };

const LABEL_OF = new Map<string, Label>(Object.entries(SETTING_LABELS));

/**
 * What a setting is called, by its key such as `exports.enabled`, or by that of a row such as
 * `exports.workTypes.Garantie`; undefined for one that has no label.
 */
export function settingLabel(key: string): Label | undefined {
  const dot = key.lastIndexOf('.');
  return LABEL_OF.get(key) ?? (dot < 0 ? undefined : settingLabel(key.slice(0, dot)));
}
