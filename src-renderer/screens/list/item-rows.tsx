/* A select element cannot hold virtualised rows of several lines. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../../editing/composing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { showItem } from '../../state/go-to.ts';
import { listFilter, type ListRow } from '../../workspace/list.ts';
import { marks, setMarks, toggleMark } from '../../workspace/marks.ts';
import { focusRegion } from '../../state/regions.ts';
import { activeItem, documentOf, session } from '../../state/session.ts';
import { itemKey } from '../../state/texts.ts';
import { ItemOption, openRow, optionId } from './item-option.tsx';

/** The height of a row that has not been measured yet, in pixels. */
const estimateSize = (): number => 52;

function activeKey(): string {
  const item = activeItem();
  return item === undefined ? '' : itemKey(item);
}

/** The keys of the list, as of any list; Enter leads into the sheet. */
function onKey(event: KeyboardEvent, rows: readonly ListRow[], selected: number): void {
  if (isComposing(event.nativeEvent)) return;
  const move = (index: number): void => {
    event.preventDefault();
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row !== undefined) showItem(row.summary.ref);
  };
  if (event.key === 'ArrowDown') move(selected + 1);
  else if (event.key === 'ArrowUp') move(selected - 1);
  else if (event.key === 'Home') move(0);
  else if (event.key === 'End') move(rows.length - 1);
  else if (event.key === 'PageDown') move(selected + 10);
  else if (event.key === 'PageUp') move(selected - 10);
  else if (event.key === ' ') {
    event.preventDefault();
    const row = rows[selected];
    if (row !== undefined) toggleMark(row.summary.ref);
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    setMarks(
      rows.map(({ summary }) => summary.ref),
      true,
    );
  } else if (event.key === 'Enter') {
    event.preventDefault();
    const row = rows[selected];
    if (row !== undefined) openRow(row);
    if (row?.hit === undefined) focusRegion('sheet');
  }
}

/** Numbers of up to so many characters are shown whole; `50801700` says nothing as `50…`. */
const longestNumber = 9;

/** Room for the longest number of the list, in widths of a digit. */
function numberWidth(rows: readonly ListRow[]): CSSProperties {
  const longest = rows.reduce((most, { summary }) => Math.max(most, summary.no.length), 0);
  return { '--no-width': `${Math.min(longest, longestNumber)}ch` } as CSSProperties;
}

/** The rows of the list: only the visible ones are in the document, however many there are. */
export function ItemRows({ rows }: { rows: readonly ListRow[] }): ReactNode {
  const t = useTranslate();
  const { query, scope } = useStore(listFilter, (now) => now);
  const open = useStore(session, activeKey);
  const marked = useStore(marks, (now) => now);
  const scroller = useRef<HTMLDivElement>(null);
  const selected = useMemo(() => rows.findIndex(({ summary }) => itemKey(summary.ref) === open), [rows, open]);
  // The same function for the same rows: a new one makes the virtualiser measure them all again.
  const getItemKey = useCallback(
    (index: number) => {
      const ref = rows[index]?.summary.ref;
      return ref === undefined ? index : itemKey(ref);
    },
    [rows],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    overscan: 8,
    getItemKey,
  });
  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected, { align: 'auto' });
    // Follow the open sheet, not every change of the rows.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [open]);

  const between = useCallback(
    (index: number) => rows.slice(Math.min(index, Math.max(0, selected)), Math.max(index, selected) + 1),
    [rows, selected],
  );

  return (
    <div className="list-scroll" ref={scroller} data-region="list">
      <span id="list-marks-how" hidden>
        {t('list.marks.how')}
      </span>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t('list.name')}
        aria-describedby="list-marks-how"
        // One that is scrolled away is not in the document.
        aria-activedescendant={
          virtual.getVirtualItems().some(({ index }) => index === selected) ? optionId(selected) : undefined
        }
        onKeyDown={(event) => onKey(event, rows, selected)}
        style={{ height: virtual.getTotalSize(), position: 'relative', ...numberWidth(rows) }}
      >
        {virtual.getVirtualItems().map((entry) => {
          const row = rows[entry.index];
          if (row === undefined) return null;
          return (
            <ItemOption
              key={entry.key}
              row={row}
              index={entry.index}
              count={rows.length}
              start={entry.start}
              isSelected={entry.index === selected}
              query={query}
              file={scope === 'all' ? documentOf(row.summary.ref.document)?.name : undefined}
              measure={virtual.measureElement}
              isMarked={marked.has(itemKey(row.summary.ref))}
              between={between}
            />
          );
        })}
      </div>
    </div>
  );
}
