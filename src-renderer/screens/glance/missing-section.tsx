import type { ReactNode } from 'react';
import type { MissingRow } from '../../../src-shared/glance/missing.ts';
import { dayName, daysUntil, localDate } from '../../i18n/dates.ts';
import { stepLabel } from '../../i18n/labels.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { stepFor } from '../../state/due.ts';
import { session, type OpenDocument } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { pickItems, useDueDays } from '../../workspace/glance.ts';
import { TableHead } from '../frame/table-head.tsx';
import { Chart } from './chart.tsx';
import { CountButton } from './count-button.tsx';
import { useFirst } from './use-first.tsx';
import { StackedBar, type BarPart } from './stacked-bar.tsx';

function left(day: string, t: Translate): string {
  const days = daysUntil(day);
  return days === 0 ? t('glance.today') : days > 0 ? t('glance.days', { days }) : t('glance.late', { days: -days });
}

/** A section with its two counts, each leading to its items, and its due day. */
interface MissingLine {
  readonly row: MissingRow;
  readonly name: string;
  readonly incomplete: Pick<BarPart, 'count' | 'name' | 'onPick'>;
  readonly complete: Pick<BarPart, 'count' | 'name' | 'onPick'>;
  readonly due: ReactNode;
}

function useMissingLines(document: OpenDocument, rows: readonly MissingRow[]): readonly MissingLine[] {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const dueOf = useDueDays(document.id);
  const dayOf = (section: string): ReactNode => {
    const due = dueOf(section);
    if (due === undefined) return null;
    const isLate = daysUntil(due) < 0;
    return (
      <>
        <span className="date">{dayName(localDate(due), settings, false)}</span>{' '}
        <span className={isLate ? 'tag strong' : 'soft'}>{left(due, t)}</span>
      </>
    );
  };
  const pick = (keys: readonly string[], name: string) => ({
    count: keys.length,
    name,
    onPick: () => pickItems(document.id, name, keys),
  });
  return rows.map((row) => {
    const name = row.section === '' ? t('glance.noName') : row.section;
    return {
      row,
      name,
      incomplete: pick(row.incomplete, t('glance.missingOf', { section: name, count: row.incomplete.length })),
      complete: pick(row.complete, t('glance.completeOf', { section: name, count: row.complete.length })),
      due: dayOf(row.section),
    };
  });
}

/** Boxes that are due now and empty, by section, with the days that are left. */
export function MissingSection({
  document,
  rows,
  tables,
}: {
  document: OpenDocument;
  rows: readonly MissingRow[];
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { rows: shown, more } = useFirst(rows);
  const lines = useMissingLines(document, shown);
  const step = stepLabel(stepFor(document), settings);
  return (
    <section className="glance-section" aria-labelledby="glance-missing">
      <h2 id="glance-missing">{t('glance.missing')}</h2>
      <p className="soft">{t('glance.step', { step })}</p>
      {rows.every(({ missing }) => missing === 0) && <p>{t('glance.noMissing')}</p>}
      {tables ? <MissingTable lines={lines} /> : <MissingChart lines={lines} />}
      {more}
    </section>
  );
}

const heads = ['section', 'incomplete', 'filled', 'boxes', 'due'] as const;

function MissingTable({ lines }: { lines: readonly MissingLine[] }): ReactNode {
  const t = useTranslate();
  return (
    <table>
      <TableHead columns={heads.map((head) => [head, t(`glance.${head}`)])} />
      <tbody>
        {lines.map(({ row, name, incomplete, complete, due }) => (
          <tr key={row.section}>
            <th scope="row">{name}</th>
            <td className="number">
              <CountButton {...incomplete} />
            </td>
            <td className="number">
              <CountButton {...complete} />
            </td>
            <td className="number">{row.missing}</td>
            <td>{due}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MissingChart({ lines }: { lines: readonly MissingLine[] }): ReactNode {
  const t = useTranslate();
  return (
    <Chart label={t('glance.missing')}>
      {lines.map(({ row, name, incomplete, complete, due }) => (
        <div key={row.section} className="chart-row" data-row>
          <span className="chart-name">{name}</span>
          <StackedBar
            parts={[
              { look: 'blank', ...incomplete },
              { look: 0, ...complete },
            ]}
            label={name}
          />
          <span className="chart-sum">{row.missing > 0 && t('list.missing', { count: row.missing })}</span>
          <span className="chart-due">{row.missing > 0 && due}</span>
        </div>
      ))}
    </Chart>
  );
}
