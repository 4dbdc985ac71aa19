import type { Page } from '../../easybill/index.ts';
import { askForParents } from '../upsert/ask-for-parents.ts';
import { isHeld, type MappedItem } from '../upsert/compare.ts';
import type { FindStored, SourceRecord } from '../declaration/entity-import.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { mapSources } from '../upsert/map-sources.ts';
import type { Mapping } from '../../mappings/mapping.ts';
import { countPage, countUnfinished } from './page-counts.ts';
import { previewPage } from './preview-page.ts';
import { absentFromAllPages, noteUnreadable, readRunPage } from './read-page.ts';
import type { RunNotes } from '../stores/run-notes.ts';
import type { Step } from './step.ts';
import type { Run } from '../stores/run.ts';
import { upsert } from '../upsert/upsert.ts';
import { afterPages, keepCandidates } from './withdraw-step.ts';

/** Reads the next page of a list, writes what differs, and keeps what may be gone. */
export async function importPage(
  session: ImportSession,
  notes: RunNotes,
  run: Run,
  list: (page: number) => Promise<Page<SourceRecord>>,
): Promise<Step> {
  const read = await readRunPage(session, list, run);
  const { page } = read;
  if (run.order === 'ascending' && !run.reread && run.page > 1 && page.total < (run.total ?? 0)) {
    // A record deleted meanwhile moved all later ones forward: some of them now stand on the page before.
    return { run: { ...run, page: run.page - 1, total: page.total, shifted: true, reread: true } };
  }
  const { items, orphans } = await mapSources(session, read.sources);
  if (run.dryRun) return previewPage(session, notes, run, read, items);
  const stored = await readStored(session, run, items, read.mappings);
  const result = await upsert(session, items, read.mappings, { stored, verify: run.verify });
  if (result.unfinished) {
    return { run: countUnfinished(run, result.counts), failure: result.unfinished.failure };
  }
  const isLeft = await askForParents(session, orphans);
  // The unreadable records of a page that is read again were logged before.
  const unreadable = run.reread ? 0 : page.unreadable.length;
  if (!run.reread) await noteUnreadable(session, read);

  const isLast = page.page >= page.pages;
  const counted = countPage(run, result, unreadable);
  const after: Run = {
    ...counted,
    pages: page.pages,
    total: page.total,
    lastId: read.lastId,
    order: read.order,
    reread: false,
    shifted: run.shifted || page.total < (run.total ?? 0),
    isLeft: counted.isLeft || isLeft,
    known: run.known + read.known,
  };
  if (read.order === 'none' && !isLast) {
    await notes.putSeen(session.connectionId, run.runId, run.page, read.ids);
  }
  const absence =
    read.order === 'none' && isLast && !after.shifted
      ? await absentFromAllPages(session, notes, run.runId, read.ids)
      : { absent: read.absent, known: after.known };
  const candidates = [...absence.absent, ...result.outOfScope];
  await keepCandidates(session, notes, run, candidates);
  const withCandidates = { ...after, known: absence.known, candidates: run.candidates + candidates.length };
  if (!isLast) return { run: { ...withCandidates, page: run.page + 1 } };
  return { run: afterPages(withCandidates) };
}

/** What OutSmart holds, if that matters: to a run that verifies, and to records that may have to be adopted. */
async function readStored(
  { declaration }: ImportSession,
  { verify, isFirst }: Run,
  items: readonly MappedItem[],
  mappings: ReadonlyMap<number, Mapping>,
): Promise<FindStored | undefined> {
  const isNew = ({ easybillId, mapped }: MappedItem): boolean =>
    mapped.outcome === 'mapped' && !isHeld(mappings.get(easybillId));
  return verify || (isFirst && items.some(isNew)) ? declaration.listStored() : undefined;
}
