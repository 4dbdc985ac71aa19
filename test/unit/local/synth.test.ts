import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { SynthesisFailedError, synthesise } from '../../../infra/local/stack/synth.ts';

// The CDK app takes seconds to load.
jest.setTimeout(60_000);

it('a synthesis that fails says what the CDK app said', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'synth-'));
  const notADirectory = path.join(directory, 'file');
  await writeFile(notADirectory, '');

  const error: unknown = await synthesise(notADirectory).catch((thrown: unknown) => thrown);

  await rm(directory, { recursive: true });
  expect(error).toBeInstanceOf(SynthesisFailedError);
  expect((error as Error).message).toContain(notADirectory);
});
