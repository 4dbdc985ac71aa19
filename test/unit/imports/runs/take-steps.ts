import { ulid } from 'ulid';
import { newRun, type RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { takeStep } from '../../../../shared/imports/runs/run-step.ts';
import type { Run } from '../../../../shared/imports/stores/run.ts';
import type { Engine } from '../engine.ts';

const MOST_STEPS = 20;

/**
 * Takes the steps of a run until it is complete, and tells what the vendors were asked, step by step.
 *
 * @param permits how many single reads of easybill each step may make
 */
export async function takeSteps(
  engine: Engine,
  runs: RunStore,
  { permits = Number.POSITIVE_INFINITY, verify = false }: { permits?: number; verify?: boolean } = {},
): Promise<{ state: Run; steps: string[][] }> {
  const options = { verify, dryRun: false, ordered: true, isFirst: false };
  let state = newRun(ulid(engine.now), 'customer', 'manual', engine.now, options);
  const steps: string[][] = [];
  while (state.state !== 'complete') {
    if (steps.length > MOST_STEPS) throw new Error('the run does not end');
    const before = engine.calls.length;
    engine.permits = permits;
    ({ run: state } = await takeStep(engine.session(1, state.runId), runs, state));
    steps.push(engine.calls.slice(before));
  }
  return { state, steps };
}
