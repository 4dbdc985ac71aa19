import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from '../../aws/table.ts';
import * as z from 'zod';
import { entitySchema } from '../../records/entity.ts';

const KEPT_SECONDS = 24 * 3600;
const ROWS_PER_ITEM = 200;
const ITEMS_PER_PAGE = 5;

/** See {@link PreviewRow}. */
export const previewRowSchema = z.object({
  /** What the record is, or would be, at OutSmart. */
  entity: entitySchema,
  easybillId: z.int(),
  /** OutSmart's key, where it is known. */
  key: z.string().optional(),
  /** `adopt`: OutSmart has a record with this key already, and its other fields stay as they are. */
  action: z.enum(['create', 'adopt', 'update', 'withdraw', 'skip']),
  /** Why a record would be skipped or withdrawn. */
  reason: z.string().optional(),
  /** OutSmart fields that would change, or easybill fields that are the cause. */
  fields: z.array(z.string()),
});

/** What a run would do with one record. */
export type PreviewRow = z.infer<typeof previewRowSchema>;

const itemSchema = z.object({ sk: z.string(), expiresAt: z.int(), rows: z.array(previewRowSchema) });

/** What dry runs found, kept for 24 hours. */
export class ReportStore {
  readonly #table: Table;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#now = now;
  }

  /** Keeps what was found in a step of a run; keeping the same step again replaces it. */
  async put(connectionId: string, runId: string, step: number, rows: readonly PreviewRow[]): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_PER_ITEM) {
      const [stepName, startName] = [step, start].map((number) => String(number).padStart(6, '0'));
      await this.#table.put({
        pk: connectionId,
        sk: `report#${runId}#${stepName}-${startName}`,
        rows: rows.slice(start, start + ROWS_PER_ITEM),
        expiresAt: Math.floor(this.#now() / 1000) + KEPT_SECONDS,
      });
    }
  }

  /** Up to 1,000 rows, in the order in which they were found. The cursor is opaque. */
  async list(
    connectionId: string,
    runId: string,
    cursor?: string,
  ): Promise<{ items: PreviewRow[]; cursor: string | undefined }> {
    const page = await this.#table.list(connectionId, `report#${runId}#`, { Limit: ITEMS_PER_PAGE, cursor });
    const items = page.items.map((item) => itemSchema.parse(item));
    return {
      // DynamoDB may take two days to forget.
      items: items.filter(({ expiresAt }) => expiresAt > this.#now() / 1000).flatMap(({ rows }) => rows),
      cursor: page.cursor,
    };
  }
}
