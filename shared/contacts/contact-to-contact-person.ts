import { firstEmail, personName } from '../customers/contact-details.ts';
import type { EasybillContact } from '../easybill/index.ts';
import type { Mapped } from '../records/mapped.ts';
import type { OutsmartContactPerson } from '../outsmart/index.ts';
import { oneLine, storedLine } from '../outsmart/stored-text.ts';

/**
 * Maps an easybill contact to the OutSmart contact person it should be. Its code is the contact's id: work orders name a
 * contact person by its code alone, so that must be unique over all customers.
 *
 * @param debtorNumber number of the relation it belongs to
 */
export function contactToContactPerson(
  contact: EasybillContact,
  debtorNumber: string,
): Mapped<OutsmartContactPerson> {
  const key = String(contact.id);
  const name = storedLine(personName(contact) || contact.company_name);
  if (name === '') {
    return { outcome: 'skipped', reason: 'noName', fields: ['first_name', 'last_name'], key };
  }
  const [phone, mobile] = [oneLine(contact.phone_1), oneLine(contact.mobile)];
  return {
    outcome: 'mapped',
    key,
    record: {
      cpn_code: key,
      cpn_debtor_nr: debtorNumber,
      cpn_name: name,
      cpn_phone: storedLine(phone || mobile || contact.phone_2),
      cpn_email: firstEmail(contact.emails),
    },
  };
}
