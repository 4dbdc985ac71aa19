import { describe, expect, it } from '@jest/globals';
import { customerToRelation } from '../../../shared/customers/customer-to-relation.ts';
import type { EasybillCustomer } from '../../../shared/easybill/customers.ts';
import type { OutsmartRelation } from '../../../shared/outsmart/relations.ts';
import {
  bareCustomer,
  easybillCustomer,
  importSettings,
  type CustomerSettings,
} from './easybill-customers.ts';

function relationOf(customer: EasybillCustomer, settings: Partial<CustomerSettings> = {}): OutsmartRelation {
  const mapping = customerToRelation(customer, importSettings(settings));
  if (mapping.outcome !== 'mapped') throw new Error(JSON.stringify(mapping));
  return mapping.record;
}

describe('customerToRelation', () => {
  it('maps a company with a main contact, umlauts undamaged, and leaves what OutSmart users maintain out of the record', () => {
    const mapping = customerToRelation(easybillCustomer('10001'), importSettings());

    expect(mapping).toStrictEqual({
      outcome: 'mapped',
      key: '10001',
      record: {
        debtor_number: '10001',
        name: 'Müller & Söhne Sanitär-Heizung GmbH',
        contact: 'Dr. Jürgen Groß',
        street: 'Straße des 17. Juni 135',
        house_number: '',
        postal_code: '10623',
        city: 'Berlin',
        country: 'DE',
        phone_number: '+49 30 5550100',
        mobile: '+49 171 5550100',
        email: 'einkauf@mueller-soehne.example',
        vat_number: 'DE123456789',
        external_id: '78390512',
        active: 1,
      },
    });
  });

  it('maps a person without contact and sends what is empty at easybill as empty text', () => {
    const record = relationOf(easybillCustomer('10002'));

    expect(record).toStrictEqual({
      debtor_number: '10002',
      name: 'Erika Mustermann',
      contact: '',
      street: 'C 4, 12',
      house_number: '',
      postal_code: '68159',
      city: 'Mannheim',
      country: 'DE',
      phone_number: '',
      mobile: '',
      email: '',
      vat_number: '',
      external_id: '78390513',
      active: 1,
    });
  });

  it('maps a customer of which easybill sends nothing but the required fields', () => {
    const record = relationOf(
      bareCustomer({ number: '1', last_name: 'X', street: 'S', zip_code: '1', city: 'C' }),
    );

    expect(record).toMatchObject({ name: 'X', country: '', phone_number: '', email: '', active: 1 });
  });

  describe('settings', () => {
    it('sends the note as remark with its line breaks, emoji and literal markup', () => {
      const record = relationOf(easybillCustomer('10001'), { noteToRemark: true });

      expect(record.remark).toBe('Schlüssel beim Hausmeister.<br>Klingel "Groß"\nHund! 🐕');
    });

    it('clears the remark when the note is the source and was emptied', () => {
      const record = relationOf(easybillCustomer('10002'), { noteToRemark: true });

      expect(record.remark).toBe('');
    });

    it('sends the e-mail as work order address, and clears that together with it', () => {
      const withEmail = relationOf(easybillCustomer('10001'), { workOrderEmail: 'same' });
      const without = relationOf(easybillCustomer('10002'), { workOrderEmail: 'same' });

      expect(withEmail.email_workorder).toBe('einkauf@mueller-soehne.example');
      expect(without.email_workorder).toBe('');
    });

    it('splits the house number only when asked to', () => {
      const record = relationOf(easybillCustomer('10001'), { splitHouseNumber: true });

      expect(record).toMatchObject({ street: 'Straße des 17. Juni', house_number: '135' });
    });

    it('imports an archived customer as inactive when asked to', () => {
      const record = relationOf(easybillCustomer('10005'), { includeArchived: true });

      expect(record).toMatchObject({ active: 0, country: 'LU' });
    });

    it.each([[[]], [[4711]], [[4712]], [[1, 4712]]])('imports a customer of groups %j', (groupIds) => {
      expect(relationOf(easybillCustomer('10001'), { groupIds }).debtor_number).toBe('10001');
    });
  });

  describe('skipping', () => {
    const cases: {
      name: string;
      customer: EasybillCustomer;
      settings?: Partial<CustomerSettings>;
      reason: string;
      fields: string[];
      key: string | undefined;
    }[] = [
      {
        name: 'an archived customer',
        customer: easybillCustomer('10005'),
        reason: 'archived',
        fields: ['archived'],
        key: '10005',
      },
      {
        name: 'a customer of another group',
        customer: easybillCustomer('10001'),
        settings: { groupIds: [9] },
        reason: 'outsideGroups',
        fields: ['group_id', 'additional_groups_ids'],
        key: '10001',
      },
      {
        name: 'a customer of no group when groups are chosen',
        customer: easybillCustomer('10002'),
        settings: { groupIds: [4711] },
        reason: 'outsideGroups',
        fields: ['group_id', 'additional_groups_ids'],
        key: '10002',
      },
      {
        name: 'a customer without a number',
        customer: easybillCustomer('10001', { number: undefined }),
        reason: 'noNumber',
        fields: ['number'],
        key: undefined,
      },
      {
        name: 'a customer whose number nobody can see',
        customer: easybillCustomer('10001', { number: ' \u200b\u00a0' }),
        reason: 'noNumber',
        fields: ['number'],
        key: undefined,
      },
      {
        name: 'a customer whose number would have to be cut',
        customer: easybillCustomer('10001', { number: '1'.repeat(256) }),
        reason: 'numberTooLong',
        fields: ['number'],
        key: undefined,
      },
      {
        name: 'a customer with a line break inside the number',
        customer: easybillCustomer('10001', { number: '100\n01' }),
        reason: 'numberUnreadable',
        fields: ['number'],
        key: undefined,
      },
      {
        name: 'a customer with half a character in the number',
        customer: easybillCustomer('10001', { number: '100\ud83d' }),
        reason: 'numberUnreadable',
        fields: ['number'],
        key: undefined,
      },
      {
        name: 'a customer with neither company nor person',
        customer: easybillCustomer('10002', { first_name: ' ', last_name: '\u200b', title: 'Dr.' }),
        reason: 'noName',
        fields: ['company_name', 'last_name'],
        key: '10002',
      },
      {
        name: 'a customer whose address is incomplete, naming what is missing',
        customer: easybillCustomer('10004'),
        reason: 'missingAddress',
        fields: ['street', 'zip_code'],
        key: '10004',
      },
    ];

    it.each(cases)('skips $name', ({ customer, settings, reason, fields, key }) => {
      const mapping = customerToRelation(customer, importSettings(settings));

      expect(mapping).toStrictEqual({ outcome: 'skipped', reason, fields, key });
    });
  });

  it.each([
    [' 10001 ', '10001'],
    ['KD  7', 'KD  7'],
    ['kd-\u0061\u0308', 'kd-ä'],
    ['0'.repeat(255), '0'.repeat(255)],
  ])('uses the number %j as key %j', (number, key) => {
    const mapping = customerToRelation(easybillCustomer('10001', { number }), importSettings());

    expect(mapping).toMatchObject({ outcome: 'mapped', key, record: { debtor_number: key } });
  });

  it('falls back to the second phone number', () => {
    expect(relationOf(easybillCustomer('10001', { phone_1: ' ' })).phone_number).toBe('+49 30 5550199');
  });

  it('uses the person as name when the company name is blank', () => {
    const record = relationOf(easybillCustomer('10001', { company_name: '\t' }));

    expect(record).toMatchObject({ name: 'Dr. Jürgen Groß', contact: '' });
  });

  it('cleans and cuts every one-line field', () => {
    const long = `Zeile 1\r\n${'ä'.repeat(400)}`;
    const cut = `Zeile 1 ${'ä'.repeat(247)}`;

    const record = relationOf(
      easybillCustomer('10001', {
        company_name: long,
        title: '',
        first_name: long,
        street: long,
        zip_code: long,
        city: long,
        country: long,
        phone_1: long,
        mobile: long,
        vat_identifier: long,
      }),
    );

    expect(record).toMatchObject({
      name: cut,
      contact: cut,
      street: cut,
      postal_code: cut,
      city: cut,
      country: cut,
      phone_number: cut,
      mobile: cut,
      vat_number: cut,
    });
  });
});
