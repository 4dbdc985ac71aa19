import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoPositionGroups, demoPositions } from '../../../infra/local/vendors/demo-positions.ts';
import {
  startEasybillSimulator,
  type EasybillSimulator,
  type PositionInput,
} from '../../../infra/local/vendors/easybill/index.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { importSettingsSchema } from '../../../shared/connections/import-settings.ts';
import {
  createEasybillClient,
  listPositions,
  type EasybillPosition,
} from '../../../shared/easybill/index.ts';
import { positionToHourType } from '../../../shared/hour-types/position-to-hour-type.ts';
import { createOutsmartClient, postHourTypes, postMaterials } from '../../../shared/outsmart/index.ts';
import { classifyPosition } from '../../../shared/positions/classify-position.ts';
import { positionToMaterial } from '../../../shared/products/position-to-material.ts';

const settings = importSettingsSchema.parse({});
const nasty: PositionInput[] = [
  { number: 'lang', description: `Zeile 1\r\n${'🔧 <b>ä</b>\n'.repeat(6000)}`, sale_price: 1 },
  { number: 'Rohr 4,5', description: 'Rohr\u0000 4,5 mm', sale_price: 0.005 },
  { number: '🔧', description: '<script>alert(1)</script>', sale_price: 1000.5, price_type: 'BRUTTO' },
  { number: "'; DROP TABLE materials; --", description: '"', sale_price: 0 },
  { number: 'STD-🔧', description: '\nNacht\nZuschlag', type: 'SERVICE', unit: ' STD ', sale_price: 6850.25 },
];

let easybill: EasybillSimulator;
let outsmart: OutsmartSimulator;

/** What the mappings of both sides make of all that easybill lists. */
async function importPositions(): Promise<EasybillPosition[]> {
  const gate = { run: <T>(send: () => Promise<T>): Promise<T> => send() };
  const source = createEasybillClient({ baseUrl: easybill.url, apiKey: 'key', gate });
  const target = createOutsmartClient({ baseUrl: outsmart.url, token: 't', softwareToken: 's' });
  const { items } = await listPositions(source, 1);
  const on = (side: 'product' | 'hourType') =>
    items.filter((position) => classifyPosition(position, settings.hourTypes.rule) === side);
  const materials = on('product').map((position) => positionToMaterial(position, settings.products));
  const hourTypes = on('hourType').map(positionToHourType);
  const reports = [
    await postMaterials(
      target,
      materials.flatMap((one) => (one.outcome === 'mapped' ? one.record : [])),
    ),
    await postHourTypes(
      target,
      hourTypes.flatMap((one) => (one.outcome === 'mapped' ? one.record : [])),
    ),
  ];
  expect(reports.flatMap(({ rejected, unknown, notSent }) => [...rejected, ...unknown, ...notSent])).toEqual(
    [],
  );
  return items;
}

beforeEach(async () => {
  const groups = demoPositionGroups(40);
  easybill = await startEasybillSimulator({
    accounts: [
      {
        name: 'alpha',
        apiKeys: ['key'],
        positionGroups: groups,
        positions: [...demoPositions(900, { groupIds: groups.map(({ id }) => id) }), ...nasty],
      },
    ],
  });
  outsmart = await startOutsmartSimulator({ accounts: [{ name: 'alpha', token: 't', softwareToken: 's' }] });
});
afterEach(async () => {
  await easybill.close();
  await outsmart.close();
});

describe('positions on their way from easybill to OutSmart', () => {
  it('arrive once each, on one side, unless they are texts or archived', async () => {
    const positions = await importPositions();

    const account = outsmart.account('alpha');
    const codes = [...account.rows('materials').keys(), ...account.rows('hourTypes').keys()];
    const expected = positions.filter(({ type, archived }) => type !== 'TEXT' && !archived);
    expect(codes.sort()).toEqual(expected.map(({ number }) => number).sort());
    expect(account.rows('hourTypes').size).toBeGreaterThan(50);
  });

  it.each([
    ['Rohr 4,5', { description: 'Rohr  4,5 mm', price: '0.0001', unit: 'Stk' }],
    ['🔧', { description: '<script>alert(1)</script>', price: '8.4076' }],
    ["'; DROP TABLE materials; --", { description: '"', price: '0.00' }],
  ])('arrive undamaged: %s', async (code, expected) => {
    await importPositions();

    expect(outsmart.account('alpha').rows('materials').get(code)).toMatchObject(expected);
  });

  it('arrive cut to 64 kB between characters, and by the first line of an hour type', async () => {
    await importPositions();

    const { description } = outsmart.account('alpha').rows('materials').get('lang') ?? {};
    expect(Buffer.byteLength(description ?? '')).toBeGreaterThan(65_500);
    expect(description).toMatch(/^Zeile 1\n(?:🔧 <b>ä<\/b>\n)+[^\ufffd]{0,10}$/u);
    expect(outsmart.account('alpha').rows('hourTypes').get('STD-🔧')).toMatchObject({
      name: 'Nacht',
      sale_price: '68.5025',
      sale_booking: '1',
    });
  });
});
