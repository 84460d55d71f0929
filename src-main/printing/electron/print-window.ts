import {
  BrowserWindow,
  WebContentsView,
  type PrintToPDFOptions,
  type Session,
  type WebContents,
  type WebContentsPrintOptions,
} from 'electron';
import type { TextOutside } from '../../../src-shared/paper/page.ts';
import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';

/** How pages are drawn; the same for all of one job. */
export interface DrawSettings {
  readonly grey?: boolean;
  readonly watermark?: string;
  /** See `DrawOptions`. */
  readonly tagged?: boolean;
}

/** What the printing window found when everything was drawn. */
export interface DrawnReport {
  readonly pages: number;
  /** Measured in the window, when the job asks for it. */
  readonly outside?: readonly TextOutside[];
  /** Characters that no font at hand can draw; they print as boxed codes. */
  readonly unprintable: readonly string[];
}

/**
 * A hidden window that draws printed pages. Its page answers when it has drawn; no timers. `close` always ends it, and a
 * crash of its renderer ends every call with an error.
 */
export interface PrintWindow {
  /** Loads what nearly every page needs, while nobody knows yet which will come. */
  warm(): Promise<void>;
  /** Names what will be drawn, before the first page. */
  begin(title: string, language: string): Promise<void>;
  /** Draws further pages and answers when their fonts and pictures are there. */
  add(pages: readonly SideToDraw[], settings: DrawSettings): Promise<void>;
  /** Measures all pages that are drawn, counted from 1. */
  measure(): Promise<readonly TextOutside[]>;
  unprintable(): Promise<readonly string[]>;
  /** The drawn pages as PDF, tagged. */
  toPdf(): Promise<Uint8Array>;
  /** Takes all drawn pages away. */
  clear(): Promise<void>;
  /** Sends the pages to a printer; the dialog is the system's. False when a person cancelled. */
  toPrinter(options: WebContentsPrintOptions): Promise<boolean>;
  close(): void;
}

export interface PrintTarget {
  /** The built `print.html`, and the session that serves it. */
  readonly url: string;
  readonly session: Session;
  /** A printer's dialog needs a window to belong to; a PDF needs none, and no display. */
  readonly to: 'pdf' | 'printer';
}

/** Opens the printing page. */
export async function openPrintWindow({ url, session, to }: PrintTarget): Promise<PrintWindow> {
  const page = to === 'printer' ? inWindow(session) : withoutWindow(session);
  const { contents } = page;
  const gone = new Promise<never>((_, reject) => {
    contents.once('render-process-gone', (_event, details) =>
      reject(new Error(`the printing page ended: ${details.reason}`)),
    );
    contents.once('destroyed', () => reject(new Error('the printing window was closed')));
  });
  // Nobody waits for it when everything goes well.
  gone.catch(() => undefined);
  const run = <T>(call: string, args: readonly unknown[] = []): Promise<T> => runWith(call, JSON.stringify(args));
  const runWith = <T>(call: string, args: string): Promise<T> =>
    // As text of JSON, which is read much faster than the same as code.
    Promise.race([
      contents.executeJavaScript(`window.kohyoPrint.${call}(...JSON.parse(${JSON.stringify(args)}))`) as Promise<T>,
      gone,
    ]);
  try {
    await Promise.race([contents.loadURL(url), gone]);
  } catch (error) {
    page.close();
    throw error;
  }
  let printing: Promise<unknown> = Promise.resolve();
  return {
    warm: () => run('warm', []),
    begin: (title, language) => run('begin', [title, language]),
    add: (pages, settings) =>
      runWith('add', `[[${pages.map(({ page }) => page).join(',')}],${JSON.stringify(settings)}]`),
    measure: () => run('measure', []),
    unprintable: () => run('unprintable', []),
    clear: () => run('clear', []),
    toPdf: () => {
      const made = contents.printToPDF(pdfOptions);
      printing = made.catch(() => undefined);
      return Promise.race([made, gone]);
    },
    toPrinter: (options) =>
      new Promise((resolve, reject) => {
        gone.catch(reject);
        contents.print(options, (success, reason) => {
          if (success) resolve(true);
          else if (/cancel/iu.test(reason)) resolve(false);
          else reject(new Error(reason));
        });
      }),
    // Chromium refuses to print the next page where one goes in the middle of it («Printing failed», Electron 33).
    close: () => void Promise.race([printing, pause(longestPart)]).then(page.close),
  };
}

/** A part takes about a second; what takes longer than this hangs (milliseconds). */
const longestPart = 5000;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

interface Page {
  readonly contents: WebContents;
  close(): void;
}

const preferences = (session: Session) =>
  ({
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    backgroundThrottling: false,
    spellcheck: false,
  }) as const;

function inWindow(session: Session): Page {
  const window = new BrowserWindow({ show: false, width: 900, height: 1200, webPreferences: preferences(session) });
  return {
    contents: window.webContents,
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/**
 * A page that draws off the screen. Without a window of its own it would count as hidden, and Chromium would give its fonts
 * away between two parts: twice the time.
 */
function withoutWindow(session: Session): Page {
  const view = new WebContentsView({ webPreferences: { ...preferences(session), offscreen: true } });
  view.webContents.stopPainting();
  return {
    contents: view.webContents,
    // Holds the view too: its page ends with it.
    close: () => {
      if (!view.webContents.isDestroyed()) view.webContents.close();
    },
  };
}

const pdfOptions: PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  margins: { top: 0, bottom: 0, left: 0, right: 0 },
};
