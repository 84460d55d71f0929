import { cellKind, type CellTable } from '../../book/cell-table.ts';
import { displayCell, sharedIndexOf, type CellContext } from '../../book/cell-value.ts';
import { plainNumber } from '../../book/plain-markup.ts';
import { formatOf } from '../../book/styles/styles-part.ts';
import { eras } from '../../book/styles/japanese-eras.ts';
import type { FormMemory } from './form-memory.ts';
import { exampleWords, formLabels, labelOfKey } from './form-table.ts';
import { hasForeignCharacter } from './label-characters.ts';
import { firstOfKey, labelKey, numbering, numberingFirsts, shortLabelKey } from './label-text.ts';
import { settleYears, type FoundBareYear } from './settle-years.ts';
import { bareYearOf, halfFirsts, halfOfKey, mayBeYear, yearLabelOfKey } from './year-label.ts';
import type { LabelHit, FoundLabel } from './label-hit.ts';

/** A form has about 50 such texts; a sheet with a list of thousands is none, and placing compares them with each other. */
const mostLabels = 1000;

const ownPatterns = [...formLabels].flatMap(([name, { pattern, place }]) =>
  pattern && place.kind === 'own' ? [{ name, pattern }] : [],
);

/** What title lines begin with: a longer text is looked at no further for anything else. */
const ownFirsts = new Set(
  [...formLabels.values()].flatMap(({ words, place }) =>
    place.kind === 'own' ? words.map((word) => word.charCodeAt(0)) : [],
  ),
);

/** `"平成"0"年度"` and `"H"0` show a year heading. */
const yearFormats = /年|g|no|["\\][hr平令]/i;

/** The first two characters of labels' keys; of years, eras and numbers in front of labels the first only. */
const firsts = new Set<number>();
const pairs = new Set<number>();
for (const { words } of formLabels.values()) {
  for (const word of words) {
    const key = labelKey(word);
    pairs.add(key.charCodeAt(0) * 65_536 + key.charCodeAt(1));
  }
}
for (const first of [
  '0123456789',
  'mtshrnf',
  '元重現上下個取初最記作見',
  halfFirsts,
  ...eras.map((era) => era.name),
].join('')) {
  firsts.add(first.charCodeAt(0));
}

const numbers = new Set([...numberingFirsts].map((first) => first.charCodeAt(0)));

/** Tells most texts of values from labels by a look at their beginning. */
function mayBeLabel(text: string): boolean {
  const first = firstOfKey(text, 0);
  if (first < 0) return true;
  if (!ownFirsts.has(text.charCodeAt(first)) && hasForeignCharacter(text)) return false;
  const code = text.charCodeAt(first) | (text.charCodeAt(first) < 0x80 ? 0x20 : 0);
  if (firsts.has(code) || (text.length <= 40 && numbers.has(code))) return true;
  const second = firstOfKey(text, first + 1);
  return (
    second < 0 || pairs.has(code * 65_536 + (text.charCodeAt(second) | (text.charCodeAt(second) < 0x80 ? 0x20 : 0)))
  );
}

/** What a text is on the form; `undefined` for the text of a value. */
export function labelOf(text: string): LabelHit | undefined {
  return text.length > 400 || !mayBeLabel(text) ? undefined : labelOfLikely(text);
}

/** The same for a text that `mayBeLabel` has let through. */
function labelOfLikely(text: string): LabelHit | undefined {
  const key = labelKey(text);
  const first = firstOfKey(text, 0);
  const own =
    first < 0 || ownFirsts.has(text.charCodeAt(first))
      ? ownLabel(key === '' ? labelKey(text.trimStart().slice(0, 30)) : key)
      : undefined;
  if (own !== undefined) return own;
  if (key === '') return undefined;
  const hit = headingOrLabel(key);
  if (hit) return hit;
  const year = bareYearOf(text);
  const shortKey = shortLabelKey(text);
  // 「4～9月（上半期）」 begins with no number of the label.
  const short = headingOrLabel(shortKey.replace(numbering, '')) ?? headingOrLabel(shortKey);
  // 「7 計画」 is a year's plan or the seventh thing.
  if (year && (short === undefined || year.column !== 'plain')) return { kind: 'bare-year', year, otherwise: short };
  if (short) return short;
  const number = /^(?:個票)?no(\d.*)$/.exec(key);
  return number ? { kind: 'number-in-label', no: text.normalize('NFKC').replace(/^\D*/, '').trim() } : undefined;
}

/** The label that a title line begins with, by the key of the line or of its beginning. */
function ownLabel(begin: string): LabelHit | undefined {
  for (const { name, pattern } of ownPatterns) {
    if (pattern.test(begin)) return { kind: 'own', name, alone: begin.replace(pattern, '') === '' };
  }
  return undefined;
}

function headingOrLabel(key: string): LabelHit | undefined {
  if (key === '') return undefined;
  const year = yearLabelOfKey(key);
  if (year) return { kind: 'year', label: year };
  const name = labelOfKey(key);
  if (name) return { kind: 'label', name };
  if (exampleWords.test(key)) return { kind: 'example' };
  const column = halfOfKey(key);
  return column && { kind: 'half', column };
}

/**
 * Looks labels up, once per shared string: most of a plan's texts are labels that every sheet repeats, and the rest
 * is looked at once anyway.
 */
export class LabelFinder {
  readonly #context: CellContext;
  /** Per shared string: 0 not looked at yet, 1 no label, else the place in `#hits`. */
  readonly #byString: Uint32Array;
  readonly #hits: (LabelHit | null)[] = [null, null];
  readonly #memory: FormMemory;
  #last: readonly FoundLabel[] = [];

  constructor(context: CellContext, memory: FormMemory) {
    this.#context = context;
    this.#byString = new Uint32Array(context.strings.count);
    this.#memory = memory;
  }

  /** Every cell of the sheet whose text is some label's, the first `mostLabels` of them. Throws `XmlError` for a string that is not there. */
  find(cells: CellTable): FoundLabel[] {
    const found: FoundLabel[] = [];
    const bare: FoundBareYear[] = [];
    let unsettled = false;
    const { kind, valueStart, count } = cells;
    for (let i = 0; i < count && found.length < mostLabels; i += 1) {
      if (kind[i] === cellKind.blank) continue;
      const known = kind[i] === cellKind.shared ? this.#byString[valueStart[i] as number] : undefined;
      if (known === 1) continue;
      const hit = known ? (this.#hits[known] as LabelHit) : this.#lookUp(cells, i);
      if (hit === null) continue;
      if (hit.kind === 'bare-year') {
        if (bare.length < mostLabels) bare.push({ cell: i, year: hit.year, otherwise: hit.otherwise });
        if (hit.otherwise) unsettled = true;
        continue;
      }
      if (hit.kind === 'year' && hit.label.before === undefined) unsettled = true;
      found.push(this.#foundAt(found.length, i, hit));
    }
    this.#last = found;
    return unsettled || bare.length > 1 ? settleYears(found, bare, cells) : found;
  }

  /** Sheets of one form have their labels in the same cells: the last sheet's objects serve again. */
  #foundAt(place: number, cell: number, hit: LabelHit): FoundLabel {
    const last = this.#last[place];
    return last?.cell === cell && last.hit === hit ? last : { cell, hit };
  }

  #lookUp(cells: CellTable, index: number): LabelHit | null {
    switch (cells.kind[index]) {
      case cellKind.shared: {
        const at = sharedIndexOf(cells, index, this.#context);
        const hit = this.#ofText(this.#context.strings.visible(at) ?? '');
        this.#byString[at] = hit === null ? 1 : this.#hits.push(hit) - 1;
        return hit;
      }
      case cellKind.inline:
      case cellKind.text:
        return this.#ofText(displayCell(cells, index, this.#context));
      case cellKind.number:
      case cellKind.date: {
        // `"平成"0"年度"` shows a year heading; plain numbers are no labels.
        const { numberFormat } = formatOf(this.#context.styles, cells.style[index] as number);
        if (numberFormat === 'General' || numberFormat === '0') return this.#ofDigits(cells, index);
        return yearFormats.test(numberFormat) ? this.#ofText(displayCell(cells, index, this.#context)) : null;
      }
      default:
        return null;
    }
  }

  /** `2013` or `25` as a number may head a year's column; other numbers are no labels. */
  #ofDigits(cells: CellTable, index: number): LabelHit | null {
    const start = cells.valueStart[index] as number;
    const end = cells.valueEnd[index] as number;
    if (end - start > 4 || end - start === 3 || !mayBeYear(plainNumber(cells.bytes, start, end))) return null;
    return this.#ofText(cells.slice(start, end));
  }

  #ofText(text: string): LabelHit | null {
    // Longer texts are hardly ever the same twice.
    if (text.length > 40) return labelOf(text) ?? null;
    return mayBeLabel(text) ? this.#memory.label(text, labelOfLikely) : null;
  }
}
