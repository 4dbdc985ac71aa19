import type { Label } from './label.ts';

/** What calls are about, by the first part of their path. */
const SUBJECTS: Readonly<Record<string, Label>> = {
  documents: { de: 'Rechnungen', en: 'invoices' },
  customers: { de: 'Kunden', en: 'customers' },
  positions: { de: 'Artikel', en: 'articles' },
  'position-groups': { de: 'Artikelgruppen', en: 'article groups' },
  contacts: { de: 'Ansprechpartner', en: 'contact persons' },
  logins: { de: 'Benutzer', en: 'users' },
  webhooks: { de: 'Webhooks', en: 'webhooks' },
  attachments: { de: 'Anhänge', en: 'attachments' },
  relations: { de: 'Kunden', en: 'customers' },
  contactpersons: { de: 'Ansprechpartner', en: 'contact persons' },
  materials: { de: 'Artikel', en: 'articles' },
  categories: { de: 'Artikelgruppen', en: 'article groups' },
  category: { de: 'Artikelgruppen', en: 'article groups' },
  material_categories: { de: 'Zuordnungen von Artikeln', en: 'links of articles' },
  hourtypes: { de: 'Stundenarten', en: 'hour types' },
  employees: { de: 'Mitarbeiter', en: 'employees' },
  GetWorkorders: { de: 'Aufträge', en: 'work orders' },
  GetWorkorder: { de: 'Aufträge', en: 'work orders' },
  DeleteEntity: { de: 'Einträge', en: 'entries' },
};
const OTHER_SUBJECT: Label = { de: 'Daten', en: 'data' };

const READ: Label = { de: 'lesen', en: 'read' };
const CREATE: Label = { de: 'anlegen', en: 'create' };
const SAVE: Label = { de: 'speichern', en: 'save' };
const DELETE: Label = { de: 'löschen', en: 'delete' };
const FINISH: Label = { de: 'fertigstellen', en: 'finish' };

/** What a call does, as an office would say it: "Rechnungen anlegen". */
export interface CallLabel {
  readonly subject: Label;
  readonly verb: Label;
}

/** What a call such as `POST /documents` or `easybill GET /customers/{id}` does. */
export function callLabel(call: string): CallLabel {
  const [, vendor, method = '', path = ''] = /^(?:(\w+) )?([A-Z]+) \/(.*)$/.exec(call) ?? [];
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const name = parts.findLast((part) => Object.hasOwn(SUBJECTS, part)) ?? '';
  const subject = SUBJECTS[name] ?? OTHER_SUBJECT;
  if (name === 'DeleteEntity') return { subject, verb: DELETE };
  if (parts.at(-1) === 'done') return { subject, verb: FINISH };
  const isCreation = method === 'POST' && vendor !== 'outsmart';
  const verbs: Readonly<Record<string, Label>> = { GET: READ, POST: isCreation ? CREATE : SAVE, DELETE };
  return { subject, verb: verbs[method] ?? SAVE };
}
