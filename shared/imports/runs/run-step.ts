import { importPage } from './import-page.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { importByParents } from './import-by-parents.ts';
import type { Run } from '../stores/run.ts';
import type { RunStore } from '../stores/run-store.ts';
import type { Step } from './step.ts';
import { checkAccount, confirmCandidates } from './withdraw-step.ts';

/**
 * Takes the next step of a run: one page of the list or some of the lists, the look at the account, or some of the
 * records that may be gone. A step needs no more than one easybill call to get on, so that a tight budget cannot keep a
 * run in place.
 */
export async function takeStep(session: ImportSession, runs: RunStore, run: Run): Promise<Step> {
  const { reading } = session.declaration;
  switch (run.phase) {
    case 'pages':
      return reading.by === 'page'
        ? importPage(session, runs.notes, run, reading.list)
        : importByParents(session, runs, run, reading.list);
    case 'account':
      return checkAccount(session, run);
    case 'withdrawals':
      return confirmCandidates(session, runs.notes, run);
  }
}
