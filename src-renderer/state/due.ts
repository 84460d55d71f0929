import { stepAt, stepId, stepsOf, type Step } from '../../src-shared/checks/timetable.ts';
import { changeDocument, type OpenDocument } from './session.ts';

/** The step that today's date says. */
export const stepByDate = (document: OpenDocument): Step => stepAt(document.plan.years, new Date());

/** The step that a workbook is at: the person's choice, else by today's date. */
export const stepFor = (document: OpenDocument): Step => document.chosenStep ?? stepByDate(document);

/** Chooses a step by its id; `auto` goes by the date again. */
export function chooseStep(document: OpenDocument, id: string): void {
  changeDocument(document.id, { chosenStep: stepsOf(document.plan.years).find((step) => stepId(step) === id) });
}
