/** What a delivery says: which kind of record, and which one if it says so. */
export interface Delivery {
  readonly event: string;
  readonly easybillId: number | undefined;
  /** The customer a contact belongs to, where that is said: the record itself does not name it. */
  readonly customerId: number | undefined;
  /** The parts the body was read from, to look for the hook's secret in. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads a delivery in every form it may have: JSON or form, the bare record or an envelope around it. The event comes
 * from the header, else from the body. How easybill wraps a record is not documented
 * (`shared/easybill/README.md`, Webhook deliveries), so nothing here is an error: what cannot be found is undefined.
 */
export function readDelivery(headers: Readonly<Record<string, string | undefined>>, body: string): Delivery {
  const fields = readFields(body);
  const named = headers['x-easybill-event'] ?? fields.event ?? fields.type ?? fields.action;
  const event = typeof named === 'string' ? named.trim().toLowerCase() : '';
  const resource = event.split('.')[0] ?? '';
  // From the inside out: an envelope may have an id of its own.
  const places = [fields[resource], fields.data, fields];
  const [easybillId] = places.flatMap((place) => readId(asObject(place)?.id) ?? []);
  const [customerId] = places.flatMap((place) => {
    const { customer_id: named, customer } = asObject(place) ?? {};
    return readId(named ?? asObject(customer)?.id) ?? [];
  });
  return { event, easybillId, customerId, fields };
}

function readFields(body: string): Record<string, unknown> {
  const parsed = asObject(parseJson(body));
  if (parsed) return parsed;
  const form = new Map<string, unknown>();
  for (const [name, value] of new URLSearchParams(body)) {
    // `payload={json}` and `customer[id]=1` both occur among webhook senders.
    const nested = /^(\w+)\[(\w+)\]$/.exec(name);
    if (nested?.[1] !== undefined && nested[2] !== undefined) {
      form.set(nested[1], { ...asObject(form.get(nested[1])), [nested[2]]: value });
    } else {
      form.set(name, asObject(parseJson(value)) ?? value);
    }
  }
  return { ...Object.fromEntries(form), ...asObject(form.get('payload')) };
}

function readId(id: unknown): number | undefined {
  const number = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
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
