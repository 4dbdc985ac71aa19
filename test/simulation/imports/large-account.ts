import { defaultLogin, type EasybillAccountOptions } from '../../../infra/local/vendors/easybill/index.ts';
import type { EasybillRecords } from '../customers/vendors.ts';

type CustomerInput = NonNullable<EasybillAccountOptions['customers']>[number];
type ContactInput = NonNullable<EasybillAccountOptions['contacts']>[number];
type PositionInput = NonNullable<EasybillAccountOptions['positions']>[number];

/** A record of easybill, and the row that OutSmart should have because of it. */
interface Pair<Input> {
  readonly path: string;
  readonly input: Input;
  readonly row: Readonly<Record<string, string>>;
}

/** Rows by the path of their collection. */
export type ExpectedRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** A large account at easybill, and what OutSmart should hold of it: written down side by side, not mapped. */
export interface LargeAccount extends Required<EasybillRecords> {
  readonly expected: ExpectedRows;
}

/** How many contacts the customers have: three in ten have any. */
const CONTACTS_OF_TEN = [0, 0, 5, 0, 0, 1, 0, 0, 2, 0];
/** Hour types are one position in ten. */
const HOUR_UNITS = ['Stunde', 'h', ' Std. '];
const FIRST = {
  customer: 5_000_001,
  contact: 9_000_001,
  group: 7_000_001,
  position: 8_000_001,
  login: 900_001,
};
const places = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const padded = (prefix: string, i: number): string => `${prefix}${String(i).padStart(4, '0')}`;

/** An account with so many records of each kind; eight contacts for ten customers. */
export function largeAccount(sizes: {
  customers: number;
  positions: number;
  groups: number;
  logins: number;
}): LargeAccount {
  const customers = places(sizes.customers).map(customerPair);
  const owners = places(sizes.customers).flatMap((i) => new Array<number>(CONTACTS_OF_TEN[i % 10]!).fill(i));
  const contacts = owners.map((owner, i) => contactPair(i, owner));
  const groups = places(sizes.groups).map(groupPair);
  const positions = places(sizes.positions).map((i) => positionPair(i, i % sizes.groups));
  const logins = places(sizes.logins).map(loginPair);
  const links = positions
    .filter(({ path }) => path === '/materials')
    .map(({ row, input }) => ({
      path: '/material_categories',
      row: { mct_mat_code: row.code!, mct_cat_code: padded('G', (input.group_id ?? 0) - FIRST.group) },
    }));
  const all = [...customers, ...contacts, ...groups, ...positions, ...logins, ...links];
  const expected = Object.fromEntries(
    [...Map.groupBy(all, ({ path }) => path)].map(([path, rows]) => [path, rows.map(({ row }) => row)]),
  );
  return {
    customers: customers.map(({ input }) => input),
    contacts: contacts.map(({ input }) => input),
    positionGroups: groups.map(({ input }) => input),
    positions: positions.map(({ input }) => input),
    logins: logins.map(({ input }) => input),
    expected,
  };
}

/** Firms with and without somebody to ask for, people, post-office boxes, several addresses to mail to. */
function customerPair(i: number): Pair<CustomerInput> {
  const id = FIRST.customer + i;
  const number = i % 10 === 0 ? `D/${i} ä` : String(10_001 + i);
  const isPerson = i % 4 === 1;
  const person = isPerson || i % 4 === 2;
  const hasBox = i % 50 === 7;
  return {
    path: '/relations',
    input: {
      id,
      number,
      ...(!isPerson && { company_name: `Firma ${i}  <Söhne> & Co. ` }),
      ...(person && { title: 'Dr.', first_name: 'Jörg', last_name: `Muster ${i}` }),
      street: hasBox ? null : `Straße des 17. Juni ${i}`,
      ...(hasBox && { postbox: '12 34', postbox_zip_code: '10002' }),
      zip_code: '01067',
      city: 'Dresden',
      country: i % 9 === 0 ? 'AT' : 'DE',
      ...(i % 3 === 0 ? { phone_1: `0351 ${i}`, phone_2: '1' } : { phone_2: `+49 351 ${i}` }),
      ...(i % 5 === 0 && { mobile: `0170 ${i}` }),
      emails: i % 6 === 0 ? ['keine', `k${i}@beispiel.example`] : [],
      ...(i % 7 === 0 && { vat_identifier: `DE${i}` }),
      note: 'bleibt bei easybill',
    },
    row: {
      debtor_number: number,
      name: isPerson ? `Dr. Jörg Muster ${i}` : `Firma ${i} <Söhne> & Co.`,
      contact: person && !isPerson ? `Dr. Jörg Muster ${i}` : '',
      street: hasBox ? 'Postfach 12 34' : `Straße des 17. Juni ${i}`,
      postal_code: hasBox ? '10002' : '01067',
      city: 'Dresden',
      country: i % 9 === 0 ? 'AT' : 'DE',
      phone_number: i % 3 === 0 ? `0351 ${i}` : `+49 351 ${i}`,
      mobile: i % 5 === 0 ? `0170 ${i}` : '',
      email: i % 6 === 0 ? `k${i}@beispiel.example` : '',
      vat_number: i % 7 === 0 ? `DE${i}` : '',
      external_id: String(id),
      active: '1',
    },
  };
}

/** Contacts with a full name, a last name only, or just a department. */
function contactPair(i: number, owner: number): Pair<ContactInput> {
  const id = FIRST.contact + i;
  const kind = i % 3;
  return {
    path: '/contactpersons',
    input: {
      id,
      customerId: FIRST.customer + owner,
      ...(kind === 0 && { first_name: 'Erika', last_name: `Müller-${i}` }),
      ...(kind === 1 && { title: 'Herr', last_name: `Schmidt ${i}` }),
      ...(kind === 2 && { company_name: `Einkauf ${i}` }),
      street: 'Weg 1',
      city: 'Berlin',
      ...(i % 2 === 0 ? { phone_1: `030 ${i}` } : { mobile: `0171 ${i}` }),
      emails: i % 5 === 0 ? [`c${i}@beispiel.example`] : [],
    },
    row: {
      cpn_code: String(id),
      cpn_debtor_nr: owner % 10 === 0 ? `D/${owner} ä` : String(10_001 + owner),
      cpn_name: [`Erika Müller-${i}`, `Schmidt ${i}`, `Einkauf ${i}`][kind]!,
      cpn_phone: i % 2 === 0 ? `030 ${i}` : `0171 ${i}`,
      cpn_email: i % 5 === 0 ? `c${i}@beispiel.example` : '',
    },
  };
}

function groupPair(i: number): Pair<{ id: number; number: string; name: string }> {
  const [number, name] = [padded('G', i), `Gruppe ${i}`];
  return {
    path: '/categories',
    input: { id: FIRST.group + i, number, name },
    row: { cat_code: number, cat_name: name, cat_display: '1' },
  };
}

/** Prices in whole cents and in fractions of one, net and with 19 or 7 % in them; articles without a unit. */
function positionPair(i: number, group: number): Pair<PositionInput> {
  const isHourType = i % 10 === 0;
  const number = padded(isHourType ? 'S' : 'A', i);
  const [cents, gross, price] = [
    [100 * i, undefined, `${i}.00`],
    [100 * i + 50, undefined, `${i}.50`],
    [100 * i + 0.5, undefined, `${i}.005`],
    [119 * i, 19, `${i}.00`],
    [107 * i, 7, `${i}.00`],
    [119, 19, '1.00'],
    [100, 19, '0.8403'],
  ][i % 7] as [number, number | undefined, string];
  const input = {
    id: FIRST.position + i,
    number,
    description: i % 13 === 0 ? `Artikel ${i}\r\n<b>mit</b> 🔧` : `Artikel ${i}`,
    sale_price: cents,
    ...(gross !== undefined && { price_type: 'BRUTTO' as const, vat_percent: gross }),
    group_id: FIRST.group + group,
    unit: isHourType ? HOUR_UNITS[i % 3]! : i % 17 === 0 ? null : 'm²',
    ...(isHourType && { type: 'SERVICE' as const, cost_price: i % 20 === 0 ? 4_250 : null }),
  };
  return isHourType
    ? {
        path: '/hourtypes',
        input,
        row: {
          code: number,
          name: `Artikel ${i}`,
          sale_booking: cents > 0 ? '1' : '0',
          sale_price: price,
          cost_booking: i % 20 === 0 ? '1' : '0',
          cost_price: i % 20 === 0 ? '42.50' : '0.00',
          active: '1',
        },
      }
    : {
        path: '/materials',
        input,
        row: {
          code: number,
          description: i % 13 === 0 ? `Artikel ${i}\n<b>mit</b> 🔧` : `Artikel ${i}`,
          price,
          unit: i % 17 === 0 ? 'Stk' : 'm²',
        },
      };
}

function loginPair(i: number): Pair<ReturnType<typeof defaultLogin>> {
  const [firstname, lastname] = [`Vorname ${i}`, `Nachname ${i}`];
  return {
    path: '/employees',
    input: { ...defaultLogin(FIRST.login + i), first_name: firstname, last_name: i === 2 ? '' : lastname },
    row: { number: String(FIRST.login + i), firstname, lastname: i === 2 ? firstname : lastname },
  };
}
