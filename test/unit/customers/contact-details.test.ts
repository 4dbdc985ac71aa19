import { describe, expect, it } from '@jest/globals';
import { firstEmail, personName } from '../../../shared/customers/contact-details.ts';
import { bareCustomer } from './easybill-customers.ts';

describe('personName', () => {
  it.each([
    [{ first_name: 'Erika', last_name: 'Muster' }, 'Erika Muster'],
    [{ last_name: 'Muster' }, 'Muster'],
    [{ first_name: 'Erika', last_name: '' }, 'Erika'],
    [{ first_name: ' Erika ', last_name: '\u200b' }, 'Erika'],
    [{ title: 'Prof. Dr.', first_name: 'Erika', last_name: 'Muster' }, 'Prof. Dr. Erika Muster'],
    [{ title: 'dr.', first_name: 'Dr. Erika', last_name: 'Muster' }, 'Dr. Erika Muster'],
    [{ title: 'Frau', first_name: 'Erika', last_name: 'Muster' }, 'Erika Muster'],
    [{ title: 'Herrn Dr.', first_name: 'Max', last_name: 'Muster' }, 'Dr. Max Muster'],
    [{ title: 'Dr.' }, ''],
    [{}, ''],
  ])('makes of %j the name %j', (parts, name) => {
    expect(personName(bareCustomer(parts))).toBe(name);
  });
});

describe('firstEmail', () => {
  it.each([
    [['info@muster.example', 'b@muster.example'], 'info@muster.example'],
    [[' Info@Müller.example\n'], 'Info@Müller.example'],
    [['', 'b@muster.example'], 'b@muster.example'],
    [['keine', 'b@muster.example'], 'b@muster.example'],
    [['a@muster.example; b@muster.example'], 'a@muster.example'],
    [['kein name@'], ''],
    [['a@localhost'], ''],
    [['a@@muster.example'], ''],
    [['a@muster..example'], ''],
    [[`${'a'.repeat(250)}@muster.example`], ''],
    [[], ''],
  ])('finds in %j the address %j', (emails, address) => {
    expect(firstEmail(emails)).toBe(address);
  });
});
