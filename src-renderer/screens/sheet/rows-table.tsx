import type { ReactNode } from 'react';
import { asksFor, type Step } from '../../../src-shared/checks/timetable.ts';
import type { FieldPath, FiscalYear } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { ItemRef } from '../../state/session.ts';
import { TellingButton } from '../frame/telling-button.tsx';
import { Box } from './box.tsx';
import { FoldedYears, isStepYear, Label, Row, YearLabel } from './parts.tsx';
import { Rate } from './rate.tsx';
import { addRow, canAddRow, removeRow } from '../../editing/rows.ts';
import type { YearColumns } from './year-columns.ts';
import { rowCount } from '../../../src-shared/form/rows.ts';

export interface RowsTableProps {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly step: Step;
  readonly years: YearColumns;
  readonly kind: 'steps' | 'indicators';
}

const template = (kind: 'steps' | 'indicators', years: YearColumns): string => {
  const name = kind === 'indicators' ? 'minmax(7em, 1.1fr) minmax(4em, 0.7fr)' : 'minmax(8em, 1.2fr)';
  const folded = years.folded.length > 0 ? ' var(--folded-column)' : '';
  return `${name}${folded} repeat(${years.open.length * 2}, minmax(5em, 1fr)) var(--tool-column)`;
};

/** 取組工程 and 指標: one row each, plan and actual of each year side by side. */
export function RowsTable({ item, sheet, step, years, kind }: RowsTableProps): ReactNode {
  const t = useTranslate();
  const count = rowCount(sheet, kind);
  const columns = template(kind, years);
  const cell = (path: FieldPath, extra: { foot?: ReactNode } = {}): ReactNode => (
    <Box key={path} item={item} path={path} due={asksFor(step, path)} rows={kind === 'steps' ? 3 : 1} {...extra} />
  );
  const pair = (row: number, year: FiscalYear): ReactNode[] => [
    cell(`${kind}.${row}.${year}.plan`),
    cell(`${kind}.${row}.${year}.actual`, {
      foot: kind === 'indicators' ? <Rate item={item} row={row} year={year} /> : undefined,
    }),
  ];
  const title = t(kind === 'steps' ? 'form.steps' : 'form.indicators');
  const rowName = (row: number): string => t(kind === 'steps' ? 'row.steps' : 'row.indicators', { row: row + 1 });
  return (
    <Row columns="var(--label-column) 1fr" className="rows">
      <Label>{title}</Label>
      <div className="rows-table">
        <Row columns={columns} className="heads">
          {kind === 'indicators' && <Label className="span-2">{t('form.name')}</Label>}
          <Label className="span-2">{t('form.current')}</Label>
          {years.folded.length > 0 && <FoldedYears years={years.folded} />}
          {years.open.map((year) => (
            <div className="year-head" key={year}>
              <YearLabel year={year} due={step.kind === 'yearEnd' && isStepYear(step, year)} />
              <Label>{t('form.plan')}</Label>
              <Label>{t('form.actual')}</Label>
            </div>
          ))}
          <div className="tool span-2" />
        </Row>
        {Array.from({ length: count }, (_, row) => (
          <Row columns={columns} key={row}>
            {kind === 'indicators' && cell(`indicators.${row}.name`)}
            {cell(`${kind}.${row}.current`)}
            {years.folded.length > 0 && <div className="folded-cell" />}
            {years.open.flatMap((year) => pair(row, year))}
            <div className="tool">
              <button
                type="button"
                className="remove"
                tabIndex={-1}
                aria-label={t('rows.remove', { row: rowName(row) })}
                onClick={() => removeRow(item, kind, row)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </div>
          </Row>
        ))}
        <div className="rows-foot">
          <TellingButton
            className="quiet"
            why={canAddRow(item, kind) ? undefined : t('rows.full')}
            onPress={() => void addRow(item, kind)}
          >
            ＋ {t('rows.add')}
          </TellingButton>
        </div>
      </div>
    </Row>
  );
}
