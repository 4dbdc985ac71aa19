import type { Fault } from '../../../infra/local/vendors/faults.ts';
import { startRun } from './customer-flow.ts';
import type { ObservedCall } from './invocations.ts';
import type { World } from './world.ts';

type Vendor = 'easybill' | 'outsmart';
/** One vendor call that fails. */
export interface Case {
  readonly vendor: Vendor;
  /** How many calls to the vendor pass before. */
  readonly skip: number;
  readonly fault: Fault;
  /** What people do about it; nothing when it passes by itself. */
  readonly remedy?: (world: World) => Promise<unknown>;
}

const EITHER: readonly Fault[] = [
  { kind: 'lostAnswer' },
  { kind: 'refuse' },
  { kind: 'status', status: 500 },
  { kind: 'html200' },
  { kind: 'garbageJson', executed: true },
];
const FAULTS: Record<Vendor, readonly Pick<Case, 'fault' | 'remedy'>[]> = {
  easybill: [
    ...EITHER.map((fault) => ({ fault })),
    { fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } },
    { fault: { kind: 'status', status: 429 } },
  ],
  outsmart: [
    ...EITHER.map((fault) => ({ fault })),
    { fault: { kind: 'envelope', code: 1007, messages: ['Please try again'] } },
    { fault: { kind: 'envelope', code: 1301, messages: ['Required field missing: city'] }, remedy: startRun },
    {
      fault: { kind: 'envelope', code: 1004, messages: ['Token not allowed'] },
      remedy: (world) => world.connect(),
    },
  ],
};

/** Each fault at each call to a vendor, once for each kind of work and call. */
export function casesOf(calls: readonly ObservedCall[], seen: Set<string>): Case[] {
  const made = { easybill: 0, outsmart: 0 };
  return calls.flatMap(({ kind, call }) => {
    const vendor = (['easybill', 'outsmart'] as const).find((name) => call.startsWith(`${name} `));
    if (!vendor) return [];
    const skip = made[vendor];
    made[vendor] += 1;
    if (seen.has(`${kind} ${call}`)) return [];
    seen.add(`${kind} ${call}`);
    return FAULTS[vendor].map((fault) => ({ vendor, skip, ...fault }));
  });
}
