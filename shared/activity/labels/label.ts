/** The languages of the back office. */
export type Language = 'de' | 'en';

/** What something is called, in each of them. */
export type Label = Readonly<Record<Language, string>>;
