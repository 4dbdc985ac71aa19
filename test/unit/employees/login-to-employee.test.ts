import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { loginToEmployee } from '../../../shared/employees/login-to-employee.ts';
import { anyText } from '../../support/any-text.ts';

describe('loginToEmployee', () => {
  it('maps a login to exactly the fields the connector owns, and leaves its licence alone', () => {
    expect(loginToEmployee({ id: 900_001, first_name: ' Änne ', last_name: 'Größler\n🔧' })).toStrictEqual({
      outcome: 'mapped',
      key: '900001',
      record: { number: '900001', firstname: 'Änne', lastname: 'Größler 🔧' },
    });
  });

  it.each([
    [{ first_name: 'Änne', last_name: undefined }, ['last_name']],
    [{ first_name: '\u200b', last_name: 'Größler' }, ['first_name']],
    [{ first_name: undefined, last_name: undefined }, ['first_name', 'last_name']],
  ])('skips a login named %j', (names, fields) => {
    expect(loginToEmployee({ id: 9, ...names })).toStrictEqual({
      outcome: 'skipped',
      reason: 'incompleteName',
      fields,
      key: '9',
    });
  });

  it('gives either what OutSmart takes, or a reason, for any names', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (first_name, last_name) => {
        const mapped = loginToEmployee({ id: 9, first_name, last_name });

        if (mapped.outcome !== 'mapped') return mapped.outcome === 'skipped';
        const texts = Object.values(mapped.record);
        return texts.every((text) => text.trim() !== '' && text.length <= 255 && text.isWellFormed());
      }),
    );
  });
});
