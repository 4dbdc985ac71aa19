import {
  buildMaintenanceServices,
  type MaintenanceServices,
} from '../../../shared/lifecycle/maintenance/maintenance-services.ts';
import { declareCategoryImport } from '../../../shared/imports/declaration/category-import.ts';
import { declareContactImport } from '../../../shared/imports/declaration/contact-import.ts';
import { declareCustomerImport } from '../../../shared/imports/declaration/customer-import.ts';
import { declareEmployeeImport } from '../../../shared/imports/declaration/employee-import.ts';
import { declareHourTypeImport } from '../../../shared/imports/declaration/hour-type-import.ts';
import { buildImportServices } from '../../../shared/imports/worker/build-import-services.ts';
import type { Overrides } from '../../../shared/connections/build-connection-services.ts';
import { ImportWorker } from '../../../shared/imports/worker/import-worker.ts';
import type { DeclareEntity } from '../../../shared/imports/declaration/entity-import.ts';
import {
  buildManagementServices,
  type ManagementServices,
} from '../../../shared/management/management-services.ts';
import type { Entity } from '../../../shared/records/entity.ts';
import { declareProductImport } from '../../../shared/imports/declaration/product-import.ts';
import type { Platform } from './platform.ts';

/** Whoever works off a queue. */
interface Worker {
  process(batch: readonly { id: string; body: string }[], deadline: number): Promise<string[]>;
}

/** One instance of each function. */
export interface Instance {
  readonly management: ManagementServices;
  readonly care: MaintenanceServices;
  readonly workers: Readonly<Record<Entity, Worker>>;
}

/** New instances, with nothing kept from earlier ones. */
export function newInstance(
  platform: Platform,
  vendors: { readonly easybill: { readonly url: string }; readonly outsmart: { readonly url: string } },
  overrides: Overrides,
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
    MAINTENANCE_QUEUE_URL: `${platform.url}/000000000000/care`,
    WEBHOOK_KEYS_SECRET: platform.keysSecret,
    CONNECTION_SECRET_PREFIX: 'simulation/connections/',
    EASYBILL_BASE_URL: vendors.easybill.url,
    OUTSMART_BASE_URL: vendors.outsmart.url,
    PUBLIC_BASE_URL: platform.url,
  };
  const worker = <Source extends { readonly id: number }, Target extends object>(
    entity: Entity,
    declare: DeclareEntity<Source, Target>,
  ): Worker => new ImportWorker(buildImportServices(environment, overrides), entity, declare);
  return {
    management: buildManagementServices(environment, overrides),
    care: buildMaintenanceServices(environment, overrides),
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
