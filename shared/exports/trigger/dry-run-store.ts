import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table, type ItemKey } from '../../aws/table.ts';
import * as z from 'zod';
import { findingSchema, problemSchema } from '../ledger/ledger-entry.ts';

const KEPT_SECONDS = 24 * 3600;
/** DynamoDB takes 400 KB an item. */
const MOST_CHARACTERS = 350_000;

/** What the invoice of one work order would be. */
export const previewSchema = z.object({
  workOrderId: z.string(),
  orderNumber: z.string().optional(),
  customerNumber: z.string().optional(),
  /** Body of `POST /documents` as easybill would get it. */
  document: z.record(z.string(), z.unknown()).optional(),
  total: z
    .object({
      netCents: z.int(),
      grossCents: z.int(),
      lines: z.array(z.object({ net: z.string(), gross: z.string() })),
    })
    .optional(),
  warnings: z.array(findingSchema).optional(),
  problem: problemSchema.optional(),
});
export type Preview = z.infer<typeof previewSchema>;

/** A dry run: what exporting would do. */
export const dryRunSchema = z.object({
  dryRunId: z.string(),
  state: z.enum(['running', 'complete', 'failed']),
  /** ISO 8601. */
  startedAt: z.string(),
  previews: z.array(previewSchema),
  /** Work orders that are left out because the answer would be too long. */
  omitted: z.int().nonnegative(),
});
export type DryRun = z.infer<typeof dryRunSchema>;

/** Dry runs, kept for 24 hours. */
export class DryRunStore {
  readonly #table: Table;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#now = now;
  }

  /** Stores a dry run as a whole; what does not fit is left out and counted. */
  async put(connectionId: string, dryRun: DryRun): Promise<void> {
    const previews: Preview[] = [];
    let characters = 0;
    for (const preview of dryRun.previews) {
      characters += JSON.stringify(preview).length;
      if (characters <= MOST_CHARACTERS) previews.push(preview);
    }
    const omitted = dryRun.omitted + dryRun.previews.length - previews.length;
    await this.#table.put({
      ...keyOf(connectionId, dryRun.dryRunId),
      ...dryRun,
      previews,
      omitted,
      expiresAt: Math.floor(this.#now() / 1000) + KEPT_SECONDS,
    });
  }

  async get(connectionId: string, dryRunId: string): Promise<DryRun | undefined> {
    const item = await this.#table.get(keyOf(connectionId, dryRunId));
    return item && dryRunSchema.parse(item);
  }
}

function keyOf(connectionId: string, dryRunId: string): ItemKey {
  return { pk: connectionId, sk: `exportDryRun#${dryRunId}` };
}
