import { memo, type CSSProperties, type ReactNode } from 'react';
import type { BandCell } from '../../../src-shared/form/bands.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import type { ShownBand } from '../../../src-shared/form/shown-band.ts';
import type { ItemSheet, SheetField } from '../../../src-shared/domain/item.ts';
import { isDueNow } from '../../state/due.ts';
import type { ItemRef, OpenDocument } from '../../state/session.ts';
import { Box } from './box.tsx';
import { FoldedYears } from './parts.tsx';

export interface BandGridProps {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly document: OpenDocument;
  readonly band: ShownBand;
}

/** Lines that a box is high at least: what paper gives it, within reason. */
function rowsFor(field: SheetField | undefined): number {
  const kind = factsOf(field)?.traits.kind;
  if (kind !== undefined && kind !== 'text' && kind !== 'blanks') return 1;
  const lines = field?.capacity?.lines ?? 1;
  return Math.max(1, Math.min(lines, 3));
}

const place = ({ row, rowEnd, column, columnEnd }: Pick<BandCell, 'row' | 'rowEnd' | 'column' | 'columnEnd'>) => ({
  gridArea: `${row} / ${column} / ${rowEnd} / ${columnEnd}`,
});

/** Labels narrower than this many points with more than two characters stand upright, as on paper. */
const uprightWidth = 34;
/** A text longer than this is a remark, not a label. */
const longestLabel = 60;

function Words({ cell, band, hasBoxes }: { cell: BandCell; band: ShownBand; hasBoxes: boolean }): ReactNode {
  const text = cell.text ?? '';
  const isWide = cell.column === 1 && cell.columnEnd === band.tracks.length + 1;
  const isUpright = cell.width < uprightWidth && cell.rowEnd - cell.row > 1 && text.length > 2 && !text.includes('\n');
  const kind = !hasBoxes || text.length > longestLabel ? 'words' : isWide ? 'heading' : 'plain';
  return (
    <div className={`label form-label ${kind}${isUpright ? ' upright' : ''}`} style={place(cell)}>
      {text}
    </div>
  );
}

/** One stretch of a sheet: its labels and boxes where the form has them. */
export const BandGrid = memo(function BandGrid({ item, sheet, document, band }: BandGridProps): ReactNode {
  const total = band.tracks.reduce((sum, width) => sum + width, 0);
  const style: CSSProperties = {
    gridTemplateColumns: band.tracks
      .map((width) => (width === 0 ? 'var(--folded-column)' : `minmax(0, ${Math.max(1, Math.round(width))}fr)`))
      .join(' '),
    minWidth: `${Math.round(total)}px`,
  };
  const hasBoxes = band.cells.some(({ path }) => path !== undefined);
  return (
    <div className={hasBoxes ? 'form-band' : 'form-band only-words'} style={style}>
      {band.cells.map((cell) =>
        cell.path === undefined ? (
          <Words key={`${cell.row} ${cell.column}`} cell={cell} band={band} hasBoxes={hasBoxes} />
        ) : (
          <div className="form-box" key={cell.path} style={place(cell)}>
            <Box
              item={item}
              path={cell.path}
              due={isDueNow(document, sheet, cell.path)}
              rows={rowsFor(sheet.fields[cell.path])}
            />
          </div>
        ),
      )}
      {band.folds.map((fold, i) => (
        <div className="form-fold" key={`fold ${fold.row} ${fold.column}`} style={place(fold)}>
          {i === 0 || fold.column !== band.folds[i - 1]?.column ? (
            <FoldedYears years={yearsOf(sheet, fold.paths)} />
          ) : (
            <div className="folded-cell" />
          )}
        </div>
      ))}
    </div>
  );
});

const yearsOf = (sheet: ItemSheet, paths: readonly string[]): readonly number[] =>
  [...new Set(paths.flatMap((path) => factsOf(sheet.fields[path])?.year ?? []))].toSorted((a, b) => a - b);
