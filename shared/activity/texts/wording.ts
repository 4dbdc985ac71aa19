import type { ActivityCode } from '../activity-codes.ts';
import type { Language } from '../labels/label.ts';

export type { Language };

/** How an entry reads. */
export interface Wording {
  /** What happened. `{name}` stands for a parameter. */
  readonly text: string;
  /** What the reader can do about it, where something can be done. */
  readonly remedy?: string;
}

/** The words of some entries, in the languages of the back office. */
export type Wordings<Code extends ActivityCode> = Readonly<Record<Code, Readonly<Record<Language, Wording>>>>;
