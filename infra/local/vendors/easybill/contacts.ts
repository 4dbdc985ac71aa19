import type { VendorAnswer } from '../vendor-request.ts';
import { notFound } from './answers.ts';
import {
  easybillContact,
  REQUIRED_CONTACT_FIELDS,
  withoutCustomer,
  type EasybillContact,
} from './contact-record.ts';
import { recordRoutes } from './record-routes.ts';
import type { Call } from './routes.ts';

const ofCustomer = recordRoutes<EasybillContact>({
  name: 'Contact',
  storeOf: (account) => account.contacts,
  writable: easybillContact.omit({ id: true, login_id: true, created_at: true, updated_at: true }),
  required: REQUIRED_CONTACT_FIELDS,
  includes: (contact, { customerId }) => contact.customer_id === customerId,
  fromPath: ({ customerId }) => ({ customer_id: customerId }),
  present: withoutCustomer,
});

const needingCustomer =
  (handler: (call: Call) => VendorAnswer) =>
  (call: Call): VendorAnswer =>
    call.account.customers.has(call.customerId) ? handler(call) : notFound('Customer', call.customerId);

/** `/customers/{customerId}/contacts` and `/customers/{customerId}/contacts/{id}` */
export const contactRoutes = {
  list: needingCustomer(ofCustomer.list),
  get: needingCustomer(ofCustomer.get),
  create: needingCustomer(ofCustomer.create),
  update: needingCustomer(ofCustomer.update),
  remove: needingCustomer(ofCustomer.remove),
};
