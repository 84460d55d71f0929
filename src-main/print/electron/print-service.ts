import type { Session, WebContentsPrintOptions } from 'electron';
import type { PrintedPage } from '../../../src-shared/page/page.ts';
import { openPrintWindow, type DrawnReport, type DrawSettings, type PrintWindow } from './print-window.ts';

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
  readonly pages: Iterable<readonly PrintedPage[]>;
  readonly total: number;
  /** Called after every chunk with the pages drawn so far. */
  readonly progress?: (drawn: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Pages that go to the window at a time: enough to keep it busy, little enough to stop soon. */
const chunk = 12;

export class PrintCancelled extends Error {
  override readonly name = 'PrintCancelled';
}

/**
 * Draws a job in a hidden window and hands the window to `use`; the window goes away whatever happens. Throws
 * `PrintCancelled` when the signal stops it.
 */
async function withDrawn<T>(environment: PrintEnvironment, job: DrawJob, use: (window: PrintWindow, report: DrawnReport) => Promise<T>): Promise<T> {
  const stopped = (): void => {
    if (job.signal?.aborted === true) throw new PrintCancelled('stopped');
  };
  stopped();
  const window = await openPrintWindow(environment.url, environment.session);
  const stop = (): void => window.close();
  job.signal?.addEventListener('abort', stop, { once: true });
  try {
    let waiting: PrintedPage[] = [];
    const flush = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const drawn = await window.add(waiting, job.settings);
      waiting = [];
      stopped();
      job.progress?.(drawn, job.total);
    };
    for (const pages of job.pages) {
      waiting.push(...pages);
      if (waiting.length >= chunk) await flush();
    }
    await flush();
    const report = await window.ready(job.title, job.language);
    stopped();
    return await use(window, report);
  } catch (error) {
    stopped();
    throw error;
  } finally {
    job.signal?.removeEventListener('abort', stop);
    window.close();
  }
}

/** The job as PDF bytes: tagged, with bookmarks, fonts embedded, and what the window measured. */
export const drawPdf = (environment: PrintEnvironment, job: DrawJob): Promise<{ readonly pdf: Uint8Array; readonly report: DrawnReport }> =>
  withDrawn(environment, job, async (window, report) => ({ pdf: await window.toPdf(), report }));

/** The job to a printer by the system's dialog; false when a person cancelled there. */
export const drawToPrinter = (environment: PrintEnvironment, job: DrawJob, options: WebContentsPrintOptions): Promise<boolean> =>
  withDrawn(environment, job, (window) => window.toPrinter({ printBackground: true, margins: { marginType: 'none' }, ...options }));
