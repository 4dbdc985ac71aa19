import * as z from 'zod';
import { parseJson } from '../../../http/parse-json.ts';
import { jsonAnswer, type VendorAnswer, type VendorRequest } from '../../vendor-request.ts';

/** easybill's number for "a required field is missing", the only one known. */
const REQUIRED_FIELDS_MISSING = 20000;

/** Success with a body. */
export const ok = (body: unknown, status: 200 | 201 = 200): VendorAnswer => jsonAnswer(status, body);

/** 204 as easybill sends it: no body, and yet a content type. */
export const noContent = (): VendorAnswer => ({
  status: 204,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '',
});

/** easybill's error body; `arguments` names fields. */
export const failure = (
  status: number,
  message: string,
  details: { code?: number; arguments?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
): VendorAnswer =>
  jsonAnswer(
    status,
    {
      code: details.code ?? status,
      message,
      ...(details.arguments === undefined ? {} : { arguments: details.arguments }),
    },
    details.headers,
  );

/** The refusal of an unknown or missing API key, as recorded. */
export const unauthorized = (): VendorAnswer =>
  failure(401, 'Wrong or missing Authorization header.', {
    headers: { 'www-authenticate': 'Basic realm="API Key"' },
  });

/** A record that is not there, as recorded: `Document#84718807 not found.` */
export const notFound = (resource: string, id: number): VendorAnswer =>
  failure(404, `${resource}#${id} not found.`);

/** The refusal of fields whose value is wrong. */
export const invalidFields = (error: z.ZodError): VendorAnswer =>
  failure(400, 'Die übermittelten Daten sind ungültig.', {
    arguments: [...new Set(error.issues.map((issue) => String(issue.path[0] ?? 'body')))],
  });

/** The refusal of missing fields. */
export const missingFields = (fields: readonly string[]): VendorAnswer =>
  failure(400, 'Bitte füllen Sie alle Pflichtfelder aus.', {
    code: REQUIRED_FIELDS_MISSING,
    arguments: fields,
  });

const jsonObject = z.record(z.string(), z.unknown());

/** The JSON object in a request's body, or the refusal of anything else. */
export const readJsonObject = (
  request: VendorRequest,
): { readonly body: Record<string, unknown> } | { readonly refusal: VendorAnswer } => {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(contentType)) {
    return { refusal: failure(415, 'Content-Type must be application/json.') };
  }
  const body = jsonObject.safeParse(parseJson(request.body));
  return body.success ? { body: body.data } : { refusal: failure(400, 'Request body is not a JSON object.') };
};
