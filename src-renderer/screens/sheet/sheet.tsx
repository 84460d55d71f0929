import { lazy, Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { documentOf, session, type ItemRef } from '../../state/session.ts';
import { dueNoteId } from './box-notes.tsx';
import { FormSheet } from './form-sheet.tsx';
import { ChoicePopover } from './choice-popover.tsx';
import { SentStrip } from './sent-strip.tsx';
import { SheetBar } from './sheet-bar.tsx';
import { zoomByWheel } from '../../workspace/zoom.ts';

/** Drawing of pages comes when it is asked for: the first sheet is not to wait for it. */
const PaperView = lazy(async () => ({ default: (await import('./paper-view.tsx')).PaperView }));

/**
 * The open sheet as the form is. Boxes are keyed by their path, not by the sheet: going to another sheet of the same
 * form keeps every textarea and only changes its text.
 */
export function Sheet({ item }: { item: ItemRef }): ReactNode {
  const t = useTranslate();
  const document = useStore(session, () => documentOf(item.document));
  const paperView = useStore(session, (now) => now.paperView);
  const zoom = useStore(session, (now) => now.settings.sheetZoom);
  const scroller = useRef<HTMLDivElement>(null);
  const { document: id, item: key } = item;
  const ref = useMemo<ItemRef>(() => ({ document: id, item: key }), [id, key]);
  const sheet = document?.items.find((candidate) => candidate.key === key);
  useEffect(() => (scroller.current === null ? undefined : zoomByWheel(scroller.current)), [paperView, key]);
  if (document === undefined || sheet === undefined) return <p className="empty">{t('sheet.none')}</p>;
  if (paperView) {
    return (
      <>
        <SheetBar item={ref} document={document} />
        <SentStrip document={document} />
        <Suspense fallback={<output className="paper-say">{t('print.preparing')}</output>}>
          <PaperView item={ref} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      <SheetBar item={ref} document={document} />
      <SentStrip document={document} />
      <div className="paper-scroll" data-region="sheet" ref={scroller}>
        <span id={dueNoteId} hidden>
          {t('sheet.due')}
        </span>
        <div className="paper" style={{ zoom: zoom / 100 }}>
          <FormSheet item={ref} sheet={sheet} document={document} />
        </div>
      </div>
      <ChoicePopover />
    </>
  );
}
