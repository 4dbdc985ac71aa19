import type { Fault } from '../../../infra/local/vendors/faults.ts';

export type VendorName = 'easybill' | 'outsmart';

/** A fault at one vendor call of a run. */
export interface Strike {
  readonly vendor: VendorName;
  /** How many calls of the vendor pass before, those that other strikes hit left out. */
  readonly skip: number;
  readonly fault: Fault;
  /** When a late arrival is carried out after all, in seconds from the break of its connection. */
  readonly afterSeconds?: number;
}

type Mishap = Pick<Strike, 'fault' | 'afterSeconds'>;

const NOT_EXECUTED: readonly Fault[] = [
  { kind: 'refuse' },
  { kind: 'timeout', executed: false },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
  { kind: 'html200' },
  { kind: 'garbageJson' },
];
const EXECUTED: readonly Fault[] = [
  { kind: 'lostAnswer' },
  { kind: 'timeout', executed: true },
  { kind: 'slowBody', afterMs: 'never' },
  { kind: 'status', status: 500, executed: true },
  { kind: 'html200', executed: true },
  { kind: 'garbageJson', executed: true },
];
const ONLY_EASYBILL: readonly Fault[] = [
  { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
  { kind: 'status', status: 409 },
];
const ONLY_OUTSMART: readonly Fault[] = [{ kind: 'envelope', code: 1007, messages: ['Please try again'] }];
/** Soon, after both looks, after the first late look. */
const LATE: readonly Mishap[] = [40, 400, 7200].map((afterSeconds) => ({
  fault: { kind: 'lateArrival' },
  afterSeconds,
}));

/** What may go wrong at a call, by its name, such as `easybill POST /documents`. */
function mishapsAt(call: string): readonly Mishap[] {
  const always = [...NOT_EXECUTED, ...(isOutsmart(call) ? ONLY_OUTSMART : ONLY_EASYBILL)];
  const isRead = call.startsWith('easybill GET');
  return [
    ...[...always, ...(isRead ? [] : EXECUTED)].map((fault) => ({ fault })),
    // A late deletion or a late reading of OutSmart changes nothing that was not changed by then.
    ...(/ (POST|PUT) /.test(call) ? LATE : []),
  ];
}

/** Each fault at each call that a run made after the strikes of its plan. */
export function plansOf(calls: readonly string[], before: readonly Strike[], after: number): Strike[][] {
  return calls.flatMap((call, at) => {
    if (at < after) return [];
    const vendor: VendorName = isOutsmart(call) ? 'outsmart' : 'easybill';
    const passed = calls.slice(0, at).filter((other) => other.startsWith(vendor)).length;
    const skip = passed - before.filter((strike) => strike.vendor === vendor).length;
    return mishapsAt(call).map((mishap) => [...before, { vendor, skip, ...mishap }]);
  });
}

function isOutsmart(call: string): boolean {
  return call.startsWith('outsmart');
}
