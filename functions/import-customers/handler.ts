import { declareCustomerImport } from '../../shared/imports/declaration/customer-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('customer', declareCustomerImport);
