import { cellKind, type CellTable } from '../sheet/cell-table.ts';
import { displayCell, sharedIndexOf, type CellContext } from '../sheet/cell-value.ts';
import { formatOf } from '../styles/styles-part.ts';
import { eras } from '../styles/japanese-eras.ts';
import type { FormMemory } from './form-memory.ts';
import { exampleWords, formLabels, labelOfKey, type LabelName } from './form-table.ts';
import { firstOfKey, labelKey, shortLabelKey } from './label-text.ts';
import { halfFirsts, halfOfKey, yearLabelOfKey, type YearLabel } from './year-label.ts';

/** A form has about 50 such texts; a sheet with a list of thousands is none, and placing compares them with each other. */
const mostLabels = 1000;

/** What a text may be on the form. */
export type LabelHit =
  | { readonly kind: 'label'; readonly name: LabelName }
  | { readonly kind: 'year'; readonly label: YearLabel }
  /** 計画 or 実績 under a year that stands above. */
  | { readonly kind: 'half'; readonly column: 'plan' | 'actual' }
  /** A title line such as `重点改革項目Ⅰ 「…」…`, whose label begins the value; `alone` when nothing follows. */
  | { readonly kind: 'own'; readonly name: LabelName; readonly alone: boolean }
  /** `No.10`: label and number in one cell. */
  | { readonly kind: 'number-in-label'; readonly no: string }
  /** `【記入例】`: the sheet shows how to fill the form in. */
  | { readonly kind: 'example' };

export interface FoundLabel {
  readonly cell: number;
  readonly hit: LabelHit;
}

const ownPatterns = [...formLabels].flatMap(([name, { pattern, place }]) => (pattern && place.kind === 'own' ? [{ name, pattern }] : []));

/** The first two characters of labels' keys; of years, eras and numbers in front of labels the first only. */
const firsts = new Set<number>();
const pairs = new Set<number>();
for (const { words } of formLabels.values()) {
  for (const word of words) {
    const key = labelKey(word);
    pairs.add(key.charCodeAt(0) * 65_536 + key.charCodeAt(1));
  }
}
for (const first of ['0123456789', 'mtshrn', '重現上下個取初最記作見', halfFirsts, ...eras.map((era) => era.name)].join('')) {
  firsts.add(first.charCodeAt(0));
}

/** Tells most texts of values from labels by a look at their beginning. */
function mayBeLabel(text: string): boolean {
  const first = firstOfKey(text, 0);
  if (first < 0) return true;
  const code = text.charCodeAt(first) | (text.charCodeAt(first) < 0x80 ? 0x20 : 0);
  if (firsts.has(code)) return true;
  const second = firstOfKey(text, first + 1);
  return second < 0 || pairs.has(code * 65_536 + (text.charCodeAt(second) | (text.charCodeAt(second) < 0x80 ? 0x20 : 0)));
}

/** What a text is on the form; `undefined` for the text of a value. */
export function labelOf(text: string): LabelHit | undefined {
  if (text.length > 400) return undefined;
  if (!mayBeLabel(text)) return undefined;
  const key = labelKey(text);
  const begin = key === '' ? labelKey(text.trimStart().slice(0, 30)) : key;
  const own = ownPatterns.find(({ pattern }) => pattern.test(begin));
  if (own !== undefined) return { kind: 'own', name: own.name, alone: begin.replace(own.pattern, '') === '' };
  if (key === '') return undefined;
  const hit = headingOrLabel(key) ?? headingOrLabel(shortLabelKey(text));
  if (hit) return hit;
  const number = /^(?:個票)?no(\d.*)$/.exec(key);
  return number ? { kind: 'number-in-label', no: text.normalize('NFKC').replace(/^\D*/, '').trim() } : undefined;
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

/** `26年度` behind `平成25年度`: a year without its era has that of the year before it. */
function withEra(label: YearLabel, found: readonly FoundLabel[]): LabelHit | undefined {
  for (let i = found.length - 1; i >= 0; i -= 1) {
    const hit = found[i]?.hit;
    if (hit?.kind === 'year' && hit.label.before) return { kind: 'year', label: { ...label, year: hit.label.before + label.year, before: hit.label.before } };
  }
  return undefined;
}

/**
 * Looks labels up, once per shared string: most of a plan's texts are labels that every sheet repeats, and the rest
 * is looked at once anyway.
 */
export class LabelFinder {
  readonly #context: CellContext;
  readonly #byString: (LabelHit | null | undefined)[] = [];
  readonly #memory: FormMemory;
  #last: readonly FoundLabel[] = [];

  constructor(context: CellContext, memory: FormMemory) {
    this.#context = context;
    this.#memory = memory;
  }

  /** Every cell of the sheet whose text is some label's, the first `mostLabels` of them. Throws `XmlError` for a string that is not there. */
  find(cells: CellTable): FoundLabel[] {
    const found: FoundLabel[] = [];
    const { kind, valueStart, count } = cells;
    for (let i = 0; i < count && found.length < mostLabels; i += 1) {
      if (kind[i] === cellKind.blank) continue;
      let hit = kind[i] === cellKind.shared ? this.#byString[valueStart[i] as number] : undefined;
      if (hit === undefined) hit = this.#lookUp(cells, i);
      if (hit?.kind === 'year' && hit.label.before === undefined) hit = withEra(hit.label, found);
      if (hit) found.push(this.#foundAt(found.length, i, hit));
    }
    this.#last = found;
    return found;
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
        return (this.#byString[at] = this.#ofText(this.#context.strings.visible(at) ?? ''));
      }
      case cellKind.inline:
      case cellKind.text:
        return this.#ofText(displayCell(cells, index, this.#context));
      case cellKind.number:
      case cellKind.date: {
        // `"平成"0"年度"` shows a year heading; plain numbers are no labels.
        const { numberFormat } = formatOf(this.#context.styles, cells.style[index] as number);
        return numberFormat !== 'General' && /年|g|no/i.test(numberFormat)
          ? this.#ofText(displayCell(cells, index, this.#context))
          : null;
      }
      default:
        return null;
    }
  }

  #ofText(text: string): LabelHit | null {
    // Longer texts are hardly ever the same twice.
    if (text.length > 40) return labelOf(text) ?? null;
    return mayBeLabel(text) ? this.#memory.label(text, labelOf) : null;
  }
}
