import type { Delivery } from './read-delivery.ts';

/** As headers and fields are named. Anything else is content that was taken for a name, such as JSON read as a form. */
const NAME = /^[A-Za-z][\w.-]{0,39}$/;

/**
 * Names of the places where the hook's secret came along: how easybill sends it is not documented, and once a real
 * delivery has shown it, it can be demanded. Values are never named.
 */
export function findSecret(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  query: Readonly<Record<string, string | undefined>>,
  { fields }: Delivery,
): string[] {
  const holding = (place: string, values: object): string[] =>
    Object.entries(values)
      .filter(([, value]: [string, unknown]) => typeof value === 'string' && value.includes(secret))
      .map(([name]) => `${place}:${NAME.test(name) ? name : '?'}`);
  return [...holding('header', headers), ...holding('query', query), ...holding('body', fields)];
}
