import type * as z from 'zod';
import { RetryableError, type VendorCall } from '../../vendor-http/errors/index.ts';
import type { EasybillClient } from './client.ts';
import { readPage } from './page.ts';

/**
 * All records of a short list, such as logins or webhooks, one call a page. All or nothing: whoever looks for a record
 * in it must be able to trust that it is not there.
 *
 * @throws RetryableError `unreadable` also when one record is
 * @throws see {@link EasybillClient}
 */
export async function readAllPages<T extends { id: number }>(
  client: EasybillClient,
  path: string,
  schema: z.ZodType<T>,
  filters: Readonly<Record<string, string | number>> = {},
): Promise<T[]> {
  const records = new Map<number, T>();
  let page = 0;
  let pages: number;
  do {
    const answer = await readPage(client, path, schema, page + 1, filters);
    if (answer.unreadable.length > 0) {
      const call: VendorCall = { vendor: 'easybill', operation: `GET ${path}` };
      throw new RetryableError(call, 'unreadable');
    }
    for (const record of answer.items) records.set(record.id, record);
    ({ page, pages } = answer);
  } while (page < pages);
  return [...records.values()];
}
