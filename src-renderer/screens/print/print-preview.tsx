import { useEffect, useRef, useState, type ReactNode } from 'react';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import type { LayoutNote } from '../../../src-shared/paper/page.ts';
import type { PrintOrder } from '../../../src-shared/contract/print-order.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { drawPage } from '../../print/draw-page.ts';
import { fitPapers } from '../../print/fit-papers.ts';
import { loadFonts, unprintableOn } from '../../print/measure-text.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { PaperNotes } from './paper-notes.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import '../../print/fonts.css';
import '../../print/page.css';

type State =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'shown';
      readonly from: number;
      readonly count: number;
      readonly total: number;
      readonly notes: readonly LayoutNote[];
      readonly rare: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Sides that are shown at a time. */
const shownAtOnce = 10;

/** The pages as they will be printed, drawn by the same code. `order` is a `PrintOrder` as JSON: what is equal is not fetched again. */
export function PrintPreview({ order }: { order: string }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const papers = useRef<HTMLElement>(null);
  const [found, setFound] = useState<{ readonly of: string; readonly state: State }>({
    of: '',
    state: { kind: 'waiting' },
  });
  // Another order begins at its first page.
  const [place, setPlace] = useState({ order, from: 1 });
  const from = place.order === order ? place.from : 1;
  const key = `${from} ${order}`;
  // What is shown belongs to another order until the new pages stand.
  const state: State = found.of === key ? found.state : { kind: 'waiting' };
  useEffect(() => {
    let current = true;
    const setState = (next: State): void => setFound({ of: key, state: next });
    const show = async (): Promise<void> => {
      const wanted = JSON.parse(order) as PrintOrder;
      const result = await desk('printPages', wanted, from, shownAtOnce);
      if (!current) return;
      if (!result.ok) {
        papers.current?.replaceChildren();
        setState({ kind: 'failed', failure: result.failure });
        return;
      }
      const { pages, total, notes } = result.value;
      await loadFonts(pages);
      if (!current) return;
      papers.current?.replaceChildren(...pages.map((page) => drawPage(page, { grey: wanted.grey === true })));
      papers.current?.scrollTo(0, 0);
      if (papers.current !== null) fitPapers(papers.current, Math.max(0, ...pages.map(({ width }) => width)), 1.1);
      setState({ kind: 'shown', from, count: pages.length, total, notes, rare: unprintableOn(pages) });
    };
    void show();
    return () => {
      current = false;
    };
  }, [order, from, key]);
  const turn = (by: number) => setPlace({ order, from: Math.max(1, from + by) });
  return (
    <div className="preview-pane">
      <div className="preview-bar">
        <output>
          {state.kind === 'waiting' && t('print.preparing')}
          {state.kind === 'failed' && sentence(state.failure, language)}
          {state.kind === 'shown' &&
            (state.total > state.count
              ? t('print.pages.some', { from: state.from, to: state.from + state.count - 1, total: state.total })
              : t('print.pages', { count: state.total }))}
        </output>
        {state.kind === 'shown' && state.total > shownAtOnce && (
          <>
            <TellingButton
              className="small"
              why={from === 1 ? t('print.pages.first') : undefined}
              onPress={() => turn(-shownAtOnce)}
            >
              {t('print.pages.before')}
            </TellingButton>
            <TellingButton
              className="small"
              why={from + shownAtOnce > state.total ? t('print.pages.last') : undefined}
              onPress={() => turn(shownAtOnce)}
            >
              {t('print.pages.after')}
            </TellingButton>
          </>
        )}
      </div>
      {state.kind === 'shown' && <PaperNotes notes={state.notes} rare={state.rare} />}
      {/* A region that scrolls must be reachable by keyboard. */}
      <section
        className="papers"
        ref={papers}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('print.preview')}
        aria-busy={state.kind === 'waiting'}
      />
    </div>
  );
}
