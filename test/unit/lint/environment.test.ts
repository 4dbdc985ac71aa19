import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { fileURLToPath } from 'node:url';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  // Those alone: the others need the types of the whole project.
  ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

/** The rules broken by a text that stood in this file. */
async function broken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('the environment', () => {
  it.each([
    'export const a = process.env.A;',
    "export const a = process['env'];",
    'export const { env } = process;',
    'export const a = globalThis.process;',
    "export { env } from 'node:process';",
    "import { env } from 'node:process';\nexport const a = env.A;",
    "import process from 'process';\nexport const a = process;",
  ])('is not read past an env schema: %s', async (text) => {
    expect(await broken('shared/lazy.ts', text)).not.toEqual([]);
    expect(await broken('functions/scheduler/handler.ts', text)).not.toEqual([]);
  });

  it('is read where the schema is', async () => {
    const text = "import { env } from 'node:process';\nexport const a = [env, process.env];";

    expect(await broken('shared/environment.ts', text)).toEqual([]);
    expect(await broken('functions/easybill-webhook/environment.ts', text)).toEqual([]);
  });
});
