/** What a delivery says: which kind of record, and which one if it says so. */
export interface Delivery {
  readonly event: string;
  readonly easybillId: number | undefined;
  /** The parts the body was read from, to look for the hook's secret in. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const RESOURCES = ['customer', 'contact', 'position', 'document'];

/**
 * Reads a delivery in every form it may have: JSON or form, the bare record or an envelope around it. The event comes
 * from the header, else from the body. How easybill wraps a record is not documented (reference: help centre,
 * "WebHooks anlegen"), so nothing here is an error: what cannot be found is undefined.
 */
export function readDelivery(headers: Readonly<Record<string, string | undefined>>, body: string): Delivery {
  const fields = readFields(body);
  const named = headers['x-easybill-event'] ?? fields.event ?? fields.type ?? fields.action;
  const event = typeof named === 'string' ? named.trim().toLowerCase() : '';
  const candidates = [fields, fields.data, ...RESOURCES.map((resource) => fields[resource])];
  const ids = candidates.flatMap((candidate) => readId(candidate) ?? []);
  return { event, easybillId: ids[0], fields };
}

function readFields(body: string): Record<string, unknown> {
  const parsed = asObject(parseJson(body));
  if (parsed) return parsed;
  const form: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    // `payload={json}` and `customer[id]=1` both occur among webhook senders.
    const nested = /^(\w+)\[(\w+)\]$/.exec(name);
    if (nested?.[1] !== undefined && nested[2] !== undefined) {
      form[nested[1]] = { ...asObject(form[nested[1]]), [nested[2]]: value };
    } else {
      form[name] = asObject(parseJson(value)) ?? value;
    }
  }
  return asObject(form.payload) ?? form;
}

function readId(candidate: unknown): number | undefined {
  const id = Number(asObject(candidate)?.id);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
