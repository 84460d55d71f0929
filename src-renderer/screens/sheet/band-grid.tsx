import { Fragment, memo, useId, useMemo, type CSSProperties, type ReactNode } from 'react';
import type { BandCell } from '../../../src-shared/form/bands.ts';
import { headsOf, type BandHeads } from '../../../src-shared/form/band-heads.ts';
import { traitsOfBox, yearOfBox } from '../../../src-shared/form/facts.ts';
import { foldLabel } from '../../../src-shared/form/fold.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { measuredAgainst } from '../../../src-shared/form/goes-on.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';
import { blockKeys, labelParts } from '../../../src-shared/form/said.ts';
import type { Fold, ShownBand } from '../../../src-shared/form/shown-band.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { isDueNow } from '../../state/due.ts';
import type { ItemRef, OpenDocument } from '../../state/session.ts';
import { Box } from './box.tsx';
import { FoldedYears } from './folded-years.tsx';
import { LabelCell } from './label-cell.tsx';
import { AddRow, RemoveRow } from './list-tools.tsx';
import { Rate } from './rate.tsx';
import { SectionsBox } from './sections-box.tsx';

export interface BandGridProps {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly document: OpenDocument;
  readonly band: ShownBand;
}

/** A box narrower than this many points has no room for sentences. */
const narrowWidth = 130;

/** Lines that a box is high at least: what paper gives it, within reason. */
function rowsFor(sheet: ItemSheet, path: string): number {
  const kind = traitsOfBox(sheet, path)?.kind;
  if (kind !== undefined && kind !== 'text' && kind !== 'blanks') return 1;
  const lines = sheet.fields[path]?.capacity?.lines ?? 1;
  return Math.max(1, Math.min(lines, 3));
}

type Area = Pick<BandCell, 'row' | 'rowEnd' | 'column' | 'columnEnd'>;

const place = (
  { row, rowEnd, column, columnEnd }: Area,
  from: Pick<Area, 'row' | 'column'> = { row: 1, column: 1 },
) => ({
  gridArea: `${row - from.row + 1} / ${column - from.column + 1} / ${rowEnd - from.row + 1} / ${columnEnd - from.column + 1}`,
});

const roleClasses: Readonly<Record<string, string>> = { title: 'title', status: 'mark', grade: 'mark' };

/** A box by what the form says of it. */
function FormBox({ item, sheet, document, cell, band }: BandGridProps & { readonly cell: BandCell }): ReactNode {
  const path = cell.path as string;
  const due = isDueNow(document, sheet, path);
  const traits = traitsOfBox(sheet, path);
  if (traits?.lead === true) return <SectionsBox item={item} path={path} due={due} />;
  const isWide = cell.column === 1 && cell.columnEnd === band.tracks.length + 1;
  const against = measuredAgainst(path, formOf(sheet));
  const role = isWide && traits?.kind === 'line' ? 'banner' : (roleClasses[traits?.role ?? ''] ?? '');
  return (
    <Box
      item={item}
      path={path}
      due={due}
      rows={rowsFor(sheet, path)}
      className={cell.width < narrowWidth ? `narrow ${role}` : role}
      foot={against === undefined ? undefined : <Rate item={item} actual={path} {...against} />}
    />
  );
}

/** The records of lists that can grow, by the boxes of each that stands farthest right. */
function lastOfRecords(sheet: ItemSheet, cells: readonly BandCell[]): ReadonlyMap<BandCell, Area> {
  const last = new Map<string, BandCell>();
  const areas = new Map<string, Area>();
  const growing = new Set(cells.flatMap(({ grows }) => grows ?? []));
  for (const cell of cells) {
    const record = cell.path === undefined ? undefined : rowOf(sheet, cell.path);
    if (record === undefined || !growing.has(record.block)) continue;
    const key = `${record.block} ${record.row}`;
    const before = areas.get(key);
    areas.set(key, {
      row: Math.min(cell.row, before?.row ?? cell.row),
      rowEnd: Math.max(cell.rowEnd, before?.rowEnd ?? cell.rowEnd),
      column: -2,
      columnEnd: -1,
    });
    if ((last.get(key)?.columnEnd ?? 0) <= cell.columnEnd) last.set(key, cell);
  }
  return new Map([...last].map(([key, cell]) => [cell, areas.get(key) as Area]));
}

/** The folded years at the side: named in the heading, or once where there is none; below that only a place that was folded. */
function Folds({ sheet, folds, from }: { sheet: ItemSheet; folds: readonly Fold[]; from?: Area }): ReactNode {
  return folds.map((fold) => (
    <div className="form-fold" key={`fold ${fold.row} ${fold.column}`} style={place(fold, from)}>
      {fold.paths.length > 0 ? <FoldedYears years={yearsOf(sheet, fold.paths)} /> : <div className="folded-cell" />}
    </div>
  ));
}

/** Folds cut where heads end: the piece in the heads names the years. */
function cutFolds(folds: readonly Fold[], heads: readonly BandHeads[]): readonly Fold[] {
  const named = new Set<number>();
  return folds.flatMap((fold) => {
    const head = heads.find(({ row, rowEnd }) => fold.row <= row && fold.rowEnd >= rowEnd);
    if (head === undefined) {
      if (named.has(fold.column)) return [{ ...fold, paths: [] }];
      named.add(fold.column);
      return [fold];
    }
    named.add(fold.column);
    const pieces: Fold[] = [{ ...fold, row: head.row, rowEnd: head.rowEnd }];
    if (fold.row < head.row) pieces.push({ ...fold, rowEnd: head.row, paths: [] });
    if (fold.rowEnd > head.rowEnd) pieces.push({ ...fold, row: head.rowEnd, paths: [] });
    return pieces;
  });
}

const yearsOf = (sheet: ItemSheet, paths: readonly string[]): readonly number[] =>
  [...new Set(paths.flatMap((path) => yearOfBox(sheet, path) ?? []))].toSorted((a, b) => a - b);

/** Whether a heading with a year stands over a box that is to be filled in now. */
function isDueHead(label: BandCell, { sheet, document, band }: Omit<BandGridProps, 'item'>): boolean {
  if (labelParts(label.text ?? '', sheet.years[0]).year === undefined) return false;
  return band.cells.some(
    ({ path, row, column, columnEnd }) =>
      path !== undefined &&
      row >= label.rowEnd &&
      column >= label.column &&
      columnEnd <= label.columnEnd &&
      isDueNow(document, sheet, path),
  );
}

/** The columns of a stretch in the proportions of the form; folded ones leave a strip. */
const columnsOf = ({ tracks }: BandGridProps['band']): CSSProperties => ({
  gridTemplateColumns: tracks
    .map((width) => (width === 0 ? 'var(--folded-column)' : `minmax(0, ${Math.max(1, Math.round(width))}fr)`))
    .join(' '),
  minWidth: `${Math.round(tracks.reduce((sum, width) => sum + width, 0))}px`,
});

const isInHeads = (fold: Fold, { row, rowEnd, column, columnEnd }: BandHeads): boolean =>
  fold.row >= row && fold.rowEnd <= rowEnd && fold.column >= column && fold.columnEnd <= columnEnd;

/** One stretch of a sheet: its labels and boxes where the form has them, headings of tables in sight while their boxes scroll. */
export const BandGrid = memo(function BandGrid(props: BandGridProps): ReactNode {
  const { item, sheet, band } = props;
  const id = useId();
  const heads = useMemo(() => headsOf(band), [band]);
  const folds = cutFolds(band.folds, heads);
  const hasBoxes = band.cells.some(({ path }) => path !== undefined);
  const keys = blockKeys(formOf(sheet));
  const heading = band.cells.find(({ text }) => text !== undefined && keys.has(foldLabel(text)));
  const records = useMemo(() => lastOfRecords(sheet, band.cells), [sheet, band]);
  const inHeads = new Set(heads.flatMap(({ cells }) => cells));
  const label = (cell: BandCell, from?: Area): ReactNode => (
    <LabelCell
      key={`${cell.row} ${cell.column}`}
      cell={cell}
      sheet={sheet}
      style={place(cell, from)}
      isWide={cell.column === 1 && cell.columnEnd === band.tracks.length + 1}
      hasBoxes={hasBoxes}
      due={from !== undefined && isDueHead(cell, props)}
      id={cell === heading ? id : undefined}
    />
  );
  const headAt = (cell: BandCell): BandHeads | undefined => heads.find(({ cells }) => cells[0] === cell);
  const head = (one: BandHeads, isCopy: boolean): ReactNode => (
    <div
      className={isCopy ? 'form-heads copy' : 'form-heads'}
      style={place({ ...one, rowEnd: isCopy ? one.rowEnd : band.rows + 1 })}
      aria-hidden={isCopy || undefined}
      inert={isCopy}
    >
      {one.cells.map((cell) => label(cell, { ...one }))}
      {!isCopy && <Folds sheet={sheet} folds={folds.filter((fold) => isInHeads(fold, one))} from={one} />}
    </div>
  );
  return (
    <section
      className={hasBoxes ? 'form-band' : 'form-band only-words'}
      style={columnsOf(band)}
      aria-labelledby={heading === undefined ? undefined : id}
    >
      {band.cells.map((cell) => {
        const own = headAt(cell);
        if (own !== undefined)
          return (
            <Fragment key={`heads ${own.row}`}>
              {head(own, false)}
              {head(own, true)}
            </Fragment>
          );
        if (inHeads.has(cell)) return null;
        if (cell.grows !== undefined)
          return <AddRow key={`grows ${cell.grows}`} item={item} list={cell.grows} style={place(cell)} />;
        if (cell.path === undefined) return label(cell);
        const record = records.get(cell);
        const row = record && rowOf(sheet, cell.path);
        return (
          <Fragment key={cell.path}>
            <div className="form-box" style={place(cell)}>
              <FormBox {...props} cell={cell} />
            </div>
            {record !== undefined && row !== undefined && (
              <RemoveRow
                item={item}
                list={row.block}
                row={row.row}
                style={{ gridRow: `${record.row} / ${record.rowEnd}`, gridColumn: '-2 / -1' }}
              />
            )}
          </Fragment>
        );
      })}
      <Folds sheet={sheet} folds={folds.filter((fold) => !heads.some((one) => isInHeads(fold, one)))} />
    </section>
  );
});
