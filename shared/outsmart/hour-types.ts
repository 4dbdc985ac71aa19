import * as z from 'zod';
import { recordCalls } from './http/stored-records.ts';

const switchedOn = z.literal([0, 1]);
const price = z.string();

/** A kind of working hours as we write it, in OutSmart's own words. Prices are decimals with a dot, per hour. */
const outsmartHourTypeSchema = z.object({
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

/**
 * Hour types by their code, see {@link recordCalls}.
 *
 * Reference: `GET` and `POST /hourtypes/`
 */
export const {
  post: postHourTypes,
  list: listHourTypes,
  switchOff: deactivateHourType,
} = recordCalls<OutsmartHourType>({ endpoint: 'hourtypes', keyField: 'code' });
