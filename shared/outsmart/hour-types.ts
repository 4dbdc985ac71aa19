import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf, switchOff, type SwitchedOff } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/** An hour type as we write it, in OutSmart's own words. */
export const outsmartHourTypeSchema = z.object({
  /** Identity: OutSmart inserts or updates by it. At most 55 characters, as work periods carry no more. */
  code: z.string(),
  /** At most 255 characters. */
  name: z.string(),
  cost_booking: z.literal([0, 1]),
  sale_booking: z.literal([0, 1]),
  /** Net price of an hour in euros, with a dot. */
  sale_price: z.string(),
  /** Net cost of an hour in euros, with a dot; `""` when not known. */
  cost_price: z.string(),
  active: z.literal([0, 1]),
});

/** See {@link outsmartHourTypeSchema}. */
export type OutsmartHourType = Readonly<z.infer<typeof outsmartHourTypeSchema>>;

const storedHourTypeSchema = z.looseObject({ code: scalarText });

/** An hour type as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredHourType = z.infer<typeof storedHourTypeSchema>;

const hourTypes = rowsOf('hourtypes', 'code', storedHourTypeSchema);

/**
 * Inserts or updates the hour types. See `upsertInBatches` for what the report promises.
 *
 * Reference: `POST /hourtypes/`, outsmart.md 5.7
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postHourTypes(
  client: OutsmartClient,
  records: readonly OutsmartHourType[],
): Promise<UpsertReport<OutsmartHourType>> {
  return postRows(client, hourTypes, records);
}

/**
 * All hour types of the account, inactive ones included.
 *
 * Reference: `GET /hourtypes/`, outsmart.md 5.7
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listHourTypes(client: OutsmartClient): Promise<Collection<StoredHourType>> {
  return listRows(client, hourTypes);
}

/**
 * Sets an hour type inactive, by reading it and posting it back whole.
 *
 * Reference: `POST /hourtypes/` with `active: 0`, outsmart.md 5.7
 *
 * @throws RecordRejectedError also when the hour type as stored lacks a required field
 * @throws see {@link OutsmartClient.call}
 */
export function deactivateHourType(client: OutsmartClient, code: string): Promise<SwitchedOff> {
  return switchOff(client, hourTypes, code, 'active');
}
