import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import type { Step } from '../../src-shared/checks/timetable.ts';
import { fieldLabel as formLabel } from '../../src-shared/form/field-label.ts';
import { saidBox, saidStage } from '../../src-shared/form/said.ts';
import { describedName } from '../state/field-names.ts';
import { activeDocument } from '../state/session.ts';
import { fiscalYearName } from './years.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { saidHow } from './form-names.ts';

/** The last year of the plan in front. */
const planEnd = (): number | undefined => activeDocument()?.plan.years.at(-1);

/** The form of the workbook in front. */
const formInFront = () => formOf(activeDocument()?.items[0] ?? {});

type LabelSettings = Pick<Settings, 'language' | 'years'>;

/**
 * The whole name of a box, as a screen reader says it and as lists show it: «進捗管理 令和7年度 上半期 取組の状況». What the form says of
 * itself comes first, then the words of the sheet.
 */
export function fieldLabel(path: FieldPath, settings: LabelSettings, lastYear = planEnd()): string {
  const form = formInFront();
  return saidBox(form, path, saidHow(settings), lastYear) ?? describedName(path) ?? formLabel(path, form);
}

/** The name of a step of the timetable. */
export function stepLabel(step: Step, settings: LabelSettings): string {
  const form = formInFront();
  const kind = step.sent !== undefined && step.sent.year === undefined ? step.sent.kind : step.kind;
  const isLast = step.last === true && step.sent === undefined;
  const year = step.year === undefined ? '' : fiscalYearName(step.year, settings);
  const name = form.stages.find((stage) => stage.step === kind || stage.id === kind)?.name ?? kind;
  return saidStage(form, kind, saidHow(settings), { year: step.year, last: isLast }) ?? `${year} ${name}`.trim();
}
