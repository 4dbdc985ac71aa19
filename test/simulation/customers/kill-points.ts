import type { Kill, ObservedCall } from './invocations.ts';

/** What these calls do not change, nobody can find half done. */
const READS = /^(dynamodb\.(GetItem|Query)|secretsmanager\.Get|outsmart GET)/;

/** One kill for each way a function came to a call that no earlier call came. */
export function killPoints(calls: readonly ObservedCall[], seen: Set<string>): Kill[] {
  const paths = new Map<number, string>();
  return calls.flatMap(({ kind, call, invocation }, at) => {
    const known = paths.get(invocation);
    // A secret is read in a cold instance only.
    const path = call.startsWith('secretsmanager.Get') ? (known ?? kind) : `${known ?? kind} > ${call}`;
    paths.set(invocation, path);
    if (seen.has(path)) return [];
    seen.add(path);
    // Right before a call is right after the last one that changed something: only the first has a moment of its own.
    const kills: Kill[] = known === undefined ? [{ at, phase: 'before' }] : [];
    return READS.test(call) ? kills : [...kills, { at, phase: 'after' }];
  });
}
