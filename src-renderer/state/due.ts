import { asksFor, isSettled, stepAt, stepId, stepsOf, type Step } from '../../src-shared/checks/timetable.ts';
import { asksAt } from '../../src-shared/checks/form-checks.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import type { FormView } from '../../src-shared/form/form-view.ts';
import { factsOf } from '../../src-shared/form/facts.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { changeDocument, type OpenDocument } from './session.ts';

/** The step that today's date says. */
const stepByDate = (document: OpenDocument): Step => stepAt(document.plan.years, new Date());

/** The step without a person's choice: the one that the workbook was sent for, else by today's date. */
export const stepByItself = (document: OpenDocument): Step => document.sentStep ?? stepByDate(document);

/** The step that a workbook is at. */
export const stepFor = (document: OpenDocument): Step => document.chosenStep ?? stepByItself(document);

/** Chooses a step by its id; `auto` goes by the sending or the date again. */
export function chooseStep(document: OpenDocument, id: string): void {
  changeDocument(document.id, { chosenStep: stepsOf(document.plan.years).find((step) => stepId(step) === id) });
}

/** The stage of a described form that the month says; `undefined` where the form has none for it. */
export const stageByItself = ({ stages }: FormView): string | undefined =>
  stages.find(({ months }) => months?.includes(new Date().getMonth() + 1))?.id;

/** The stage that a workbook of a described form is at; `undefined` asks for every box. */
export function stageFor({ form, chosenStage }: OpenDocument): string | undefined {
  if (form === undefined) return undefined;
  if (chosenStage === '') return undefined;
  return chosenStage ?? stageByItself(form);
}

/** Chooses a stage; `auto` goes by the month again, `all` asks for every box. */
export function chooseStage(document: OpenDocument, id: string): void {
  changeDocument(document.id, { chosenStage: id === 'auto' ? undefined : id === 'all' ? '' : id });
}

/** Whether a box is asked for now, whatever the form. */
function isAsked(document: OpenDocument, sheet: ItemSheet, path: FieldPath): boolean {
  if (document.form === undefined) return asksFor(stepFor(document), path, formOf(sheet));
  const facts = factsOf(sheet.fields[path]);
  return facts !== undefined && asksAt(facts, stageFor(document));
}

/**
 * The boxes that stay while only those asked for are shown: with each its line of a table, over all years, or its record, since it is
 * filled in with them in view; and the tables that the form wants beside them.
 */
export function inSight(document: OpenDocument, sheet: ItemSheet): (path: FieldPath) => boolean {
  const form = formOf(sheet);
  const lineOf = (path: FieldPath): string => {
    const key = form.keyOf(path);
    return key?.field.table === undefined
      ? path
      : `${key.field.table.id} ${key.field.line} ${key.row ?? key.slot ?? ''}`;
  };
  const asked = Object.keys(sheet.fields).filter((path) => isAsked(document, sheet, path));
  const lines = new Set(asked.map(lineOf));
  const stages = new Set(asked.map((path) => form.keyOf(path)?.field.stage));
  const beside = new Set(form.stages.flatMap(({ id, beside: tables = [] }) => (stages.has(id) ? tables : [])));
  return (path) => lines.has(lineOf(path)) || beside.has(form.keyOf(path)?.field.table?.id ?? '');
}

/** Whether a box is marked as due: a form without stages, or one that is shown whole, marks none. */
export function isDueNow(document: OpenDocument, sheet: ItemSheet, path: FieldPath): boolean {
  if (document.form === undefined) return isAsked(document, sheet, path);
  const stage = stageFor(document);
  return stage !== undefined && factsOf(sheet.fields[path])?.traits.stage === stage;
}

/** Whether a year of a workbook is settled. A described form's present year is the last that it has, or today's if that is earlier; two before it stay in sight. */
export function isYearSettled(document: OpenDocument, year: number): boolean {
  if (document.form === undefined) return isSettled(year, stepFor(document));
  const now = new Date();
  const fiscal = now.getMonth() < 3 ? now.getFullYear() - 1 : now.getFullYear();
  return year < Math.min(fiscal, document.plan.years.at(-1) ?? fiscal) - 2;
}

/** What the list keeps its counts by: they are another's when the step or stage is. */
export const dueKey = (document: OpenDocument): string =>
  document.form === undefined ? stepId(stepFor(document)) : `stage ${stageFor(document) ?? ''}`;
