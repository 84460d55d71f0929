import { useEffect, useRef, type ReactNode } from 'react';
import type { PlanPreview as Preview } from '../../../src-shared/contract/plan-making.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { drawPage } from '../../print/draw-page.ts';
import { fitPapers } from '../../print/fit-papers.ts';
import { loadFonts } from '../../print/measure-text.ts';
import '../../print/fonts.css';
import '../../print/page.css';

/** The sheets of the workbook that would be made, and its first item's pages as they are printed. */
export function PlanPreview({ preview }: { preview: Preview }): ReactNode {
  const t = useTranslate();
  const papers = useRef<HTMLElement>(null);
  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      await loadFonts(preview.pages);
      const pane = papers.current;
      if (!current || pane === null) return;
      pane.replaceChildren(...preview.pages.map((page) => drawPage(page)));
      fit();
    };
    // The page is as wide as its frame, which follows the window.
    const widest = Math.max(1, ...preview.pages.map(({ width }) => width));
    const fit = (): void => {
      if (papers.current !== null) fitPapers(papers.current, widest, 1.1, 1, 0.2);
    };
    const observer = new ResizeObserver(fit);
    if (papers.current !== null) observer.observe(papers.current);
    void show();
    return () => {
      current = false;
      observer.disconnect();
    };
  }, [preview]);
  return (
    <div className="preview-pane">
      <output>{t('plan.preview.sheets', { sheets: preview.sheets.join('、') })}</output>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="papers" ref={papers} tabIndex={0} aria-label={t('print.preview')} />
    </div>
  );
}
