import { declarePositionImport } from '../../shared/imports/declaration/position-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('hourType', declarePositionImport);
