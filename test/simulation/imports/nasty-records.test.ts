import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { disorder } from '../customers/agreement.ts';
import { customer } from '../customers/customer-flow.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { World } from '../customers/world.ts';
import {
  ALL_IMPORTS,
  AS_HOUR_TYPE,
  contact,
  group,
  importAll,
  LANES,
  login,
  product,
} from './import-flow.ts';

// Machines that are busy.
jest.setTimeout(60_000);

/** What people type as a number, and what a query string, a list or a pattern could stumble over. */
const NASTY_NUMBER = 'A,1;2 &3=%20?#/\\"\'<b>*ü🥨';
const NASTY_LINE = `<script>alert("1 < 2 & 3")</script> &amp; "Müller", 'Söhne' 👨‍👩‍👧‍👦 \\ %s {{x}} null`;
const LINES = `Erste Zeile 🔧\n\tmit <b>Markup</b>,\n\n„Anführung“ & Ende`;
const TEXT_BYTES = 65_535;
/** Four bytes a piece: the limit falls into the middle of one. */
const HUGE = '🥨'.repeat(20_000);
const FULL = 'ä'.repeat((TEXT_BYTES - 1) / 2);

let platform: Platform;
let world: World;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

afterEach(() => world.stop());

const stored = (path: string, key: string) => world.outsmart.account('first').collection(path).rows.get(key);
const keys = (path: string) => [...world.outsmart.account('first').collection(path).rows.keys()].sort();

describe('nasty records', () => {
  beforeEach(async () => {
    world = await World.start(platform, {
      imports: { ...ALL_IMPORTS, customers: { noteToRemark: true } },
      pageSize: 1000,
      customers: [
        customer(1),
        customer(2, { number: NASTY_NUMBER, company_name: NASTY_LINE, note: HUGE }),
        customer(3, { number: '10001', company_name: 'Doppelt' }),
        customer(4),
      ],
      contacts: [
        contact(1, 1),
        contact(2, 1, { first_name: '', last_name: NASTY_LINE, phone_1: '+49 (30) 1,2;3 #4' }),
        contact(2, 2, { last_name: 'x'.repeat(70_000) }),
        contact(4, 1),
      ],
      positionGroups: [
        group(101),
        group(102, { number: NASTY_NUMBER, name: NASTY_LINE }),
        group(103, { number: 'G101' }),
      ],
      positions: [
        product(201, { group_id: 101 }),
        product(202, { number: NASTY_NUMBER, description: LINES, group_id: 102, unit: 'm², 1/2 🥨' }),
        product(203, { description: HUGE }),
        product(204, { description: FULL }),
        product(205, { number: 'A201', description: 'Doppelt' }),
        product(206, { sale_price: 0.5, group_id: 103 }),
        product(207, { sale_price: 1234.5, price_type: 'BRUTTO' }),
        product(208, {
          ...AS_HOUR_TYPE,
          number: `S${NASTY_NUMBER}`,
          description: `${NASTY_LINE}\nzweite Zeile`,
        }),
        product(209, { ...AS_HOUR_TYPE, description: HUGE, sale_price: 6012.5 }),
        product(210, { ...AS_HOUR_TYPE, number: 'a201', description: 'Doppelt' }),
        product(211, AS_HOUR_TYPE),
        product(212, { number: 'zwei\nZeilen' }),
      ],
      logins: [login(1), login(2, { first_name: NASTY_LINE, last_name: HUGE }), login(3)],
    });
    await world.connect();
    await world.settle();
  });

  it('arrive undamaged, cut where OutSmart ends, and harm no other', async () => {
    expect(await disorder(world)).toEqual([]);
    expect(keys('/relations')).toEqual(['10001', '10004', NASTY_NUMBER]);
    const remark = '🥨'.repeat(Math.floor(TEXT_BYTES / 4));
    expect(stored('/relations', NASTY_NUMBER)).toMatchObject({ name: NASTY_LINE, remark });
    expect(stored('/relations', '10001')).toMatchObject({ name: 'Firma 1' });

    expect(keys('/contactpersons')).toEqual(['11', '21', '22', '41']);
    expect(stored('/contactpersons', '21')).toMatchObject({
      cpn_debtor_nr: NASTY_NUMBER,
      cpn_name: NASTY_LINE,
      cpn_phone: '+49 (30) 1,2;3 #4',
    });
    expect(stored('/contactpersons', '22')?.cpn_name).toBe(`Erika ${'x'.repeat(249)}`);

    expect(keys('/categories')).toEqual([NASTY_NUMBER, 'G101'].sort());
    expect(stored('/categories', NASTY_NUMBER)).toMatchObject({ cat_name: NASTY_LINE });

    expect(keys('/materials')).toEqual(['A201', 'A203', 'A204', 'A206', 'A207', NASTY_NUMBER].sort());
    expect(stored('/materials', NASTY_NUMBER)).toMatchObject({ description: LINES, unit: 'm², 1/2 🥨' });
    expect(stored('/materials', 'A201')).toMatchObject({ description: 'Artikel 201' });
    expect(stored('/materials', 'A203')).toMatchObject({ description: remark });
    expect(stored('/materials', 'A204')).toMatchObject({ description: FULL });
    expect(stored('/materials', 'A206')).toMatchObject({ price: '0.005' });
    expect(stored('/materials', 'A207')).toMatchObject({ price: '10.3739' });
    expect(keys('/material_categories')).toEqual([`${NASTY_NUMBER}\n${NASTY_NUMBER}`, 'A201\nG101'].sort());

    expect(keys('/hourtypes')).toEqual(['A209', 'A211', `S${NASTY_NUMBER}`].sort());
    expect(stored('/hourtypes', `S${NASTY_NUMBER}`)).toMatchObject({ name: NASTY_LINE });
    // 255 code units hold 127 of these.
    expect(stored('/hourtypes', 'A209')).toMatchObject({ name: '🥨'.repeat(127), sale_price: '60.125' });

    expect(keys('/employees')).toEqual(['900001', '900002', '900003']);
    expect(stored('/employees', '900002')).toMatchObject({
      firstname: NASTY_LINE,
      lastname: '🥨'.repeat(127),
    });

    const failures = (await world.tables.rows('activity')).filter(({ sk }) =>
      String(sk).startsWith('failure#'),
    );
    expect(failures.map(({ easybillId, code }) => `${easybillId} ${code}`).sort()).toEqual([
      '103 skippedDuplicateNumber',
      '205 skippedDuplicateNumber',
      '210 skippedDuplicateNumber',
      '212 skippedNumberUnreadable',
      '3 skippedDuplicateNumber',
    ]);
  });

  it('are not written a second time', async () => {
    const posts = () => world.outsmart.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    await importAll(world, LANES);
    await world.settle();

    expect(posts()).toBe(before);
  });

  it('are found again by their number when they go', async () => {
    const easybill = world.easybill.account('first');
    easybill.deleteCustomer(2);
    easybill.positions.remove(202);
    easybill.positions.remove(208);
    easybill.positionGroups.remove(102);
    await world.easybill.idle();
    await world.settle();
    await importAll(world, ['category']);
    await world.settle();

    expect(stored('/relations', NASTY_NUMBER)).toMatchObject({ active: '0', name: NASTY_LINE });
    expect(stored('/materials', NASTY_NUMBER)).toBeUndefined();
    expect(keys('/material_categories')).toEqual(['A201\nG101']);
    expect(stored('/hourtypes', `S${NASTY_NUMBER}`)).toMatchObject({ active: '0' });
    expect(stored('/categories', NASTY_NUMBER)).toMatchObject({ cat_display: '0', cat_name: NASTY_LINE });
    expect(await disorder(world)).toEqual([]);
  });
});
