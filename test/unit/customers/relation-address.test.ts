import { describe, expect, it } from '@jest/globals';
import { MISSING_VALUE, relationAddress } from '../../../shared/customers/relation-address.ts';
import { bareCustomer } from './easybill-customers.ts';

const skip = { missingAddress: 'skip', splitHouseNumber: false } as const;
const placeholder = { missingAddress: 'placeholder', splitHouseNumber: false } as const;
const split = { missingAddress: 'skip', splitHouseNumber: true } as const;
const complete = bareCustomer({ street: 'Am Ring 5-7', zip_code: '50667', city: 'Köln', country: 'DE' });

describe('relationAddress', () => {
  it.each([
    [{ street: '' }, ['street']],
    [{ zip_code: ' ' }, ['zip_code']],
    [{ city: undefined }, ['city']],
    [{ street: '\u200b', zip_code: '', city: '\n' }, ['street', 'zip_code', 'city']],
  ])('names the required fields that are empty in %j', (replaced, missing) => {
    expect(relationAddress({ ...complete, ...replaced }, skip)).toStrictEqual({
      address: undefined,
      missing,
    });
  });

  it('fills each required field that is empty with a visible placeholder when asked to', () => {
    expect(relationAddress(bareCustomer({}), placeholder)).toStrictEqual({
      address: {
        street: MISSING_VALUE,
        house_number: '',
        postal_code: MISSING_VALUE,
        city: MISSING_VALUE,
        country: '',
      },
    });
    expect(relationAddress({ ...complete, zip_code: '' }, placeholder)).toMatchObject({
      address: { street: 'Am Ring 5-7', postal_code: MISSING_VALUE, city: 'Köln' },
    });
  });

  it('takes the post-office box when there is no street, and never splits it', () => {
    const customer = {
      street: '',
      zip_code: '80331',
      city: 'Pullach',
      country: 'DE',
      postbox: '20 14 33',
      postbox_zip_code: '80014',
      postbox_city: 'München',
    };

    expect(relationAddress(bareCustomer(customer), split)).toStrictEqual({
      address: {
        street: 'Postfach 20 14 33',
        house_number: '',
        postal_code: '80014',
        city: 'München',
        country: 'DE',
      },
    });
  });

  it('keeps the words of a box that is called otherwise', () => {
    expect(relationAddress({ ...complete, street: '', postbox: 'Großkundenfach 7' }, split)).toMatchObject({
      address: { street: 'Großkundenfach 7', house_number: '' },
    });
  });

  it('takes zip code and city of the main address for a box that has none', () => {
    const customer = {
      ...complete,
      street: '',
      postbox: 'Postfach 12',
      postbox_zip_code: '',
      postbox_city: '',
    };

    expect(relationAddress(customer, skip)).toMatchObject({
      address: { street: 'Postfach 12', postal_code: '50667', city: 'Köln' },
    });
  });

  it('prefers the street to the post-office box', () => {
    const customer = { ...complete, postbox: '12', postbox_zip_code: '50000', postbox_city: 'Bonn' };

    expect(relationAddress(customer, skip)).toMatchObject({
      address: { street: 'Am Ring 5-7', postal_code: '50667', city: 'Köln' },
    });
  });

  it('still names what is missing of a box', () => {
    expect(relationAddress(bareCustomer({ postbox: '12', postbox_city: 'Bonn' }), skip)).toStrictEqual({
      address: undefined,
      missing: ['zip_code'],
    });
  });

  it.each([
    ['de', 'DE'],
    [' at ', 'AT'],
    [undefined, ''],
    ['Deutschland', 'Deutschland'],
  ])('writes the country %j as %j', (country, expected) => {
    expect(relationAddress({ ...complete, country }, skip)).toMatchObject({ address: { country: expected } });
  });

  it('splits after cleaning and with the country in capitals', () => {
    expect(relationAddress({ ...complete, street: ' Hauptstr.\n7\tb ', country: 'de' }, split)).toMatchObject(
      {
        address: { street: 'Hauptstr.', house_number: '7 b' },
      },
    );
  });

  it('owns the house number even when it does not split, so that an older one does not stay beside the street', () => {
    expect(relationAddress(complete, skip)).toMatchObject({
      address: { street: 'Am Ring 5-7', house_number: '' },
    });
  });
});
