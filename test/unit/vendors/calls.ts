import * as z from 'zod';

/** An answer as a test looks at it: `json` is the parsed body, or undefined when it is none. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

const objectOrNothing = z.record(z.string(), z.unknown()).catch({});

/** Sends one request. A body is sent as JSON with its content type, unless `headers` say otherwise. */
export const call = async (
  method: string,
  url: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: objectOrNothing.parse(text.startsWith('{') ? JSON.parse(text) : {}),
  };
};

/** The `id`s of a list answer. */
export const idsOf = (answer: Answer): number[] =>
  z
    .array(z.object({ id: z.number() }))
    .parse(answer.json.items)
    .map(({ id }) => id);
