import type { Run } from '../stores/run.ts';

/** Where a run stands after a step; `failure` is why it did not get as far as it could have. */
export interface Step {
  readonly run: Run;
  readonly failure?: Error | undefined;
  /** Set when the next step has to wait, although nothing failed. */
  readonly waitSeconds?: number;
}
