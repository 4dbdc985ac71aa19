import { customerToRelation } from '../../../shared/customers/customer-to-relation.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { easybillCustomerSchema } from '../../../shared/easybill/index.ts';
import type { Row } from './tables.ts';
import type { World } from './world.ts';

const SETTINGS = settingsSchema.parse({}).imports.customers;

/** What is wrong at rest between easybill, our tables and OutSmart, for one account. Empty when all agree. */
export async function disagreements(world: World, account: string, connectionId: string): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await world.tables.rows('mappings');
  const mappings = new Map(
    rows.filter(({ pk }) => pk === `${connectionId}#customer`).map((row) => [Number(row.sk), row]),
  );
  const owners = new Map(
    rows.filter(({ pk }) => pk === `${connectionId}#customer#keys`).map((row) => [String(row.sk), row]),
  );
  const relations = [...world.outsmart.account(account).relations.values()].filter(
    ({ active }) => active !== '0',
  );
  const refusals = (await world.tables.rows('activity')).filter(
    ({ pk, code }) => pk === connectionId && code === 'recordRejected',
  );
  const wanted = new Map<string, Row[]>();
  /** Numbers of records that cannot be written as they are now: another record with the same number has to wait. */
  const kept = new Set<string | undefined>();
  for (const customer of world.easybill.account(account).customers.values()) {
    const mapped = customerToRelation(easybillCustomerSchema.parse(customer), SETTINGS);
    if (mapped.outcome === 'skipped') {
      const owned = mapped.key === undefined ? undefined : owners.get(mapped.key.toLowerCase());
      if (owned?.easybillId === customer.id && mapped.reason !== 'archived')
        kept.add(mapped.key?.toLowerCase());
    }
    if (mapped.outcome !== 'mapped') continue;
    wanted.set(mapped.key.toLowerCase(), [...(wanted.get(mapped.key.toLowerCase()) ?? []), mapped.record]);
  }

  for (const [key, candidates] of wanted) {
    if (kept.has(key)) continue;
    const found = relations.filter((relation) => relation.debtor_number?.toLowerCase() === key);
    const isOneOf = candidates.some((record) => found.some((relation) => isAs(record, relation)));
    if (!isOneOf) wrong.push(`relation ${key} is not as easybill has it: ${JSON.stringify(found)}`);
  }
  for (const relation of relations) {
    const key = relation.debtor_number ?? '';
    const owner = Number(relation.external_id);
    // What cannot be written as it is now stays as it was, with a problem that says why.
    const mapping = mappings.get(owner);
    const hasProblem =
      mapping?.problem !== undefined && [mapping.outsmartKey, ...(mapping.retiring ?? [])].includes(key);
    // The user was told of an old number that OutSmart would not set inactive.
    const isTold = refusals.some((told) => told.easybillId === owner && told.outsmartKey === key);
    if (!wanted.has(key.toLowerCase()) && !hasProblem && !isTold)
      wrong.push(`relation ${key} is active without a customer`);
    // Whether OutSmart tells upper from lower case is not known: a spelling of before is left alone, as setting it inactive
    // might do that to the customer who has the number now.
    const holder = owners.get(key.toLowerCase())?.easybillId;
    const isFormerSpelling = holder !== undefined && mappings.get(holder)?.outsmartKey !== key;
    if (holder !== owner && !isFormerSpelling) wrong.push(`relation ${key} is not known as that of ${owner}`);
  }
  for (const [id, { outsmartKey, hash, problem, withdrawn, retiring }] of mappings) {
    // Its last write was not confirmed, and it cannot be repeated as the record is now.
    if (problem !== undefined && hash === undefined) continue;
    if (retiring !== undefined) wrong.push(`mapping ${id} still retires ${retiring}`);
    if (outsmartKey === undefined || withdrawn) continue;
    if (hash === undefined && problem === undefined) wrong.push(`mapping ${id} has no hash`);
    const relation = relations.find(({ debtor_number }) => debtor_number === outsmartKey);
    if (relation?.external_id !== String(id))
      wrong.push(`mapping ${id} holds ${outsmartKey}, which is not its own`);
  }
  return wrong;
}

/** What is wrong in the world as a whole. */
export async function disorder(world: World): Promise<string[]> {
  const limited = world.easybill.requests.filter(({ status }) => status === 429).length;
  return [
    ...world.easybill.violations,
    ...world.outsmart.violations,
    ...world.queue.dead.map(({ body }) => `dead letter ${body}`),
    ...(world.queue.size > 0 ? ['messages left'] : []),
    ...(limited > 0 ? [`${limited} calls over the limit`] : []),
    ...(await world.entityStates()).flatMap(({ pk, activeRunId, dirtySince }) =>
      activeRunId !== undefined || dirtySince !== undefined ? [`work left for ${String(pk)}`] : [],
    ),
  ];
}

function isAs(record: Row, relation: Readonly<Record<string, string | null>>): boolean {
  return Object.entries(record).every(([field, value]) => String(value) === (relation[field] ?? ''));
}
