import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nameOf, projectRoot } from './synthesised.ts';
import { functionFolders } from './function-folders.ts';
import type { TemplateResource } from './template-resources.ts';

type LambdaFunction = TemplateResource<'AWS::Lambda::Function'> & {
  readonly Metadata: { readonly 'aws:asset:path': string };
};

// A module, as on Lambda: in a script a global `require` would hide that a bundle lacks one.
const LOADER = `
  const [, file, name] = process.argv;
  const bundle = await import(file);
  process.stdout.write(typeof bundle[name]);
`;

// What Lambda itself gives every function.
const LAMBDA = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

describe('bundles', () => {
  let assembly: string;
  let synthesis: { status: number | null; output: string };
  let functions: Map<string, LambdaFunction>;

  beforeAll(() => {
    assembly = mkdtempSync(join(tmpdir(), 'bundles-'));
    const bin = join(projectRoot, 'node_modules', '.bin');
    const { status, stdout, stderr } = spawnSync(
      join(bin, 'cdk'),
      ['synth', '--quiet', '--output', assembly],
      {
        cwd: projectRoot,
        encoding: 'utf8',
        env: {
          HOME: process.env.HOME,
          PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
        },
      },
    );
    synthesis = { status, output: stdout + stderr };
    const file = join(assembly, 'outsmart-easybill.template.json');
    const { Resources } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"Resources":{}}') as {
      Resources: Record<string, LambdaFunction | TemplateResource<'AWS::SQS::Queue'>>;
    };
    functions = new Map(
      Object.values(Resources)
        .filter((resource) => resource.Type === 'AWS::Lambda::Function')
        .map((resource) => [nameOf(resource), resource]),
    );
  }, 120_000);

  afterAll(() => {
    rmSync(assembly, { recursive: true });
  });

  it('are made by the real synthesis, without an account', () => {
    expect(synthesis).toMatchObject({ status: 0 });
    expect([...functions.keys()].sort()).toEqual(functionFolders().sort());
  });

  it.each(functionFolders())(
    'load on their own, with the environment the stack gives, and export the handler: %s',
    (name) => {
      const { Properties, Metadata } = functions.get(name)!;
      const [file, exported] = Properties.Handler.split('.');
      const bundle = join(assembly, Metadata['aws:asset:path'], `${file ?? ''}.mjs`);
      expect(existsSync(bundle)).toBe(true);

      const variables = Object.entries(Properties.Environment.Variables).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : 'https://unknown.example.com/before-deployment',
      ]);
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', LOADER, '--', bundle, exported ?? ''],
        {
          cwd: assembly,
          encoding: 'utf8',
          env: { ...LAMBDA, ...(Object.fromEntries(variables) as Record<string, string>) },
        },
      );

      expect({ stdout, stderr }).toEqual({ stdout: 'function', stderr: '' });
    },
    30_000,
  );
});
