import { seededRandom, shuffled } from '../../seeded-random.ts';
import type { VendorAnswer, VendorRequest } from '../../vendor-request.ts';
import { failure, ok } from './answers.ts';
import type { EasybillBehaviour } from '../account/behaviour.ts';

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

/** What a filter of a list compares, by its name in the query. */
export type Filters<Stored> = Readonly<Record<string, (record: Stored) => string | null | readonly string[]>>;

/** The query parameters a list with these filters knows. */
export const listQuery = (filters: Filters<never> = {}): string[] => [
  'limit',
  'page',
  ...Object.keys(filters).flatMap((name) => [name, `${name}[]`]),
];

/** The records that pass every filter of the request: one of the alternatives, or with `days` within one day or `from,to`. */
export const matching = <Stored>(
  records: Iterable<Stored>,
  request: VendorRequest,
  filters: Filters<Stored>,
  days: Filters<Stored> = {},
  rangeEnd: EasybillBehaviour['rangeEnd'] = 'included',
): Stored[] => {
  const tests = Object.entries({ ...filters, ...days }).flatMap(([name, read]) => {
    const wanted = filterValues(request, name);
    if (wanted === undefined) return [];
    const [from = '', to] = wanted;
    const isInRange = (day: string): boolean =>
      to === undefined ? day === from : day >= from && (day < to || (day === to && rangeEnd === 'included'));
    const passes = (value: string): boolean => (name in days ? isInRange(value) : wanted.includes(value));
    return [(record: Stored) => [read(record) ?? []].flat().some(passes)];
  });
  return [...records].filter((record) => tests.every((test) => test(record)));
};

/**
 * The alternatives a filter names: `name=A,B`, or `name[]=A&name[]=B`. With `X-Easybill-Escape: true`, `\,` is a
 * literal comma. Undefined when the filter is not used.
 */
const filterValues = (request: VendorRequest, name: string): string[] | undefined => {
  const given = [...request.query.getAll(name), ...request.query.getAll(`${name}[]`)];
  if (given.length === 0) return undefined;
  const isEscaped = request.headers['x-easybill-escape'] === 'true';
  return given.flatMap((value) =>
    isEscaped
      ? value.split(/(?<!\\),/).map((part) => part.replaceAll(String.raw`\,`, ','))
      : value.split(','),
  );
};
