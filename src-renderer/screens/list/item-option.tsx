/* A select element cannot hold virtualised rows of several lines. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo, type MouseEvent, type ReactNode, type RefCallback } from 'react';
import { goToField, showItem } from '../../state/go-to.ts';
import type { ListRow } from '../../workspace/list.ts';
import { setMarks, toggleMark } from '../../workspace/marks.ts';
import { ItemRow } from './item-row.tsx';

export interface ItemOptionProps {
  readonly row: ListRow;
  readonly index: number;
  readonly count: number;
  /** Where the row stands in the list, in pixels. */
  readonly start: number;
  readonly isSelected: boolean;
  readonly query: string;
  /** The workbook's name, when the list shows several. */
  readonly file: string | undefined;
  readonly measure: RefCallback<Element>;
  readonly isMarked: boolean;
  /** The rows from the open one to this one. */
  readonly between: (index: number) => readonly ListRow[];
}

export const optionId = (index: number): string => `item-row-${index}`;

/** Opens a row's sheet, at the place that the search found. */
export function openRow(row: ListRow): void {
  if (row.hit === undefined) showItem(row.summary.ref);
  else goToField({ ...row.summary.ref, path: row.hit });
}

/** The list keeps the cursor, not the row: its keys work on at once. */
function focusList(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
  event.currentTarget.parentElement?.focus();
}

/** As in Excel's and the system's own lists: Ctrl marks one, Shift all up to it; a press on the mark's place marks too. */
function press(event: MouseEvent<HTMLElement>, row: ListRow, between: (index: number) => readonly ListRow[]): void {
  const onMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
  if (event.shiftKey)
    setMarks(
      between(Number(event.currentTarget.dataset['index'])).map(({ summary }) => summary.ref),
      true,
    );
  else if (event.ctrlKey || event.metaKey || onMark) toggleMark(row.summary.ref);
  else openRow(row);
}

/** A row in its place in the list. While the list scrolls, rows that stay are not made again. */
export const ItemOption = memo(function ItemOption(props: ItemOptionProps): ReactNode {
  const { row, index, count, start, isSelected, query, file, measure, isMarked } = props;
  return (
    // Keys are the list's own: the rows take no focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={measure}
      id={optionId(index)}
      data-index={index}
      className="item-row"
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${start}px)` }}
      aria-checked={isMarked}
      data-marked={isMarked || undefined}
      onMouseDown={focusList}
      onClick={(event) => press(event, row, props.between)}
    >
      <span className="row-mark" aria-hidden="true" data-mark="">
        {isMarked ? '✓' : ''}
      </span>
      <ItemRow summary={row.summary} hit={row.hit} query={query} file={file} />
    </div>
  );
});
