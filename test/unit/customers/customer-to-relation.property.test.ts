import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { customerToRelation } from '../../../shared/customers/customer-to-relation.ts';
import type { EasybillCustomer } from '../../../shared/easybill/customers.ts';
import { anyText } from '../../support/any-text.ts';
import { bareCustomer, type CustomerSettings } from './easybill-customers.ts';
import { sampled } from '../../support/depth.ts';

const OWNED = [
  ...[
    'active',
    'city',
    'contact',
    'country',
    'debtor_number',
    'email',
    'external_id',
    'house_number',
    'mobile',
  ],
  ...['name', 'phone_number', 'postal_code', 'street', 'vat_number'],
];
const REQUIRED = ['debtor_number', 'name', 'street', 'postal_code', 'city'] as const;

// A clone to compare with has the ordinary prototype.
const PLAIN = { noNullPrototype: true };

function keyOf(mapping: ReturnType<typeof customerToRelation>): string | undefined {
  return mapping.outcome === 'ignored' ? undefined : mapping.key;
}

const maybeText = fc.option(anyText(), { nil: undefined });
const anyCustomer: fc.Arbitrary<EasybillCustomer> = fc
  .record({
    id: fc.integer({ min: 1 }),
    number: fc.oneof(fc.constant('10001'), maybeText),
    company_name: maybeText,
    title: maybeText,
    first_name: maybeText,
    last_name: maybeText,
    street: maybeText,
    zip_code: maybeText,
    city: maybeText,
    country: fc.oneof(fc.constantFrom('DE', 'de', 'FR'), maybeText),
    postbox: maybeText,
    postbox_zip_code: maybeText,
    postbox_city: maybeText,
    emails: fc.array(fc.oneof(fc.emailAddress(), anyText())),
    phone_1: maybeText,
    phone_2: maybeText,
    mobile: maybeText,
    vat_identifier: maybeText,
    note: maybeText,
    archived: fc.boolean(),
    group_id: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    additional_groups_ids: fc.array(fc.integer({ min: 1, max: 3 })),
  })
  .map(bareCustomer);
const anySettings: fc.Arbitrary<CustomerSettings> = fc.record(
  {
    enabled: fc.constant(true),
    groupIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    includeArchived: fc.boolean(),
    missingAddress: fc.constantFrom('skip', 'placeholder'),
    splitHouseNumber: fc.boolean(),
    noteToRemark: fc.boolean(),
    workOrderEmail: fc.constantFrom('none', 'same'),
  },
  PLAIN,
);

describe('customerToRelation, for any customer and settings', () => {
  it('gives either exactly the owned fields, within the limits of OutSmart, or a reason', () => {
    fc.assert(
      fc.property(anyCustomer, anySettings, (customer, settings) => {
        const mapping = customerToRelation(customer, settings);

        if (mapping.outcome === 'skipped') return mapping.fields.length > 0;
        if (mapping.outcome !== 'mapped') return false;
        const { active, remark, ...lines } = mapping.record;
        const expected = [
          ...OWNED,
          ...(settings.noteToRemark ? ['remark'] : []),
          ...(settings.workOrderEmail === 'same' ? ['email_workorder'] : []),
        ];
        expect(Object.keys(mapping.record).sort()).toStrictEqual(expected.sort());
        expect(REQUIRED.filter((field) => mapping.record[field].trim() === '')).toStrictEqual([]);
        expect(Object.values(lines).filter((line) => line.length > 255)).toStrictEqual([]);
        expect(Object.values(lines).filter((line) => /\p{Cc}/u.test(line))).toStrictEqual([]);
        expect([...Object.values(lines), remark ?? ''].every((text) => text.isWellFormed())).toBe(true);
        expect(active).toBe(customer.archived ? 0 : 1);
        expect(mapping.key).toBe(mapping.record.debtor_number);
        return true;
      }),
      { numRuns: sampled(300, 100) },
    );
  });

  it('gives the same for the same, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(anyCustomer, anySettings, (customer, settings) => {
        const before = structuredClone({ customer, settings });

        const first = customerToRelation(customer, settings);
        const second = customerToRelation(customer, settings);

        expect(second).toStrictEqual(first);
        expect({ customer, settings }).toStrictEqual(before);
      }),
    );
  });

  it('derives the key from the number alone', () => {
    fc.assert(
      fc.property(
        anyCustomer,
        anyCustomer,
        anySettings,
        anySettings,
        (one, other, settings, otherSettings) => {
          const first = customerToRelation(one, settings);
          const second = customerToRelation({ ...other, number: one.number }, otherSettings);

          expect(keyOf(second)).toBe(keyOf(first));
        },
      ),
    );
  });

  it('maps what it wrote to itself again, so that a round trip changes nothing', () => {
    fc.assert(
      fc.property(anyCustomer, anySettings, (customer, settings) => {
        const mapping = customerToRelation(customer, { ...settings, splitHouseNumber: false });
        fc.pre(mapping.outcome === 'mapped');
        const { record } = mapping;

        const again = customerToRelation(
          bareCustomer({
            id: customer.id,
            number: record.debtor_number,
            company_name: record.name,
            street: record.street,
            zip_code: record.postal_code,
            city: record.city,
            country: record.country,
            emails: [record.email ?? ''],
            phone_1: record.phone_number,
            mobile: record.mobile,
            vat_identifier: record.vat_number,
            note: record.remark,
            archived: customer.archived,
          }),
          { ...settings, groupIds: [], splitHouseNumber: false },
        );

        expect(again).toStrictEqual({ ...mapping, record: { ...record, contact: '' } });
      }),
    );
  });
});
