import { buildCareServices, type CareServices } from '../../../shared/connections/care-services.ts';
import { declareCategoryImport } from '../../../shared/categories/category-import.ts';
import { declareContactImport } from '../../../shared/contacts/contact-import.ts';
import { declareCustomerImport } from '../../../shared/customers/customer-import.ts';
import { declareEmployeeImport } from '../../../shared/employees/employee-import.ts';
import { declareHourTypeImport } from '../../../shared/hour-types/hour-type-import.ts';
import { buildImportServices, type Outside } from '../../../shared/imports/build-import-services.ts';
import { ImportWorker } from '../../../shared/imports/import-worker.ts';
import type { DeclareEntity } from '../../../shared/imports/work.ts';
import {
  buildManagementServices,
  type ManagementServices,
} from '../../../shared/management/management-services.ts';
import type { Entity } from '../../../shared/messages/import-message.ts';
import { declareProductImport } from '../../../shared/products/product-import.ts';
import type { Platform } from './platform.ts';

/** Whoever works off a queue. */
export interface Worker {
  process(batch: readonly { id: string; body: string }[], deadline: number): Promise<string[]>;
}

/** One instance of each function. */
export interface Instance {
  readonly management: ManagementServices;
  readonly care: CareServices;
  readonly workers: Readonly<Record<Entity, Worker>>;
}

/** New instances, with nothing kept from earlier ones. */
export function newInstance(
  platform: Platform,
  vendors: { readonly easybill: { readonly url: string }; readonly outsmart: { readonly url: string } },
  outside: Outside,
): Instance {
  const environment = {
    CONNECTIONS_TABLE: 'connections',
    MAPPINGS_TABLE: 'mappings',
    PERMITS_TABLE: 'permits',
    ACTIVITY_TABLE: 'activity',
    LEDGER_TABLE: 'ledger',
    ...platform.queueUrls,
    TRIGGER_QUEUE_URL: `${platform.url}/000000000000/trigger`,
    EXPORT_QUEUE_URL: `${platform.url}/000000000000/export`,
    CARE_QUEUE_URL: `${platform.url}/000000000000/care`,
    WEBHOOK_KEYS_SECRET: platform.keysSecret,
    CONNECTION_SECRET_PREFIX: 'simulation/connections/',
    EASYBILL_BASE_URL: vendors.easybill.url,
    OUTSMART_BASE_URL: vendors.outsmart.url,
    PUBLIC_BASE_URL: platform.url,
  };
  const worker = <Source extends { readonly id: number }, Target extends object>(
    entity: Entity,
    declare: DeclareEntity<Source, Target>,
  ): Worker => new ImportWorker(buildImportServices(environment, outside), entity, declare);
  return {
    management: buildManagementServices(environment, outside),
    care: buildCareServices(environment, outside),
    workers: {
      customer: worker('customer', declareCustomerImport),
      contact: worker('contact', declareContactImport),
      category: worker('category', declareCategoryImport),
      product: worker('product', declareProductImport),
      hourType: worker('hourType', declareHourTypeImport),
      employee: worker('employee', declareEmployeeImport),
    },
  };
}
