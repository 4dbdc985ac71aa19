import type { Entity } from '../../records/entity.ts';
import type { Label } from './label.ts';

/** What a kind of record is called. */
export interface EntityLabel {
  /** Introduces a record, as in "Kunde 10001". */
  readonly one: Label;
  /** A record that nothing is known of. */
  readonly some: Label;
  readonly many: Label;
  /** The import of such records. */
  readonly import: Label;
  /** What was done in OutSmart with a record that is no longer imported. */
  readonly withdrawn: Label;
  /** The same of many; some kinds stay there. */
  readonly counted: Label;
}

const DEACTIVATED = {
  withdrawn: { de: 'deaktiviert', en: 'deactivated' },
  counted: { de: 'in OutSmart deaktiviert', en: 'deactivated in OutSmart' },
} as const;
const GONE: Label = { de: 'in easybill weggefallen', en: 'gone at easybill' };

/** What the kinds of record are called. */
export const ENTITY_LABELS: Readonly<Record<Entity, EntityLabel>> = {
  customer: {
    one: { de: 'Kunde', en: 'customer' },
    some: { de: 'ein Kunde', en: 'a customer' },
    many: { de: 'Kunden', en: 'customers' },
    import: { de: 'Kunden-Import', en: 'import of customers' },
    ...DEACTIVATED,
  },
  contact: {
    one: { de: 'Ansprechpartner', en: 'contact person' },
    some: { de: 'ein Ansprechpartner', en: 'a contact person' },
    many: { de: 'Ansprechpartner', en: 'contact persons' },
    import: { de: 'Ansprechpartner-Import', en: 'import of contact persons' },
    ...DEACTIVATED,
    counted: GONE,
  },
  product: {
    one: { de: 'Artikel', en: 'article' },
    some: { de: 'ein Artikel', en: 'an article' },
    many: { de: 'Artikel', en: 'articles' },
    import: { de: 'Artikel-Import', en: 'import of articles' },
    withdrawn: { de: 'gelöscht', en: 'deleted' },
    counted: GONE,
  },
  category: {
    one: { de: 'Artikelgruppe', en: 'article group' },
    some: { de: 'eine Artikelgruppe', en: 'an article group' },
    many: { de: 'Artikelgruppen', en: 'article groups' },
    import: { de: 'Artikelgruppen-Import', en: 'import of article groups' },
    withdrawn: { de: 'ausgeblendet', en: 'hidden' },
    counted: { de: 'in OutSmart ausgeblendet', en: 'hidden in OutSmart' },
  },
  hourType: {
    one: { de: 'Stundenart', en: 'hour type' },
    some: { de: 'eine Stundenart', en: 'an hour type' },
    many: { de: 'Stundenarten', en: 'hour types' },
    import: { de: 'Stundenarten-Import', en: 'import of hour types' },
    ...DEACTIVATED,
  },
  employee: {
    one: { de: 'Mitarbeiter', en: 'employee' },
    some: { de: 'ein Mitarbeiter', en: 'an employee' },
    many: { de: 'Mitarbeiter', en: 'employees' },
    import: { de: 'Mitarbeiter-Import', en: 'import of employees' },
    ...DEACTIVATED,
  },
};

/** For entries that do not say of which kind a record is. */
export const ANY_RECORD: EntityLabel = {
  one: { de: 'Datensatz', en: 'record' },
  some: { de: 'ein Datensatz', en: 'a record' },
  many: { de: 'Datensätze', en: 'records' },
  import: { de: 'Import', en: 'import' },
  ...DEACTIVATED,
};
