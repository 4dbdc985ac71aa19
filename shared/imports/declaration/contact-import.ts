import { getContact, listContacts, type EasybillContact } from '../../easybill/index.ts';
import type { DeclareEntity } from './entity-import.ts';
import { listContactPersons, postContactPersons, type OutsmartContactPerson } from '../../outsmart/index.ts';
import { contactToContactPerson } from '../../contacts/contact-to-contact-person.ts';

/** A contact, and the customer it was read from: easybill does not name that in the contact. */
type CustomerContact = EasybillContact & { readonly customerId: number };

/**
 * Contacts of easybill become contact persons of OutSmart, joined by the id of the contact. OutSmart cannot set them
 * inactive, so those that are gone stay, and that is logged.
 */
export const declareContactImport: DeclareEntity<CustomerContact, OutsmartContactPerson> = ({
  easybill,
  outsmart,
}) => ({
  entity: 'contact',
  reading: {
    by: 'parent',
    list: async (customerId, page) => {
      const found = await listContacts(easybill, customerId, page);
      return found && { ...found, items: found.items.map((contact) => ({ ...contact, customerId })) };
    },
  },
  parent: { entity: 'customer', idOf: ({ customerId }) => customerId },
  get: async (easybillId, customerId) => {
    const contact = customerId === undefined ? undefined : await getContact(easybill, customerId, easybillId);
    return contact && customerId !== undefined ? { ...contact, customerId } : undefined;
  },
  map: (contact, debtorNumber) =>
    debtorNumber === undefined
      ? { outcome: 'skipped', reason: 'parentNotImported', fields: [], key: String(contact.id) }
      : contactToContactPerson(contact, debtorNumber),
  post: (contactPersons) => postContactPersons(outsmart, contactPersons),
  listStored: async () => {
    const contactPersons = await listContactPersons(outsmart);
    return (_entity, code) => contactPersons.get(code);
  },
  withdraw: () => Promise.resolve('kept'),
});
