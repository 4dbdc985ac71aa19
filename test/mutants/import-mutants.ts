import type { Mutant } from './mutant.ts';

const WORKER = 'shared/imports/worker/import-worker.ts';
const WORKER_TESTS = 'test/unit/imports/worker/import-worker.test.ts';
const BATCH_TESTS = 'test/unit/messages/process-batch.test.ts';
const WRITE_CHANGED = 'shared/imports/upsert/write-changed.ts';
const LOST_ANSWERS = 'test/unit/imports/upsert/lost-answers.test.ts';
const FAILED_RUN = 'test/unit/imports/runs/failed-run.test.ts';

/** Bugs in the import engine. */
export const importMutants: readonly Mutant[] = [
  {
    name: 'acknowledge before send: step of a run',
    breaks: 'A run stands still when the function ends between storing a step and sending the next one.',
    file: 'shared/imports/worker/handle-run.ts',
    find: `
    await work.services.send(
      { type: 'run', connectionId, entity, runId, seq: run.seq + 1, firstQueuedAt: now, hops: 0 },
      isWanted ? YIELD_SECONDS : 0,
    );
    await store(work, { ...step.run, state: 'running' });`,
    replace: `
    await store(work, { ...step.run, state: 'running' });
    await work.services.send(
      { type: 'run', connectionId, entity, runId, seq: run.seq + 1, firstQueuedAt: now, hops: 0 },
      isWanted ? YIELD_SECONDS : 0,
    );`,
    killers: [WORKER_TESTS],
  },
  {
    name: 'no way given: step of a run',
    breaks: 'A run is back at its lease before the work that it gave way to.',
    file: 'shared/imports/worker/handle-run.ts',
    find: 'isWanted ? YIELD_SECONDS : 0,',
    replace: 'isWanted && isOver(step.run) ? YIELD_SECONDS : 0,',
    killers: [WORKER_TESTS],
  },
  {
    name: 'swallowed error: message',
    breaks: 'A message that met a bug is gone for good, without a dead letter or an alarm.',
    file: 'shared/messages/process-batch.ts',
    find: '    failed.push(id);\n    const error =',
    replace: '    const error =',
    killers: [BATCH_TESTS],
  },
  {
    name: 'swallowed error: report to SQS',
    breaks: 'SQS is never told which messages failed and deletes them all.',
    file: 'shared/messages/queue-handler.ts',
    find: 'failed.map((itemIdentifier) => ({ itemIdentifier }))',
    replace: 'failed.flatMap(() => [])',
    killers: [BATCH_TESTS],
  },
  {
    name: 'swallowed error: unknown failure',
    breaks: 'A bug ends its work as if there were nothing to do.',
    file: 'shared/messages/handle-failure.ts',
    find: 'if (!(failure instanceof AccessDeniedError)) throw failure;',
    replace: "if (!(failure instanceof AccessDeniedError)) return { then: 'suspended' };",
    killers: ['test/unit/imports/worker/handle-failure.test.ts'],
  },
  {
    name: 'lease ignored',
    breaks: 'Two workers write the same records at once, and an old state may land over a newer one.',
    file: WORKER,
    find: 'if (lease) return this.#workUnderLease(connection, lease, { ...group, messages: wanted });',
    replace: `const state = { entity: this.#lane, fence: 1, leaseUntil: until };
    if (wanted.length > 0) {
      return this.#workUnderLease(connection, lease ?? { fence: 1, until, state }, { ...group, messages: wanted });
    }`,
    killers: [WORKER_TESTS],
  },
  {
    name: 'lease ignored: write under way',
    breaks: 'The next worker writes while a write whose answer was lost may still land.',
    file: WORKER,
    find: 'freeAt = services.now() + OUTSMART_TIMEOUT_MS;',
    replace: 'freeAt = 0;',
    killers: [WORKER_TESTS],
  },
  {
    name: 'number given away meanwhile',
    breaks: 'Of two records that want a number, the second is told of an owner that has moved on.',
    file: 'shared/imports/upsert/claim-keys.ts',
    find: "'owner' in claim ? contest(session, change, claim.owner, mappedOf) : claim",
    replace: "'owner' in claim ? duplicate : claim",
    killers: ['test/unit/imports/upsert/claim-keys.test.ts'],
  },
  {
    name: 'hash stored before the write',
    breaks: 'A record whose write was lost counts as written and is never written again.',
    file: WRITE_CHANGED,
    find: `({
    ...announcedMapping(change),
    ...noLinks,`,
    replace: `({
    ...writtenMapping(change, readAt),
    ...noLinks,`,
    killers: [LOST_ANSWERS],
  },
  {
    name: 'hash stored before the write: kept from the last one',
    breaks: 'A record that easybill changed back after a lost write keeps the lost state at OutSmart.',
    file: WRITE_CHANGED,
    find: `    hash: undefined,
    withdrawn: undefined,`,
    replace: '    withdrawn: undefined,',
    killers: [LOST_ANSWERS],
  },
  {
    name: 'hash stored without an answer',
    breaks: 'A write whose outcome is unknown counts as done.',
    file: WRITE_CHANGED,
    find: '...report.stored.flatMap(',
    replace: '...[...report.stored, ...report.unknown].flatMap(',
    killers: [LOST_ANSWERS],
  },
  {
    name: 'absence from a failed run: unread pages',
    breaks: 'What is absent from some pages is withdrawn before the others were read.',
    file: 'shared/imports/runs/import-page.ts',
    find: 'if (!isLast) return',
    replace: 'if (!isLast && withCandidates.candidates === 0) return',
    killers: [FAILED_RUN],
  },
  {
    name: 'absence from a failed run: page without an answer',
    breaks: 'A page that easybill did not answer is taken for the empty end of the list.',
    file: 'shared/imports/runs/read-page.ts',
    find: 'const page = await list(run.page);',
    replace: `const page: Page<SourceRecord> = await list(run.page).catch(() => ({ page: run.page, pages: run.page, total: run.total ?? 0, items: [], unreadable: [] }),
  );`,
    killers: [FAILED_RUN],
  },
  {
    name: 'absence from a failed run: another account',
    breaks: 'With the key of another easybill account every record is withdrawn.',
    file: 'shared/imports/runs/withdraw-step.ts',
    find: 'if (await session.isOwnAccount()) return',
    replace: 'if (run.candidates > 0) return',
    killers: ['test/unit/imports/runs/run-step.test.ts'],
  },
];
