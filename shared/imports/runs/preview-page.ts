import type { MappedItem } from '../upsert/compare.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import { preview, previewAbsent } from './preview.ts';
import { absentFromAllPages, type ReadPage } from './read-page.ts';
import { addEntityCounts, count } from '../../records/counts.ts';
import type { RunNotes } from '../stores/run-notes.ts';
import type { Step } from './step.ts';
import { withCounts, type Run } from '../stores/run.ts';

/** A page of a dry run: reports what would happen to its records, and changes nothing. */
export async function previewPage(
  session: ImportSession,
  notes: RunNotes,
  run: Run,
  { page, mappings, absent, order, lastId, ids }: ReadPage,
  items: readonly MappedItem[],
): Promise<Step> {
  const { connectionId, declaration } = session;
  const isLast = page.page >= page.pages;
  const { counts, rows } = await preview(session, items, mappings, await declaration.listStored());
  if (order === 'none' && !isLast) await notes.putSeen(connectionId, run.runId, run.page, ids);
  const gone =
    order === 'none' && isLast ? (await absentFromAllPages(session, notes, run.runId, ids)).absent : absent;
  const unreadable = page.unreadable.flatMap(({ id, fields }) =>
    id === undefined
      ? []
      : [
          {
            entity: declaration.entity,
            easybillId: id,
            action: 'skip',
            reason: 'unreadable',
            fields,
          } as const,
        ],
  );
  const all = [...rows, ...unreadable, ...previewAbsent(declaration.entity, gone, mappings)];
  await session.reports.put(connectionId, run.runId, run.page, all);
  const unread = page.unreadable.length;
  const withdrawn = all.filter(({ action }) => action === 'withdraw');
  const ofPage = withdrawn.reduce(
    (sum, { entity }) => count(sum, entity, { withdrawn: 1 }),
    unread === 0 ? counts : count(counts, declaration.entity, { seen: unread, failed: unread }),
  );
  const after = withCounts(
    { ...run, pages: page.pages, total: page.total, lastId, order },
    addEntityCounts(run.countsByEntity, ofPage),
  );
  return { run: isLast ? { ...after, state: 'complete' } : { ...after, page: run.page + 1 } };
}
