import { stepAt, stepId, stepsOf, type Step } from '../../src-shared/checks/timetable.ts';
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
