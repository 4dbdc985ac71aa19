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
  reading: { by: 'page', list: (page) => listCustomers(easybill, page) },
  get: (easybillId) => getCustomer(easybill, easybillId),
  map: (customer) => customerToRelation(customer, settings.imports.customers),
  post: (relations) => postRelations(outsmart, relations),
  listStored: async () => {
    const { items } = await listRelations(outsmart);
    const relations = new Map(items.map((relation) => [relation.debtor_number, relation]));
    return (_entity, debtorNumber) => relations.get(debtorNumber);
  },
  withdraw: async (debtorNumber) => {
    await deactivateRelation(outsmart, debtorNumber);
    return 'withdrawn';
  },
});
