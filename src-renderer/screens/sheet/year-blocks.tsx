import type { ReactNode } from 'react';
import { asksFor, type Step } from '../../../src-shared/checks/timetable.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { session, type ItemRef } from '../../state/session.ts';
import { Box } from './box.tsx';
import { Block, FoldedYears, isStepYear, Label, Row, YearLabel } from './parts.tsx';
import type { YearColumns } from './year-columns.ts';

export interface YearBlockProps {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly step: Step;
  readonly years: YearColumns;
  /** Only rows with a box that is due now. */
  readonly dueOnly: boolean;
}

const columnsFor = (years: YearColumns): string =>
  `var(--label-column)${years.folded.length > 0 ? ' var(--folded-column)' : ''} repeat(${years.open.length}, minmax(0, 1fr))`;

interface YearRowProps extends YearBlockProps {
  readonly label: string;
  readonly text: (year: number) => FieldPath;
  readonly mark?: (year: number) => FieldPath;
  readonly rows: number;
}

/** One row of a block: the same box of each year side by side, with its status or grade at its right. */
function YearRow({ item, step, years, label, text, mark, rows }: YearRowProps): ReactNode {
  return (
    <Row columns={columnsFor(years)}>
      <Label>{label}</Label>
      {years.folded.length > 0 && <div className="folded-cell" />}
      {years.open.map((year) => (
        <div className={mark === undefined ? 'pair single' : 'pair'} key={year}>
          <Box item={item} path={text(year)} due={asksFor(step, text(year))} rows={rows} />
          {mark !== undefined && <Box item={item} path={mark(year)} due={asksFor(step, mark(year))} className="mark" />}
        </div>
      ))}
    </Row>
  );
}

function Heads({ years, step, mark }: Pick<YearBlockProps, 'years' | 'step'> & { mark: string }): ReactNode {
  return (
    <Row columns={columnsFor(years)} className="heads">
      <Label>{''}</Label>
      {years.folded.length > 0 && <FoldedYears years={years.folded} />}
      {years.open.map((year) => (
        <div className="pair" key={year}>
          <YearLabel year={year} due={isStepYear(step, year)} />
          <Label className="mark">{mark}</Label>
        </div>
      ))}
    </Row>
  );
}

const halves = ['firstHalf', 'secondHalf'] as const;

/** 進捗管理: the state of work of each half-year. */
export function ProgressBlock(props: YearBlockProps): ReactNode {
  const t = useTranslate();
  const { sheet, step, years, dueOnly } = props;
  const asked = (half: 'firstHalf' | 'secondHalf'): boolean =>
    sheet.years.some((year) => asksFor(step, `progress.${year}.${half}.text`));
  const shown = dueOnly ? halves.filter(asked) : halves;
  if (shown.length === 0) return null;
  return (
    <Block id="progress" title={t('form.progress')}>
      <Heads years={years} step={step} mark={t('form.status')} />
      {shown.map((half) => (
        <YearRow
          key={half}
          {...props}
          label={`${t('form.progressText')}\n${t(`form.${half}`)}`}
          text={(year) => `progress.${year}.${half}.text`}
          mark={(year) => `progress.${year}.${half}.status`}
          rows={3}
        />
      ))}
    </Block>
  );
}

/** 年度評価: each year's assessment, grade and next steps. */
export function AnnualBlock(props: YearBlockProps): ReactNode {
  const t = useTranslate();
  const { sheet, step, years, dueOnly } = props;
  if (dueOnly && !sheet.years.some((year) => asksFor(step, `annual.${year}.assessment`))) return null;
  return (
    <Block id="annual" title={t('form.annual')}>
      <Heads years={years} step={step.kind === 'yearEnd' ? step : { kind: 'plan' }} mark={t('form.grade')} />
      <YearRow
        {...props}
        label={t('form.assessment')}
        text={(year) => `annual.${year}.assessment`}
        mark={(year) => `annual.${year}.grade`}
        rows={4}
      />
      <YearRow {...props} label={t('form.nextSteps')} text={(year) => `annual.${year}.nextSteps`} rows={3} />
    </Block>
  );
}

/** 計画期間の評価: the assessment of the whole period and what comes after it. */
export function OverallBlock({ item, sheet, step, dueOnly }: YearBlockProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  if (dueOnly && !asksFor(step, 'overall.assessment')) return null;
  const after = (sheet.years.at(-1) ?? 0) + 1;
  const due = (path: FieldPath): boolean => asksFor(step, path);
  return (
    <Block id="overall" title={t('form.overall')}>
      <div className="overall">
        <Label>{t('form.overallAssessment')}</Label>
        <div className="pair">
          <Box item={item} path="overall.assessment" due={due('overall.assessment')} rows={5} />
          <Box item={item} path="overall.grade" due={due('overall.grade')} className="mark" />
        </div>
        <Label>{t('form.nextSteps')}</Label>
        <Box item={item} path="overall.nextSteps" due={due('overall.nextSteps')} rows={4} />
        <div className="after">
          <Label>{t('form.afterPlan', { year: fiscalYearName(after, settings) })}</Label>
          <Box item={item} path="overall.afterPlan" due={due('overall.afterPlan')} rows={6} />
        </div>
      </div>
    </Block>
  );
}
