import * as z from 'zod';

const packedSchema = z.record(z.string(), z.string());

/** Several named texts as one fact, the same for the same texts; undefined for none. */
export function packFact(texts: Readonly<Record<string, string | undefined>>): string | undefined {
  const filled = Object.entries(texts).filter(([, text]) => text !== undefined && text !== '');
  if (filled.length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The texts of a fact made by {@link packFact}. */
export function unpackFact(fact: string | undefined): Readonly<Record<string, string | undefined>> {
  return fact === undefined ? {} : packedSchema.parse(JSON.parse(fact));
}
