import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { contactToContactPerson } from '../../../shared/contacts/contact-to-contact-person.ts';
import type { EasybillContact } from '../../../shared/easybill/index.ts';
import { anyText } from '../../support/any-text.ts';

const contact = (changes: Partial<EasybillContact> = {}): EasybillContact => ({
  id: 5501,
  company_name: 'Muster Haustechnik GmbH',
  department: 'Einkauf',
  title: 'Frau Dr.',
  first_name: 'Erika',
  last_name: 'Muster',
  emails: ['erika@muster.example', 'einkauf@muster.example'],
  phone_1: '+49 30 5550100',
  phone_2: '+49 30 5550101',
  mobile: '+49 171 5550100',
  updated_at: undefined,
  ...changes,
});
const recordOf = (changes: Partial<EasybillContact>) => {
  const mapped = contactToContactPerson(contact(changes), '10042');
  if (mapped.outcome !== 'mapped') throw new Error(`not mapped: ${mapped.outcome}`);
  return mapped.record;
};

describe('contactToContactPerson', () => {
  it('maps a contact to exactly the fields the connector owns', () => {
    expect(contactToContactPerson(contact(), '10042')).toStrictEqual({
      outcome: 'mapped',
      key: '5501',
      record: {
        cpn_code: '5501',
        cpn_debtor_nr: '10042',
        cpn_name: 'Dr. Erika Muster',
        cpn_phone: '+49 30 5550100',
        cpn_email: 'erika@muster.example',
      },
    });
  });

  it.each([
    [{}, '+49 30 5550100'],
    [{ phone_1: undefined }, '+49 171 5550100'],
    [{ phone_1: '\u200b', mobile: undefined }, '+49 30 5550101'],
    [{ phone_1: undefined, mobile: undefined, phone_2: undefined }, ''],
  ])('takes the first number there is: %j', (changes, phone) => {
    expect(recordOf(changes).cpn_phone).toBe(phone);
  });

  it.each([
    [{ first_name: undefined, last_name: undefined }, 'Muster Haustechnik GmbH'],
    [{ first_name: undefined, last_name: undefined, company_name: undefined }, 'Einkauf'],
  ])('names one without a name by what it belongs to: %j', (changes, name) => {
    expect(recordOf(changes).cpn_name).toBe(name);
  });

  it('clears an e-mail address that nobody can be mailed at', () => {
    expect(recordOf({ emails: ['keine'] }).cpn_email).toBe('');
  });

  it('skips a contact nobody could tell from another', () => {
    const nameless = contact({
      first_name: undefined,
      last_name: undefined,
      company_name: ' ',
      department: '',
    });

    expect(contactToContactPerson(nameless, '10042')).toStrictEqual({
      outcome: 'skipped',
      reason: 'noName',
      fields: ['last_name', 'company_name'],
      key: '5501',
    });
  });

  it('gives either what OutSmart takes, or a reason, for any texts', () => {
    const maybeText = fc.option(anyText(), { nil: undefined });
    const texts = fc.record({
      company_name: maybeText,
      department: maybeText,
      title: maybeText,
      first_name: maybeText,
      last_name: maybeText,
      emails: fc.array(anyText(), { maxLength: 3 }),
      phone_1: maybeText,
      phone_2: maybeText,
      mobile: maybeText,
    });
    fc.assert(
      fc.property(texts, (changes) => {
        const mapped = contactToContactPerson(contact(changes), '10042');

        if (mapped.outcome !== 'mapped') return mapped.outcome === 'skipped';
        const lines = Object.values(mapped.record);
        const areFit = lines.every(
          (line) => line.length <= 255 && line.isWellFormed() && !/\p{Cc}/u.test(line),
        );
        return areFit && mapped.record.cpn_name.trim() !== '';
      }),
      { numRuns: 300 },
    );
  });
});
