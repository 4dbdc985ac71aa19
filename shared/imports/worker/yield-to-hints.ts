import type { Lane } from '../../records/entity.ts';
import type { ImportServices } from './import-services.ts';

/** The mark of work that waits for the lease wears off when it comes back no more. */
export const YIELD_REQUEST_MS = 10_000;
/** So long a run stays away that gives way: what waits tries again within it, and has time for its work. */
export const YIELD_SECONDS = 3;
const CHECK_EVERY_MS = 1_000;

/** Says whether a step of a run has to yield; reads the mark at most once a second, and not again once it was seen. */
export function yieldCheck(
  { entityStates, now }: Pick<ImportServices, 'entityStates' | 'now'>,
  connectionId: string,
  lane: Lane,
): () => Promise<boolean> {
  let lookAt = 0;
  let isWanted = false;
  return async () => {
    const time = now();
    if (!isWanted && time >= lookAt) {
      lookAt = time + CHECK_EVERY_MS;
      isWanted = await entityStates.shouldYield(connectionId, lane, time);
    }
    return isWanted;
  };
}
