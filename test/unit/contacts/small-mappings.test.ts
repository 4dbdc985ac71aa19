import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { groupToCategory } from '../../../shared/categories/group-to-category.ts';
import { contactToContactPerson } from '../../../shared/contacts/contact-to-contact-person.ts';
import { loginToEmployee } from '../../../shared/employees/login-to-employee.ts';
import { anyText } from '../../support/any-text.ts';

describe('a category', () => {
  it('has the number and the name of the group, and is shown', () => {
    expect(groupToCategory({ id: 3, number: 'W-1', name: 'Heizung & Sanitär' })).toEqual({
      outcome: 'mapped',
      key: 'W-1',
      record: { cat_code: 'W-1', cat_name: 'Heizung & Sanitär', cat_display: 1 },
    });
  });

  it.each([
    ['noNumber', { number: undefined, name: 'Heizung' }],
    ['numberTooLong', { number: 'x'.repeat(256), name: 'Heizung' }],
    ['noName', { number: 'W-1', name: ' ' }],
  ])('is not made of a group that is left out: %s', (reason, group) => {
    expect(groupToCategory({ id: 3, ...group })).toMatchObject({ outcome: 'skipped', reason });
  });
});

describe('an employee', () => {
  it.each([
    [
      { first_name: 'Max', last_name: 'Muster' },
      { firstname: 'Max', lastname: 'Muster' },
    ],
    [
      { first_name: undefined, last_name: 'Muster' },
      { firstname: 'Muster', lastname: 'Muster' },
    ],
    [
      { first_name: 'Max', last_name: undefined },
      { firstname: 'Max', lastname: 'Max' },
    ],
  ])('has both names, which OutSmart requires', (names, expected) => {
    expect(loginToEmployee({ id: 900_001, ...names })).toEqual({
      outcome: 'mapped',
      key: '900001',
      record: { number: '900001', ...expected },
    });
  });

  it('is not made of a login without a name', () => {
    const nameless = { id: 900_001, first_name: undefined, last_name: undefined };
    expect(loginToEmployee(nameless)).toMatchObject({ outcome: 'skipped', reason: 'noName' });
  });
});

describe('a contact person', () => {
  const contact = (changes: object = {}) => ({
    id: 5501,
    company_name: undefined,
    title: undefined,
    first_name: 'Erika',
    last_name: 'Muster',
    emails: ['erika@muster.example'],
    phone_1: '+49 30 1',
    phone_2: undefined,
    mobile: '+49 170 1',
    ...changes,
  });

  it('belongs to its relation and has one phone number', () => {
    expect(contactToContactPerson(contact(), '10042')).toEqual({
      outcome: 'mapped',
      key: '5501',
      record: {
        cpn_code: '5501',
        cpn_debtor_nr: '10042',
        cpn_name: 'Erika Muster',
        cpn_phone: '+49 30 1',
        cpn_email: 'erika@muster.example',
      },
    });
  });

  it.each([
    [{ phone_1: undefined }, { cpn_phone: '+49 170 1' }],
    [{ phone_1: undefined, mobile: undefined, phone_2: '+49 40 2' }, { cpn_phone: '+49 40 2' }],
    [{ emails: ['nicht-erreichbar'] }, { cpn_email: '' }],
    [{ first_name: undefined, last_name: undefined, company_name: 'Zentrale' }, { cpn_name: 'Zentrale' }],
  ])('makes do with what the contact has: %p', (changes, expected) => {
    expect(contactToContactPerson(contact(changes), '10042')).toMatchObject({ record: expected });
  });

  it('without any name is left out', () => {
    const nameless = contact({ first_name: undefined, last_name: ' ' });
    expect(contactToContactPerson(nameless, '10042')).toMatchObject({ outcome: 'skipped', reason: 'noName' });
  });

  it('fits whatever its texts are', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (last_name, phone_1, email) => {
        const result = contactToContactPerson(contact({ last_name, phone_1, emails: [email] }), '1');
        if (result.outcome !== 'mapped') return;
        for (const text of Object.values(result.record)) {
          expect(text.length).toBeLessThanOrEqual(255);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
