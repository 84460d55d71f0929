import path from 'node:path';
import { session, type BrowserWindow } from 'electron';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { PrintOutcome } from '../../src-shared/contract/ipc-contract.ts';
import type { Language } from '../../src-shared/failures/language.ts';
import type { PrintedPage } from '../../src-shared/paper/page.ts';
import { sideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { drawPdf, drawToPrinter } from '../printing/electron/print-service.ts';
import { appUrl } from './app-protocol.ts';
import { askForPdf } from './file-dialogs.ts';
import type { Outputs } from './outputs.ts';

export interface PagesToSend {
  /** The PDF's title, and its name in the dialog. */
  readonly title: string;
  /** Where the dialog begins. */
  readonly folder: string;
  readonly language: Language;
  readonly pages: readonly PrintedPage[];
  readonly outputs: Outputs;
}

/** Pages that are laid out, to a printer or into a PDF that the person names. */
export async function sendPages(
  window: BrowserWindow,
  to: 'printer' | 'pdf',
  { title, folder, language, pages, outputs }: PagesToSend,
): Promise<Result<PrintOutcome, Failure>> {
  const job = { title, language, settings: {}, pages: pages.map((page) => [sideToDraw(page)]), total: pages.length };
  const environment = { url: appUrl('print.html'), session: session.defaultSession };
  if (to === 'printer') {
    try {
      return ok({ outcome: (await drawToPrinter(environment, job, {})) ? 'done' : 'cancelled' });
    } catch (error) {
      return err({ kind: 'print-failed', reason: 'printer', values: { code: messageOf(error) } });
    }
  }
  const target = await askForPdf(window, path.join(folder, `${title}.pdf`), language);
  if (target === undefined) return ok({ outcome: 'cancelled' });
  try {
    const { pdf } = await drawPdf(environment, job);
    const written = await outputs.write(target, pdf);
    return written.ok ? ok({ outcome: 'done', name: path.basename(target), output: written.value }) : written;
  } catch (error) {
    return err({ kind: 'print-failed', reason: 'window', values: { code: messageOf(error) } });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
