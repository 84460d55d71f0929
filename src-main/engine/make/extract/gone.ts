import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';

/** Sheets, names and tables that are no longer there, in capitals. */
export interface Gone {
  readonly sheets: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** References to other workbooks count as gone too: for a workbook that leaves without them. */
  readonly books?: boolean;
}

/** What a formula names, in capitals: sheets of this workbook, whether any of another, names. Texts of INDIRECT count as formulas. */
interface Named {
  readonly sheets: readonly string[];
  readonly names: readonly string[];
  readonly books: boolean;
  /** It has references that name no sheet: to cells of its own. */
  readonly own: boolean;
}

/** A plan's roll-up has thousands of formulas, and each of sixty workbooks asks of every one what it names. */
const known = new Map<string, Named>();
const mostKnown = 50_000;

export function namedIn(formula: string): Named {
  let found = known.get(formula);
  if (found !== undefined) return found;
  const tokens = tokenizeFormula(formula);
  const indirect = tokens.some((one) => one.kind === 'function' && one.name === 'INDIRECT');
  const sheets: string[] = [];
  const names: string[] = [];
  let books = false;
  let own = false;
  for (const [at, one] of tokens.entries()) {
    if (one.kind === 'reference') own ||= tokens[at - 1]?.kind !== 'sheet';
    else if (one.kind === 'sheet' && one.book) books = true;
    else if (one.kind === 'sheet') sheets.push(...one.sheet.split(':').map((name) => name.toUpperCase()));
    else if (one.kind === 'name') names.push(one.raw.toUpperCase());
    else if (one.kind === 'string' && indirect && one.value.includes('!')) {
      const inner = namedIn(one.value);
      sheets.push(...inner.sheets);
      names.push(...inner.names);
      books ||= inner.books;
    }
  }
  if (known.size >= mostKnown) known.clear();
  known.set(formula, (found = { sheets, names, books, own }));
  return found;
}

/** True when a formula (without `=`) uses a sheet or a name that is gone, be it by an address in a text (INDIRECT). */
export function usesGone(formula: string, gone: Gone): boolean {
  const { sheets, names, books } = namedIn(formula);
  return (
    (books && gone.books === true) ||
    sheets.some((name) => gone.sheets.has(name)) ||
    names.some((name) => gone.names.has(name))
  );
}

/** True when a formula reads cells of other sheets whose addresses its text does not tell (`INDIRECT("'No."&A1&"'!D6")`). */
export function readsAnywhere(formula: string): boolean {
  if (!/INDIRECT\s*\(/i.test(formula)) return false;
  return tokenizeFormula(formula).some((one) => one.kind === 'string' && one.value.includes('!'));
}

/** More names than these are not looked for one by one. */
const mostNames = 50;

/**
 * Whether a part's text may name what is gone, by its characters alone: a part that does not need not be taken apart. `true` in
 * every case of doubt: other workbooks, many names, characters written as numbers.
 */
export function mayNameGone(text: string, { sheets, names, books }: Gone): boolean {
  if (books === true || names.size > mostNames || text.includes('&#')) return true;
  if (names.size > 0) {
    const upper = text.toUpperCase();
    for (const name of names) if (upper.includes(name)) return true;
  }
  if (!text.includes('!')) return false;
  for (const [, quoted, plain] of text.matchAll(/(?:'((?:[^'<>]|'')*)'|([^\s'"<>=,();:!]+))!/g)) {
    const name = quoted ?? plain ?? '';
    if (name.includes('&') || name.includes(':') || sheets.has(name.replaceAll("''", "'").toUpperCase())) return true;
  }
  return false;
}
