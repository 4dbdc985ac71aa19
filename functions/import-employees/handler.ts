import { declareEmployeeImport } from '../../shared/imports/declaration/employee-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('employee', declareEmployeeImport);
