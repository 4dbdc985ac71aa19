import type { Fault } from '../../../infra/local/vendors/faults.ts';
import type { Choices, Mishap } from './choices.ts';

/** A fault of a vendor at one call. */
export interface VendorFault {
  readonly fault: Fault;
  /** When a late arrival is carried out after all, in seconds from the break of its connection. */
  readonly afterSeconds?: number;
}

/** What may happen at one call of an export over HTTP. */
export type HttpMishap =
  | VendorFault
  | Extract<Mishap, 'crashBefore' | 'crashAfter' | 'lost' | 'second' | 'twice' | 'twiceLater'>
  /** The call is carried out, its answer is lost, and the client makes it once more, as that of DynamoDB does. */
  | 'repeated';

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
const LATE_SECONDS = [40, 400, 7200] as const;
/** Nothing looks for a customer whose making arrives when it no longer can. */
const LATE_CUSTOMER_SECONDS = [40] as const;

/** What may go wrong at a call, by its name, such as `easybill POST /documents`. */
export function mishapsAt(call: string): readonly HttpMishap[] {
  if (call === 'queue receive') return ['twice', 'twiceLater'];
  if (call === 'queue send') return ['crashBefore', 'crashAfter', 'lost', 'second'];
  if (call.startsWith('table ')) {
    return / (Get|Query)$/.test(call)
      ? ['crashBefore', 'second']
      : ['crashBefore', 'crashAfter', 'lost', 'repeated', 'second'];
  }
  return [...(isRead(call) ? [] : (['crashAfter'] as const)), 'crashBefore', 'second', ...faultsAt(call)];
}

function faultsAt(call: string): VendorFault[] {
  const always = [...NOT_EXECUTED, ...(call.startsWith('outsmart') ? ONLY_OUTSMART : ONLY_EASYBILL)];
  const faults = [...always, ...(isRead(call) ? [] : EXECUTED)].map((fault) => ({ fault }));
  // A late deletion or a late reading of OutSmart changes nothing that was not changed by then.
  if (!/ (POST|PUT) /.test(call)) return faults;
  const late = call.endsWith('/customers') ? LATE_CUSTOMER_SECONDS : LATE_SECONDS;
  return [
    ...faults,
    ...late.map((afterSeconds) => ({ fault: { kind: 'lateArrival' } as const, afterSeconds })),
  ];
}

/** Whether nothing is changed by it: one of OutSmart's may set a work order to handled. */
function isRead(call: string): boolean {
  return call.startsWith('easybill GET');
}

/** Whether it ends with the client's patience, which takes time for real. */
export function isTimeout(mishap: HttpMishap): boolean {
  return typeof mishap === 'object' && ['timeout', 'slowBody'].includes(mishap.fault.kind);
}

/** The choices, but for what takes time for real: a lost answer is the same to the export. */
export function withoutTimeouts(choices: Choices<HttpMishap>): Choices<HttpMishap> {
  return { next: (options) => choices.next(options.filter((option) => !isTimeout(option))) };
}
