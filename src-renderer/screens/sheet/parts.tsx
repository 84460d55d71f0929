import type { CSSProperties, ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { FiscalYear } from '../../../src-shared/domain/fields.ts';
import type { Step } from '../../../src-shared/checks/timetable.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { shortYear } from '../../i18n/dates.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { patchSession, session } from '../../state/session.ts';

/** The paper's own labels: line breaks stand where paper has them. */
export function Label({ children, className = '' }: { children: ReactNode; className?: string }): ReactNode {
  return <div className={`label ${className}`}>{children}</div>;
}

/** A block of the form with its upright title at the left, as on paper. */
export function Block({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section className="block" aria-labelledby={`block-${id}`}>
      <h2 id={`block-${id}`} className="label upright">
        {title}
      </h2>
      <div className="block-body">{children}</div>
    </section>
  );
}

/** A row of the form: cells side by side in the given columns (CSS `grid-template-columns`). */
export function Row({
  columns,
  className = '',
  children,
}: {
  columns: string;
  className?: string;
  children: ReactNode;
}): ReactNode {
  const style: CSSProperties = { gridTemplateColumns: columns };
  return (
    <div className={`row ${className}`} style={style}>
      {children}
    </div>
  );
}

/** Whether the step is about this year, for the column's mark. */
export const isStepYear = (step: Step, year: FiscalYear): boolean => step.kind !== 'plan' && step.year === year;

/** The head of a year's column. */
export function YearLabel({ year, due }: { year: FiscalYear; due: boolean }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  return (
    <Label className={due ? 'year due' : 'year'}>
      {fiscalYearName(year, settings)}
      {due && <span className="due-tag">{t('sheet.due')}</span>}
    </Label>
  );
}

/** The strip of folded years: one key (F9) or a press opens them. */
export function FoldedYears({ years }: { years: readonly FiscalYear[] }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  if (years.length === 0) return null;
  const short = years.map((year) => shortYear(year, settings));
  const names = years.map((year) => fiscalYearName(year, settings)).join('・');
  return (
    <Button
      className="folded"
      aria-label={t('sheet.settled.show', { year: names })}
      onPress={() => patchSession({ showSettled: true })}
    >
      {/* The strip is narrow: what it folds is named in full to a screen reader and in the tooltip. */}
      <span className="folded-text" title={t('sheet.settled.folded', { years: names })}>
        ▸{short.length > 2 ? `${short[0]}～${short.at(-1)}` : short.join('・')}
      </span>
    </Button>
  );
}
