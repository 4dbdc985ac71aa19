import * as z from 'zod';
import { invalid } from '../http/problem.ts';

/** Query of every list: how many, and where to go on. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1024).optional(),
};

/** An opaque cursor for a key of a table. */
export function encodeCursor(key: Record<string, string> | undefined): string | undefined {
  return key && Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws ProblemError 422 when it is not a cursor we gave */
export function decodeCursor(cursor: string | undefined): Record<string, string> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = z.record(z.string(), z.string()).safeParse(parseJson(cursor));
  if (!parsed.success) throw invalid([{ field: 'cursor', message: 'Not a cursor of this list.' }]);
  return parsed.data;
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
