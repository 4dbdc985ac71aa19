// The Swedish format happens to be easybill's: 2026-11-22 10:12:35.
const berlin = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** easybill's date-time: `YYYY-MM-DD HH:mm:ss`, local time of Europe/Berlin, no zone. */
export const berlinDateTime = (epochMilliseconds: number): string => berlin.format(epochMilliseconds);

/** easybill's date: `YYYY-MM-DD` in Europe/Berlin. */
export const berlinDate = (epochMilliseconds: number): string =>
  berlinDateTime(epochMilliseconds).slice(0, 10);
