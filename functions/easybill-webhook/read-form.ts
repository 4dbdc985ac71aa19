import { asObject, parseJson } from './read-json.ts';

/** A record of easybill has about 80 fields. What comes after this many is not read: reading it would be paid for by us. */
const MOST_FIELDS = 500;
/** What may hold a record, or an envelope around one, as JSON. */
const RECORD_NAMES = ['payload', 'data', 'customer', 'contact', 'position', 'document', 'postbox'];

/**
 * The fields of a form, the last of equal names, in time linear in its length: `customer[id]=1` as a record, and what may
 * be a record as JSON read as that. `payload={json}` occurs among webhook senders, too; its fields stand beside the others.
 */
export function readForm(body: string): Readonly<Record<string, unknown>> {
  const form = new Map<string, unknown>();
  const records = new Map<string, Map<string, string>>();
  for (const [name, value] of new URLSearchParams(body.slice(0, endOfFields(body)))) {
    const [, record, field] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    if (record === undefined || field === undefined) {
      form.set(name, value);
      continue;
    }
    const fields = records.get(record) ?? new Map<string, string>();
    records.set(record, fields.set(field, value));
  }
  for (const name of RECORD_NAMES) {
    const record = parseRecord(form.get(name));
    if (record) form.set(name, record);
  }
  for (const [name, fields] of records) {
    form.set(name, { ...asObject(form.get(name)), ...Object.fromEntries(fields) });
  }
  return { ...Object.fromEntries(form), ...asObject(form.get('payload')) };
}

/** Where the last field that is read ends. */
function endOfFields(body: string): number {
  let end = -1;
  for (let field = 0; field < MOST_FIELDS; field += 1) {
    end = body.indexOf('&', end + 1);
    if (end === -1) return body.length;
  }
  return end;
}

/** The object that the text of a field is as JSON. */
function parseRecord(text: unknown): object | undefined {
  return typeof text === 'string' && text.startsWith('{') ? asObject(parseJson(text)) : undefined;
}
