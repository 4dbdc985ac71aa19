import type { Mutant } from './mutant.ts';

const CHECK = 'shared/exports/steps/check-document.ts';
const CREATE = 'shared/exports/steps/create-document.ts';
const FINISH = 'shared/exports/steps/finish-document.ts';
const LOOK = 'shared/exports/steps/look-up-document.ts';
const DOUBTFUL = 'test/unit/exports/worker/doubtful-documents.test.ts';

/** Bugs that would let something doubtful become an invoice, or let it differ in silence. */
export const protocolMutants: readonly Mutant[] = [
  {
    name: 'old work orders exported',
    breaks: 'With any settings at connecting, everything that was ever completed is invoiced.',
    file: 'shared/connections/ignore-before.ts',
    find: 'ignoreBefore: exports.ignoreBefore ?? connectedAt',
    replace: "ignoreBefore: exports.ignoreBefore ?? (connectedAt === '' ? connectedAt : null)",
    killers: ['test/unit/lifecycle/change-settings.test.ts'],
  },
  {
    name: 'answer taken for granted',
    breaks: 'An invoice whose amounts easybill changed is finished and handled in silence.',
    file: CREATE,
    find: 'const isAsSent = differences.length === 0;',
    replace: 'const isAsSent = differences.length >= 0;',
    killers: [DOUBTFUL],
  },
  {
    name: 'article named although it wins',
    breaks:
      'Once an account showed that articles win, every other price of a work order is billed wrongly again.',
    file: 'shared/invoices/lines/own-prices.ts',
    find: 'return isEqual ? item : ownPrice;',
    replace: 'return isEqual || rates ? item : ownPrice;',
    killers: ['test/unit/exports/invoice/own-prices.test.ts'],
  },
  {
    name: 'look up to today',
    breaks: 'Where the last day of a range is left out, an invoice of today is not found, and made again.',
    file: LOOK,
    find: 'editedTo: dayAfter(berlinDate(now)),',
    replace: "editedTo: dayAfter(berlinDate(now)) === '' ? '' : berlinDate(now),",
    killers: [DOUBTFUL],
  },
  {
    name: 'dated back',
    breaks: 'An invoice that waited for weeks has the date of the day it was first tried.',
    file: CREATE,
    find: 'prepareInvoice(work, mayExist ? entry : { ...entry, documentDate: undefined })',
    replace:
      'prepareInvoice(work, mayExist || entry.attempts >= 0 ? entry : { ...entry, documentDate: undefined })',
    killers: [DOUBTFUL],
  },
  {
    name: 'reopened in silence',
    breaks: 'What a technician adds after the invoice is invoiced by nobody, and nobody hears of it.',
    file: 'shared/exports/trigger/note-reopened.ts',
    find: 'if (isUnchanged(order, entry.workOrderHash) || isUnchanged(order, entry.reopenedHash)) return;',
    replace:
      'if (isUnchanged(order, entry.workOrderHash) || !isUnchanged(order, entry.reopenedHash)) return;',
    killers: ['test/unit/exports/trigger/reopened-orders.test.ts'],
  },
  {
    name: 'other generations overlooked',
    breaks: 'After a restore, what was exported again on purpose is invoiced twice.',
    file: LOOK,
    find: 'found.generation >= generation',
    replace: 'found.generation === generation',
    killers: [DOUBTFUL],
  },
  {
    name: 'cancelled invoice adopted',
    breaks: 'A work order whose invoice was cancelled counts as invoiced.',
    file: LOOK,
    find: 'found.cancelId === undefined && found.id !== documentId',
    replace: 'found.id !== documentId',
    killers: [DOUBTFUL],
  },
  {
    name: 'edited draft finished',
    breaks: 'What somebody changed in a draft becomes final without a word.',
    file: CHECK,
    find: 'if (isToFinish && !isUntouched(document)) {',
    replace: 'if (isToFinish && document.id < 0) {',
    killers: [DOUBTFUL],
  },
  {
    name: 'found document finished unread',
    breaks: 'A draft that a look found is finished although it differs from what was sent.',
    file: CHECK,
    find: 'if (differences.length > 0) {',
    replace: 'if (differences.length > 0 && !document.isDraft) {',
    killers: [DOUBTFUL],
  },
  {
    name: 'finished although doubtful',
    breaks: 'An invoice of a doubtful work order is finished.',
    file: 'shared/exports/steps/next-step.ts',
    find: 'if (!final || keepDraft || draft === false)',
    replace: 'if (!final || (keepDraft && now < 0) || draft === false)',
    killers: [DOUBTFUL],
  },
  {
    name: 'edit in the last moment overlooked',
    breaks: 'A draft that was edited right before it was finished is handled with another sum.',
    file: FINISH,
    find: 'if (foundCents === amountCents && foundNetCents === amountNetCents) return undefined;',
    replace: 'if (foundCents === amountCents || foundNetCents !== undefined) return undefined;',
    killers: [DOUBTFUL],
  },
];
