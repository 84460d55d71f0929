import type { AnyField, AnyItem } from './any-item.ts';

export interface OddChoice {
  readonly item: AnyItem;
  readonly field: AnyField;
}

/** Fewer rows show no habit; of so many words one stands in at least five rows on average, and one value in twenty may be odd. */
const fewestRows = 20;
const rowsPerWord = 5;
const rowsPerOddOne = 20;

/**
 * Bare numbers in a list's column of choices whose other rows hold a few words (`0` among `１現状維持`, `３終了`). The
 * description does not say which words: it holds no text of a filled box, so the rows are their own witness.
 */
export function oddChoices(items: readonly AnyItem[]): readonly OddChoice[] {
  const columns = new Map<string, OddChoice[]>();
  for (const item of items) {
    if (item.row === undefined) continue;
    for (const [path, field] of item.fields) {
      const { traits, choices, text } = field;
      if (traits.kind !== 'choice' || text.trim() === '' || (traits.choices ?? choices) !== undefined) continue;
      const key = `${item.sheet}\n${item.edition}\n${path}`;
      const column = columns.get(key) ?? [];
      column.push({ item, field });
      columns.set(key, column);
    }
  }
  return [...columns.values()].flatMap((rows) => {
    const odd = rows.filter(({ field }) => isBareNumber(field.text));
    const words = rows.filter(({ field }) => !isBareNumber(field.text)).map(({ field }) => field.text.trim());
    const isHabit = words.length >= fewestRows && new Set(words).size * rowsPerWord <= words.length;
    return isHabit && odd.length * rowsPerOddOne <= rows.length ? odd : [];
  });
}

/** `0` and `１２`, not `１現状維持`. */
const isBareNumber = (text: string): boolean => /^[-▲△]?[\d.,]+$/.test(text.normalize('NFKC').trim());
