import type { PrintedPage, TextOutside } from '../../src-shared/paper/page.ts';
import { withCutPictures } from './cut-pictures.ts';
import { drawPage, pageName, type DrawOptions } from './draw-page.ts';
import { loadFonts, loadUsualFont, unprintableFound } from './measure-text.ts';
import { textsOutside } from './text-outside.ts';

/**
 * The printing window's page. Main adds pages in parts; each call answers when it is done, fonts and pictures included, so
 * that nobody has to wait for a time. On the screen nothing is laid out: only paper is.
 */
export interface PrintPage {
  /** Loads what nearly every form needs. */
  warm(): Promise<void>;
  begin(title: string, language: string): void;
  add(pages: readonly PrintedPage[], options: DrawOptions): Promise<void>;
  /** Texts of the drawn pages, counted from 1, that lie outside their boxes. */
  measure(): readonly TextOutside[];
  /** Characters that print as boxed codes, of all pages so far. */
  unprintable(): readonly string[];
  clear(): void;
}

const papers = new Set<string>();

/** Adds the `@page` rule of a paper to the page's own style sheet; inline styles are not allowed. */
function usePaper(page: PrintedPage): void {
  const name = pageName(page);
  if (papers.has(name)) return;
  papers.add(name);
  const millimetres = (points: number) => Math.round((points * 254) / 72) / 10;
  const sheet = document.styleSheets[0];
  if (sheet === undefined) throw new Error('the printing page has no style sheet');
  sheet.insertRule(
    `@page ${name} { size: ${millimetres(page.width)}mm ${millimetres(page.height)}mm; margin: 0 }`,
    sheet.cssRules.length,
  );
}

const printPage: PrintPage = {
  warm: loadUsualFont,
  begin: (title, language) => {
    document.title = title;
    document.documentElement.lang = language;
  },
  add: async (given, options) => {
    const pages = await withCutPictures(given);
    await loadFonts(pages);
    for (const page of pages) usePaper(page);
    document.body.append(...pages.map((page) => drawPage(page, options)));
    const pictures = new Set(
      pages.flatMap(({ ink }) => ink.flatMap((one) => (one.kind === 'picture' ? [one.source] : []))),
    );
    await Promise.all([...pictures].map(decoded));
  },
  measure: () => {
    document.documentElement.classList.add('measured');
    const outside = textsOutside([...document.querySelectorAll<HTMLElement>('.kp-page')]);
    document.documentElement.classList.remove('measured');
    return outside;
  },
  unprintable: unprintableFound,
  clear: () => document.body.replaceChildren(),
};

/** A picture that cannot be decoded is left out of the paper; it does not hold the rest up. */
async function decoded(source: string): Promise<void> {
  const image = new Image();
  image.src = source;
  await image.decode().catch(() => undefined);
}

declare global {
  interface Window {
    kohyoPrint?: PrintPage;
  }
}
window.kohyoPrint = printPage;
