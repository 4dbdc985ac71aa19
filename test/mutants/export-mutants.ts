import type { Mutant } from './mutant.ts';

const CREATE = 'shared/exports/steps/create-document.ts';
const BIND = 'shared/exports/steps/bind-document.ts';
const LOOK = 'shared/exports/steps/look-up-document.ts';
const NEXT_STEP = 'shared/exports/steps/next-step.ts';
const DRAFTS = 'test/simulation/exports/draft-invoices.test.ts';
const FINALS = 'test/simulation/exports/final-invoices.test.ts';
const RESTORED = 'test/simulation/exports/restored-ledger.test.ts';
const LEDGER = 'test/unit/exports/ledger/ledger.test.ts';

/** Bugs on the way of work orders to invoices. */
export const exportMutants: readonly Mutant[] = [
  {
    name: 'intent after POST',
    breaks:
      'A function that ends during the call leaves no trace of it, and the next one makes a second document.',
    file: CREATE,
    find: `      state: 'creating',
      attempts: entry.attempts + 1,
      attemptUntil: work.attemptUntil,`,
    replace: `      attempts: entry.attempts + 1,`,
    killers: [DRAFTS],
  },
  {
    name: 'blind repeat of POST',
    breaks: 'A document whose answer was lost is made again without a look.',
    file: NEXT_STEP,
    find: 'const hasLooked = looks >= LOOKUPS && (!mayMake || now - lookAt < LOOKUPS_COUNT_MS);',
    replace: 'const hasLooked = looks >= 0 && (!mayMake || now - lookAt !== LOOKUPS_COUNT_MS + LOOKUPS);',
    killers: [FINALS],
  },
  {
    name: 'unknown taken for not done',
    breaks: 'A POST that timed out is repeated at once.',
    file: CREATE,
    find: 'await advance(work, creating, { unsureSince: work.now(), orphanChecks: 0 }, [',
    replace: "await advance(work, creating, { state: 'intent', attemptUntil: undefined }, [",
    killers: [FINALS],
  },
  {
    name: 'attempt not waited out',
    breaks: 'Another worker makes a document while the first still waits for its answer.',
    file: NEXT_STEP,
    find: "if (now < attemptUntil) return { do: 'wait', until: attemptUntil };",
    replace: "if (now < attemptUntil - 600_000) return { do: 'wait', until: attemptUntil };",
    killers: ['test/unit/exports/steps/next-step.test.ts'],
  },
  {
    name: 'bind without condition',
    breaks: 'A second document takes the place of the one that counts, which is then left over.',
    file: 'shared/exports/ledger/ledger-store.ts',
    find: 'attribute_exists(pk) AND attribute_not_exists(documentId) AND NOT contains(dropped, :bound)',
    replace: 'attribute_exists(pk) AND NOT contains(dropped, :bound)',
    killers: [LEDGER],
  },
  {
    name: 'bind of a dropped document',
    breaks: 'A document that another worker is about to delete becomes the invoice.',
    file: 'shared/exports/ledger/ledger-store.ts',
    find: 'attribute_not_exists(documentId) AND NOT contains(dropped, :bound)',
    replace: 'attribute_not_exists(documentId) AND :bound <> :seen',
    killers: [LEDGER],
  },
  {
    name: 'step over another step',
    breaks: 'Two workers both believe that their step counts.',
    file: 'shared/exports/ledger/ledger-store.ts',
    find: "condition: 'version = :seen',",
    replace: "condition: 'version >= :seen',",
    killers: [LEDGER],
  },
  {
    name: 'handled before stored',
    breaks: 'A work order is set to handled whose invoice nobody knows of.',
    file: CREATE,
    find: '  let document: ExportDocument;\n',
    replace: '  await work.vendors.markHandled(entry.workOrderId);\n  let document: ExportDocument;\n',
    killers: [DRAFTS],
  },
  {
    name: 'handled although it changed',
    breaks: 'A work order is set to handled whose invoice has an older state.',
    file: 'shared/exports/steps/mark-handled.ts',
    find: "const isSame = order?.status === 'complete' && isUnchanged(order, workOrderHash);",
    replace: "const isSame = order?.status === 'complete' && isUnchanged(order, order.hash);",
    killers: ['test/unit/exports/steps/mark-handled.test.ts'],
  },
  {
    name: 'DELETE on a final document',
    breaks: 'An invoice that somebody finished is deleted.',
    file: BIND,
    find: 'return isDraft && apart >= 0 && apart <= SAME_EDIT_MS;',
    replace: 'return isDraft || apart >= 0;',
    killers: [DRAFTS],
  },
  {
    name: 'orphan left over',
    breaks: 'A document that a late call made stays beside the invoice for ever.',
    file: LOOK,
    find: '  for (const { id } of found) if (!(await dropDocument(work, entry, id))) return;\n',
    replace: '',
    killers: [FINALS],
  },
  {
    name: 'finished without a look',
    breaks: 'An invoice that is finished already is written to again.',
    file: NEXT_STEP,
    find: "return { do: now < checkedUntil ? 'finish' : 'check' };",
    replace: "return { do: now < checkedUntil || now > 0 ? 'finish' : 'check' };",
    killers: ['test/unit/exports/steps/next-step.test.ts'],
  },
  {
    name: 'restored ledger trusted',
    breaks: 'After a restore every forgotten invoice is made a second time.',
    file: 'shared/exports/worker/export-worker.ts',
    find: 'const lookFirst = mayBeForgotten(entry, forgottenUntil);',
    replace: 'const lookFirst = steps < 0 && mayBeForgotten(entry, forgottenUntil);',
    killers: [RESTORED],
  },
  {
    name: 'customer made twice',
    breaks: 'Two work orders of a new customer make it twice.',
    file: 'shared/exports/invoice/making-store.ts',
    find: 'ConditionExpression: `${isAttempt} AND ${isRecord}`,',
    replace: 'ConditionExpression: `(${isAttempt} OR attribute_exists(attemptUntil)) AND ${isRecord}`,',
    killers: ['test/unit/exports/invoice/make-missing.test.ts'],
  },
  {
    name: 'customer made after an old look',
    breaks: 'A work order that looked before another one made their customer makes it again.',
    file: 'shared/exports/invoice/making-store.ts',
    find: 'ConditionExpression: `${isAttempt} AND ${isRecord}`,',
    replace: 'ConditionExpression: `${isAttempt} AND (${isRecord} OR attribute_exists(easybillId))`,',
    killers: ['test/unit/exports/invoice/make-missing.test.ts'],
  },
  {
    name: 'invoices called by the token',
    breaks: 'A ledger that is restored after the token was replaced misses the invoices made before.',
    file: 'shared/lifecycle/replace-credentials.ts',
    find: '      const accounts = {\n        outsmartAccount: outsmartAccount(credentials.outsmartToken),',
    replace:
      '      const accounts = {\n        firstOutsmartAccount: outsmartAccount(credentials.outsmartToken),\n        outsmartAccount: outsmartAccount(credentials.outsmartToken),',
    killers: ['test/flow/connection-life.test.ts'],
  },
  {
    name: 'look during an attempt trusted',
    breaks: 'A customer is made again although the call that was under way at the look has made it.',
    file: 'shared/exports/invoice/make-missing.ts',
    find: 'const isSure = lookedAt >= busyUntil && now()',
    replace: 'const isSure = now()',
    killers: ['test/unit/exports/invoice/make-missing.test.ts'],
  },
  {
    name: 'made for a refused invoice',
    breaks: 'Customers and articles are made at easybill although there is no invoice for them.',
    file: 'shared/exports/invoice/invoice-builder.ts',
    find: "if ('problem' in planned || !making) return withWarnings(planned, withdrawn);",
    replace: 'if (!making) return withWarnings(planned, withdrawn);',
    killers: ['test/unit/exports/invoice/made-records.test.ts'],
  },
  {
    name: 'standing still while switched off',
    breaks: 'What was made stays unfinished and unhandled for as long as exports are off.',
    file: 'shared/exports/trigger/sweep-exports.ts',
    find: '  const time = now();\n  if (enabled) {',
    replace: '  const time = now();\n  if (!enabled) return;\n  if (enabled) {',
    killers: [DRAFTS],
  },
  {
    name: 'no late looks while switched off',
    breaks: 'A document that a lost call made is not found for as long as exports are off.',
    file: NEXT_STEP,
    find: "if (isHeld) return nextOrphanCheck(entry, circumstances) ?? { do: 'hold' };",
    replace: "if (isHeld) return { do: 'hold' };",
    killers: [DRAFTS],
  },
  {
    name: 'made although switched off',
    breaks: 'Invoices are made although somebody has switched exports off.',
    file: NEXT_STEP,
    find: 'const isHeld = !circumstances.mayMake &&',
    replace: 'const isHeld = entry.generation < 0 && !circumstances.mayMake &&',
    killers: [DRAFTS],
  },
];
