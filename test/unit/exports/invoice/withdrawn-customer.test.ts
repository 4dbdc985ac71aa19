import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Mapping } from '../../../../shared/mappings/mapping.ts';
import { BuildingWorld, frame, page, positions, usual } from './building-world.ts';
import { exportOrder } from '../export-fixtures.ts';

let world: BuildingWorld;

beforeEach(async () => {
  world = await BuildingWorld.start();
});
afterEach(() => world.server.close());

const customer = { id: 7, number: '10002', company_name: 'Kunde', archived: false };
const withdrawn: Record<string, Mapping> = {
  ...usual,
  ...positions,
  'customer 10002': { easybillId: 7, outsmartKey: '10002', withdrawn: true },
};

describe('an invoice to a customer', () => {
  it.each<[string, Record<string, Mapping>, boolean, string]>([
    ['that is archived', positions, true, 'invoiceCustomerArchived'],
    ['that was withdrawn and is archived', withdrawn, true, 'invoiceCustomerArchived'],
    ['that was withdrawn, and is still in use at easybill', withdrawn, false, 'exportCustomerWithdrawn'],
  ])('%s is made with a warning', async (_, known, archived, code) => {
    world.server.answerWith(page([{ ...customer, archived }]));

    for (const isDry of [false, true]) {
      const built = await world.builder(known, {}, { isDry })(exportOrder(), frame);
      expect(built).toMatchObject({ invoice: { document: { customer_id: 7 }, warnings: [{ code }] } });
    }
  });

  it.each<[string, Record<string, Mapping>]>([
    ['that is imported', { ...usual, ...positions }],
    ['that no import knows', positions],
  ])('%s is made without one', async (_, known) => {
    world.server.answerWith(page([customer]));

    const built = await world.builder(known)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { customer_id: 7 }, warnings: [] } });
  });
});
