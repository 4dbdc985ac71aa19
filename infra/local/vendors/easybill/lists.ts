import { seededRandom, shuffled } from '../seeded-random.ts';
import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import { failure, ok } from './answers.ts';
import type { EasybillBehaviour } from './behaviour.ts';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 1000;

const perRequest = seededRandom(2);

const inOrder = <T extends { id: number }>(items: Iterable<T>, behaviour: EasybillBehaviour): T[] => {
  const ascending = [...items].sort((left, right) => left.id - right.id);
  switch (behaviour.listOrder) {
    case 'ascending':
      return ascending;
    case 'descending':
      return ascending.reverse();
    case 'shuffled':
      return shuffled(ascending, seededRandom(3));
    case 'shuffledPerRequest':
      return shuffled(ascending, perRequest);
  }
};

const wholeNumber = (text: string | null, fallback: number): number =>
  text === null ? fallback : /^\d+$/.test(text) ? Number(text) : 0;

/** One page of a list in easybill's envelope. A `limit` outside 1 to 1000 or a `page` below 1 is refused. */
export const listPage = <T extends { id: number }>(
  items: Iterable<T>,
  query: URLSearchParams,
  behaviour: EasybillBehaviour,
  present: (item: T) => unknown,
): VendorAnswer => {
  const askedLimit = wholeNumber(query.get('limit'), DEFAULT_LIMIT);
  const page = wholeNumber(query.get('page'), 1);
  if (askedLimit < 1 || askedLimit > MAXIMUM_LIMIT) {
    return failure(400, 'limit must be between 1 and 1000.', { arguments: ['limit'] });
  }
  if (page < 1) return failure(400, 'page must be at least 1.', { arguments: ['page'] });
  const limit = Math.min(askedLimit, behaviour.pageSizeCap);
  const ordered = inOrder(items, behaviour);
  return ok({
    page,
    pages: Math.ceil(ordered.length / limit),
    limit,
    total: ordered.length,
    items: ordered.slice((page - 1) * limit, page * limit).map(present),
  });
};

/**
 * The alternatives a filter names: `name=A,B`, or `name[]=A&name[]=B`. With `X-Easybill-Escape: true`, `\,` is a
 * literal comma. Undefined when the filter is not used.
 */
export const filterValues = (request: VendorRequest, name: string): string[] | undefined => {
  const given = [...request.query.getAll(name), ...request.query.getAll(`${name}[]`)];
  if (given.length === 0) return undefined;
  const isEscaped = request.headers['x-easybill-escape'] === 'true';
  return given.flatMap((value) =>
    isEscaped
      ? value.split(/(?<!\\),/).map((part) => part.replaceAll(String.raw`\,`, ','))
      : value.split(','),
  );
};
