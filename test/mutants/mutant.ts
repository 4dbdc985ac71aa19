/** A bug that is planted to see whether a test finds it. */
export interface Mutant {
  readonly name: string;
  /** What goes wrong with it, in one sentence. */
  readonly breaks: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test files of which at least one test has to fail: the fastest that know the rule. */
  readonly killers: readonly string[];
}
