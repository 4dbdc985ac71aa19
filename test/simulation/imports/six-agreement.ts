import { disagreements } from '../customers/agreement.ts';
import type { Row } from '../customers/tables.ts';
import type { World } from '../customers/world.ts';

/** A record that OutSmart should hold, by its key in lower case. */
interface Wanted {
  readonly id: number;
  readonly path: string;
  readonly key: string;
  /** What it has to look like there, as far as it matters. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A lane, and the collections of OutSmart in which its records are. */
interface LaneView {
  readonly lane: string;
  readonly paths: readonly string[];
  readonly wanted: readonly Wanted[];
  /** Whether what is gone at easybill stays at OutSmart. */
  readonly keeps?: true;
}

const KEY_OF: Readonly<Record<string, string>> = {
  '/categories': 'cat_code',
  '/materials': 'code',
  '/hourtypes': 'code',
  '/employees': 'number',
  '/contactpersons': 'cpn_code',
};
const SWITCH_OF: Readonly<Record<string, string>> = {
  '/categories': 'cat_display',
  '/hourtypes': 'active',
};

/** What is wrong at rest between easybill, our tables and OutSmart, in all six kinds of record. Empty when all agree. */
export async function sixDisagreements(world: World, connectionId: string): Promise<string[]> {
  const rows = await world.tables.rows('mappings');
  const mappingsOf = (lane: string): Map<number, Row> =>
    new Map(
      rows
        .filter(({ pk }) => pk === `${connectionId}#${lane}`)
        .map((row) => [Number(String(row.sk).split('#').at(-1)), row]),
    );
  const heldKey = (lane: string, id: number): string | undefined => {
    const mapping = mappingsOf(lane).get(id);
    return mapping?.withdrawn ? undefined : (mapping?.outsmartKey as string | undefined);
  };
  const lanes = lanesOf(world, (customerId) => heldKey('customer', customerId));
  return [
    ...(await disagreements(world, 'first', connectionId)),
    ...lanes.flatMap((view) =>
      laneDisagreements(world, view, mappingsOf(view.lane), ownersOf(rows, connectionId, view.lane)),
    ),
    ...linkDisagreements(world, ownersOf(rows, connectionId, 'product'), (groupId) =>
      heldKey('category', groupId),
    ),
  ];
}

function lanesOf(world: World, debtorOf: (customerId: number) => string | undefined): LaneView[] {
  const easybill = world.easybill.account('first');
  return [
    {
      lane: 'category',
      paths: ['/categories'],
      wanted: [...easybill.positionGroups.records.values()].map(({ id, number, name }) => ({
        id,
        path: '/categories',
        key: number,
        fields: { cat_code: number, cat_name: name },
      })),
    },
    {
      lane: 'product',
      paths: ['/materials', '/hourtypes'],
      wanted: [...easybill.positions.records.values()]
        .filter(({ archived }) => !archived)
        .map(({ id, number, type, description, sale_price: cents }) => {
          const price = euros(cents);
          return type === 'SERVICE'
            ? {
                id,
                path: '/hourtypes',
                key: number,
                fields: { code: number, name: description, sale_price: price },
              }
            : { id, path: '/materials', key: number, fields: { code: number, description, price } };
        }),
    },
    {
      lane: 'employee',
      keeps: true,
      paths: ['/employees'],
      wanted: easybill.logins.map(({ id, first_name: firstname, last_name: lastname }) => {
        return { id, path: '/employees', key: String(id), fields: { firstname, lastname } };
      }),
    },
    {
      lane: 'contact',
      paths: ['/contactpersons'],
      keeps: true,
      wanted: [...easybill.contacts.records.values()].flatMap(({ id, first_name, last_name }) => {
        const cpn_name = `${first_name} ${last_name}`.trim();
        const customerId = easybill.customerOfContact.get(id) ?? 0;
        const cpn_debtor_nr = easybill.customers.has(customerId) ? debtorOf(customerId) : undefined;
        // One without a name is reported and stays as it was.
        return cpn_debtor_nr === undefined || cpn_name === ''
          ? []
          : [{ id, path: '/contactpersons', key: String(id), fields: { cpn_name, cpn_debtor_nr } }];
      }),
    },
  ];
}

function laneDisagreements(
  world: World,
  { lane, paths, wanted, keeps }: LaneView,
  mappings: ReadonlyMap<number, Row>,
  owners: ReadonlyMap<string, number>,
): string[] {
  const wrong: string[] = [];
  const offered = paths.flatMap((path) =>
    activeRows(world, path).map((row) => ({ path, row, key: row[KEY_OF[path]!] ?? '' })),
  );
  const byKey = Map.groupBy(wanted, ({ key }) => key.toLowerCase());
  for (const [key, candidates] of byKey) {
    // Of several with one number the first keeps it.
    const one = candidates.find(({ id }) => id === owners.get(key));
    const spellings = offered.filter((candidate) => candidate.key.toLowerCase() === key);
    // Whether OutSmart tells upper from lower case is not known: a spelling of before is left alone, as deleting it
    // might delete this one.
    const exact = spellings.filter((candidate) => candidate.key === one?.key);
    const found = exact.length > 0 ? exact : spellings;
    const isRight =
      found.length === 1 &&
      one?.path === found[0]!.path &&
      Object.entries(one.fields).every(([field, value]) => found[0]!.row[field] === value);
    if (!isRight)
      wrong.push(
        `${lane} ${key} should be one of ${JSON.stringify(candidates)}, is ${JSON.stringify(found)}`,
      );
  }
  for (const { key } of keeps ? [] : offered) {
    const stays = [...mappings.values()].some(
      ({ outsmartKey, problem }) => outsmartKey === key && problem !== undefined,
    );
    if (!byKey.has(key.toLowerCase()) && !stays)
      wrong.push(`${lane} ${key} is offered without a record of easybill`);
  }
  for (const [id, { outsmartKey, hash, problem, withdrawn, handedAt, looseLinks, retiring }] of mappings) {
    if (withdrawn || outsmartKey === undefined || problem !== undefined) continue;
    const isSettled =
      hash !== undefined && handedAt === undefined && looseLinks === undefined && retiring === undefined;
    if (!isSettled) wrong.push(`mapping ${lane} ${id} is unsettled`);
  }
  return wrong;
}

/** Each material of ours is in the category of its position's group, and in no other. */
function linkDisagreements(
  world: World,
  owners: ReadonlyMap<string, number>,
  categoryOf: (groupId: number) => string | undefined,
): string[] {
  const positions = world.easybill.account('first').positions.records;
  const links = [...rowsOf(world, '/material_categories')];
  return activeRows(world, '/materials').flatMap(({ code }) => {
    const position = positions.get(owners.get(code?.toLowerCase() ?? '') ?? 0);
    if (position?.number !== code) return [];
    const category = position?.group_id ? categoryOf(position.group_id) : undefined;
    const found = links.filter((link) => link.mct_mat_code === code).map((link) => link.mct_cat_code);
    return JSON.stringify(found) === JSON.stringify(category === undefined ? [] : [category])
      ? []
      : [`${code} should be in ${category}, is in ${found.join(', ')}`];
  });
}

function ownersOf(rows: readonly Row[], connectionId: string, lane: string): Map<string, number> {
  const owners = rows.filter(({ pk }) => pk === `${connectionId}#${lane}#keys`);
  return new Map(owners.map(({ sk, easybillId }) => [String(sk), Number(easybillId)]));
}

function rowsOf(world: World, path: string): Iterable<Readonly<Record<string, string | null>>> {
  return world.outsmart.account('first').collection(path).rows.values();
}

function activeRows(world: World, path: string): Readonly<Record<string, string | null>>[] {
  return [...rowsOf(world, path)].filter((row) => row[SWITCH_OF[path] ?? ''] !== '0');
}

/** Whole cents and the fractions that occur here, as OutSmart shows them. */
function euros(cents: number): string {
  const text = (cents / 100).toFixed(4);
  return text.replace(/0{1,2}$/, '');
}
