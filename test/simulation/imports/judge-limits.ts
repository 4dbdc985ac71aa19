import type { LoggedRequest } from '../../../infra/local/vendors/request-log.ts';
import { allModels } from '../limiter/rate-limit-models.ts';

/**
 * Which kinds of rate limit would have refused any of these calls. As long as none is refused, a limit changes nothing
 * about the calls, so that one history tells for all kinds.
 */
export function refusalsByAnyModel(
  requests: readonly LoggedRequest[],
  limit: number,
  random: () => number,
): string[] {
  const arrivals = requests.map(({ at }) => at).toSorted((a, b) => a - b);
  return allModels(limit, random).flatMap((model) => {
    const refused = arrivals.filter((at) => !model.admit(at)).length;
    return refused > 0 ? [`${model.name} refuses ${refused} of ${arrivals.length} calls`] : [];
  });
}
