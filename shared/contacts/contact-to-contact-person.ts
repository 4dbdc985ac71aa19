import type { EasybillContact } from '../easybill/index.ts';
import type { Mapped } from '../imports/entity-import.ts';
import { oneLine, storedLine } from '../outsmart/field-text.ts';
import type { OutsmartContactPerson } from '../outsmart/index.ts';
import { firstEmail, personName } from './contact-details.ts';

/**
 * Maps an easybill contact to the OutSmart contact person it should be. Its code is the id of the contact, which is
 * unique over all customers as OutSmart needs it; a contact without a person's name is named by its company or department. Empty fields
 * are sent as `""`, so that they are cleared.
 *
 * @param debtorNumber OutSmart's number of the customer whose contact it is
 */
export function contactToContactPerson(
  contact: EasybillContact,
  debtorNumber: string,
): Mapped<OutsmartContactPerson> {
  const key = String(contact.id);
  const name =
    storedLine(personName(contact)) || storedLine(contact.company_name) || storedLine(contact.department);
  if (name === '') {
    return { outcome: 'skipped', reason: 'noName', fields: ['last_name', 'company_name'], key };
  }
  return {
    outcome: 'mapped',
    key,
    record: {
      cpn_code: key,
      cpn_debtor_nr: debtorNumber,
      cpn_name: name,
      cpn_phone: storedLine(
        [contact.phone_1, contact.mobile, contact.phone_2].map(oneLine).find((phone) => phone !== ''),
      ),
      cpn_email: firstEmail(contact.emails),
    },
  };
}
