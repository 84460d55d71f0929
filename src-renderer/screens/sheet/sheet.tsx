import { lazy, Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { asksFor } from '../../../src-shared/checks/timetable.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { stepFor } from '../../state/due.ts';
import { documentOf, session, type ItemRef } from '../../state/session.ts';
import { Box } from './box.tsx';
import { dueNoteId } from './box-notes.tsx';
import { FormSheet } from './form-sheet.tsx';
import { ChoicePopover } from './choice-popover.tsx';
import { HeadBlock } from './head-block.tsx';
import { Block, Label, Row } from './parts.tsx';
import { RowsTable } from './rows-table.tsx';
import { SentStrip } from './sent-strip.tsx';
import { SheetBar } from './sheet-bar.tsx';
import { zoomByWheel } from '../../workspace/zoom.ts';
import { AnnualBlock, OverallBlock, ProgressBlock } from './year-blocks.tsx';
import { yearColumns } from './year-columns.ts';
import { rowCount } from '../../../src-shared/form/rows.ts';

/** Drawing of pages comes when it is asked for: the first sheet is not to wait for it. */
const PaperView = lazy(async () => ({ default: (await import('./paper-view.tsx')).PaperView }));

/**
 * The open sheet as the form is. Boxes are keyed by their path, not by the sheet: going to another sheet of the same
 * form keeps every textarea and only changes its text.
 */
export function Sheet({ item }: { item: ItemRef }): ReactNode {
  const t = useTranslate();
  const document = useStore(session, () => documentOf(item.document));
  const showSettled = useStore(session, (now) => now.showSettled);
  const dueOnly = useStore(session, (now) => now.dueOnly);
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
  if (document.form !== undefined)
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
  const step = stepFor(document);
  const years = yearColumns(sheet, step, showSettled);
  const block = { item: ref, sheet, step, years, dueOnly };
  const due = (path: Parameters<typeof asksFor>[1]): boolean => asksFor(step, path);
  // Who assesses the whole period needs what was planned and reached beside it.
  const overview = !dueOnly || step.kind !== 'firstHalf' || asksFor(step, 'overall.assessment');
  return (
    <>
      <SheetBar item={ref} document={document} />
      <SentStrip document={document} />
      <div className="paper-scroll" data-region="sheet" ref={scroller}>
        <span id={dueNoteId} hidden>
          {t('sheet.due')}
        </span>
        <div className="paper" style={{ zoom: zoom / 100 }}>
          <HeadBlock item={ref} due={due} full={!dueOnly || step.kind === 'plan'} />
          {overview && (
            <Block id="overview" title={t('form.overview')}>
              {(!dueOnly || step.kind === 'plan') && (
                <>
                  <Row columns="var(--label-column) 1fr">
                    <Label>{t('form.purpose')}</Label>
                    <Box item={ref} path="purpose" due={due('purpose')} rows={3} />
                  </Row>
                  <Row columns="var(--label-column) 1fr">
                    <Label>{t('form.actions')}</Label>
                    <Box item={ref} path="actions" due={due('actions')} rows={3} />
                  </Row>
                </>
              )}
              {rowCount(sheet, 'steps') > 0 && <RowsTable {...block} kind="steps" />}
              {rowCount(sheet, 'indicators') > 0 && <RowsTable {...block} kind="indicators" />}
            </Block>
          )}
          <ProgressBlock {...block} />
          <AnnualBlock {...block} />
          <OverallBlock {...block} />
        </div>
      </div>
      <ChoicePopover />
    </>
  );
}
