import {
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../vendor-http/errors/index.ts';

/** The most rows in one post. OutSmart documents no limit; its other clients send 100 to 250. */
const ROWS_PER_POST = 200;

/** What became of each record of an upsert. Every record is in exactly one of the lists. */
export interface UpsertReport<T> {
  /** Accepted. */
  readonly stored: T[];
  /** Refused for good, each by itself. */
  readonly rejected: { readonly record: T; readonly error: RecordRejectedError }[];
  /** Sent, but it is not known whether OutSmart holds it now. */
  readonly unknown: T[];
  /** Never reached OutSmart. */
  readonly notSent: T[];
  /** Why the upsert ended early, when it did: `unknown` and `notSent` are then to be done again. */
  readonly failure?: RetryableError | CredentialsRejectedError;
}

interface Batch<T> {
  readonly records: readonly T[];
  /** Part of a larger batch that was rejected. OutSmart does not say whether it stored that one's good rows. */
  readonly sentBefore: boolean;
}

/**
 * Posts all records in batches, one at a time, and halves a rejected batch until the bad records stand alone: k bad
 * ones among n cost about 2k·log2(n) more posts. Posting a half again is harmless, since OutSmart upserts by key.
 *
 * A call that fails for another reason than a record ends the upsert and is reported, not thrown, so that what was
 * stored can be noted. Anything else `post` throws is a bug and passes through.
 */
export async function upsertInBatches<T>(
  records: readonly T[],
  post: (batch: readonly T[]) => Promise<unknown>,
): Promise<UpsertReport<T>> {
  const report: UpsertReport<T> = { stored: [], rejected: [], unknown: [], notSent: [] };
  const waiting = firstBatches(records);

  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    try {
      await post(batch.records);
      report.stored.push(...batch.records);
    } catch (error) {
      const [record] = batch.records;
      if (error instanceof RecordRejectedError) {
        if (batch.records.length > 1) waiting.unshift(...halves(batch.records));
        else if (record !== undefined) report.rejected.push({ record, error });
      } else if (error instanceof RetryableError || error instanceof CredentialsRejectedError) {
        const mayBeStored = error instanceof RetryableError && error.outcome === 'unknown';
        leave(report, { ...batch, sentBefore: batch.sentBefore || mayBeStored });
        for (const rest of waiting) leave(report, rest);
        return { ...report, failure: error };
      } else {
        throw error;
      }
    }
  }
  return report;
}

function firstBatches<T>(records: readonly T[]): Batch<T>[] {
  const count = Math.ceil(records.length / ROWS_PER_POST);
  return Array.from({ length: count }, (_, index) => ({
    records: records.slice(index * ROWS_PER_POST, (index + 1) * ROWS_PER_POST),
    sentBefore: false,
  }));
}

function halves<T>(records: readonly T[]): Batch<T>[] {
  const middle = Math.ceil(records.length / 2);
  return [
    { records: records.slice(0, middle), sentBefore: true },
    { records: records.slice(middle), sentBefore: true },
  ];
}

function leave<T>(report: UpsertReport<T>, batch: Batch<T>): void {
  (batch.sentBefore ? report.unknown : report.notSent).push(...batch.records);
}
