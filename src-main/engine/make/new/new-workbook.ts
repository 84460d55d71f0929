import { eraYear } from '../../../../src-shared/domain/era-year.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { parsePlanSettings, type PlanSettings } from '../../../../src-shared/form/plan-settings.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../read/open.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { addItemSheet } from './item-sheet.ts';
import { addCover, addInstructions, addLists, addRollUp } from './other-sheets.ts';
import { withQuotedNames } from './quoted-names.ts';
import { sheetNames } from './sheet-names.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import { formKeys, formOf, shippedForm } from '../../../../src-shared/form/forms.ts';
import type { FormModel } from '../../../../src-shared/form/model.ts';
import { shippedDescription } from '../../../../src-shared/form/shipped.ts';
import { openByDescription } from '../../read/any/as-workbook.ts';
import { drawingOf } from './form-layout.ts';

export interface NewWorkbook {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
}

const modelOfNew = (description: FormDescription): FormModel =>
  description === shippedDescription ? shippedForm() : formOf({ form: [...formKeys(description).values()][0] });

/** The place of the first text for a box that the form lacks. */
function strangePath({ items }: PlanSettings, model: FormModel): string | undefined {
  for (const [i, { texts }] of items.entries())
    for (const path of Object.keys(texts)) if (model.keyOf(path) === undefined) return `items.${i}.texts.${path}`;
  return undefined;
}

/**
 * A new plan's workbook from its settings (`PlanSettings`, checked here): cover, instructions, roll-up with formulas, one blank
 * item sheet each, hidden lists. It has been read again and has the items that were asked for.
 *
 * Fails with `structure`: `plan` (settings that are not right, with the place), `same-no`, `sheet-name`.
 */
export async function newWorkbook(
  value: unknown,
  description: FormDescription = shippedDescription,
): Promise<Result<NewWorkbook, Failure>> {
  const form = { description, model: modelOfNew(description) };
  const parsed = parsePlanSettings(value, form.model);
  if (!parsed.ok) return err({ kind: 'structure', reason: 'plan', values: { what: parsed.message } });
  const settings = parsed.value;
  const wrong = settings.items.find(({ pillar }) => typeof pillar === 'number' && pillar > settings.pillars.length);
  if (wrong !== undefined)
    return err({ kind: 'structure', reason: 'plan', values: { what: `No.${wrong.no}: pillar ${wrong.pillar}` } });
  if (settings.yearLabels !== undefined && settings.yearLabels.length !== settings.years.length) {
    return err({ kind: 'structure', reason: 'plan', values: { what: 'yearLabels' } });
  }
  const strange = strangePath(settings, form.model);
  if (strange !== undefined)
    return err({ kind: 'structure', reason: 'plan', values: { what: `${strange}: not a field path` } });
  const names = sheetNames(settings);
  if (!names.ok) return names;

  if (drawingOf(description) === undefined) return err({ kind: 'structure', reason: 'plan', values: { what: 'draw' } });
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  book.calcProperties.fullCalcOnLoad = true;
  const yearLabel = (year: number) => settings.yearLabels?.[settings.years.indexOf(year)] ?? eraYear(year);
  const yearLabels = settings.years.map(yearLabel);
  addCover(book, settings, yearLabels);
  addInstructions(book, settings);
  const rollUp = book.addWorksheet('一覧表', { views: [{ showGridLines: false }] });
  const items = settings.items.map((item, i) =>
    addItemSheet(book, settings, item, names.value[i] as string, yearLabel, form),
  );
  addRollUp(rollUp, settings, items, yearLabels, form.model);
  addLists(book, settings);
  for (const ws of book.worksheets) ws.properties.defaultRowHeight = 13.5;
  book.creator = settings.city === '' ? 'Kohyo Desk' : settings.city;
  book.lastModifiedBy = book.creator;
  book.title = settings.title;
  const bytes = withQuotedNames(new Uint8Array(await book.xlsx.writeBuffer()), names.value);
  const opened = description === shippedDescription ? openWorkbook(bytes) : openByDescription(bytes, description);
  if (!opened.ok) throw new Error(`a new workbook that cannot be read: ${JSON.stringify(opened.failure)}`);
  if (opened.value.items.length !== settings.items.length) throw new Error('a new workbook that lacks items');
  return ok({ bytes, opened: opened.value });
}
