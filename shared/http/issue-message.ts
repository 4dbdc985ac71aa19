import type * as z from 'zod';

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * Says what a field must be, for whoever filled it in. Never repeats what was sent: it may be a secret. Schemas may say
 * it better; undefined leaves the words to zod.
 */
export function issueMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Is required.'
        : `Must be ${NOUNS[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `Must be one of: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return issue.format === 'email' ? 'Must be an e-mail address.' : undefined;
    default:
      return undefined;
  }
}

function tooSmall({
  origin,
  minimum,
  inclusive = true,
}: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string' || origin === 'array') {
    return minimum === 1 ? 'Must not be empty.' : `Must have at least ${minimum} ${partsOf(origin)}.`;
  }
  return inclusive ? `Must be at least ${minimum}.` : `Must be more than ${minimum}.`;
}

function tooBig({ origin, maximum, inclusive = true }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string' || origin === 'array') return `Must have at most ${maximum} ${partsOf(origin)}.`;
  return inclusive ? `Must be at most ${maximum}.` : `Must be less than ${maximum}.`;
}

function partsOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'elements';
}
