/** Languages of the back office. */
export type Language = 'de' | 'en';

/** The words of one entry in one language. */
export interface Wording {
  /** What happened. `{name}` stands for a parameter. */
  readonly text: string;
  /** What the reader can do about it, where something can be done. */
  readonly remedy?: string;
}
