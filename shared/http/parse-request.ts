import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { issueMessage } from './issue-message.ts';
import { invalid, notFound, tooLarge, unreadable, unsupportedMediaType, type FieldError } from './problem.ts';

const LARGEST_BODY_BYTES = 256 * 1024;
const JSON_TYPE = /^application\/([\w.-]+\+)?json$/i;

/**
 * Reads a JSON body; no body counts as `{}`.
 *
 * @throws ProblemError 413 when it is larger than 256 KiB, 415 when it is declared as something else than JSON, 400 when
 *   it is not JSON, 422 naming every field that does not fit the schema
 */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
): z.output<Schema> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > LARGEST_BODY_BYTES) throw tooLarge('The body may have 256 KiB at most.');
  if (body.length === 0) return parseValue(schema, {});
  const type = event.headers['content-type']?.split(';')[0]?.trim();
  if (type !== undefined && !JSON_TYPE.test(type)) {
    throw unsupportedMediaType('Send the body as JSON, with the header "content-type: application/json".');
  }
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    throw unreadable('The body is not JSON.');
  }
  return parseValue(schema, json);
}

/**
 * Reads the query string.
 *
 * @throws ProblemError 422 naming every parameter that does not fit the schema
 */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
): z.output<Schema> {
  return parseValue(schema, event.queryStringParameters ?? {});
}

/**
 * Reads the parameters of the path.
 *
 * @throws ProblemError 404 when one cannot be the name of anything
 */
export function parsePathParameters<Schema extends z.ZodType>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
): z.output<Schema> {
  const result = schema.safeParse(event.pathParameters ?? {});
  if (result.success) return result.data;
  throw notFound('There is no such resource.');
}

/**
 * Reads what was put together from a request.
 *
 * @throws ProblemError 422 naming every field that does not fit the schema
 */
function parseValue<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { error: issueMessage });
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => fieldErrors(issue, schema)));
}

function fieldErrors(issue: z.core.$ZodIssue, schema: z.ZodType): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return [{ field: path.join('.') || 'body', message: issue.message }];
  const known = knownKeys(schema, path);
  return issue.keys.map((key) => {
    const nearest = known.toSorted((a, b) => distance(key, a) - distance(key, b))[0];
    const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
    return { field: [...path, key].join('.'), message: `Unknown field.${hint}` };
  });
}

/** Names of the fields that an object schema has at a path. */
function knownKeys(schema: z.ZodType, path: readonly string[]): string[] {
  const object = path.reduce<unknown>((at, key) => unwrap(at)?.shape[key], schema);
  return Object.keys(unwrap(object)?.shape ?? {});
}

function unwrap(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return isWrapped ? unwrap(schema.unwrap()) : undefined;
}
