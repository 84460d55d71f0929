/* A select element cannot hold virtualised rows of several lines. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../../editing/composing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../store/use-store.ts';
import { showItem, goToField } from '../../workspace/go-to.ts';
import { listFilter, useList, type ListRow } from '../../workspace/list.ts';
import { activeItem, documentOf, session } from '../../workspace/session.ts';
import { focusRegion } from '../../workspace/regions.ts';
import { ItemRow } from './item-row.tsx';
import { ListTools } from './list-tools.tsx';

/** The height of a row that has not been measured yet, in pixels. */
const estimateSize = (): number => 52;

const rowId = (index: number): string => `item-row-${index}`;

/** Opens a row's sheet, at the place that the search found. */
function openRow(row: ListRow): void {
  if (row.hit === undefined) showItem(row.summary.ref);
  else goToField({ ...row.summary.ref, path: row.hit });
}

/** The sheets at the left: only the visible rows are in the document, however many there are. */
export function ItemList(): ReactNode {
  const t = useTranslate();
  const list = useList();
  const filter = useStore(listFilter, (now) => now);
  const open = useStore(session, activeKey);
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = list;
  const selected = rows.findIndex(({ summary }) => `${summary.ref.document}\n${summary.ref.item}` === open);
  // The same function for the same rows: a new one makes the virtualiser measure them all again.
  const getItemKey = useCallback(
    (index: number) => {
      const ref = rows[index]?.summary.ref;
      return ref === undefined ? index : `${ref.document}\n${ref.item}`;
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

  const onKeyDown = (event: KeyboardEvent): void => {
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
    else if (event.key === 'Enter') {
      event.preventDefault();
      const row = rows[selected];
      if (row !== undefined) openRow(row);
      if (row?.hit === undefined) focusRegion('sheet');
    }
  };

  return (
    <nav className="list" aria-label={t('list.name')}>
      <ListTools list={list} />
      {rows.length === 0 && <p className="empty">{t('list.none')}</p>}
      <div className="list-scroll" ref={scroller} data-region="list">
        <div
          role="listbox"
          tabIndex={0}
          aria-label={t('list.name')}
          aria-activedescendant={selected >= 0 ? rowId(selected) : undefined}
          onKeyDown={onKeyDown}
          style={{ height: virtual.getTotalSize(), position: 'relative' }}
        >
          {virtual.getVirtualItems().map((entry) => {
            const row = rows[entry.index];
            if (row === undefined) return null;
            return (
              // Keys are the list's own (`onKeyDown` above): the rows take no focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={entry.key}
                ref={virtual.measureElement}
                id={rowId(entry.index)}
                data-index={entry.index}
                className="item-row"
                role="option"
                tabIndex={-1}
                aria-selected={entry.index === selected}
                aria-setsize={rows.length}
                aria-posinset={entry.index + 1}
                style={{ transform: `translateY(${entry.start}px)` }}
                onMouseDown={(event) => {
                  // The list keeps the cursor, not the row: its keys work on at once.
                  event.preventDefault();
                  event.currentTarget.parentElement?.focus();
                }}
                onClick={() => openRow(row)}
              >
                <ItemRow
                  summary={row.summary}
                  hit={row.hit}
                  query={filter.query}
                  file={filter.scope === 'all' ? documentOf(row.summary.ref.document)?.name : undefined}
                />
              </div>
            );
          })}
        </div>
      </div>
    </nav>
  );
}

function activeKey(): string {
  const item = activeItem();
  return item === undefined ? '' : `${item.document}\n${item.item}`;
}
