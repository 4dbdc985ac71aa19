import { env } from 'node:process';
import * as z from 'zod';

const httpsUrl = z.url().transform((url) => url.replace(/\/+$/, ''));

/** Names of everything a function may be given; each function picks what it uses. */
export const environmentSchema = z.object({
  CONNECTIONS_TABLE: z.string().min(1),
  MAPPINGS_TABLE: z.string().min(1),
  PERMITS_TABLE: z.string().min(1),
  ACTIVITY_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  TRIGGER_QUEUE_URL: z.url(),
  EXPORT_QUEUE_URL: z.url(),
  CUSTOMERS_QUEUE_URL: z.url(),
  CONTACTS_QUEUE_URL: z.url(),
  PRODUCTS_QUEUE_URL: z.url(),
  CATEGORIES_QUEUE_URL: z.url(),
  HOUR_TYPES_QUEUE_URL: z.url(),
  EMPLOYEES_QUEUE_URL: z.url(),
  MAINTENANCE_QUEUE_URL: z.url(),
  WEBHOOK_KEYS_SECRET: z.string().min(1),
  CONNECTION_SECRET_PREFIX: z.string().min(1),
  EASYBILL_BASE_URL: httpsUrl,
  OUTSMART_BASE_URL: httpsUrl,
  PUBLIC_BASE_URL: httpsUrl,
});
export type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads the environment variables of a function.
 *
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  const result = schema.safeParse(env);
  if (!result.success) throw new EnvironmentError(result.error.issues.map(({ path }) => path.join('.')));
  return result.data;
}

/** Thrown at start when the function was deployed without what it needs. Names variables, never values. */
class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(variables: readonly string[]) {
    super(`environment variables missing or wrong: ${variables.join(', ')}`);
  }
}
