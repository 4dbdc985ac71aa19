import * as z from 'zod';

/** Read and write request units of one table. */
export interface Units {
  readonly read: number;
  readonly write: number;
}

const consumedSchema = z.object({ TableName: z.string(), CapacityUnits: z.number() });
const answerSchema = z.object({
  __type: z.string().optional(),
  ConsumedCapacity: z.union([consumedSchema.transform((one) => [one]), z.array(consumedSchema)]).default([]),
});
const targetSchema = z.looseObject({
  TableName: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
});
const transactionSchema = z.object({
  TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))),
});

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/**
 * Adds up what requests to DynamoDB cost, from the consumption the answers report. Two things no answer of the emulator
 * reports are added as AWS charges them: a refused condition costs a write unit (two in a transaction), and a query
 * that finds nothing the smallest read. Writes to index entries are not counted: nothing measured here makes any.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export class UnitCounter {
  readonly #units = new Map<string, Units>();

  /** Counts one request. Bodies are JSON texts. */
  count(operation: string, request: string, answer: string): void {
    const { __type: error, ConsumedCapacity: consumed } = answerSchema.parse(JSON.parse(answer));
    if (error !== undefined) {
      if (error.endsWith('ConditionalCheckFailedException')) this.#add(tableOf(request), { write: 1 });
      if (error.endsWith('TransactionCanceledException')) {
        for (const table of tablesOfTransaction(request)) this.#add(table, { write: 2 });
      }
      return;
    }
    for (const { TableName: table, CapacityUnits: units } of consumed) {
      this.#add(
        table,
        READS.has(operation) ? { read: Math.max(units, smallestRead(request)) } : { write: units },
      );
    }
  }

  /** What was counted so far, by table. */
  get byTable(): ReadonlyMap<string, Units> {
    return this.#units;
  }

  /** Forgets what was counted. */
  reset(): void {
    this.#units.clear();
  }

  #add(table: string, { read = 0, write = 0 }: Partial<Units>): void {
    const { read: reads, write: writes } = this.#units.get(table) ?? { read: 0, write: 0 };
    this.#units.set(table, { read: reads + read, write: writes + write });
  }
}

/** Both together. */
export function addUnits(a: Units, b: Units): Units {
  return { read: a.read + b.read, write: a.write + b.write };
}

function smallestRead(request: string): number {
  return targetSchema.parse(JSON.parse(request)).ConsistentRead ? 1 : 0.5;
}

function tableOf(request: string): string {
  return targetSchema.parse(JSON.parse(request)).TableName ?? 'unknown';
}

function tablesOfTransaction(request: string): string[] {
  const { TransactItems: items } = transactionSchema.parse(JSON.parse(request));
  return items.flatMap((item) => Object.values(item).map(({ TableName: table }) => table));
}
