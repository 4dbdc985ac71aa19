import type { World } from './world.ts';

const ENDED = ['complete', 'failed'];

/** What has to be equal at rest, whatever happened on the way. Times, ids of our own and fences are left out. */
export async function endState(world: World): Promise<Record<string, unknown>> {
  const connections = await world.tables.rows('connections');
  const ids = connections.filter(({ sk }) => sk === 'connection').map(({ pk }) => String(pk));
  const nameOf = (text: unknown): string =>
    ids.reduce((name, id, i) => name.replaceAll(id, `connection ${i}`), String(text));
  const mappings = await world.tables.rows('mappings');
  const activity = await world.tables.rows('activity');
  const lastRuns = (await world.entityStates()).map(({ lastRunId }) =>
    activity.find(({ sk }) => sk === `run#${String(lastRunId)}`),
  );
  const easybill = world.easybill.account('first');
  return {
    relations: Object.fromEntries([...world.outsmart.account('first').relations].sort()),
    connections: connections
      .filter(({ sk }) => !String(sk).startsWith('entity#'))
      .map(({ pk, sk, status, plan, connectionId, cleanup, tokenGeneration }) =>
        [nameOf(pk), sk, status, plan, nameOf(connectionId), cleanup, tokenGeneration].join(' '),
      )
      .sort(),
    mappings: mappings
      .map(({ pk, sk, hash, ...rest }) => ({
        ...rest,
        key: `${nameOf(pk)} ${String(sk)}`,
        isHashed: hash !== undefined,
        readAt: undefined,
        fence: undefined,
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    entities: (await world.entityStates()).map(
      ({ pk, sk, activeRunId, dirtySince, blockedSince, unorderedList }) => ({
        key: `${nameOf(pk)} ${String(sk)}`,
        activeRunId,
        dirtySince,
        blockedSince,
        unorderedList,
      }),
    ),
    lastRuns: lastRuns.map((run) => run?.state as unknown),
    runsUnderWay: activity.filter(({ sk, state }) => String(sk).startsWith('run#') && !ENDED.includes(state))
      .length,
    candidatesLeft: activity.filter(({ sk }) => String(sk).startsWith('candidates#')).length,
    webhooks: [...easybill.webhooks.values()].map(({ url, is_active, events }) => ({
      // Its token without the mac: the key and the generation.
      url: nameOf(url)
        .replace(/\.[^.]+$/, '')
        .replace(newestKid(world), 'newest key'),
      is_active,
      events,
    })),
    secrets: Object.entries(world.secrets())
      .filter(([name]) => name.includes('/connections/'))
      .map(([name, value]) => `${nameOf(name).replace(/\/\d+$/, '')} ${value}`),
    messages: world.queue.size,
    deadLetters: world.queue.dead.map(({ body }) => body),
    violations: [...world.easybill.violations, ...world.outsmart.violations],
    rateLimited: world.easybill.requests.filter(({ status, fault }) => status === 429 && !fault).length,
  };
}

function newestKid(world: World): string {
  const keys = Object.entries(world.secrets()).find(([name]) => !name.includes('/connections/'))![1];
  return (JSON.parse(keys) as { kid: string }).kid;
}

/** The debtor numbers of each post to OutSmart, in order. */
export function postedNumbers(world: World): string[][] {
  return world.outsmart.requests
    .filter(({ method, path }) => method === 'POST' && path === '/relations')
    .map(({ body }) => (body as { debtor_number: string }[]).map(({ debtor_number }) => debtor_number));
}
