import * as z from 'zod';
import { parseJson } from '../http/parse-json.ts';
import type { LogLine } from './deployed-stack.ts';

const entrySchema = z.object({ level: z.string().optional() });

/**
 * What a developer should see of a line that a function wrote: warnings, errors and anything that is not JSON, such as
 * a crash, with the function's name before it. Undefined for information and metrics.
 */
export function noteworthy({ function: functionName, text }: LogLine): string | undefined {
  const entry = entrySchema.safeParse(parseJson(text));
  const isQuiet = entry.success && !['WARN', 'ERROR', 'CRITICAL'].includes(entry.data.level ?? '');
  return isQuiet || text === '' ? undefined : `${functionName}: ${text}`;
}
