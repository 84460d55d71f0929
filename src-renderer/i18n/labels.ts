import { parseFieldPath, type FieldPath } from '../../src-shared/domain/fields.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import type { Step } from '../../src-shared/checks/timetable.ts';
import { unreachable } from '../../src-shared/domain/result.ts';
import { describedName } from '../state/field-names.ts';
import { activeDocument } from '../state/session.ts';
import { translate, type MessageKey } from './translate.ts';
import { fiscalYearName } from './years.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { nameOr } from './form-names.ts';

/** The last year of the plan in front. */
const planEnd = (): number | undefined => activeDocument()?.plan.years.at(-1);

type LabelSettings = Pick<Settings, 'language' | 'years'>;

/** Labels break as on paper; in a line, Japanese joins and English parts its words. */
const oneLine = (text: string, language: LabelSettings['language']): string =>
  text.replaceAll('\n', language === 'ja' ? '' : ' ');

const overallNames = {
  assessment: 'form.overallAssessment',
  grade: 'form.overallGrade',
  nextSteps: 'form.nextSteps',
} as const satisfies Record<string, MessageKey>;

/**
 * The whole name of a box, with block, year and half, as a screen reader says it and as lists show it:
 * «進捗管理 令和7年度 上半期 取組の状況».
 */
export function fieldLabel(path: FieldPath, settings: LabelSettings, lastYear = planEnd()): string {
  const described = describedName(path);
  if (described !== undefined) return described;
  const key = parseFieldPath(path);
  if (key === undefined) return path;
  const t = (message: MessageKey, values?: Record<string, string | number>): string =>
    oneLine(translate(settings.language, message, values), settings.language);
  const year = 'year' in key ? fiscalYearName(key.year, settings) : '';
  switch (key.block) {
    case 'head':
      return t(`form.${key.name}`);
    case 'steps':
    case 'indicators': {
      const row = t(key.block === 'steps' ? 'row.steps' : 'row.indicators', { row: key.row + 1 });
      return year === '' ? `${row} ${t(`form.${key.name}`)}` : `${row} ${year} ${t(`form.${key.name}`)}`;
    }
    case 'progress':
      return `${t('form.progress')} ${year} ${t(`short.${key.half}`)} ${t(key.name === 'text' ? 'form.progressText' : 'form.status')}`;
    case 'annual':
      return `${t('form.annual')} ${year} ${t(`form.${key.name}`)}`;
    case 'overall':
      // The form itself names the year after its last one.
      return key.name === 'afterPlan'
        ? lastYear === undefined
          ? t('form.afterPeriod')
          : t('form.afterPlan', { year: fiscalYearName(lastYear + 1, settings) })
        : `${t('form.overall')} ${t(overallNames[key.name])}`;
    default:
      return unreachable(key);
  }
}

/** The name of a step of the timetable. */
export function stepLabel(step: Step, settings: LabelSettings): string {
  const form = formOf(activeDocument()?.items[0] ?? {});
  const kind = step.sent !== undefined && step.sent.year === undefined ? step.sent.kind : step.kind;
  const last = step.last === true && step.sent === undefined ? '.last' : '';
  const year = step.year === undefined ? '' : fiscalYearName(step.year, settings);
  const name = form.stages.find((stage) => stage.step === kind || stage.id === kind)?.name ?? kind;
  return nameOr(`sheet.step.${kind}${last}`, `${year} ${name}`.trim(), { year });
}
