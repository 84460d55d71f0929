import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { LayoutNote, PrintedPage } from '../../../src-shared/paper/page.ts';
import { desk } from '../../desk.ts';
import { allStored } from '../../editing/accept.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { drawPage } from '../../print/draw-page.ts';
import { fitPapers } from '../../print/fit-papers.ts';
import { loadFonts, unprintableOn } from '../../print/measure-text.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { boxLeft } from '../../workspace/paper-view.ts';
import { itemOf, session, type ItemRef } from '../../state/session.ts';
import { beginTeaching } from '../../workspace/teaching.ts';
import { zoomByWheel } from '../../workspace/zoom.ts';
import { PaperNotes } from '../print/paper-notes.tsx';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { hitOf, paperHits } from './paper-hits.ts';
import { useItemRevision } from './use-field.ts';
import '../../print/fonts.css';
import '../../print/page.css';

/** More pages than any item has. */
const mostPages = 20;
/** Wider than this, a page is read no better. */
const largestZoom = 1.6;

type State =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'shown';
      readonly total: number;
      readonly notes: readonly LayoutNote[];
      readonly rare: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * 紙面表示: the open sheet as it will be printed now, drafts in it, drawn by the code that draws preview, printer and PDF.
 * Every box leads to its field. The old pages stay until the new ones stand, so that nothing flickers.
 */
export function PaperView({ item }: { item: ItemRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { language, years } = settings;
  // Another zoom asks main for nothing.
  const names = useMemo(() => ({ language, years }), [language, years]);
  const papers = useRef<HTMLElement>(null);
  const widest = useRef(1);
  const { document: id, item: key } = item;
  const revision = useItemRevision(item);
  const wanted = `${id} ${key} ${revision}`;
  const [found, setFound] = useState<{ readonly of: string; readonly state: State }>({
    of: '',
    state: { kind: 'waiting' },
  });
  const state: State = found.of === wanted ? found.state : { kind: 'waiting' };

  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      await allStored();
      const result = await desk('printPages', { document: id, items: [key], paper: 'form', boxes: true }, 1, mostPages);
      if (result.ok) await loadFonts(result.value.pages);
      if (!current) return;
      const pages = result.ok ? result.value.pages : [];
      widest.current = Math.max(1, ...pages.map(({ width }) => width));
      if (papers.current !== null) putPages(papers.current, pages, { document: id, item: key }, widest.current, names);
      setFound({
        of: wanted,
        state: result.ok
          ? {
              kind: 'shown',
              total: result.value.total,
              notes: result.value.notes,
              rare: unprintableOn(result.value.pages),
            }
          : { kind: 'failed', failure: result.failure },
      });
    };
    void show();
    return () => {
      current = false;
    };
  }, [wanted, id, key, names]);

  useEffect(() => {
    const pane = papers.current;
    if (pane === null) return;
    const fit = (): void => fitPapers(pane, widest.current, largestZoom, zoomNow());
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(pane);
    const stopWheel = zoomByWheel(pane);
    return () => {
      observer.disconnect();
      stopWheel();
    };
  }, [settings.sheetZoom]);

  return (
    <div className="paper-view">
      <PaperSay document={id} state={state} />
      {/* A region that scrolls must be reachable by keyboard. */}
      <section
        className="papers"
        ref={papers}
        data-region="sheet"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('sheet.paper.pages')}
        aria-busy={state.kind === 'waiting'}
      />
    </div>
  );
}

/** Draws the pages in the place of those before; another item begins at the top, the same one stays where it was. */
function putPages(
  pane: HTMLElement,
  pages: readonly PrintedPage[],
  ref: ItemRef,
  widest: number,
  names: Pick<Settings, 'language' | 'years'>,
): void {
  const nameOf = (path: FieldPath): string | undefined =>
    itemOf(ref)?.fields[path] === undefined ? undefined : fieldLabel(path, names);
  const press = (path: FieldPath): void => goToField({ ...ref, path });
  const at = pathAt(pane);
  const isNew = pane.dataset['item'] !== ref.item;
  pane.replaceChildren(
    ...pages.map((page) => {
      const drawn = drawPage(page);
      drawn.append(...paperHits(page.boxes ?? [], { nameOf, press }));
      return drawn;
    }),
  );
  pane.dataset['item'] = ref.item;
  fitPapers(pane, widest, largestZoom, zoomNow());
  if (isNew) pane.scrollTo(0, 0);
  showPlace(pane, ref, isNew ? undefined : at);
}

/** How the paper stands, what will not come out on it, and the way to mend how its form is read. */
function PaperSay({ document, state }: { document: string; state: State }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  return (
    <div className="paper-say">
      <output>
        {state.kind === 'waiting' && t('print.preparing')}
        {state.kind === 'failed' && sentence(state.failure, language)}
        {state.kind === 'shown' && (
          <>
            {t('sheet.paper.hint')} {state.total > 1 && t('print.pages', { count: state.total })}
          </>
        )}
      </output>
      <Button onPress={() => void beginTeaching({ kind: 'document', document })}>{t('teach.mend')}</Button>
      {state.kind === 'shown' && <PaperNotes notes={state.notes} rare={state.rare} />}
    </div>
  );
}

/** The person's size, as a factor of the one that fits the pane. */
const zoomNow = (): number => session.get().settings.sheetZoom / 100;

/** The box on the paper that has the cursor. */
const pathAt = (pane: HTMLElement): FieldPath | undefined =>
  pane.contains(document.activeElement) && document.activeElement instanceof HTMLElement
    ? (document.activeElement.dataset['path'] as FieldPath | undefined)
    : undefined;

/**
 * Leaves the cursor on the box that it was on (`at`) when the page is drawn anew. A sheet that is shown first shows the box
 * that was left for it, with the cursor on it unless that is somewhere else by now.
 */
function showPlace(pane: HTMLElement, ref: ItemRef, at: FieldPath | undefined): void {
  if (at !== undefined) return hitOf(pane, at)?.focus({ preventScroll: true });
  const left = boxLeft();
  if (left?.document !== ref.document || left.item !== ref.item || document.activeElement === null) return;
  const hit = hitOf(pane, left.path);
  hit?.scrollIntoView({ block: 'center', behavior: 'instant' });
  if (document.activeElement === document.body) hit?.focus({ preventScroll: true });
}
