import { buildCareServices, type CareServices } from '../../../shared/connections/care-services.ts';
import { declareCustomerImport } from '../../../shared/customers/customer-import.ts';
import { buildImportServices, type Outside } from '../../../shared/imports/build-import-services.ts';
import { ImportWorker } from '../../../shared/imports/import-worker.ts';
import {
  buildManagementServices,
  type ManagementServices,
} from '../../../shared/management/management-services.ts';
import type { Platform } from './platform.ts';

/** The code of one function instance. */
export interface Instance {
  readonly management: ManagementServices;
  readonly care: CareServices;
  readonly worker: {
    process(batch: readonly { id: string; body: string }[], deadline: number): Promise<string[]>;
  };
}

/** A new instance, with nothing kept from an earlier one. */
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
  return {
    management: buildManagementServices(environment, outside),
    care: buildCareServices(environment, outside),
    worker: new ImportWorker(buildImportServices(environment, outside), 'customer', declareCustomerImport),
  };
}
