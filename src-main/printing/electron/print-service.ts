import type { Session, WebContentsPrintOptions } from 'electron';
import type { PrintedPage, TextOutside } from '../../../src-shared/paper/page.ts';
import { PdfJoiner, type Bookmark } from '../pdf/join-pdfs.ts';
import {
  openPrintWindow,
  type DrawnReport,
  type DrawSettings,
  type PrintTarget,
  type PrintWindow,
} from './print-window.ts';

export interface PrintEnvironment {
  /** URL of the built print.html, and the session that serves it. */
  readonly url: string;
  readonly session: Session;
}

export interface DrawJob {
  readonly title: string;
  readonly language: 'ja' | 'en';
  readonly settings: DrawSettings;
  /** Pages in order; laid out while the window draws. */
  readonly pages: Iterable<readonly PrintedPage[]> | AsyncIterable<readonly PrintedPage[]>;
  readonly total: number;
  /** Measure whether texts lie in their boxes; costs a layout of every page. */
  readonly measure?: boolean;
  /** Called after every part with the pages drawn so far. */
  readonly progress?: (drawn: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Pages that the window holds at a time. Chromium's work for a page grows with the pages beside it, so parts of this size take
 * half the time of all at once, and memory stays the same for 30 pages and for 300.
 */
const chunk = 20;

/**
 * Parts that one window prints. Chromium's process keeps what pages left behind (80 MB a hundred pages, measured), and clearing it
 * away by its collector takes the fonts too; a fresh window costs less.
 */
const partsPerWindow = 5;

class PrintCancelled extends Error {
  override readonly name = 'PrintCancelled';
}

/**
 * Lets the window's answers in between two sheets. By the global function: Electron wakes Node's loop for that one, not for the
 * one of `timers/promises`, which then may wait for ever.
 */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** What is done with the drawn pages. */
interface Hands<T> {
  /** Takes each part while it stands in its window. */
  readonly part: (window: PrintWindow, part: readonly PrintedPage[]) => Promise<void>;
  /** Takes leave of each window; the answer for the last one is the job's. */
  readonly leave: (window: PrintWindow) => Promise<T>;
  /** Parts that one window draws; no further one is opened when missing. */
  readonly partsPerWindow?: number;
}

/**
 * Draws a job part by part in a hidden window. The next part is laid out while the window draws. Windows go away whatever
 * happens. Throws `PrintCancelled` when the signal stops it.
 */
async function withDrawn<T>(
  { url, session }: PrintEnvironment,
  to: PrintTarget['to'],
  job: DrawJob,
  hands: Hands<T>,
): Promise<T> {
  const stopped = (): void => {
    if (job.signal?.aborted === true) throw new PrintCancelled('stopped');
  };
  stopped();
  const open = (): Promise<PrintWindow> =>
    openPrintWindow({ url, session, title: job.title, language: job.language, to });
  let window = await open();
  const stop = (): void => window.close();
  job.signal?.addEventListener('abort', stop, { once: true });
  try {
    let parts = 0;
    const draw = async (part: readonly PrintedPage[]): Promise<void> => {
      if (parts === hands.partsPerWindow) {
        await hands.leave(window);
        window.close();
        window = await open();
        parts = 0;
        stopped();
      }
      parts += 1;
      await window.add(part, job.settings);
      await hands.part(window, part);
    };
    let drawn = 0;
    let busy = Promise.resolve();
    let failed = false;
    const next = (part: readonly PrintedPage[]): void => {
      busy = draw(part).then(() => {
        drawn += part.length;
        stopped();
        job.progress?.(drawn, job.total);
      });
      busy.catch(() => (failed = true));
    };
    let waiting: PrintedPage[] = [];
    for await (const pages of job.pages) {
      waiting.push(...pages);
      if (waiting.length >= chunk) {
        await busy;
        next(waiting);
        waiting = [];
      }
      await turn();
      if (failed) break;
    }
    await busy;
    if (waiting.length > 0) next(waiting);
    await busy;
    return await hands.leave(window);
  } catch (error) {
    stopped();
    throw error;
  } finally {
    job.signal?.removeEventListener('abort', stop);
    stop();
  }
}

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
  await withDrawn(environment, 'pdf', tagged, {
    partsPerWindow,
    part: async (window, part) => {
      for (const [index, { heading, level = 2 }] of part.entries())
        if (heading !== undefined) bookmarks.push({ title: heading, level, page: count + index });
      if (job.measure === true) outside.push(...(await window.measure(count + 1)));
      count += part.length;
      joiner.add(await window.toPdf());
      await window.clear();
    },
    leave: async (window) => {
      for (const char of await window.unprintable()) unprintable.add(char);
    },
  });
  if (joiner.pages !== count) throw new Error(`${count} pages were drawn, ${joiner.pages} printed`);
  const report = { pages: count, unprintable: [...unprintable], ...(job.measure === true ? { outside } : {}) };
  return { pdf: await joiner.finish({ title: job.title, language: job.language, bookmarks }), report };
}

/** The job to a printer by the system's dialog; false when a person cancelled there. A printer takes a job whole, so the window holds it whole. */
export const drawToPrinter = (
  environment: PrintEnvironment,
  job: DrawJob,
  options: WebContentsPrintOptions,
): Promise<boolean> =>
  withDrawn(environment, 'printer', job, {
    part: () => Promise.resolve(),
    leave: (window) => window.toPrinter({ printBackground: true, margins: { marginType: 'none' }, ...options }),
  });
