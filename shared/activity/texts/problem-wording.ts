import type { Language, Wording } from './wording.ts';

/** The words of some problems, complete in every language of the back office. A problem always has a remedy. */
export type ProblemTexts<Code extends string> = Readonly<
  Record<Code, Readonly<Record<Language, Required<Wording>>>>
>;
