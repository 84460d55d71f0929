import { useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import {
  answersOf,
  currentMeasure,
  isSaid,
  movesOf,
  scalesOf,
  tallyAll,
  tallyRows,
  type Measure,
  type Move,
  type Scale,
  type TallyRow,
} from '../../../src-shared/glance/measures.ts';
import { dimensions, type Dimension, type GlanceItem } from '../../../src-shared/glance/plan.ts';
import { usualDimension } from '../../../src-shared/paper/tally.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { measureName, pickItems } from '../../workspace/glance.ts';
import { Swatch } from './bar-parts.tsx';
import { TableHead } from '../frame/table-head.tsx';
import { Chart } from './chart.tsx';
import { CountButton } from './count-button.tsx';
import { useFirst } from './use-first.tsx';
import { SteadyChoose } from './steady-choose.tsx';
import { StackedBar, type BarPart } from './stacked-bar.tsx';

interface Line {
  readonly key: string;
  readonly name: string;
  readonly time: string;
  readonly row: TallyRow;
  readonly thin: boolean;
}

interface Counted {
  readonly scale: Scale;
  readonly document: string;
  readonly t: Translate;
}

const whole = ({ items, out }: TallyRow): number => items.length - out.length;
const oneLine = (text: string): string => text.replaceAll('\n', '');

function partsOf({ scale, document, t }: Counted, { name, time, row }: Line): readonly BarPart[] {
  const part = (look: BarPart['look'], value: string, keys: readonly string[]): BarPart => {
    const words = t('glance.part', { name, time, value, count: keys.length }).trim();
    return { look, count: keys.length, name: words, onPick: () => pickItems(document, words, keys) };
  };
  return [
    ...scale.values.map(({ shown }, look) => part(look, oneLine(shown), row.by[look] ?? [])),
    part('blank', t('glance.blank'), row.blank),
  ];
}

/** The lines of a chart as a table: one row a line, one column an answer. */
function LinesTable({ counted, lines, first }: { counted: Counted; lines: readonly Line[]; first: string }): ReactNode {
  const { scale, t } = counted;
  const hasTimes = lines.some(({ time, name }) => time !== '' && name !== '');
  return (
    <table>
      <TableHead
        columns={[
          ['first', first],
          ...(hasTimes ? [['time', t('glance.time')] as const] : []),
          ...scale.values.map(({ key, shown }) => [`value ${key}`, oneLine(shown)] as const),
          ['blank', t('glance.blank')],
          ['sum', t('glance.sum')],
        ]}
      />
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.name === '' ? line.time : line.name}</th>
            {hasTimes && <td>{line.time}</td>}
            {partsOf(counted, line).map((part) => (
              <td key={part.look} className="number">
                <CountButton count={part.count} name={part.name} onPick={part.onPick} />
              </td>
            ))}
            <td className="number">{whole(line.row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LinesChart({ counted, lines, label }: { counted: Counted; lines: readonly Line[]; label: string }): ReactNode {
  return (
    <Chart label={label}>
      {lines.map((line) => (
        <div key={line.key} className="chart-row" data-row data-thin={line.thin || undefined}>
          <span className="chart-name">{line.thin ? line.time : line.name === '' ? line.time : line.name}</span>
          <StackedBar parts={partsOf(counted, line)} label={`${line.name} ${line.time}`.trim()} thin={line.thin} />
          <span className="chart-sum">{whole(line.row)}</span>
        </div>
      ))}
    </Chart>
  );
}

function Moves({ moves, counted, words }: { moves: readonly Move[]; counted: Counted; words: string }): ReactNode {
  const { t, document } = counted;
  const name = (text: string): string => (text === '' ? t('glance.blank') : text);
  return (
    <div className="moves">
      <h4>{words}</h4>
      {moves.length === 0 ? (
        <p className="soft">{t('glance.noMoves')}</p>
      ) : (
        <ul>
          {moves.map(({ now, before, items }) => {
            const move = { now: name(now), before: name(before) };
            return (
              <li key={`${now}\n${before}`}>
                <Button
                  className="react-aria-Button small"
                  onPress={() => pickItems(document, `${words} ${t('glance.move', move)}`, items)}
                >
                  {t('glance.moveCount', { ...move, count: items.length })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** Times that stand under the chosen one, the nearest first. */
const timesBefore = 2;

function scaleName(scale: Scale, t: Translate): string {
  if (scale.role === 'status' || scale.role === 'grade') {
    const [first] = scale.measures;
    return scale.measures.length > 1 || first === undefined ? t(`glance.scale.${scale.role}`) : first.label;
  }
  return scale.measures[0]?.label ?? '';
}

/** State of work and grades: all items over the times, and each group at the chosen time with the ones before. */
export function StateSection({
  document,
  items,
  tables,
}: {
  document: string;
  items: readonly GlanceItem[];
  tables: boolean;
}): ReactNode {
  const t = useTranslate();
  const scales = useMemo(() => scalesOf(items), [items]);
  const [scaleId, setScale] = useState('');
  const [path, setPath] = useState('');
  const [chosenBy, setBy] = useState<Dimension>();
  const by = chosenBy ?? usualDimension(items);
  const scale = scales.find(({ id }) => id === scaleId) ?? scales[0];
  const said = useMemo(() => scale?.measures.filter((measure) => isSaid(items, measure)) ?? [], [scale, items]);
  return scale === undefined ? (
    <p className="soft">{t('glance.none')}</p>
  ) : (
    <Counts {...{ document, items, tables, scales, scale, said, by, setScale, path, setPath, setBy }} />
  );
}

interface CountsProps {
  readonly document: string;
  readonly items: readonly GlanceItem[];
  readonly tables: boolean;
  readonly scales: readonly Scale[];
  readonly scale: Scale;
  /** Its times that any item has answered. */
  readonly said: readonly Measure[];
  readonly by: Dimension;
  readonly path: string;
  readonly setScale: (id: string) => void;
  readonly setPath: (path: string) => void;
  readonly setBy: (by: Dimension | undefined) => void;
}

/** What the colours of the bars mean. */
function Legend({ scale }: { scale: Scale }): ReactNode {
  const t = useTranslate();
  return (
    <ul className="legend">
      {scale.values.map(({ key, shown: words }, look) => (
        <li key={key}>
          <Swatch look={look} />
          {oneLine(words)}
        </li>
      ))}
      <li>
        <Swatch look="blank" />
        {t('glance.blank')}
      </li>
    </ul>
  );
}

/** Each group at the chosen time, and thinner below it at the times before. */
const groupLines = (
  groups: readonly TallyRow[],
  byTime: readonly { readonly one: Measure; readonly rows: readonly TallyRow[] }[],
  nameOf: (measure: Measure) => string,
  t: Translate,
): readonly Line[] =>
  groups.flatMap(({ name }, index) =>
    byTime.flatMap(({ one, rows }, place): Line[] => {
      const row = rows[index];
      if (row === undefined) return [];
      const shown = name === '' ? t('glance.noName') : name;
      return [{ key: `${name} ${one.path}`, name: shown, time: nameOf(one), row, thin: place > 0 }];
    }),
  );

const movesBetween = (items: readonly GlanceItem[], scale: Scale, last: Measure, now: Measure): readonly Move[] =>
  movesOf(
    items.map((item) => ({ item, now: answersOf(item, now.path), before: answersOf(item, last.path) })),
    scale,
  );

function Counts({
  document,
  items,
  tables,
  scales,
  scale,
  said,
  by,
  path,
  setScale,
  setPath,
  setBy,
}: CountsProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const shown: readonly Measure[] = said.length > 0 ? said : scale.measures.slice(0, 1);
  const measure = shown.find((one) => one.path === path) ?? currentMeasure(items, scale) ?? (shown[0] as Measure);
  const at = shown.findIndex((one) => one.path === measure.path);
  const before = shown.slice(Math.max(0, at - timesBefore), at).toReversed();
  const nameOf = (one: Measure): string => measureName(one, settings);
  const counted: Counted = { scale, document, t };
  const over = shown.map((one): Line => {
    const row = tallyAll(items, scale, one);
    return { key: one.path, name: '', time: nameOf(one), row, thin: false };
  });
  const byGroup = [measure, ...before].map((one) => ({ one, rows: tallyRows(items, scale, one, by) }));
  const firstGroups = useFirst(byGroup[0]?.rows ?? []);
  const groups = groupLines(firstGroups.rows, byGroup, nameOf, t);
  const [last] = before;
  const timesWords = t('glance.times', { count: items.length });
  const groupWords = t('glance.groups', { by: t(`glance.by.${by}`), time: nameOf(measure) });
  const Lines = tables ? LinesTable : LinesChart;
  return (
    <section className="glance-section" aria-labelledby="glance-state">
      <h2 id="glance-state">{t('glance.state')}</h2>
      <div className="row">
        <SteadyChoose
          label={t('glance.what')}
          showLabel
          value={scale.id}
          options={scales.map((one) => ({ id: one.id, name: scaleName(one, t) }))}
          onChange={setScale}
        />
        <SteadyChoose
          label={t('glance.time')}
          showLabel
          value={measure.path}
          options={shown.map((one) => ({ id: one.path, name: nameOf(one) }))}
          onChange={setPath}
        />
        <SteadyChoose
          label={t('glance.by')}
          showLabel
          value={by}
          options={dimensions.map((id) => ({ id, name: t(`glance.by.${id}`) }))}
          onChange={(id) => setBy(dimensions.find((one) => one === id))}
        />
      </div>
      <Legend scale={scale} />
      {shown.length > 1 && (
        <>
          <h3>{timesWords}</h3>
          <Lines counted={counted} lines={over} label={timesWords} first={t('glance.time')} />
        </>
      )}
      <h3>{groupWords}</h3>
      <Lines counted={counted} lines={groups} label={groupWords} first={t(`glance.by.${by}`)} />
      {firstGroups.more}
      {last !== undefined && (
        <Moves
          moves={movesBetween(items, scale, last, measure)}
          counted={counted}
          words={t('glance.moves', { time: nameOf(measure), before: nameOf(last) })}
        />
      )}
    </section>
  );
}
