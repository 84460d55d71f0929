import type { FormulaCells, FormulaPlace } from '../../../../src-shared/formula/evaluate.ts';
import { parseFormula, type Node } from '../../../../src-shared/formula/parse.ts';
import { Unsupported } from '../../../../src-shared/formula/values.ts';
import { sheetLimits } from '../../book/sheet-limits.ts';
import { cellName } from '../../../../src-shared/paper/canvas.ts';
import { child } from '../../xml/xml-tree.ts';
import type { BookContext } from '../book-context.ts';
import type { CellValue, SheetCells } from '../book-values.ts';
import { differentialOf, type Differential } from '../cell-styles.ts';
import type { ConditionalRule } from '../scan-sheet.ts';
import { conditionHolds, conditionTypes, keyOf, scalarOf, type AreaValues, type PreparedRule } from './conditions.ts';
import type { Effect } from './effects.ts';
import { barOf, iconOf, scaleColour, type ScaleContext } from './scales.ts';

const none: Effect = { changes: [] };

/** A rule that paper does not follow, since its formula or kind is not known here. */
export interface UnknownRule {
  readonly cell: string;
  /** The function, name or kind. */
  readonly what: string;
}

/** How many cells the rules of a workbook may still look at. */
interface Looks {
  left: number;
}
const looks = new WeakMap<BookContext, Looks>();
function looksOf(book: BookContext): Looks {
  const known = looks.get(book) ?? { left: sheetLimits.ruleLooks };
  looks.set(book, known);
  return known;
}

/** Counts one; throws `Unsupported` when there are none left: the rules that are left are told as not followed. */
function look(of: Looks): void {
  of.left -= 1;
  if (of.left < 0) throw new Unsupported('too many cells');
}

/** The conditional formats of one sheet: what they make of each cell. The one place that works rules out. */
export class ConditionalFormats {
  readonly #rules: readonly PreparedRule[];
  readonly #cells: FormulaCells;
  readonly #book: BookContext;
  readonly #unknown = new Map<string, UnknownRule>();

  readonly #looks: Looks;

  constructor(rules: readonly ConditionalRule[], sheet: SheetCells, book: BookContext) {
    this.#book = book;
    this.#looks = looksOf(book);
    this.#cells = formulaCells(sheet, book, this.#looks);
    // A bar's newer half says how it looks; it is no rule of its own.
    const halves = new Set(rules.flatMap(({ newerId }) => newerId ?? []));
    this.#rules = rules
      .filter((rule) => !(rule.newer && rule.type === 'dataBar' && halves.has(rule.attributes['id'] ?? '')))
      .map((rule) => prepared(rule, sheet, (what) => this.#note(rule, what)));
    for (const { rule } of this.#rules)
      if (!conditionTypes.has(rule.type) && !['colorScale', 'dataBar', 'iconSet'].includes(rule.type))
        this.#note(rule, rule.type);
    this.#newerBars = new Map(
      rules.filter(({ newer, type }) => newer && type === 'dataBar').map((rule) => [rule.attributes['id'] ?? '', rule]),
    );
  }

  readonly #newerBars: ReadonlyMap<string, ConditionalRule>;

  /** Rules that could not be worked out so far, each once. */
  get unknown(): readonly UnknownRule[] {
    return [...this.#unknown.values()];
  }

  of(row: number, column: number, value: CellValue): Effect {
    let effect = none;
    for (const one of this.#rules) {
      const { rule } = one;
      const inside = rule.areas.some(
        (area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right,
      );
      if (!inside) continue;
      const place: FormulaPlace = { row, column, ...originOf(rule) };
      try {
        look(this.#looks);
        const made = this.#effectOf(one, value, place);
        if (made === undefined) continue;
        effect = { ...made, ...effect, changes: [...effect.changes, ...made.changes] };
        if (rule.stop) break;
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        this.#note(rule, error.message);
        if (this.#looks.left < 0) break;
      }
    }
    return effect;
  }

  #effectOf(one: PreparedRule, value: CellValue, place: FormulaPlace): Effect | undefined {
    const { rule } = one;
    const { colours } = this.#book;
    if (conditionTypes.has(rule.type)) {
      if (!conditionHolds(one, value, this.#cells, place)) return undefined;
      const change = this.#differential(rule);
      return { changes: change === undefined ? [] : [change] };
    }
    if (value.kind !== 'number' || value.number === undefined) return undefined;
    const context: ScaleContext = { numbers: one.all().numbers, colours, cells: this.#cells, place };
    const look = child(rule.node, rule.type);
    if (rule.type === 'colorScale' && look !== undefined) return scaleColour(look, value.number, context);
    if (rule.type === 'iconSet' && look !== undefined) return iconOf(look, value.number, context);
    if (rule.type !== 'dataBar') return undefined;
    const newer = rule.newer ? rule : this.#newerBars.get(rule.newerId ?? '');
    return barOf(rule.newer ? undefined : look, child(newer?.node, 'dataBar'), value.number, context);
  }

  #differential(rule: ConditionalRule): Differential | undefined {
    const own = child(rule.node, 'dxf');
    return own === undefined ? this.#book.styles.differential[rule.format] : differentialOf(own, this.#book.colours);
  }

  #note(rule: ConditionalRule, what: string): void {
    const { originRow, originColumn } = originOf(rule);
    const cell = cellName(originRow, originColumn);
    if (this.#unknown.size < 100) this.#unknown.set(`${cell} ${what}`, { cell, what });
  }
}

/** Formulas are written for the upper left cell of all areas. */
const originOf = ({ areas }: ConditionalRule): Pick<FormulaPlace, 'originRow' | 'originColumn'> => ({
  originRow: areas.reduce((least, { top }) => Math.min(least, top), areas[0]?.top ?? 1),
  originColumn: areas.reduce((least, { left }) => Math.min(least, left), areas[0]?.left ?? 1),
});

function prepared(rule: ConditionalRule, sheet: SheetCells, note: (what: string) => void): PreparedRule {
  let formulas: readonly Node[] = [];
  let failed = false;
  try {
    formulas = rule.formulas.map((formula) => parseFormula(formula));
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    failed = true;
    note(rule.formulas.join(' '));
  }
  let values: AreaValues | undefined;
  return {
    // A rule that cannot be read holds nowhere.
    rule: failed ? { ...rule, areas: [] } : rule,
    formulas,
    all: () => (values ??= valuesOf(rule, sheet)),
  };
}

function valuesOf(rule: ConditionalRule, sheet: SheetCells): AreaValues {
  const numbers: number[] = [];
  const counts = new Map<string, number>();
  for (const { top, left, bottom, right } of rule.areas)
    for (let row = top; row <= Math.min(bottom, sheet.bottom); row += 1)
      for (let column = left; column <= Math.min(right, sheet.right); column += 1) {
        const value = sheet.at(row, column);
        if (value.kind === 'number' && value.number !== undefined) numbers.push(value.number);
        if (value.text !== '') counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
      }
  return { numbers: numbers.toSorted((a, b) => a - b), counts };
}

function formulaCells(own: SheetCells, book: BookContext, looks: Looks): FormulaCells {
  const sheetOf = (name: string | undefined): SheetCells => {
    const sheet = name === undefined ? own : book.values.sheet(name);
    if (sheet === undefined) throw new Unsupported(name ?? '');
    return sheet;
  };
  return {
    cell: (sheet, row, column) => {
      look(looks);
      return scalarOf(sheetOf(sheet).at(row, column));
    },
    extent: (sheet) => sheetOf(sheet),
    name: (name) => {
      const defined = book.values.named(name);
      return defined === undefined ? undefined : parseFormula(defined);
    },
    words: book.words,
    today: book.today,
  };
}
