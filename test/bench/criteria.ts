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

/** What a run costs that finds nothing changed, of one entity. */
export interface UnchangedRun {
  readonly entity: string;
  /** Records of the entity. */
  readonly records: number;
  /** How many parents there are, each with a list of its own; 0 where one list holds all records. */
  readonly parents: number;
  readonly easybillCalls: number;
  readonly outsmartCalls: number;
  readonly mappingReads: number;
  readonly mappingWrites: number;
}

const RECORDS_PER_CALL = 1000;
const MAPPING_READS_PER_1000 = 25;

/**
 * The criteria of a run that finds nothing changed. Read units are scaled to 1,000 records of the entity; those of its
 * parents' mappings are in them, and no record of a parent is counted.
 */
export function criteriaOfUnchanged(run: UnchangedRun): Criterion[] {
  const count = (what: string, value: number, atMost: number): Criterion => ({
    kind: 'count',
    what: `unchanged, ${run.entity}: ${what}`,
    value,
    atMost,
  });
  const calls = run.parents > 0 ? run.parents : Math.ceil(run.records / RECORDS_PER_CALL);
  return [
    count('easybill calls', run.easybillCalls, calls),
    count('OutSmart calls', run.outsmartCalls, 0),
    count('write units of mappings', run.mappingWrites, 0),
    count(
      'read units of mappings for 1,000',
      (run.mappingReads / run.records) * 1000,
      MAPPING_READS_PER_1000,
    ),
  ];
}
