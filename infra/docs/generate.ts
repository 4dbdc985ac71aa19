import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from '../../shared/management/openapi/openapi-document.ts';
import { ROUTES } from '../../shared/management/routes.ts';
import { settingsPage } from './settings-page.ts';

/** Stands for the address of a deployment, which names its own in `GET /openapi.json`. */
const ANY_ADDRESS = 'https://api.example.com';

const PAGES = {
  'shared/connections/SETTINGS.md': settingsPage,
  'functions/management/openapi.json': () => JSON.stringify(openApiDocument(ROUTES, ANY_ADDRESS)),
};

/** `npm run docs` writes the documents that follow from schemas; with `--check` it fails when one is stale. */
const isCheck = process.argv.includes('--check');
for (const [path, page] of Object.entries(PAGES)) {
  const text = await format(page(), { ...(await resolveConfig(path)), filepath: path });
  if (!isCheck) {
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8')) !== text) {
    process.stderr.write(`${path} is stale: run npm run docs\n`);
    process.exitCode = 1;
  }
}
