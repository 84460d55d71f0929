import type { FiscalYear } from '../domain/fields.ts';
import type { SaidLanguage } from './description.ts';
import { foldLabel } from './fold.ts';
import { westernYear, yearInText } from './label-pattern.ts';
import type { FormModel } from './model.ts';

/** How a person reads years and words. */
export interface SaidHow {
  readonly language: SaidLanguage;
  readonly yearName: (year: FiscalYear) => string;
}

/** The form's own name of a box in a language; `undefined` where it says none. `lastYear` is the plan's. */
export function saidBox(form: FormModel, path: string, how: SaidHow, lastYear?: FiscalYear): string | undefined {
  const key = form.keyOf(path);
  const words = key && form.says[how.language]?.boxes?.[key.field.template];
  if (words === undefined || (words.includes('{after}') && lastYear === undefined)) return undefined;
  return words
    .replace('{year}', key?.year === undefined ? '' : how.yearName(key.year))
    .replace('{after}', lastYear === undefined ? '' : how.yearName(lastYear + 1))
    .replace('{row}', String((key?.row ?? key?.slot ?? 0) + 1));
}

/** A stage in a language, by what settings call it or its id; `undefined` where the form says none. */
export const saidStage = (
  form: FormModel,
  kind: string,
  { language, yearName }: SaidHow,
  { year, last = false }: { readonly year?: FiscalYear | undefined; readonly last?: boolean },
): string | undefined => {
  const words = form.says[language]?.stages;
  const said = (last ? words?.[`${kind}.last`] : undefined) ?? words?.[kind];
  return said?.replace('{year}', year === undefined ? '' : yearName(year)).trim();
};

/** A block, a level or a text that is chosen from, by its id or path. */
export const saidPart = (form: FormModel, id: string, language: SaidLanguage): string | undefined =>
  form.says[language]?.parts?.[id];

/** A year with its era or 年: what may be said in another way. Bare digits may be anything. */
const yearWords =
  /(?:令和|平成|昭和)\s*(?:元|\d{1,2})\s*(?:年度?)?|(?<![a-z])[rhs]\d{1,2}(?:年度?)?(?![\da-z])|(?:\d{4}|\d{1,2}|元)\s*年度/iu;

/** A label of a sheet with the year in it, if there is one. */
export interface LabelParts {
  readonly year?: FiscalYear;
  /** The words with `{year}` in place of the year. */
  readonly words: string;
}

export function labelParts(text: string, near: FiscalYear | undefined): LabelParts {
  const plain = text.normalize('NFKC');
  const found = yearWords.exec(plain);
  const met = found === null ? undefined : yearInText(found[0]);
  const year = met && westernYear(met, near);
  if (found === null || year === undefined) return { words: text };
  return {
    year,
    words: `${plain.slice(0, found.index)}{year}${plain.slice(found.index + found[0].length)}`,
  };
}

/** A sheet's label as a person reads it: in the form's words for the language, years as they are told elsewhere. */
export function saidLabel(form: FormModel, { year, words }: LabelParts, { language, yearName }: SaidHow): string {
  const labels = foldedLabels(form, language);
  const bare = words.replace('{year}', '');
  const said = labels.get(foldLabel(words)) ?? labels.get(foldLabel(bare));
  const name = year === undefined ? '' : yearName(year);
  if (said === undefined) return words.replace('{year}', name);
  if (year === undefined || said.includes('{year}')) return said.replace('{year}', name);
  return `${name}\n${said}`;
}

const said = new WeakMap<FormModel, Map<SaidLanguage, ReadonlyMap<string, string>>>();

/** The labels of a language by their folded words, other writings too. */
function foldedLabels(form: FormModel, language: SaidLanguage): ReadonlyMap<string, string> {
  let byLanguage = said.get(form);
  if (byLanguage === undefined) said.set(form, (byLanguage = new Map()));
  let labels = byLanguage.get(language);
  if (labels === undefined) {
    const words = new Map(
      Object.entries(form.says[language]?.labels ?? {}).map(([words, text]) => [foldLabel(words), text]),
    );
    for (const [text, ...others] of form.writings()) {
      const own = words.get(foldLabel(text as string));
      if (own !== undefined)
        for (const other of others) if (!words.has(foldLabel(other))) words.set(foldLabel(other), own);
    }
    byLanguage.set(language, (labels = words));
  }
  return labels;
}

const headings = new WeakMap<FormModel, ReadonlySet<string>>();

/** The folded words of all headings of blocks. */
export function blockKeys(form: FormModel): ReadonlySet<string> {
  let keys = headings.get(form);
  if (keys === undefined) {
    const words = new Set(form.blocks.map((block) => foldLabel(block.words)).filter((key) => key !== ''));
    keys = new Set(
      form.writings().flatMap((writings) => {
        const folded = writings.map(foldLabel);
        return words.has(folded[0] ?? '') ? folded : [];
      }),
    );
    headings.set(form, keys);
  }
  return keys;
}
