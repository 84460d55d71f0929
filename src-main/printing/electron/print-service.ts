import { availableParallelism } from 'node:os';
import type { Session, WebContentsPrintOptions } from 'electron';
import type { TextOutside } from '../../../src-shared/paper/page.ts';
import { PdfJoiner, type Bookmark } from '../pdf/join-pdfs.ts';
import { drawInParts, type PagesToDraw, type Share } from './draw-in-parts.ts';
import { openPrintWindow, type DrawnReport, type PrintTarget, type PrintWindow } from './print-window.ts';

export interface PrintEnvironment {
  /** URL of the built print.html, and the session that serves it. */
  readonly url: string;
  readonly session: Session;
  /** Windows for PDFs that were opened before it was known what they draw; each is taken once. */
  readonly ready?: Promise<PrintWindow>[];
}

export interface DrawJob extends PagesToDraw {
  readonly title: string;
  readonly language: 'ja' | 'en';
  /** Measure whether texts lie in their boxes; costs a layout of every page. */
  readonly measure?: boolean;
}

/**
 * Pages that a window holds at a time. Chromium's work for a page grows with the pages beside it, so parts of this size take
 * half the time of all at once, and memory stays the same for 30 pages and for 300.
 */
const mostPerPart = 20;

/**
 * Parts that one window prints. Chromium's process keeps what pages left behind (80 MB a hundred pages, measured), and clearing it
 * away by its collector takes the fonts too; a fresh window costs less.
 */
const partsPerWindow = 5;

/** Smaller ones than this cost more than they let windows end together: each has its fonts. */
const leastPerPart = 10;

/** Two windows where there is work and a processor for both; parts that grow smaller, so that neither waits for the other at the end. */
function shareOf(total: number): Share {
  if (total <= mostPerPart || availableParallelism() === 1)
    return { windows: 1, pagesOf: () => mostPerPart, partsPerWindow };
  const pagesOf = (left: number): number => Math.min(mostPerPart, Math.max(leastPerPart, Math.ceil(left / 4)));
  return { windows: 2, pagesOf, partsPerWindow };
}

const opener =
  ({ url, session, ready }: PrintEnvironment, to: PrintTarget['to'], { title, language }: DrawJob) =>
  (): Promise<PrintWindow> => {
    const warm = to === 'pdf' ? ready?.shift() : undefined;
    return (warm ?? openPrintWindow({ url, session, to })).then(async (window) => {
      await window.begin(title, language);
      return window;
    });
  };

/** The job as PDF bytes: tagged, with bookmarks, fonts embedded, title and language; and what the windows found. */
export async function drawPdf(
  environment: PrintEnvironment,
  job: DrawJob,
): Promise<{ readonly pdf: Uint8Array; readonly report: DrawnReport }> {
  const joiner = new PdfJoiner();
  const tagged = { ...job, settings: { ...job.settings, tagged: true } };
  const outside: TextOutside[] = [];
  const bookmarks: Bookmark[] = [];
  const unprintable = new Set<string>();
  let count = 0;
  await drawInParts(opener(environment, 'pdf', job), tagged, shareOf(job.total), {
    part: async (window) => {
      const found = job.measure === true ? await window.measure() : [];
      const pdf = await window.toPdf();
      await window.clear();
      return { pdf, found };
    },
    take: ({ pdf, found }, part) => {
      for (const [index, { heading, level = 2 }] of part.entries())
        if (heading !== undefined) bookmarks.push({ title: heading, level, page: count + index });
      outside.push(...found.map((one) => ({ ...one, page: one.page + count })));
      count += part.length;
      joiner.add(pdf);
    },
    leave: async (window) => {
      for (const char of await window.unprintable()) unprintable.add(char);
    },
  });
  if (joiner.pages !== count) throw new Error(`${count} pages were drawn, ${joiner.pages} printed`);
  const report = { pages: count, unprintable: [...unprintable], ...(job.measure === true ? { outside } : {}) };
  return { pdf: await joiner.finish({ title: job.title, language: job.language, bookmarks }), report };
}

/** The job to a printer by the system's dialog; false when a person cancelled there. A printer takes a job whole, so one window holds it whole. */
export async function drawToPrinter(
  environment: PrintEnvironment,
  job: DrawJob,
  options: WebContentsPrintOptions,
): Promise<boolean> {
  let done = false;
  const whole = { windows: 1, pagesOf: () => mostPerPart };
  await drawInParts(opener(environment, 'printer', job), job, whole, {
    part: () => Promise.resolve(),
    take: () => undefined,
    leave: async (window) => {
      done = await window.toPrinter({ printBackground: true, margins: { marginType: 'none' }, ...options });
    },
  });
  return done;
}
