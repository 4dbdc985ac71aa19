import type * as z from 'zod';

/** Thrown when a secret does not hold what it should. Names fields, never a value. */
class UnreadableSecretError extends Error {
  override readonly name = 'UnreadableSecretError';

  constructor(fields: readonly string[]) {
    super(
      fields.length > 0 ? `the secret lacks or has wrong: ${fields.join(', ')}` : 'the secret is not JSON',
    );
  }
}

/**
 * Reads a JSON secret.
 *
 * @throws UnreadableSecretError instead of the parser's own error, which quotes what it read
 */
export function parseSecret<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.output<Schema> {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new UnreadableSecretError(
    result.error.issues.map(({ path }) => path.join('.')).filter((field) => field !== ''),
  );
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
