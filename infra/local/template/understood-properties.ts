import type * as z from 'zod';
import { NotEmulatedError } from './errors.ts';
import type { ResolvedResource } from './stack-resources.ts';

/**
 * The properties of a resource as the runner understands them.
 *
 * @throws NotEmulatedError naming each property that is missing, has a value that is not emulated, or is not known
 */
export function understoodProperties<T>(
  schema: z.ZodType<T>,
  { logicalId, properties }: ResolvedResource,
): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new NotEmulatedError(logicalId, what);
}
