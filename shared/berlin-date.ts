const BERLIN_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
const DAY_MS = 24 * 3_600_000;

/** The day it is in Germany, `YYYY-MM-DD`, at a time in epoch milliseconds. */
export function berlinDate(time: number): string {
  return BERLIN_DAY.format(time);
}

/** The day before a day, both `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

/** The day after a day, both `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
