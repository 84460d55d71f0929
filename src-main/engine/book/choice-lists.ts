import { parseArea, type Area } from './address.ts';
import { cellKind, CellTable } from './cell-table.ts';
import { displayCell, type CellContext } from './cell-value.ts';
import { readSheetPart } from './sheet-part.ts';
import type { Validation } from './validations.ts';
import { parseSheetReference, type DefinedName } from './workbook-part.ts';

/** What a cell may hold by its validation list. */
export interface Choices {
  readonly list: readonly string[];
  readonly strict: boolean;
}

interface AreaOfList {
  readonly area: Area;
  readonly validation: Validation;
}

/** The choices of a cell of one sheet. */
type ChoicesOf = (row: number, column: number) => Choices | undefined;

const quotedList = /^"([\s\S]*)"$/;

/** A list of its own, or an area with its sheet: it does not depend on the sheet that it is used on, as names may. */
function saysItsSheet(formula: string): boolean {
  const source = formula.trim();
  return quotedList.test(source) || parseSheetReference(source)?.sheet !== undefined;
}

/** A list of more entries is no choice for a person. */
const maxChoices = 1000;

/**
 * Resolves validation lists: `"A,B,C"`, an area of this or another sheet, a defined name for one of them. Lists by formulas
 * (INDIRECT, OFFSET) stay unknown. Each list is read once.
 */
export class ChoiceLists {
  readonly #context: CellContext;
  readonly #names: readonly DefinedName[];
  /** A sheet's part in UTF-8 by the sheet's name; `undefined` for no such worksheet. */
  readonly #sheetPart: (sheet: string) => Buffer | undefined;
  readonly #known = new Map<string, readonly string[]>();
  readonly #areas = new Map<string, readonly Area[]>();
  /** By validations that mean the same on every sheet; sheets of one form have them in common (around-memory.ts). */
  readonly #everywhere = new WeakMap<readonly Validation[], ChoicesOf>();
  readonly #cells = new CellTable();

  constructor(context: CellContext, names: readonly DefinedName[], sheetPart: (sheet: string) => Buffer | undefined) {
    this.#context = context;
    this.#names = names;
    this.#sheetPart = sheetPart;
  }

  /** Gives the choices of any cell of a sheet. */
  forSheet(sheet: string, sheetIndex: number, validations: readonly Validation[]): ChoicesOf {
    const known = this.#everywhere.get(validations);
    if (known !== undefined) return known;
    const made = this.#make(sheet, sheetIndex, validations);
    if (validations.every(({ formula }) => saysItsSheet(formula))) this.#everywhere.set(validations, made);
    return made;
  }

  #make(sheet: string, sheetIndex: number, validations: readonly Validation[]): ChoicesOf {
    const areas = validations.flatMap((validation) =>
      this.#areasOf(validation.areas).map((area): AreaOfList => ({ area, validation })),
    );
    if (areas.length === 0) return () => undefined;
    const resolved = new Map<Validation, Choices>();
    return (row, column) => {
      for (let i = 0; i < areas.length; i += 1) {
        const { area, validation } = areas[i] as AreaOfList;
        if (row < area.top || row > area.bottom || column < area.left || column > area.right) continue;
        let choices = resolved.get(validation);
        if (choices === undefined) {
          choices = { list: this.#resolve(validation.formula, sheet, sheetIndex, 0), strict: validation.strict };
          resolved.set(validation, choices);
        }
        return choices;
      }
      return undefined;
    };
  }

  /** The sheets of a plan have their lists at the same places. */
  #areasOf(references: string): readonly Area[] {
    let areas = this.#areas.get(references);
    if (areas === undefined) {
      areas = references.split(/\s+/).flatMap((reference) => parseArea(reference) ?? []);
      this.#areas.set(references, areas);
    }
    return areas;
  }

  #resolve(formula: string, sheet: string, sheetIndex: number, depth: number): readonly string[] {
    const source = formula.trim();
    const quoted = quotedList.exec(source)?.[1];
    if (quoted !== undefined)
      return quoted
        .replaceAll('""', '"')
        .split(',')
        .map((choice) => choice.trim())
        .filter((choice) => choice !== '');
    const reference = parseSheetReference(source);
    const area = reference && parseArea(reference.area);
    if (reference && area) return this.#read(reference.sheet ?? sheet, area);
    const name = depth > 4 ? undefined : this.#definedName(source, sheetIndex);
    return name === undefined ? [] : this.#resolve(name, sheet, sheetIndex, depth + 1);
  }

  #definedName(source: string, sheetIndex: number): string | undefined {
    const name = source.replace(/^=?(?:'[^']*'!|[^!]*!)?/, '').toLowerCase();
    const same = this.#names.filter((one) => one.name.toLowerCase() === name);
    return (same.find((one) => one.localSheet === sheetIndex) ?? same.find((one) => one.localSheet === undefined))
      ?.reference;
  }

  #read(sheet: string, area: Area): readonly string[] {
    const key = `${sheet}\n${area.top},${area.left},${area.bottom},${area.right}`;
    let list = this.#known.get(key);
    if (list === undefined) {
      list = this.#readArea(sheet, area);
      this.#known.set(key, list);
    }
    return list;
  }

  #readArea(sheet: string, area: Area): readonly string[] {
    const part = this.#sheetPart(sheet);
    if (part === undefined) return [];
    const cells = this.#cells;
    readSheetPart(part, cells);
    const list: string[] = [];
    for (let i = 0; i < cells.count && list.length < maxChoices; i += 1) {
      const row = cells.row[i] as number;
      const column = cells.column[i] as number;
      if (row < area.top || row > area.bottom || column < area.left || column > area.right) continue;
      if (cells.kind[i] === cellKind.blank) continue;
      const choice = displayCell(cells, i, this.#context);
      if (choice !== '') list.push(choice);
    }
    return list;
  }
}
