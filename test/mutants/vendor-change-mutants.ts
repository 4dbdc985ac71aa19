import type { Mutant } from './mutant.ts';

const DELIVERY_WORK = 'test/unit/easybill-webhook/delivery-work.test.ts';

/** Bugs in what a vendor reports, and in the forms it documents. */
export const vendorChangeMutants: readonly Mutant[] = [
  {
    name: 'form of any length: webhook',
    breaks: 'Whoever holds one genuine URL makes us pay for a form of a hundred thousand fields.',
    file: 'functions/easybill-webhook/read-form.ts',
    find: 'new URLSearchParams(body.slice(0, endOfFields(body)))',
    replace: 'new URLSearchParams(body)',
    killers: [DELIVERY_WORK],
  },
  {
    name: 'JSON of any shape: webhook',
    breaks: 'Whoever holds one genuine URL makes us pay for JSON of a hundred thousand parts.',
    file: 'functions/easybill-webhook/read-json.ts',
    find: 'return hasTooManyParts(text) ? undefined : JSON.parse(text);',
    replace: 'return JSON.parse(text);',
    killers: [DELIVERY_WORK],
  },
  {
    name: 'no deadline of its own: triggers',
    breaks: 'One slow OutSmart has the function stopped, with the work of all other connections.',
    file: 'shared/exports/trigger/trigger-worker.ts',
    find: "const isLate = i > 0 && message.type !== 'orders' && now() + LONGEST_LIST_MS > deadline;",
    replace: 'const isLate = false;',
    killers: ['test/unit/exports/trigger/slow-outsmart.test.ts'],
  },
  {
    name: 'numbered keys: DeleteEntity',
    breaks: 'OutSmart refuses the form, and products that moved stay in both categories.',
    file: 'shared/outsmart/http/delete-entity.ts',
    find: "{ 'key[]': entries.map(([key]) => key), 'value[]': entries.map(([, value]) => value) };",
    replace:
      'Object.fromEntries(entries.flatMap(([key, value], i) => [[`key[${i}]`, key], [`value[${i}]`, value]]));',
    killers: ['test/unit/outsmart/documented-forms.test.ts'],
  },
  {
    name: 'dates ignored: Retry-After',
    breaks: 'A vendor that names a time is asked again too early or too late.',
    file: 'shared/vendor-http/retry-after.ts',
    find: 'until === undefined ? secondsIn(asked) : Math.ceil((until - from) / 1000);',
    replace: 'until === undefined ? secondsIn(asked) : (from > 0 ? 0 : 1);',
    killers: ['test/unit/vendor-http/retry-after.test.ts'],
  },
  {
    name: 'one 404 is enough',
    breaks: 'A customer that one server of easybill does not know yet is set inactive.',
    file: 'shared/imports/worker/handle-record.ts',
    find: "const ifGone = isSaidToBe && !message.wasAbsent ? 'leave' : 'withdraw';",
    replace: "const ifGone = isSaidToBe && message.wasAbsent ? 'leave' : 'withdraw';",
    killers: ['test/unit/imports/absent-records.test.ts'],
  },
  {
    name: 'contact persons left behind',
    breaks: 'Contact persons stay with the inactive relation of their customer until the next day.',
    file: 'shared/imports/upsert/ask-for-children.ts',
    find: 'previous !== undefined && (previous.outsmartKey !== key || previous.hash === undefined);',
    replace: 'previous !== undefined && previous.retiring !== undefined && previous.outsmartKey !== key;',
    killers: ['test/unit/imports/contacts.test.ts'],
  },
  {
    name: 'archived customer billed without a word',
    breaks: 'A customer that is not in use any more gets an invoice that nobody looks at.',
    file: 'shared/invoices/checks/customer-checks.ts',
    find: "if (customer.archived) findings.push({ code: 'invoiceCustomerArchived', params: {} });",
    replace: '',
    killers: ['test/unit/exports/invoice/withdrawn-customer.test.ts'],
  },
];
