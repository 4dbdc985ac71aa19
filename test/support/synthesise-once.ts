import { synthesise } from '../../infra/local/stack/synth.ts';
import { FLOW_ASSEMBLY } from './flow-assembly.ts';

/** Synthesises and bundles the stack for the flow tests. */
export default async function synthesiseOnce(): Promise<void> {
  await synthesise(FLOW_ASSEMBLY);
}
