import { PackageError } from '../../package/package-error.ts';
import { utf8Part } from '../../package/part-text.ts';
import { CellTable } from '../../book/cell-table.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { decodeText } from '../../xml/entities.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { formulaReads, type NameLookup } from './formula-references.ts';
import { moveFormula } from './formula-tokens.ts';
import { listSheets, type SheetList } from '../../book/workbook-sheets.ts';
import type { Area } from '../../book/address.ts';
import type { WorkbookPackage } from '../../types.ts';

/** A cell with a formula. `sheet` counts the tabs from 0. */
export interface FormulaCell {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  /** Without `=`. */
  readonly formula: string;
}

/** Which formulas read which cells, of a whole workbook. */
export interface FormulaIndex {
  readonly list: SheetList;
  readonly count: number;
  /** By the sheet that is read. */
  readonly readers: ReadonlyMap<number, readonly { readonly area: Area; readonly cell: FormulaCell }[]>;
  /** Formulas whose cells cannot be told, which may read any. */
  readonly opaque: readonly FormulaCell[];
  /** There are more formulas than are gone through; those left out may read any cell. */
  readonly incomplete: boolean;
}

/**
 * A roll-up of 1,000 items has some 10,000 formulas of 60 characters. Beyond these a workbook is no plan, and Excel is
 * left to calculate what it likes: about a second's work, and memory for it.
 */
const maxFormulas = 200_000;
const maxCharacters = 4_000_000;
/** Excel's own limit of a formula is 8,192 characters. */
const maxFormula = 8192;

const indexes = new WeakMap<WorkbookPackage, FormulaIndex>();

/**
 * The index of an opened workbook, made once: a package never changes. A sheet that cannot be read has no formulas
 * here; its bytes are only copied.
 */
export function formulaIndex(pkg: WorkbookPackage): FormulaIndex {
  const known = indexes.get(pkg);
  if (known) return known;
  const made = makeIndex(pkg);
  indexes.set(pkg, made);
  return made;
}

function makeIndex(pkg: WorkbookPackage): FormulaIndex {
  const list = listSheets(pkg);
  const byName = new Map(list.sheets.map(({ name }, n) => [name.toLowerCase(), n]));
  const names = namesByKey(list);
  const readers = new Map<number, { area: Area; cell: FormulaCell }[]>();
  const opaque: FormulaCell[] = [];
  const budget: Budget = { table: new CellTable(), count: 0, characters: 0, spent: false };
  for (const [sheet, { part }] of list.sheets.entries()) {
    const lookUp = nameLookup(names, sheet, byName, budget);
    for (const cell of part === undefined ? [] : formulasOf(pkg, part, sheet, budget)) {
      const reads = formulaReads(cell.formula, lookUp);
      if (reads.opaque) opaque.push(cell);
      for (const { sheet: name, area } of reads.areas) {
        const target = name === undefined ? sheet : byName.get(name.toLowerCase());
        if (target === undefined) continue;
        const of = readers.get(target);
        if (of) of.push({ area, cell });
        else readers.set(target, [{ area, cell }]);
      }
    }
  }
  return { list, count: budget.count, readers, opaque, incomplete: budget.spent };
}

/** What making an index has cost so far, and the table that every sheet is read into. */
interface Budget {
  readonly table: CellTable;
  count: number;
  characters: number;
  spent: boolean;
}

/** Names of the sheet go before those of the workbook (ECMA-376 part 1, 18.2.5). */
function nameLookup(names: NamesByKey, own: number, byName: ReadonlyMap<string, number>, budget: Budget): NameLookup {
  return (name, sheet) => {
    const scope = sheet === undefined ? own : byName.get(sheet.toLowerCase());
    const found = names.get(`${scope} ${name.toLowerCase()}`) ?? names.get(` ${name.toLowerCase()}`);
    // What a name stands for is read again for every formula with it.
    budget.characters += found?.length ?? 0;
    return found !== undefined && found.length <= maxFormula && budget.characters <= maxCharacters ? found : undefined;
  };
}

/** Formulas of defined names by sheet (none for the workbook's), a blank, and the name in small letters. */
type NamesByKey = ReadonlyMap<string, string>;

const namesByKey = (list: SheetList): NamesByKey =>
  new Map(list.definedNames.map((one) => [`${one.localSheet ?? ''} ${one.name.toLowerCase()}`, one.reference]));

/** Most sheets of a plan have no formula: their bytes are searched for one before the part is taken apart. */
function formulasOf(pkg: WorkbookPackage, part: string, sheet: number, budget: Budget): readonly FormulaCell[] {
  const { table } = budget;
  try {
    const bytes = pkg.read(part);
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const wide = raw.subarray(0, 4).includes(0) || raw[0] === 0xff || raw[0] === 0xfe;
    if (!wide && !raw.includes('<f') && !raw.includes(':f')) return [];
    readSheetPart(utf8Part(bytes, part), table);
  } catch (error) {
    if (error instanceof PackageError || error instanceof XmlError) return [];
    throw error;
  }
  const found: FormulaCell[] = [];
  const masters = new Map<string, FormulaCell>();
  for (const [index, { start, end, sharedIndex }] of table.formulas) {
    const row = table.row[index] as number;
    const column = table.column[index] as number;
    const text = decodeText(table.slice(start, end), start);
    const master = sharedIndex === undefined || text !== '' ? undefined : masters.get(sharedIndex);
    budget.count += 1;
    budget.characters += master?.formula.length ?? text.length;
    if (budget.count > maxFormulas || budget.characters > maxCharacters || text.length > maxFormula) {
      budget.spent = true;
      break;
    }
    const formula = master ? moveFormula(master.formula, row - master.row, column - master.column) : text;
    const cell = { sheet, row, column, formula };
    if (sharedIndex !== undefined && text !== '') masters.set(sharedIndex, cell);
    if (formula !== '') found.push(cell);
  }
  return found;
}
