import { rm } from 'node:fs/promises';

/** Where the infra tests keep the templates that they have synthesised. */
export const TEMPLATES = '.cache/templates';

/** Templates of an earlier run say nothing about the code of this one. */
export default async function forgetTemplates(): Promise<void> {
  await rm(TEMPLATES, { recursive: true, force: true });
}
