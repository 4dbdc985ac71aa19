import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { laneOf } from '../../../shared/records/entity.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Household, LANES } from './household.ts';
import type { Thing } from './thing.ts';
import { sampled } from '../../support/depth.ts';

let tables: Tables;
let households = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

/** What happens at easybill: a record is put or deleted, and it is told of by an event, or not. */
interface Change {
  readonly lane: (typeof LANES)[number];
  readonly id: number;
  readonly name: string;
  readonly parent: number;
  readonly isHourType: boolean;
  readonly isDeleted: boolean;
  /** A product gives its number to this other one, and takes over the other's. */
  readonly swapWith: number;
  readonly event: 'none' | 'bare' | 'withParent';
  readonly deliveries: number;
}

const change = fc.record<Change>({
  lane: fc.constantFrom(...LANES),
  id: fc.integer({ min: 1, max: 4 }),
  name: fc.constantFrom('a', 'b', 'c'),
  parent: fc.integer({ min: 1, max: 3 }),
  isHourType: fc.boolean(),
  isDeleted: fc.boolean(),
  swapWith: fc.constantFrom(0, 0, 0, 1, 2, 3, 4),
  event: fc.constantFrom('none', 'bare', 'withParent'),
  deliveries: fc.nat(6),
});

/** Gives two products each other's number. */
function swapNumbers(world: Household, numbers: Map<number, number>, one: number, other: number): void {
  const products = world.easybill.product;
  for (const [id, number] of [
    [one, numbers.get(other) ?? other],
    [other, numbers.get(one) ?? one],
  ] as const) {
    numbers.set(id, number);
    const thing = products.get(id);
    if (thing) world.put('product', { ...thing, number: `product-${number}` });
    world.hint('product', id);
  }
}

/** @param numbers of products that do not have the number they began with */
async function happen(
  world: Household,
  numbers: Map<number, number>,
  { lane, id: number, ...one }: Change,
): Promise<void> {
  if (lane === 'product' && one.swapWith > 0 && one.swapWith !== number) {
    swapNumbers(world, numbers, number, one.swapWith);
  }
  // A contact person never moves to another customer, and keeps its id to itself.
  const id = lane === 'contact' ? one.parent * 10 + number : number;
  const parentId = lane === 'contact' || lane === 'product' ? one.parent : undefined;
  const { name, isHourType } = one;
  const suffix = lane === 'product' ? (numbers.get(id) ?? id) : id;
  const thing: Thing = { id, number: `${lane}-${suffix}`, name, ...(parentId && { parentId }), isHourType };
  if (one.isDeleted) world.easybill[lane].delete(id);
  else world.put(lane, thing);
  // There are no events for position groups.
  if (one.event !== 'none' && lane !== 'category') {
    world.hint(lane, id, one.event === 'withParent' && lane === 'contact' ? one.parent : undefined);
  }
  for (let i = 0; i < one.deliveries; i += 1) await world.deliver();
}

/** What is wrong at rest. */
async function disagreements(world: Household): Promise<string[]> {
  const wrong: string[] = [];
  const wanted = new Map<string, string>();
  const links = new Set<string>();
  for (const lane of LANES) {
    for (const { id, number, name, parentId = 0, isHourType } of world.easybill[lane].values()) {
      if (lane === 'contact' && !world.easybill.customer.has(parentId)) continue;
      const side = lane === 'product' && isHourType ? 'hourType' : lane;
      wanted.set(`${side} ${lane === 'contact' ? id : number}`, name);
      const group = world.easybill.category.get(parentId);
      if (side === 'product' && group) links.add(`${number} ${group.number}`);
    }
  }
  for (const entity of [...LANES, 'hourType'] as const) {
    for (const [key, name] of Object.entries(world.offered(entity))) {
      const isOrphan = entity === 'contact' && !world.easybill.customer.has(Math.floor(Number(key) / 10));
      if (!isOrphan && wanted.get(`${entity} ${key}`) !== name) wrong.push(`${entity} ${key} is ${name}`);
    }
  }
  for (const [named, name] of wanted) {
    const [entity, key] = named.split(' ') as ['product', string];
    if (world.offered(entity)[key] !== name) wrong.push(`${named} should be ${name}`);
  }
  const active = [...world.links].filter((link) => wanted.has(`product ${link.split(' ')[0]}`));
  if (JSON.stringify(active.sort()) !== JSON.stringify([...links].sort())) {
    wrong.push(`links ${active.join(', ')} should be ${[...links].join(', ')}`);
  }
  for (const lane of LANES) {
    for (const { sk, hash, withdrawn, outsmartKey, handedAt, looseLinks } of await tables.items(
      'mappings',
      `${world.connectionId}#${laneOf(lane)}`,
    )) {
      const isLoose = handedAt !== undefined || looseLinks !== undefined || hash === undefined;
      if (outsmartKey !== undefined && !withdrawn && isLoose)
        wrong.push(`mapping ${lane} ${sk} is unsettled`);
    }
  }
  return wrong;
}

describe('parents and children of all kinds', () => {
  it.each([
    ['in any order', { lost: 0, crash: 0 }, sampled(10, 3)],
    ['with lost answers and functions that stop', { lost: 15, crash: 10 }, sampled(15, 4)],
  ])(
    '%s, end as easybill has them',
    async (_, faults, numRuns) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 14 }),
          fc.nat(),
          async (changes, seed) => {
            households += 1;
            const world = await Household.start(tables, `p${households}`);
            world.random = seededRandom(seed + 1);
            world.faults = faults;
            await world.run(LANES.toSorted(() => world.random() - 0.5));
            const numbers = new Map<number, number>();
            for (const one of changes) await happen(world, numbers, one);
            await world.settle();
            world.faults = { lost: 0, crash: 0 };
            // Reconciliation finds what no event told.
            await world.run(LANES.toSorted(() => world.random() - 0.5));
            await world.run(['product']);

            expect(await disagreements(world)).toEqual([]);
            await world.stop();
          },
        ),
        { numRuns, seed: 1 },
      );
    },
    120_000,
  );
});
