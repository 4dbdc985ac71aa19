import { declareHourTypeImport } from '../../shared/imports/declaration/hour-type-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('hourType', declareHourTypeImport);
