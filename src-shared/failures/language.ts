export const languages = ['ja', 'en'] as const;
/** Japanese first; English to switch to. */
export type Language = (typeof languages)[number];

/** One text in both languages. */
export type Sentence = Readonly<Record<Language, string>>;

/**
 * A text with its values filled in: `{name}` is the value itself, `{name:one|many}` the word for one or for another number of it,
 * which English needs.
 */
export const fillIn = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text
    .replace(/\{(\w+):([^{|}]*)\|([^{|}]*)\}/gu, (_, name: string, one: string, many: string) =>
      String(values[name]) === '1' ? one : many,
    )
    .replace(/\{(\w+)\}/gu, (all, name: string) => String(values[name] ?? all));
