/** A figure beside what it must not exceed. */
export interface Criterion {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  /** Counts are the same on every machine; times and sizes are only reported. */
  readonly kind: 'count' | 'time' | 'size';
}

/** One row for a table; the last cell says whether the criterion is met. */
export function verdict({ what, value, atMost }: Criterion): (string | number)[] {
  return [what, value, `<= ${atMost.toLocaleString('en-US')}`, value <= atMost ? 'met' : 'MISSED'];
}

/** Whether a count is over its criterion. */
export function missesCount(criteria: readonly Criterion[]): boolean {
  return criteria.some(({ kind, value, atMost }) => kind === 'count' && !(value <= atMost));
}
