import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { permitStateSchema, type PermitState } from './permit-state.ts';

/** A state and the version under which it was stored. */
export interface StoredPermits {
  readonly version: string;
  readonly state: PermitState;
}

const times = z.array(z.number());
/**
 * The item. Lists hold milliseconds after `base`: half the bytes of whole times, so that 60 permits and 60 reservations stay
 * under 1 KB, which is one write unit.
 */
const itemSchema = permitStateSchema.omit({ cooling: true, leases: true, kept: true }).extend({
  version: z.string(),
  base: z.number(),
  /** When permits that cool down are usable again; named as the first version stored it. */
  resting: times,
  leaseUntil: times,
  leaseCount: times,
  keptInteractive: times,
  keptBulk: times,
});

/** The item of a state, without its key. */
export function toItem({ version, state }: StoredPermits): z.infer<typeof itemSchema> {
  const { cooling, leases, kept, ...rest } = state;
  const ends = leases.map(({ until }) => until);
  const all = [...cooling, ...ends, ...kept.interactive, ...kept.bulk];
  const base = all.length > 0 ? Math.min(...all) : 0;
  const after = (list: readonly number[]): number[] => list.map((at) => at - base);
  return {
    ...rest,
    version,
    base,
    resting: after(cooling),
    leaseUntil: after(ends),
    leaseCount: leases.map(({ count }) => count),
    keptInteractive: after(kept.interactive),
    keptBulk: after(kept.bulk),
  };
}

/** Reads an item back. Throws a ZodError on anything that {@link toItem} did not write. */
export function fromItem(item: unknown): StoredPermits {
  const { version, base, resting, leaseUntil, leaseCount, keptInteractive, keptBulk, ...rest } =
    itemSchema.parse(item);
  const absolute = (list: readonly number[]): number[] => list.map((after) => base + after);
  const state = permitStateSchema.parse({
    ...rest,
    cooling: absolute(resting),
    leases: absolute(leaseUntil).map((until, place) => ({ until, count: leaseCount[place] })),
    kept: { interactive: absolute(keptInteractive), bulk: absolute(keptBulk) },
  });
  return { version, state };
}

/** An item as a failed condition returns it: the document client leaves exceptions in DynamoDB's own form. */
export function fromAttributes(attributes: Readonly<Record<string, AttributeValue>>): StoredPermits {
  return fromItem(plainMap(attributes));
}

function plainMap(map: Readonly<Record<string, AttributeValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]));
}

function plain(value: AttributeValue): unknown {
  if (value.N !== undefined) return Number(value.N);
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M !== undefined) return plainMap(value.M);
  return value.S;
}
