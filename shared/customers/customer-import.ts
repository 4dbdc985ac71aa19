import { getCustomer, listCustomers, type EasybillCustomer } from '../easybill/index.ts';
import type { DeclareEntity } from '../imports/work.ts';
import {
  deactivateRelation,
  listRelations,
  postRelations,
  type OutsmartRelation,
} from '../outsmart/index.ts';
import { customerToRelation } from './customer-to-relation.ts';

/** Customers of easybill become relations of OutSmart, joined by the customer number. */
export const declareCustomerImport: DeclareEntity<EasybillCustomer, OutsmartRelation> = (
  { easybill, outsmart },
  { settings },
) => ({
  entity: 'customer',
  list: (page) => listCustomers(easybill, page),
  get: (easybillId) => getCustomer(easybill, easybillId),
  map: (customer) => customerToRelation(customer, settings.imports.customers),
  post: (relations) => postRelations(outsmart, relations),
  listStored: () => listRelations(outsmart),
  withdraw: async (debtorNumber) => {
    await deactivateRelation(outsmart, debtorNumber);
  },
});
