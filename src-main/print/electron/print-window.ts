import { BrowserWindow, type PrintToPDFOptions, type Session, type WebContentsPrintOptions } from 'electron';
import type { PrintedPage } from '../../../src-shared/page/page.ts';

/** How pages are drawn; the same for all of one job. */
export interface DrawSettings {
  readonly grey?: boolean;
  readonly watermark?: string;
}

/** A text that lies outside its box. */
export interface TextOutside {
  readonly page: number;
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  /** Points. */
  readonly by: number;
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
  /** Draws further pages and answers when their fonts and pictures are there. */
  add(pages: readonly PrintedPage[], settings: DrawSettings): Promise<void>;
  /** Measures all pages that are drawn; the first is counted as `firstPage`. */
  measure(firstPage: number): Promise<readonly TextOutside[]>;
  unprintable(): Promise<readonly string[]>;
  /** The drawn pages as PDF, tagged. */
  toPdf(): Promise<Uint8Array>;
  /** Takes all drawn pages away. */
  clear(): Promise<void>;
  /** Sends the pages to a printer; the dialog is the system's. False when a person cancelled. */
  toPrinter(options: WebContentsPrintOptions): Promise<boolean>;
  close(): void;
}

/** Opens the printing page. `url` is the built `print.html`; the session must serve it. */
export async function openPrintWindow({ url, session, title, language }: { readonly url: string; readonly session: Session; readonly title: string; readonly language: string }): Promise<PrintWindow> {
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false, spellcheck: false },
  });
  const gone = new Promise<never>((_, reject) => {
    window.webContents.once('render-process-gone', (_event, details) => reject(new Error(`the printing page ended: ${details.reason}`)));
    window.once('closed', () => reject(new Error('the printing window was closed')));
  });
  // Nobody waits for it when everything goes well.
  gone.catch(() => undefined);
  const run = <T>(call: string, args: readonly unknown[]): Promise<T> =>
    // As text of JSON, which is read much faster than the same as code.
    Promise.race([window.webContents.executeJavaScript(`window.kohyoPrint.${call}(...JSON.parse(${JSON.stringify(JSON.stringify(args))}))`) as Promise<T>, gone]);
  try {
    await Promise.race([window.loadURL(url), gone]);
    await run('begin', [title, language]);
  } catch (error) {
    if (!window.isDestroyed()) window.destroy();
    throw error;
  }
  return {
    add: (pages, settings) => run('add', [pages, settings]),
    measure: (firstPage) => run('measure', [firstPage]),
    unprintable: () => run('unprintable', []),
    clear: () => run('clear', []),
    toPdf: () => Promise.race([window.webContents.printToPDF(pdfOptions), gone]),
    toPrinter: (options) =>
      new Promise((resolve, reject) => {
        gone.catch(reject);
        window.webContents.print(options, (success, reason) => {
          if (success) resolve(true);
          else if (/cancel/iu.test(reason)) resolve(false);
          else reject(new Error(reason));
        });
      }),
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

const pdfOptions: PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  margins: { top: 0, bottom: 0, left: 0, right: 0 },
};
