import { describe, expect, it } from '@jest/globals';
import { differences, expectRelations } from '../../../infra/local/demo/expected-relations.ts';
import type { EasybillCustomer } from '../../../infra/local/vendors/easybill/index.ts';
import type { OutsmartRow } from '../../../infra/local/vendors/outsmart/index.ts';

const customer = (id: number, changes: Partial<EasybillCustomer> = {}): EasybillCustomer =>
  ({
    id,
    number: String(10_000 + id),
    company_name: null,
    first_name: 'Änne',
    last_name: 'Weiß',
    street: 'Königsallee 7',
    zip_code: '40213',
    city: 'Düsseldorf',
    emails: ['kunde@muster.example'],
    phone_1: null,
    archived: false,
    ...changes,
  }) as EasybillCustomer;

const relation = (id: number, changes: OutsmartRow = {}): [string, OutsmartRow] => [
  String(10_000 + id),
  {
    external_id: String(id),
    name: 'Änne Weiß',
    street: 'Königsallee 7',
    postal_code: '40213',
    city: 'Düsseldorf',
    email: 'kunde@muster.example',
    phone_number: '',
    active: '1',
    ...changes,
  },
];

describe('the check of the demo', () => {
  it('expects every customer but archived ones, those without an address and second ones of a number', () => {
    const customers = [
      customer(1),
      customer(2, { archived: true }),
      customer(3, { city: '' }),
      customer(4, { number: '10001' }),
    ];

    const { imported, archived, withoutAddress, duplicates } = expectRelations(customers);

    expect([imported, archived, withoutAddress, duplicates]).toEqual(customers.map((one) => [one]));
  });

  it('finds nothing when each relation is as expected', () => {
    const expected = expectRelations([customer(1), customer(2, { company_name: 'Weiß GmbH' })]);

    const found = differences(expected, new Map([relation(1), relation(2, { name: 'Weiß GmbH' })]));

    expect(found).toEqual([]);
  });

  it('names what is missing, what differs and what should not be there', () => {
    const expected = expectRelations([customer(1), customer(2)]);

    const found = differences(expected, new Map([relation(2, { city: 'Köln', active: '0' }), relation(3)]));

    expect(found).toEqual([
      'Customer 10001 is missing in OutSmart.',
      'Customer 10002 differs in OutSmart: city, active.',
      'Customer 10003 should not be in OutSmart.',
    ]);
  });
});
