import type { Link } from '../imports/entity-import.ts';
import {
  deleteMaterialCategories,
  postMaterialCategories,
  type OutsmartClient,
  type OutsmartMaterialCategory,
  type UpsertReport,
} from '../outsmart/index.ts';
import type { RecordRejectedError } from '../vendor-errors/index.ts';

/**
 * Puts materials into the category of their group and takes them out of former ones; categories that an OutSmart user
 * chose stay. New links come first, so that a material that moves is never in neither. Safe to repeat.
 *
 * @throws OutsmartMisuseError when a call itself is wrong
 */
export async function postMaterialLinks(
  outsmart: OutsmartClient,
  links: readonly Link[],
): Promise<UpsertReport<Link>> {
  const owners = new Map<OutsmartMaterialCategory, Link>();
  const ownedPairs = (categoriesOf: (link: Link) => readonly string[]): OutsmartMaterialCategory[] =>
    links.flatMap((link) =>
      categoriesOf(link).map((category) => {
        const pair = { mct_mat_code: link.key, mct_cat_code: category };
        owners.set(pair, link);
        return pair;
      }),
    );
  const ownersOf = (pairs: readonly OutsmartMaterialCategory[]): Link[] =>
    pairs.flatMap((pair) => owners.get(pair) ?? []);

  const added = await postMaterialCategories(
    outsmart,
    ownedPairs(({ link }) => (link === undefined ? [] : [link])),
  );
  const refused = new Set(ownersOf(added.rejected.map(({ record }) => record)));
  const former = ownedPairs((link) => (refused.has(link) ? [] : link.formerLinks));
  const removed = added.failure
    ? { stored: [], rejected: [], unknown: [], notSent: former }
    : await deleteMaterialCategories(outsmart, former);

  const rejected = new Map<Link, RecordRejectedError>(
    [...added.rejected, ...removed.rejected].flatMap(({ record, error }) =>
      ownersOf([record]).map((link) => [link, error]),
    ),
  );
  const unsure = new Set(
    ownersOf([...added.unknown, ...added.notSent, ...removed.unknown, ...removed.notSent]),
  );
  const failure = added.failure ?? removed.failure;
  return {
    stored: links.filter((link) => !rejected.has(link) && !unsure.has(link)),
    rejected: [...rejected].map(([record, error]) => ({ record, error })),
    unknown: [...unsure].filter((link) => !rejected.has(link)),
    notSent: [],
    ...(failure && { failure }),
  };
}
