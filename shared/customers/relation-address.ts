import type { Settings } from '../connections/settings/settings.ts';
import type { EasybillCustomer } from '../easybill/index.ts';
import type { OutsmartRelation } from '../outsmart/index.ts';
import { splitHouseNumber } from './house-number.ts';
import { oneLine, storedLine } from '../outsmart/stored-text.ts';

/** Stands in OutSmart where easybill has no value for a required field and the setting asks for it. Shown to technicians. */
export const MISSING_VALUE = '(fehlt)';

type AddressSettings = Pick<Settings['imports']['customers'], 'missingAddress' | 'splitHouseNumber'>;

/** The address fields of a relation. All are always sent, so that nothing of an older address stays behind. */
type RelationAddress = Required<
  Pick<OutsmartRelation, 'street' | 'house_number' | 'postal_code' | 'city' | 'country'>
>;

/** Either the address to send, or the easybill fields OutSmart requires (code 1301) that are empty. */
export type AddressMapping =
  | { readonly address: RelationAddress }
  | { readonly address: undefined; readonly missing: readonly string[] };

/**
 * Maps the main (billing) address. A customer without a street but with a post-office box gets that address: it is valid mail,
 * clearly visible as a box, and better than leaving the customer out. Box and street are never mixed, except that a box without
 * its own zip code or city takes the main one.
 */
export function relationAddress(customer: EasybillCustomer, settings: AddressSettings): AddressMapping {
  const { line, zipCode, city, isPostbox } = mainOrPostbox(customer);
  const missing = Object.entries({ street: line, zip_code: zipCode, city }).flatMap(([field, value]) =>
    value === '' ? [field] : [],
  );
  if (missing.length > 0 && settings.missingAddress === 'skip') return { address: undefined, missing };

  const country = countryCode(customer.country);
  const { street, houseNumber } =
    settings.splitHouseNumber && !isPostbox
      ? splitHouseNumber(line, country)
      : { street: line, houseNumber: '' };
  return {
    address: {
      street: storedLine(street) || MISSING_VALUE,
      house_number: houseNumber,
      postal_code: storedLine(zipCode) || MISSING_VALUE,
      city: storedLine(city) || MISSING_VALUE,
      country,
    },
  };
}

interface AddressLines {
  readonly line: string;
  readonly zipCode: string;
  readonly city: string;
  readonly isPostbox: boolean;
}

function mainOrPostbox(customer: EasybillCustomer): AddressLines {
  const main = {
    line: oneLine(customer.street),
    zipCode: oneLine(customer.zip_code),
    city: oneLine(customer.city),
  };
  const postbox = oneLine(customer.postbox);
  if (main.line !== '' || postbox === '') return { ...main, isPostbox: false };
  return {
    line: /^\d/.test(postbox) ? `Postfach ${postbox}` : postbox,
    zipCode: oneLine(customer.postbox_zip_code) || main.zipCode,
    city: oneLine(customer.postbox_city) || main.city,
    isPostbox: true,
  };
}

/** ISO 3166 alpha-2 in capitals, as both vendors document it; any other text stays as it is, since OutSmart also takes names. */
function countryCode(country: string | undefined): string {
  const text = storedLine(country);
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text;
}
