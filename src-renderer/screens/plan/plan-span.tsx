import type { ReactNode } from 'react';
import { yearsBetween } from '../../../src-shared/contract/plan-table.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { Line } from './fields.tsx';

/** What a plan is called and which years it has, as it is being typed. */
export interface PlanSpan {
  readonly title: string;
  readonly first: string;
  readonly last: string;
}

/** Title, first and last year; years that make no plan are said at once. */
export function SpanFields({ span, onChange }: { span: PlanSpan; onChange: (span: PlanSpan) => void }): ReactNode {
  const t = useTranslate();
  const { title, first, last } = span;
  const isWrong = first !== '' && last !== '' && yearsBetween(first, last).length === 0;
  return (
    <>
      <Line label={t('plan.title')} value={title} onChange={(next) => onChange({ ...span, title: next })} />
      <div className="plan-row">
        <Line
          label={t('plan.firstYear')}
          value={first}
          onChange={(next) => onChange({ ...span, first: next })}
          isInvalid={isWrong}
        />
        <Line
          label={t('plan.lastYear')}
          value={last}
          onChange={(next) => onChange({ ...span, last: next })}
          isInvalid={isWrong}
        />
      </div>
      {isWrong && <output>{t('plan.years.wrong')}</output>}
    </>
  );
}
