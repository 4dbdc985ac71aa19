import { readForm } from './read-form.ts';
import { asObject, parseJson } from './read-json.ts';

/** The longest event of easybill has 16 characters. */
const LONGEST_EVENT = 64;
const LONGEST_ID = 16;

/** What a delivery says: which kind of record, and which one if it says so. */
export interface Delivery {
  readonly event: string;
  readonly easybillId: number | undefined;
  /** The customer a contact belongs to, where that is said: the record itself does not name it. */
  readonly customerId: number | undefined;
  /** The parts the body was read from, to look for the hook's secret in. */
  readonly fields: object;
}

/**
 * Reads a delivery in every form it may have: JSON or form, the bare record or an envelope around it. The event comes
 * from the header, else from the body. How easybill wraps a record is not documented
 * (`shared/easybill/README.md`, Webhook deliveries), so nothing here is an error: what cannot be found is undefined.
 * Takes time linear in the body, whatever it holds, and copies nothing of it.
 */
export function readDelivery(headers: Readonly<Record<string, string | undefined>>, body: string): Delivery {
  const fields = asObject(parseJson(body)) ?? readForm(body);
  const named =
    headers['x-easybill-event'] ?? own(fields, 'event') ?? own(fields, 'type') ?? own(fields, 'action');
  const isEvent = typeof named === 'string' && named.length <= LONGEST_EVENT;
  const event = isEvent ? named.trim().toLowerCase() : '';
  const resource = event.split('.')[0] ?? '';
  // From the inside out: an envelope may have an id of its own.
  const places = [own(fields, resource), own(fields, 'data'), fields];
  const [easybillId] = places.flatMap((place) => readId(own(place, 'id')) ?? []);
  const [customerId] = places.flatMap(
    (place) => readId(own(place, 'customer_id') ?? own(own(place, 'customer'), 'id')) ?? [],
  );
  return { event, easybillId, customerId, fields };
}

function readId(id: unknown): number | undefined {
  const isDigits = typeof id === 'string' && id.length <= LONGEST_ID && /^\d+$/.test(id);
  const number = isDigits ? Number(id) : id;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** A field of a record, never one of its prototype; undefined where it is no record. */
function own(place: unknown, name: string): unknown {
  const record = asObject(place);
  return record && Object.getOwnPropertyDescriptor(record, name)?.value;
}
