import type { EasybillCustomer } from '../easybill/index.ts';
import { LINE_LIMIT, oneLine } from '../outsmart/stored-text.ts';

/** "Herr" or "Frau" in the title field is a form of address and no part of the name, unlike "Dr.". */
const FORM_OF_ADDRESS = /^(?:herrn?|frau|firma)(?:\s+|$)/iu;
const EMAIL = /^[^\s@<>()[\]"\\]+@[^\s@<>()[\]"\\.]+(?:\.[^\s@<>()[\]"\\.]+)+$/u;

/** "Dr. Erika Muster" of any length; empty when neither first nor last name is known. */
export function personName({
  title,
  first_name,
  last_name,
}: Pick<EasybillCustomer, 'title' | 'first_name' | 'last_name'>): string {
  const name = oneLine(`${oneLine(first_name)} ${oneLine(last_name)}`);
  const academic = oneLine(title).replace(FORM_OF_ADDRESS, '');
  const isWritten = name.toLowerCase().startsWith(`${academic} `.toLowerCase());
  return name === '' || academic === '' || isWritten ? name : `${academic} ${name}`;
}

/**
 * The first of a customer's addresses that can be mailed to, else empty. Several in one field are taken apart. One that is too
 * long is left out, never cut: a cut address belongs to somebody else.
 */
export function firstEmail(emails: readonly string[]): string {
  const candidates = emails.flatMap((entry) => oneLine(entry).split(/[\s;,]+/u));
  return candidates.find((address) => address.length <= LINE_LIMIT && EMAIL.test(address)) ?? '';
}
