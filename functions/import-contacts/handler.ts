import { declareContactImport } from '../../shared/imports/declaration/contact-import.ts';
import { importHandler } from '../../shared/imports/worker/import-handler.ts';

// called by AWS
export const handler = importHandler('contact', declareContactImport);
