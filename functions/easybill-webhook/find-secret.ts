import type { Delivery } from './read-delivery.ts';

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
  const holding = (place: string, values: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(values)
      .filter(([, value]) => typeof value === 'string' && value.includes(secret))
      .map(([name]) => `${place}:${name}`);
  return [...holding('header', headers), ...holding('query', query), ...holding('body', fields)];
}
