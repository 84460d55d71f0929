import type { PrintedPage } from '../../src-shared/page/page.ts';
import { drawPage, pageName, type DrawOptions } from './draw-page.ts';
import { loadFonts, unprintableFound } from './measure-text.ts';
import { textsOutside, type TextOutside } from './text-outside.ts';

/**
 * The printing window's page. Main adds pages in chunks; each call answers when they are drawn with their fonts, so
 * that nobody has to wait for a time.
 */
export interface PrintPage {
  /** Draws further pages; answers with how many there are now. */
  add(pages: readonly PrintedPage[], options: DrawOptions): Promise<number>;
  /** Answers when everything is laid out and all pictures are decoded. */
  ready(title: string, language: string): Promise<PrintReady>;
  clear(): void;
}

export interface PrintReady {
  readonly pages: number;
  readonly outside: readonly TextOutside[];
  /** Characters that print as boxed codes. */
  readonly unprintable: readonly string[];
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
  sheet.insertRule(`@page ${name} { size: ${millimetres(page.width)}mm ${millimetres(page.height)}mm; margin: 0 }`, sheet.cssRules.length);
}

const printPage: PrintPage = {
  add: async (pages, options) => {
    await loadFonts(pages);
    for (const page of pages) usePaper(page);
    document.body.append(...pages.map((page) => drawPage(page, options)));
    return document.body.childElementCount;
  },
  ready: async (title, language) => {
    document.title = title;
    document.documentElement.lang = language;
    await document.fonts.ready;
    await Promise.all([...document.querySelectorAll('image')].map((image) => decoded(image.getAttribute('href') ?? '')));
    const pages = [...document.querySelectorAll<HTMLElement>('.kp-page')];
    return { pages: pages.length, outside: textsOutside(pages, 1), unprintable: unprintableFound() };
  },
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
