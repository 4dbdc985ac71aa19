import * as z from 'zod';
import type { OutsmartClient } from './http/client.ts';
import {
  postRecords,
  storedByKey,
  switchOff,
  type RecordList,
  type StoredRecord,
  type SwitchedOff,
} from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

const switchedOn = z.literal([0, 1]);
const price = z.string();

/** A kind of working hours as we write it, in OutSmart's own words. Prices are decimals with a dot, per hour. */
export const outsmartHourTypeSchema = z.object({
  /** Identity: OutSmart inserts or updates by it. At most 55 characters, as on the periods of a work order. */
  code: z.string(),
  name: z.string(),
  cost_booking: switchedOn,
  sale_booking: switchedOn,
  sale_price: price,
  cost_price: price,
  active: switchedOn,
});
export type OutsmartHourType = Readonly<z.infer<typeof outsmartHourTypeSchema>>;

const HOUR_TYPES: RecordList = { endpoint: 'hourtypes', keyField: 'code' };

/**
 * Inserts or updates the hour types. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /hourtypes/`
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postHourTypes(
  client: OutsmartClient,
  hourTypes: readonly OutsmartHourType[],
): Promise<UpsertReport<OutsmartHourType>> {
  return upsertInBatches(hourTypes, (records) => postRecords(client, HOUR_TYPES, records));
}

/**
 * All hour types by their code, inactive ones included.
 *
 * Reference: `GET /hourtypes/`
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listHourTypes(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, HOUR_TYPES);
}

/** Sets an hour type inactive, see {@link switchOff}. */
export function deactivateHourType(client: OutsmartClient, code: string): Promise<SwitchedOff> {
  return switchOff(client, HOUR_TYPES, code, 'active');
}
