export const languages = ['ja', 'en'] as const;
/** Japanese first; English to switch to. */
export type Language = (typeof languages)[number];

/** One text in both languages. */
export type Sentence = Readonly<Record<Language, string>>;
