import type { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import type { ImportSession } from './import-session.ts';
import { isHeld, type Change } from './compare.ts';
import type { Link } from '../declaration/entity-import.ts';
import type { Mapping } from '../../mappings/mapping.ts';

/** What became of the links of records that OutSmart has taken. */
export interface LinkReport {
  readonly stored: readonly Change[];
  readonly rejected: readonly { readonly change: Change; readonly error: RecordRejectedError }[];
  /** How many links are not certain: their records are written again. */
  readonly left: number;
  readonly failure?: Error;
}

/** Links written records with their parents where links are records of their own. Unchanged links cost nothing. */
export async function postLinks(
  { declaration }: ImportSession,
  changes: readonly Change[],
): Promise<LinkReport> {
  const isLinked = (change: Change): boolean => looseLinks(change) === undefined;
  const waiting = changes.filter((change) => !isLinked(change));
  if (!declaration.postLinks || waiting.length === 0) return { stored: changes, rejected: [], left: 0 };
  const changeOf = new Map<Link, Change>(
    waiting.map((change) => {
      const { key, link } = change;
      const formerLinks = (looseLinks(change) ?? []).filter((loose) => loose !== link);
      return [{ key, link, formerLinks }, change];
    }),
  );
  const report = await declaration.postLinks([...changeOf.keys()]);
  return {
    stored: [...changes.filter(isLinked), ...report.stored.flatMap((link) => changeOf.get(link) ?? [])],
    rejected: report.rejected.flatMap(({ record, error }) => {
      const change = changeOf.get(record);
      return change ? [{ change, error }] : [];
    }),
    left: report.unknown.length + report.notSent.length,
    ...(report.failure && { failure: report.failure }),
  };
}

/** Links that OutSmart may hold when the write begins, and the new one; undefined when nothing is to be done. */
export function looseLinks({ key, link, formerLinks, previous }: Change): string[] | undefined {
  const before = previous && isHeld(previous) ? previous : undefined;
  const isCertain = before?.link === link && before?.looseLinks === undefined && formerLinks === undefined;
  // Links belong to the key: under a new one none of this record exists yet.
  if (isCertain && (link === undefined || before?.outsmartKey === key)) return undefined;
  // Those of another key are kept with that: OutSmart's users may have made the same ones here.
  const own = before?.outsmartKey?.toLowerCase() === key.toLowerCase() ? before : undefined;
  return joined(own?.link, own?.looseLinks, formerLinks, link);
}

/** Links that OutSmart may hold of a record, undefined for none. */
export function linksOf({ link, looseLinks: loose }: Mapping): string[] | undefined {
  const links = joined(link, loose);
  return links.length > 0 ? links : undefined;
}

function joined(...links: readonly (string | readonly string[] | undefined)[]): string[] {
  return [...new Set(links.flat().filter((one) => one !== undefined))];
}
