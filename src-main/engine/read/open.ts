import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { hasFormBoxes, isExample, looksLikeItem } from './form/detect-item.ts';
import { LabelFinder } from './form/find-labels.ts';
import { FormMemory } from './form/form-memory.ts';
import { itemWarnings } from './form/item-warnings.ts';
import { LabelSlips } from './form/label-slips.ts';
import type { Placement } from './form/place-form.ts';
import type { PlacementCache } from './form/placement-cache.ts';
import { readItem, type SheetContent } from './form/read-item.ts';
import { repeatedNames, unknownStyle } from './file-warnings.ts';
import { openPackage, workbookPart } from '../package/open-package.ts';
import { PackageError } from '../package/package-error.ts';
import { AroundMemory } from '../book/around-memory.ts';
import { CellTable } from '../book/cell-table.ts';
import type { CellContext } from '../book/cell-value.ts';
import { ChoiceLists } from '../book/choice-lists.ts';
import { itemIds, readPlanId } from '../book/identity.ts';
import { readSheetPart } from '../book/sheet-part.ts';
import { openWorkbookParts, type SheetLocation, type WorkbookParts } from '../book/workbook-parts.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../types.ts';
import { XmlError } from '../xml/xml-error.ts';

/**
 * Opens a workbook and reads every item sheet in it: all fields with texts, stored values and addresses. A sheet that is
 * damaged is left out with a warning while another item remains.
 *
 * Fails with `not-a-workbook`, `legacy-format`, `encrypted`, `damaged`, `unsafe`, `too-large` or `no-items`. Throws
 * nothing but bugs.
 */
export function openWorkbook(bytes: Uint8Array, options: OpenOptions = {}): Result<OpenedWorkbook, Failure> {
  const opened = openPackage(bytes);
  if (!opened.ok) return opened;
  try {
    return readWorkbook(opened.value, options);
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    throw error;
  }
}

/** A worksheet right after it was read; `cells` is good until the next one. `fields` are an item's cells. */
export interface SeenSheet {
  readonly name: string;
  readonly part: string;
  readonly cells: CellTable;
  readonly context: CellContext;
  readonly fields: ReadonlySet<string>;
  /** The item that the sheet is. */
  readonly item?: ItemSheet | undefined;
  readonly package: WorkbookPackage;
  readonly forms: FormMemory;
}

export interface OpenOptions {
  /** Is shown every worksheet that could be read, so that who needs more of a sheet than its fields need not read it again. */
  readonly onSheet?: (sheet: SeenSheet) => void;
  /** What earlier workbooks of the same form have taught. */
  readonly forms?: FormMemory;
  /** Parts of the sheets to be read, when the others' contents do not matter: the preview of one item must not wait for 300. */
  readonly only?: ReadonlySet<string>;
}

interface ReadSheet {
  readonly item: ItemSheet;
  readonly placement: Placement;
}

function readWorkbook(pkg: WorkbookPackage, options: OpenOptions): Result<OpenedWorkbook, Failure> {
  const parts = openWorkbookParts(pkg, workbookPart(pkg));
  const warnings: Warning[] = [];
  const { read, damaged, examples, slips, odd } = readSheets(pkg, parts, options);
  for (const sheet of damaged) warnings.push({ kind: 'damaged', reason: 'sheet', sheet: sheet.name });
  warnings.push(...repeatedNames(parts.sheets), ...odd);
  for (const sheet of examples) warnings.push({ kind: 'ambiguous-item', reason: 'example', sheet: sheet.name });
  if (read.length === 0) {
    const first = damaged[0];
    return err(
      first
        ? { kind: 'damaged', reason: 'package', values: { part: first.part || first.name } }
        : { kind: 'no-items', reason: 'none' },
    );
  }
  if (parts.workbook.structureLocked) warnings.push({ kind: 'structure-locked', reason: 'locked' });
  warnings.push(...slips.warnings(read.map(({ item, placement }) => ({ sheet: item.sheet, placement }))));
  const items = read.map(({ item }) => item);
  warnings.push(...itemWarnings(items));
  const planId = readPlanId(pkg);
  const years = [...new Set(items.flatMap((item) => item.years))].sort((a, b) => a - b);
  return ok({ plan: { years, ...(planId === undefined ? {} : { planId }) }, items, warnings, package: pkg });
}

function readSheets(
  pkg: WorkbookPackage,
  parts: WorkbookParts,
  { onSheet, forms = new FormMemory(), only }: OpenOptions,
): {
  read: ReadSheet[];
  damaged: SheetLocation[];
  examples: SheetLocation[];
  slips: LabelSlips;
  odd: readonly Warning[];
} {
  const read: ReadSheet[] = [];
  const damaged: SheetLocation[] = [];
  const examples: SheetLocation[] = [];
  const locations = only === undefined ? parts.sheets : parts.sheets.filter(({ part }) => only.has(part));
  const reader = new SheetReader(
    parts,
    forms,
    pkg.inTurn(locations.flatMap(({ part, isWorksheet }) => (isWorksheet && part !== '' ? [part] : []))),
  );
  for (const location of locations) {
    try {
      const one = reader.read(location);
      if (onSheet !== undefined && location.isWorksheet) {
        const item = typeof one === 'object' ? one.item : undefined;
        const fields = new Set(Object.values(item?.fields ?? {}).map((field) => field!.cell));
        onSheet({
          package: pkg,
          forms,
          name: location.name,
          part: location.part,
          cells: reader.cells,
          context: parts.context,
          fields,
          item,
        });
      }
      if (one === 'example') examples.push(location);
      else if (one) read.push(one);
    } catch (error) {
      if (!isSheetDamage(error)) throw error;
      damaged.push(location);
    }
  }
  return { read, damaged, examples, slips: reader.slips, odd: reader.odd };
}

/** What spoils one sheet only. Unsafe contents spoil the workbook. */
function isSheetDamage(error: unknown): boolean {
  if (error instanceof XmlError) {
    if (error.kind === 'unsafe')
      throw new PackageError({ kind: 'unsafe', reason: 'package', values: { what: error.message } });
    return true;
  }
  return error instanceof PackageError && error.failure.kind === 'damaged';
}

/** Reads sheet by sheet, with what is shared between them. */
class SheetReader {
  readonly #parts: WorkbookParts;
  readonly #inTurn: (part: string) => Buffer;
  /** Of the sheet read last. */
  readonly cells = new CellTable();
  readonly #around = new AroundMemory();
  readonly #finder: LabelFinder;
  readonly #placements: PlacementCache;
  readonly #lists: ChoiceLists;
  readonly #ids: ReadonlyMap<string, string>;
  readonly slips: LabelSlips;
  /** Of the items' sheets. */
  readonly odd: Warning[] = [];

  /** `inTurn` reads the parts of the sheets in the order in which they are read here. */
  constructor(parts: WorkbookParts, forms: FormMemory, inTurn: (part: string) => Buffer) {
    this.#parts = parts;
    this.#inTurn = inTurn;
    this.#finder = new LabelFinder(parts.context, forms);
    this.#placements = forms.placements;
    this.#lists = new ChoiceLists(parts.context, parts.workbook.definedNames, (name) => parts.bytesOfSheet(name));
    this.#ids = itemIds(parts.workbook.definedNames);
    this.slips = new LabelSlips(parts.context, forms.placements);
  }

  /** The item of a sheet; `undefined` for a sheet that is none. Throws `XmlError` and `PackageError`. */
  read(location: SheetLocation): ReadSheet | 'example' | undefined {
    const part = this.#parts.bytesOf(location, this.#inTurn);
    if (part === undefined) return undefined;
    const { cells } = this;
    const sheet = readSheetPart(part, cells, this.#around);
    const found = this.#finder.find(cells);
    if (!looksLikeItem(found, cells)) return undefined;
    const exact = this.#placements.place(cells, sheet.merges, found);
    const placement = this.slips.place(location.name, cells, sheet.merges, found, exact);
    if (!hasFormBoxes(placement)) return undefined;
    const itemId = this.#ids.get(location.name.toLowerCase());
    // What a sending has named an item is one, whatever the sheet is called by now.
    if (itemId === undefined && isExample(location.name, found, cells)) return 'example';
    const odd = unknownStyle(location.name, cells, this.#parts.context);
    if (odd !== undefined) this.odd.push(odd);
    const content: SheetContent = {
      part: location.part,
      name: location.name,
      hidden: location.hidden,
      itemId,
      cells,
      sheet,
      choicesOf: this.#lists.forSheet(location.name, location.index, sheet.validations),
    };
    return { item: readItem(content, placement, this.#parts.context), placement };
  }
}
