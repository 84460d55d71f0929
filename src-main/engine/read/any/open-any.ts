import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { Failure, Warning } from '../../../../src-shared/failures/failures.ts';
import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { openPackage, workbookPart } from '../../package/open-package.ts';
import { PackageError } from '../../package/package-error.ts';
import { CellTable } from '../../book/cell-table.ts';
import { formatAddress } from '../../book/address.ts';
import { ChoiceLists } from '../../book/choice-lists.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { openWorkbookParts, type SheetLocation, type WorkbookParts } from '../../book/workbook-parts.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { WorkbookPackage } from '../../types.ts';
import type { AnyField, AnySheet, OpenedAny } from './any-item.ts';
import { appliesTo, valueOfField } from './applies.ts';
import { cardIndex, cardsOf, type Card } from './cards.ts';
import { compileForm, type CompiledForm, type CompiledSheet } from './compile.ts';
import { Grid, KeyMemory } from './grid.ts';
import { joinItems, type ReadPiece } from './join-items.ts';
import { LabelIndex } from './label-index.ts';
import { listPath, placeList } from './place-list.ts';
import { placeSheet } from './place-sheet.ts';
import type { Alike, Placed } from './placed.ts';
import { anyField, readAnyField, type SheetSource } from './read-fields.ts';
import { fitSheet } from './sheet-fit.ts';
import { unreadBoxes } from './unread.ts';
import type { SeenSheet } from '../open.ts';

/**
 * Opens a workbook by a form's description and reads every item of it. Fails as `openWorkbook` does: with `no-items` where no
 * sheet fits. Throws nothing but bugs.
 */
export function openAny(bytes: Uint8Array, form: FormDescription): Result<OpenedAny, Failure> {
  const opened = openPackage(bytes);
  return opened.ok ? readAny(opened.value, compileForm(form)) : opened;
}

export interface AnyOptions {
  /** Rows of lists behind it (from 1) are left out. */
  readonly lastRow?: number;
  /** Is shown each sheet that gives an item, or part of one, with the boxes found on it; the grid is good until the next one. */
  readonly onSheet?: (part: string, grid: Grid, boxes: readonly Placed[]) => void;
  /** Is shown every worksheet that could be read, with the cells of the form's fields. */
  readonly onCells?: (sheet: Omit<SeenSheet, 'forms'>) => void;
}

/** The same for a package that was opened already. */
export function readAny(
  pkg: WorkbookPackage,
  form: CompiledForm,
  options: AnyOptions = {},
): Result<OpenedAny, Failure> {
  try {
    return new AnyReader(pkg, form, options).read();
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    throw error;
  }
}

/** `sheet!cell` of every text that is one of the form's labels, for who wants to write them otherwise. */
export function labelCells(pkg: WorkbookPackage, form: CompiledForm): ReadonlySet<string> {
  const parts = openWorkbookParts(pkg, workbookPart(pkg));
  const memory = new KeyMemory(parts.context);
  const labels = new Set<string>();
  for (const location of parts.sheets) {
    const bytes = parts.bytesOf(location, (part) => pkg.utf8(part));
    if (bytes === undefined) continue;
    const cells = new CellTable();
    const sheet = readSheetPart(bytes, cells);
    const index = new LabelIndex(new Grid(cells, sheet.merges, parts.context, memory));
    const compiled = fitSheet(index, form, location.name)?.best.sheet;
    for (const label of compiled?.labels ?? []) {
      // A value that happens to be a label's words stays: only what stands once, or as often as the form says, is one.
      const met = index.find(label);
      if (met.length === 1)
        labels.add(
          `${location.name}!${formatAddress((met[0] as (typeof met)[number]).spot.top, (met[0] as (typeof met)[number]).spot.left)}`,
        );
    }
  }
  return labels;
}

/** Names and titles of sheets that show how a form is filled in. */
const exampleWords = /(?:記入|記載|作成|入力)(?:見本|例)|^見本|サンプル/;

type Cells = ReadonlySet<string>;
const noFields: Cells = new Set();

class AnyReader {
  readonly #pkg: WorkbookPackage;
  readonly #form: CompiledForm;
  readonly #options: AnyOptions;
  readonly #parts: WorkbookParts;
  readonly #lists: ChoiceLists;
  readonly #keys: KeyMemory;
  readonly #cells = new CellTable();
  readonly #warnings: Warning[] = [];
  readonly #sheets: AnySheet[] = [];
  readonly #pieces: ReadPiece[] = [];
  readonly #alike = new Map<
    string,
    { readonly sheet: string; readonly cell: string; readonly alike: Alike; count: number }
  >();
  /** Sheets met of each of the form's sheets, for `{part}`. */
  readonly #met = new Map<CompiledSheet, number>();

  constructor(pkg: WorkbookPackage, form: CompiledForm, options: AnyOptions) {
    this.#pkg = pkg;
    this.#options = options;
    this.#form = form;
    this.#parts = openWorkbookParts(pkg, workbookPart(pkg));
    this.#lists = new ChoiceLists(this.#parts.context, this.#parts.workbook.definedNames, (name) =>
      this.#parts.bytesOfSheet(name),
    );
    this.#keys = new KeyMemory(this.#parts.context);
  }

  read(): Result<OpenedAny, Failure> {
    const { sheets } = this.#parts;
    const inTurn = this.#pkg.inTurn(
      sheets.flatMap(({ part, isWorksheet }) => (isWorksheet && part !== '' ? [part] : [])),
    );
    let damaged: string | undefined;
    for (const location of sheets) {
      try {
        this.#readSheet(location, inTurn);
      } catch (error) {
        if (!isSheetDamage(error)) throw error;
        damaged ??= location.part || location.name;
        this.#warnings.push({ kind: 'damaged', reason: 'sheet', sheet: location.name });
      }
    }
    const { items, warnings, itemOf } = joinItems(this.#pieces);
    if (items.length === 0) {
      const failure: Failure =
        damaged === undefined
          ? {
              kind: 'no-items',
              reason: this.#isBlank() ? 'no-rows' : 'other-form',
              values: { form: this.#form.form.name },
            }
          : { kind: 'damaged', reason: 'package', values: { part: damaged } };
      return err(failure);
    }
    const years = [
      ...new Set(items.flatMap(({ fields }) => [...fields.values()].flatMap(({ year }) => year ?? []))),
    ].toSorted((a, b) => a - b);
    if (this.#parts.workbook.structureLocked) this.#warnings.push({ kind: 'structure-locked', reason: 'locked' });
    return ok({
      form: { id: this.#form.form.id, editions: [...new Set(items.map(({ edition }) => edition))] },
      years,
      sheets: this.#sheets.map((sheet) => {
        const item = itemOf.get(sheet.name);
        return item === undefined ? sheet : { ...sheet, item };
      }),
      items,
      warnings: [...this.#warnings, ...this.#alikeWarnings(), ...warnings],
      package: this.#pkg,
      valueOf: (item, field) => valueOfField(field, appliesTo(item, field)),
    });
  }

  /** The form is there, and nothing is filled in: a list without rows. */
  #isBlank(): boolean {
    return this.#sheets.some(({ role }) => role === 'list' || role === 'item' || role === 'part');
  }

  #readSheet(location: SheetLocation, inTurn: (part: string) => Buffer): void {
    const bytes = this.#parts.bytesOf(location, inTurn);
    if (bytes === undefined) return;
    const cells = this.#cells;
    const sheet = readSheetPart(bytes, cells);
    const { context } = this.#parts;
    const grid = new Grid(cells, sheet.merges, context, this.#keys);
    const index = new LabelIndex(grid);
    const fitted = fitSheet(index, this.#form, location.name);
    const role = fitted?.best.sheet.form.role ?? 'other';
    const isExample = exampleWords.test(foldLabel(location.name)) || saysExample(index);
    if (fitted === undefined || isExample || (role !== 'item' && role !== 'part' && role !== 'list')) {
      this.#aside(location, isExample && fitted !== undefined ? 'example' : role);
      this.#show(location, noFields);
      return;
    }
    if (fitted.second !== undefined)
      this.#warnings.push(twoEditions(location.name, fitted.best.sheet, fitted.second.sheet));
    const choicesOf = this.#lists.forSheet(location.name, location.index, sheet.validations);
    const source: SheetSource = { name: location.name, part: location.part, cells, sheet, context, choicesOf };
    const compiled = fitted.best.sheet;
    this.#show(location, this.#fieldsOf(compiled, index, source, location));
  }

  #fieldsOf(compiled: CompiledSheet, index: LabelIndex, source: SheetSource, location: SheetLocation): Cells {
    switch (compiled.form.layout ?? 'sheet') {
      case 'rows':
        return this.#readList(compiled, index, source, location);
      case 'blocks':
        return this.#readCards(compiled, index, source, location);
      case 'sheet':
        return this.#readOne(compiled, index, source, location);
    }
  }

  #show({ name, part }: SheetLocation, fields: ReadonlySet<string>): void {
    const { context } = this.#parts;
    this.#options.onCells?.({ name, part, cells: this.#cells, context, fields, package: this.#pkg });
  }

  #aside({ name, part }: SheetLocation, role: AnySheet['role']): void {
    this.#sheets.push({ name, part, role, twice: [], missing: [] });
    if (role === 'example') this.#warnings.push({ kind: 'ambiguous-item', reason: 'example', sheet: name });
  }

  #readOne(compiled: CompiledSheet, index: LabelIndex, source: SheetSource, location: SheetLocation): Cells {
    const part = this.#met.get(compiled) ?? 0;
    this.#met.set(compiled, part + 1);
    const placed = placeSheet(compiled, index, compiled.form.part?.join === 'number' ? 0 : part);
    this.#options.onSheet?.(source.part, index.grid, placed.fields);
    const fields = placed.fields.map((one) => readAnyField(one, source));
    this.#noteUnread(index, placed.fields, source);
    const twice = placed.twice.map(({ spot, paths }) => ({ cell: formatAddress(spot.top, spot.left), paths }));
    this.#noteSheet(compiled, source, placed.alike, placed.missing, twice);
    this.#pieces.push({ compiled, sheet: source.name, key: location.part, row: undefined, fields });
    return new Set(fields.map(({ cell }) => cell));
  }

  /** Items one under the other: each is read as if it stood alone. */
  #readCards(compiled: CompiledSheet, index: LabelIndex, source: SheetSource, location: SheetLocation): Cells {
    const cells = new Set<string>();
    const cards = cardsOf(compiled, index);
    const all = cards.map((card) => placeSheet(compiled, cardIndex(index, card), 0));
    for (const [i, { fields: placed }] of all.entries()) {
      const row = (cards[i] as Card).top;
      const fields = placed.map((one) => readAnyField(one, source));
      this.#pieces.push({ compiled, sheet: source.name, key: `${location.part}#${row}`, row, fields });
      for (const { cell } of fields) cells.add(cell);
    }
    this.#options.onSheet?.(
      source.part,
      index.grid,
      all.flatMap(({ fields }) => fields),
    );
    const twice = all.flatMap((one) =>
      one.twice.map(({ spot, paths }) => ({ cell: formatAddress(spot.top, spot.left), paths })),
    );
    const alike = all.flatMap((one) => one.alike);
    const missing = all.flatMap((one) => one.missing);
    this.#noteSheet(compiled, source, alike, missing, twice, { rows: cards.flatMap(rowsOf), sums: [], cards });
    return cells;
  }

  #readList(compiled: CompiledSheet, index: LabelIndex, source: SheetSource, location: SheetLocation): Cells {
    const list = placeList(compiled, index);
    if (list === undefined) {
      this.#aside(location, 'other');
      return noFields;
    }
    const cells = new Set<string>();
    const { grid } = index;
    for (const row of list.rows) {
      if (row > (this.#options.lastRow ?? Infinity)) break;
      const year = list.yearOf(row);
      const fields = list.columns.flatMap((column): readonly AnyField[] => {
        const named = listPath(column, year);
        const spot = grid.at(row, column.column);
        if (named === undefined || spot === undefined || spot.left !== column.column) return [];
        return [
          anyField(
            { ...named, traits: column.traits, label: column.label, headings: column.headings, block: list.block },
            spot,
            spot.cell,
            source,
          ),
        ];
      });
      this.#pieces.push({ compiled, sheet: source.name, key: `${location.part}#${row}`, row, fields });
      for (const { cell } of fields) cells.add(cell);
    }
    this.#noteSheet(compiled, source, list.alike, list.missing, [], { rows: list.rows, sums: list.sums });
    return cells;
  }

  #noteSheet(
    compiled: CompiledSheet,
    { name, part }: SheetSource,
    alike: readonly Alike[],
    missing: readonly string[],
    twice: AnySheet['twice'],
    list?: AnySheet['list'],
  ): void {
    const { role } = compiled.form;
    const rows = list === undefined ? {} : { list };
    this.#sheets.push({ name, part, role, edition: compiled.edition.id, ...rows, twice, missing });
    for (const one of alike) {
      const key = `${one.label}\0${foldLabel(one.text)}`;
      const told = this.#alike.get(key) ?? {
        sheet: name,
        cell: formatAddress(one.spot.top, one.spot.left),
        alike: one,
        count: 0,
      };
      told.count += 1;
      this.#alike.set(key, told);
    }
    for (const { cell, paths } of twice)
      this.#warnings.push({
        kind: 'ambiguous-label',
        reason: 'two-fields',
        sheet: name,
        cell,
        values: { fields: paths.join('、') },
      });
    for (const label of new Set(missing))
      this.#warnings.push({
        kind: 'ambiguous-label',
        reason: 'missing',
        sheet: name,
        values: { label: label.replace(/\s+/g, '') },
      });
  }

  #noteUnread(index: LabelIndex, placed: readonly Placed[], { name, choicesOf }: SheetSource): void {
    for (const { spot, label } of unreadBoxes(index, placed, (row, column) => choicesOf(row, column) !== undefined))
      this.#warnings.push({
        kind: 'ambiguous-label',
        reason: 'unread',
        sheet: name,
        cell: formatAddress(spot.top, spot.left),
        values: { label },
      });
  }

  #alikeWarnings(): readonly Warning[] {
    return [...this.#alike.values()].map(({ sheet, cell, alike, count }): Warning => {
      const values = { text: alike.text.replace(/\s+/g, ''), label: alike.label.replace(/\s+/g, ''), count };
      return { kind: 'ambiguous-label', reason: 'alike', sheet, cell, values };
    });
  }
}

const rowsOf = ({ top, bottom }: Card): readonly number[] =>
  Array.from({ length: bottom - top + 1 }, (_, i) => top + i);

/** 【記入例】 stands alone in a cell of the first rows. */
const saysExample = (index: LabelIndex): boolean =>
  index.spots.some((spot, i) => spot.top <= 6 && /^(?:記入|記載|作成)(?:見本|例)$|^見本$/.test(index.keyAt(i)));

const twoEditions = (sheet: string, one: CompiledSheet, other: CompiledSheet): Warning => ({
  kind: 'ambiguous-item',
  reason: 'two-editions',
  sheet,
  values: { one: one.edition.id, other: other.edition.id },
});

/** What spoils one sheet only. Unsafe contents spoil the workbook. */
function isSheetDamage(error: unknown): boolean {
  if (error instanceof XmlError) {
    if (error.kind === 'unsafe')
      throw new PackageError({ kind: 'unsafe', reason: 'package', values: { what: error.message } });
    return true;
  }
  return error instanceof PackageError && error.failure.kind === 'damaged';
}
