/**
 * Every field, list and record of JSON stands behind one of these marks; a record of easybill has about a hundred. JSON with
 * more than so many is not read: reading it would be paid for by us.
 */
const MOST_MARKS = 8000;
const MARKS = new Set([',', '[', '{'].map((mark) => mark.charCodeAt(0)));

/** The value if it is a record: no list, not null. */
export function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Undefined when it is not JSON, or JSON of more parts than any record has. */
export function parseJson(text: string): unknown {
  try {
    return hasTooManyParts(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasTooManyParts(text: string): boolean {
  let marks = 0;
  for (let at = 0; at < text.length && marks <= MOST_MARKS; at += 1) {
    if (MARKS.has(text.charCodeAt(at))) marks += 1;
  }
  return marks > MOST_MARKS;
}
