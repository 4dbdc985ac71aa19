import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contextWithoutBundling, projectRoot } from './synthesised.ts';

describe('the synthesis', () => {
  let output: string;

  beforeEach(() => {
    output = mkdtempSync(join(tmpdir(), 'findings-'));
  });
  afterEach(() => {
    rmSync(output, { recursive: true });
  });

  const synthesise = (planted: string, context: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(projectRoot, 'test/infra/app-with-finding.ts')], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        PLANTED_FINDING: planted,
        CDK_OUTDIR: output,
        CDK_CONTEXT_JSON: JSON.stringify({ ...contextWithoutBundling(), ...context }),
      },
    });

  // What a deployment without settings has, all other infra tests look at: a finding would end their synthesis.
  it.each([{ stage: 'dev', stackName: 'connector-anna', alarmEmail: 'ops@example.com' }])(
    'has no finding that nobody accepted: %j',
    (context) => {
      const { status, stderr } = synthesise('none', context);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
    60_000,
  );

  it.each([
    ['queue without TLS', 'AwsSolutions-SQS4'],
    ['secret wildcard', 'AwsSolutions-IAM5[Resource::arn:aws:secretsmanager'],
  ])(
    'fails on a new finding: %s',
    (planted, finding) => {
      const { status, stderr, stdout } = synthesise(planted);
      expect(status).not.toBe(0);
      expect(stderr + stdout).toContain(finding);
    },
    60_000,
  );
});
