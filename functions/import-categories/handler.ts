import { declareCategoryImport } from '../../shared/imports/declaration/category-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('category', declareCategoryImport);
