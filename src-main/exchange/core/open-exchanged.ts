import { createHash } from 'node:crypto';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { readAuthorship } from '../../engine/write/marks/authorship.ts';
import { readExchangeMarks, type ExchangeMarks } from '../../engine/write/marks/exchange-parts.ts';
import { notesOfSheet, takeInventory, type SheetInventory } from '../../engine/write/marks/inventory.ts';
import { textMarks } from '../../engine/write/marks/text-marks.ts';
import { isMarkSheet } from '../../engine/book/marks.ts';
import { openWorkbook, type SeenSheet } from '../../engine/read/open.ts';
import { workbookOf } from '../../engine/read/any/as-workbook.ts';
import type { OpenedAny } from '../../engine/read/any/any-item.ts';
import { readAny } from '../../engine/read/any/open-any.ts';
import { openPackage } from '../../engine/package/open-package.ts';
import { FormMemory } from '../../engine/read/form/form-memory.ts';
import { sheetsWithoutMarks } from '../../engine/write/marks/sheets-without-marks.ts';
import { unlessDamaged } from '../../engine/package/attempt.ts';
import { themeColours } from '../../engine/book/styles/theme-colours.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../engine/types.ts';
import type { PlanForm } from './plan-form.ts';
import { itemNames } from './item-names.ts';
import { snapshotItem, type SheetContents, type Snapshot } from './snapshot.ts';

/** A sheet's contents as they were read. */
export type SeenContents = SheetInventory & { readonly sheet: string };

/** A sheet's contents as a snapshot keeps them. */
export const keptContents = ({ addresses, texts, ...rest }: SeenContents): SheetContents => ({
  ...rest,
  cells: Object.fromEntries(addresses.map((address, index) => [address, texts[index]!])),
});

/** A workbook opened for an exchange: its items as a snapshot, and what earlier sendings put into it. */
export interface ExchangedWorkbook {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  /** Where it was read by a description. */
  readonly any?: { readonly form: PlanForm; readonly opened: OpenedAny };
  readonly marks: ExchangeMarks;
  readonly snapshot: Snapshot;
  readonly who?: string;
  readonly when?: string;
  readonly warnings: readonly Warning[];
  /** What stands on its sheets beside the fields, where that was asked for. */
  readonly contents?: readonly SeenContents[];
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens a workbook of the exchange: a master, a base or a returned file.
 *
 * @param withContents takes stock of every sheet beside its fields too, in the same pass.
 * @param forms is for many workbooks of one form.
 * @param form by which it is read; without one it is the first form's.
 */
export function openExchanged(
  bytes: Uint8Array,
  withContents = false,
  forms = new FormMemory(),
  form?: PlanForm,
): Result<ExchangedWorkbook, Failure> {
  if (form !== undefined) return openByForm(bytes, form, withContents ? [] : undefined, forms);
  const { onSheet, finish } = seeing(withContents);
  const opened = openWorkbook(bytes, { onSheet, forms });
  return opened.ok ? ok(finish(bytes, opened.value)) : opened;
}

/** For who reads a workbook anyway: what to call for each of its sheets, and what makes it one of the exchange then. */
export function seeing(withContents: boolean): {
  readonly onSheet: (sheet: SeenSheet) => void;
  readonly finish: (bytes: Uint8Array, opened: OpenedWorkbook) => ExchangedWorkbook;
} {
  const contents: SeenContents[] = [];
  let baseCells = 0;
  return {
    onSheet(sheet) {
      if (isMarkSheet(sheet.name)) baseCells += sheet.cells.count;
      else if (withContents) contents.push(...contentsOf(sheet));
    },
    finish: (bytes, opened) => ({
      ...exchangedFrom(bytes, opened, baseCells > 0),
      ...(withContents ? { contents } : {}),
    }),
  };
}

/** The same by a description; `contents` takes in what stands beside the fields. */
function openByForm(
  bytes: Uint8Array,
  form: PlanForm,
  contents: SeenContents[] | undefined,
  forms: FormMemory,
): Result<ExchangedWorkbook, Failure> {
  const pkg = openPackage(bytes);
  if (!pkg.ok) return pkg;
  const opened = readAny(pkg.value, form.compiled, {
    onCells: (sheet) => {
      if (contents !== undefined && !isMarkSheet(sheet.name)) contents.push(...contentsOf({ ...sheet, forms }));
    },
  });
  if (!opened.ok) return opened;
  return ok({
    ...exchangedFrom(bytes, workbookOf(opened.value, form.description)),
    any: { form, opened: opened.value },
    ...(contents === undefined ? {} : { contents }),
  });
}

function marksOf(item: ItemSheet, pkg: WorkbookPackage): Readonly<Record<string, string>> {
  const marks: Record<string, string> = {};
  for (const field of Object.values(item.fields)) {
    const mark = textMarks(field!, () => themeColours(pkg));
    if (mark !== undefined) marks[field!.path] = mark;
  }
  return marks;
}

/** A sheet's contents beside its fields; none of one that cannot be read. */
const contentsOf = (sheet: SeenSheet): readonly SeenContents[] =>
  unlessDamaged(() => [{ sheet: sheet.name, ...takeInventory(sheet) }], []);

export function exchangedFrom(bytes: Uint8Array, opened: OpenedWorkbook, hasBaseSheet?: boolean): ExchangedWorkbook {
  const marks = readExchangeMarks(opened.package, hasBaseSheet);
  const planId = marks.planId ?? opened.plan.planId;
  const names = itemNames(opened.items);
  const items = opened.items.map((item, i) => snapshotItem(item, undefined, marksOf(item, opened.package), names[i]));
  return {
    hash: hashOf(bytes),
    bytes,
    opened,
    marks,
    snapshot: {
      version: 1,
      ...(planId === undefined ? {} : { planId }),
      ...(marks.descends.length === 0 ? {} : { descends: marks.descends }),
      items,
    },
    ...readAuthorship(opened.package),
    warnings: opened.warnings,
  };
}

/** The texts of the notes of every sheet that has some; sheets that cannot be read are left out. */
export function notesOf({
  opened: { package: pkg },
}: ExchangedWorkbook): readonly { readonly sheet: string; readonly texts: readonly string[] }[] {
  return sheetsWithoutMarks(pkg).flatMap(({ name, part }) => {
    const notes = unlessDamaged(() => notesOfSheet(pkg, part), {});
    return Object.keys(notes).length === 0 ? [] : [{ sheet: name, texts: Object.values(notes) }];
  });
}
