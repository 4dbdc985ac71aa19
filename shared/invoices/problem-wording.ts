import type { Language } from '../activity/activity-texts.ts';

/** What is said of a problem, and what the reader can do about it. `{name}` stands for a parameter. */
interface ProblemWording {
  readonly text: string;
  readonly remedy: string;
}

/** The words of some problems, complete in every language of the back office. */
export type ProblemTexts<Code extends string> = Readonly<
  Record<Code, Readonly<Record<Language, ProblemWording>>>
>;
