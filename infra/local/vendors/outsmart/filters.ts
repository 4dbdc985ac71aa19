import type { CollectionDefinition } from './collections.ts';
import type { OutsmartRow } from './rows.ts';

interface Filter {
  readonly key: string;
  readonly value: string;
  readonly operator: string;
}

/** Values of `name`, or of `name[]` in their order: the documented forms, and no other. */
export const listed = (query: URLSearchParams, name: string): string[] => {
  const several = query.getAll(`${name}[]`);
  return several.length > 0 ? several : query.getAll(name).slice(-1);
};

const filtersIn = (query: URLSearchParams): Filter[] => {
  const values = listed(query, 'value');
  const operators = listed(query, 'operator');
  return listed(query, 'key').map((key, index) => ({
    key,
    value: values[index] ?? '',
    operator: operators[index] ?? 'eq',
  }));
};

/** SQL's LIKE with `%`, or "contains" without it. */
const isLike = (text: string, pattern: string): boolean => {
  const parts = (pattern.includes('%') ? pattern : `%${pattern}%`)
    .split('%')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
};

const compare = (text: string, value: string): number => (text < value ? -1 : text > value ? 1 : 0);

const passes = (row: OutsmartRow, { key, value, operator }: Filter): boolean => {
  const text = row[key] ?? '';
  switch (operator) {
    case 'li':
      return isLike(text, value);
    case 'eq':
      return text === value;
    case 'ne':
      return text !== value;
    case 'gt':
      return compare(text, value) > 0;
    case 'ge':
      return compare(text, value) >= 0;
    case 'lt':
      return compare(text, value) < 0;
    case 'le':
      return compare(text, value) <= 0;
    default:
      return true;
  }
};

/** The rows a GET with `key`, `value` and `operator` returns; a filter on an unknown key is silently no filter. */
export const filterRows = (
  definition: CollectionDefinition,
  rows: Iterable<OutsmartRow>,
  query: URLSearchParams,
): OutsmartRow[] => {
  const filters = filtersIn(query).filter(({ key }) => definition.filterableBy.includes(key));
  return [...rows].filter((row) => filters.every((filter) => passes(row, filter)));
};
