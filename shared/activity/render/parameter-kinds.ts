/**
 * What a parameter means, and so how it is written. `asIs`: ids, numbers of records, codes of vendors. `cents` and
 * `euros` are amounts of money; `settings` and `fields` are lists with commas; `number` is a count, a quantity or a
 * percentage; `numberOrNone` is the number of a record that may have none.
 */
export type ParameterKind =
  | 'asIs'
  | 'cents'
  | 'euros'
  | 'number'
  | 'day'
  | 'settings'
  | 'fields'
  | 'call'
  | 'plan'
  | 'trigger'
  | 'vendor'
  | 'numberOrNone';

/** Every parameter that texts name. Entries of the log keep them for 90 days: a name never gets another meaning. */
const KIND_OF: Readonly<Record<string, ParameterKind>> = {
  ...kinds('asIs', ['workOrder', 'customerNumber', 'documentId', 'documentNumber', 'orphanId', 'documents']),
  ...kinds('asIs', ['easybillId', 'otherEasybillId', 'outsmartKey', 'oldKey', 'row', 'hourType', 'article']),
  ...kinds('asIs', ['status', 'vendorCode', 'first', 'second', 'name']),
  ...kinds('day', ['day', 'planned', 'chosen', 'from', 'to']),
  ...kinds('number', ['days', 'discountDays', 'hours', 'missing', 'minutes']),
  ...kinds('numberOrNone', ['material']),
  ...kinds('number', ['seen', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'withdrawn']),
  ...kinds('number', ['candidates', 'known', 'callsPerMinute', 'quantity', 'discount']),
  ...kinds('euros', ['price', 'total']),
  ...kinds('settings', ['keys', 'switchedOn', 'switchedOff']),
  ...kinds('fields', ['fields', 'field']),
  ...{ call: 'call', plan: 'plan', trigger: 'trigger', vendor: 'vendor' },
};

/** The kind of a parameter; undefined for one that has none. Names that end in "cents" are amounts of cents. */
export function parameterKind(name: string): ParameterKind | undefined {
  if (/^cents$|Cents$/.test(name)) return 'cents';
  return Object.hasOwn(KIND_OF, name) ? KIND_OF[name] : undefined;
}

function kinds(kind: ParameterKind, names: readonly string[]): Record<string, ParameterKind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}
