import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { TaughtCell } from '../../../src-shared/contract/teaching.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { drawPage } from '../../print/draw-page.ts';
import { fitPapers } from '../../print/fit-papers.ts';
import { loadFonts } from '../../print/measure-text.ts';
import { doubtsOf, type TeachState } from '../../state/teaching.ts';
import { chooseCell } from '../../workspace/teaching.ts';
import { hitOfCell, nextHit, teachHits } from './teach-hits.ts';
import '../../print/fonts.css';
import '../../print/page.css';

const largestZoom = 1.5;

/** Arrow keys go from cell to cell, Enter chooses one and goes to what can be said of it. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const pane = event.currentTarget;
  const from = event.target instanceof HTMLElement && event.target.matches('.teach-hit') ? event.target : undefined;
  if (!event.key.startsWith('Arrow')) return;
  event.preventDefault();
  const next =
    from === undefined ? pane.querySelector<HTMLButtonElement>('.teach-hit') : nextHit(pane, from, event.key);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
}

/** Tab reaches one cell: the chosen one, else the first box. */
function markStop(pane: HTMLElement, cell: string | undefined): void {
  for (const hit of pane.querySelectorAll<HTMLButtonElement>('.teach-hit')) {
    hit.tabIndex = -1;
    hit.ariaPressed = String(hit.dataset['cell'] === cell);
  }
  const stop =
    (cell === undefined ? null : hitOfCell(cell)) ?? pane.querySelector<HTMLButtonElement>('[data-what="box"]');
  if (stop !== null) stop.tabIndex = 0;
}

const focusedCell = (papers: HTMLElement): string | undefined =>
  papers.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['cell'] : undefined;

/** What the button over a cell is called. */
function hitName(state: TeachState, one: TaughtCell, t: Translate): string {
  if (one.what === 'label') return t('teach.hit.label', { text: one.text.slice(0, 40), cell: one.cell });
  if (one.what === 'empty') return t('teach.hit.empty', { cell: one.cell });
  const words = { name: one.name ?? '', kind: t(`teach.kind.${one.traits?.kind ?? 'text'}`), cell: one.cell };
  return t(doubtsOf(state, one).length > 0 ? 'teach.hit.doubtful' : 'teach.hit.box', words);
}

/** The sample's paper with every cell over it: what is a box, of which kind, and what is doubtful. */
export function TeachPaper({ state }: { state: TeachState }): ReactNode {
  const t = useTranslate();
  const pane = useRef<HTMLElement>(null);
  const { read, now, sheet, cell } = state;
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  useEffect(() => {
    const papers = pane.current;
    if (papers === null || read === undefined) return undefined;
    let current = true;
    const cells = new Map(read.cells.map((one) => [one.cell, one]));
    const options = {
      cells,
      isDoubtful: (one: TaughtCell) => doubtsOf(latest.current, one).length > 0,
      nameOf: (one: TaughtCell) => hitName(latest.current, one, t),
      shownOf: (one: TaughtCell) => (one.what === 'box' ? (one.name ?? '') : ''),
      press: (address: string) => {
        // The panel must say this cell before the cursor goes there.
        flushSync(() => chooseCell(address));
        document.querySelector<HTMLElement>('.teach-panel [data-first]')?.focus();
      },
    };
    const draw = async (): Promise<void> => {
      await loadFonts(read.pages);
      if (!current) return;
      const focused = focusedCell(papers);
      const { scrollTop, scrollLeft } = papers;
      papers.replaceChildren(
        ...read.pages.map((page) => {
          const drawn = drawPage(page);
          drawn.append(...teachHits(page.boxes ?? [], options));
          return drawn;
        }),
      );
      fit();
      papers.scrollTo(scrollLeft, scrollTop);
      markStop(papers, latest.current.cell);
      if (focused !== undefined) hitOfCell(focused)?.focus({ preventScroll: true });
    };
    const widest = Math.max(1, ...read.pages.map(({ width }) => width));
    const fit = (): void => fitPapers(papers, widest, largestZoom, 1);
    void draw();
    const observer = new ResizeObserver(fit);
    observer.observe(papers);
    return () => {
      current = false;
      observer.disconnect();
    };
  }, [read, now.doubts, t]);

  useEffect(() => {
    const papers = pane.current;
    if (papers === null) return;
    markStop(papers, cell);
    if (cell !== undefined)
      hitOfCell(cell)?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  }, [cell, read]);

  return (
    <div className="teach-middle">
      <p className="teach-hint">
        {t('teach.hint')}
        {read?.warnings.slice(0, 2).map((warning) => (
          <span key={warning} className="teach-warning">
            {warning}
          </span>
        ))}
      </p>
      {/* Arrow keys move between the buttons that it holds. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className="papers teach-papers"
        ref={pane}
        data-region="sheet"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`${t('teach.paper')} ${sheet}`}
        onKeyDown={move}
      />
    </div>
  );
}
