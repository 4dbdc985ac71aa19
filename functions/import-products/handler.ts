import { declareProductImport } from '../../shared/imports/declaration/product-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('product', declareProductImport);
