import * as z from 'zod';
import { RetryableError, type VendorCall } from '../../vendor-http/errors/index.ts';
import type { EasybillClient } from './client.ts';
import { wholeNumber } from './field-schemas.ts';

/** The most easybill gives at once; fewer calls is what the budget needs. */
const RECORDS_PER_PAGE = 1000;

/** A record of a list that does not have the documented shape. */
interface UnreadableRecord {
  /** When at least that could be read. */
  readonly id: number | undefined;
  /** Names of the fields that are missing or wrong. */
  readonly fields: string[];
}

/** One page of an easybill list. It is the last one when `page >= pages`; an empty list has `pages` 0. */
export interface Page<T> {
  readonly page: number;
  readonly pages: number;
  /** Records in the whole list. */
  readonly total: number;
  /** Each id once. */
  readonly items: T[];
  readonly unreadable: UnreadableRecord[];
}

const envelopeSchema = z.object({
  page: wholeNumber,
  pages: wholeNumber,
  total: wholeNumber,
  items: z.array(z.unknown()),
});

const identifiedSchema = z.object({ id: wholeNumber });

/**
 * Reads page `page` (from 1) of the list at `path`. Records are read one by one, so that a bad one does not spoil the
 * page. The page count is the one easybill echoes: it may change while paging.
 *
 * @throws RetryableError `unreadable` also when the answer promises more pages but is not the page asked for,
 *   which would otherwise be read for ever
 * @throws see {@link EasybillClient}
 */
export async function readPage<T extends { id: number }>(
  client: EasybillClient,
  path: string,
  schema: z.ZodType<T>,
  page: number,
  filters: Readonly<Record<string, string | number>> = {},
): Promise<Page<T>> {
  const found = await readPageOf(client, { template: path, path }, schema, page, filters);
  if (found === undefined) throw new RetryableError(callOf(path), 'unreadable');
  return found;
}

/**
 * {@link readPage} of a list that belongs to a record, undefined when easybill no longer has that record (404).
 *
 * @param template names the path in errors, without the record's id
 */
export async function readPageOf<T extends { id: number }>(
  client: EasybillClient,
  { template, path }: { readonly template: string; readonly path: string },
  schema: z.ZodType<T>,
  page: number,
  filters: Readonly<Record<string, string | number>> = {},
): Promise<Page<T> | undefined> {
  const query = { ...filters, limit: RECORDS_PER_PAGE, page };
  const envelope = await client.get({ template, path, query, schema: envelopeSchema });
  if (envelope === undefined) return undefined;
  if (envelope.page < page && envelope.page < envelope.pages) {
    throw new RetryableError(callOf(template), 'unreadable');
  }

  const items = new Map<number, T>();
  const unreadable: UnreadableRecord[] = [];
  for (const record of envelope.items) {
    const parsed = schema.safeParse(record);
    if (parsed.success) {
      items.set(parsed.data.id, parsed.data);
    } else {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.')).filter((field) => field !== '');
      unreadable.push({ id: identifiedSchema.safeParse(record).data?.id, fields });
    }
  }
  return { ...envelope, items: [...items.values()], unreadable };
}

function callOf(template: string): VendorCall {
  return { vendor: 'easybill', operation: `GET ${template}` };
}
