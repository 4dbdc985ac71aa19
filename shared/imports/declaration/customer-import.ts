import { getCustomer, listCustomers, type EasybillCustomer } from '../../easybill/index.ts';
import type { Mapped } from '../../records/mapped.ts';
import type { DeclareEntity } from './entity-import.ts';
import {
  deactivateRelation,
  listRelations,
  postRelations,
  type OutsmartRelation,
} from '../../outsmart/index.ts';
import { customerFacts } from '../../customers/customer-facts.ts';
import { customerToRelation } from '../../customers/customer-to-relation.ts';

/** Customers of easybill become relations of OutSmart, joined by the customer number. */
export const declareCustomerImport: DeclareEntity<EasybillCustomer, OutsmartRelation> = (
  { easybill, outsmart },
  { settings },
) => ({
  entity: 'customer',
  children: 'contact',
  reading: { by: 'page', list: (page) => listCustomers(easybill, page) },
  get: (easybillId) => getCustomer(easybill, easybillId),
  map: (customer) =>
    isOlder(customer, settings.imports.changedSince)
      ? { outcome: 'ignored' }
      : withFacts(customerToRelation(customer, settings.imports.customers), customer),
  post: (relations) => postRelations(outsmart, relations),
  listStored: async () => {
    const relations = await listRelations(outsmart);
    return (_entity, debtorNumber) => relations.get(debtorNumber);
  },
  withdraw: async (debtorNumber) => {
    await deactivateRelation(outsmart, debtorNumber);
    return 'withdrawn';
  },
});

function withFacts(mapped: Mapped<OutsmartRelation>, customer: EasybillCustomer): Mapped<OutsmartRelation> {
  return mapped.outcome === 'mapped' ? { ...mapped, facts: customerFacts(customer) } : mapped;
}

/** Whether easybill says that a customer last changed before a day. Both are local times of Germany. */
function isOlder({ updated_at: updatedAt }: EasybillCustomer, day: string | null): boolean {
  return day !== null && updatedAt !== undefined && updatedAt < day;
}
