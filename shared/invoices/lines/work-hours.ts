import Big from 'big.js';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import { quotient } from '../exact-decimal.ts';

/** Hours on an invoice have two places. */
const HOUR_PLACES = 2;
const MINUTES_PER_HOUR = 60;

/** The minutes of a duration `HH:mm`, undefined when it is none. */
export function readDuration(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,3}):([0-5]\d)(?::00)?$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * MINUTES_PER_HOUR + Number(minutes);
}

/** The hours billed for some minutes: up to the next step of the setting, then half up to two places. */
export function billedHours(minutes: number, step: ExportSettings['hours']['rounding']): Big {
  const billed = step === 0 ? minutes : Math.ceil(minutes / step) * step;
  return quotient(new Big(billed), new Big(MINUTES_PER_HOUR)).round(HOUR_PLACES, Big.roundHalfUp);
}
