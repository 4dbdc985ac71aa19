import { recordCalls } from './http/stored-records.ts';

/** A kind of working hours as we write it, in OutSmart's own words. Prices are decimals with a dot, per hour. */
export interface OutsmartHourType {
  /** Identity: OutSmart inserts or updates by it. At most 55 characters, as on the periods of a work order. */
  readonly code: string;
  readonly name: string;
  readonly cost_booking: 0 | 1;
  readonly sale_booking: 0 | 1;
  readonly sale_price: string;
  readonly cost_price: string;
  readonly active: 0 | 1;
}

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
