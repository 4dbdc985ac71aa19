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
    outsmart: Object.fromEntries(
      world.outsmart
        .account('first')
        .collections.map(({ definition, rows }) => [
          definition.path,
          Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1))),
        ]),
    ),
    connections: connections
      .filter(({ sk }) => !String(sk).startsWith('entity#'))
      // The lock of a killed holder keeps nobody out once its time is up.
      .filter(({ sk, until }) => sk !== 'lock' || until > world.clock.now())
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
        handedAt: rest.handedAt !== undefined,
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
    failures: activity
      .filter(({ sk }) => String(sk).startsWith('failure#'))
      .map(({ sk, code }) => `${String(sk)} ${String(code)}`)
      .sort(),
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

/** Which records each post to OutSmart held, by collection and identity, in order. */
export function postedRecords(world: World): string[][] {
  const collections = world.outsmart.account('first').collections.map(({ definition }) => definition);
  return world.outsmart.requests.flatMap(({ method, path, body }) => {
    const collection = collections.find((one) => one.path === path);
    if (method !== 'POST' || !collection) return [];
    const nameOf = (record: Record<string, string>): string =>
      [path, ...collection.identity.map((field) => record[field])].join(' ');
    return [(body as Record<string, string>[]).map(nameOf)];
  });
}
