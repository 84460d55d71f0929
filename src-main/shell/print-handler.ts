import path from 'node:path';
import { session } from 'electron';
import type { Failure } from '../../src-shared/failures.ts';
import type { LaidOutPages } from '../../src-shared/ipc-contract.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { editsOf } from '../desk/document.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { Handlers } from '../ipc.ts';
import { drawPdf, drawToPrinter } from '../print/electron/print-service.ts';
import { appUrl } from './app-protocol.ts';
import { askForPdf } from './file-dialogs.ts';
import type { DeskServices } from './handlers.ts';

/** Preview, printer and PDF: the pages are laid out in the worker and drawn by one page, whatever they go to. */
export function printHandlers(services: DeskServices): Pick<Handlers, 'print' | 'printPages'> {
  const { documents, journal, settings, work } = services;

  async function layOut(id: string, items: readonly string[], changes: 'marked' | 'comparison' | undefined): Promise<Result<LaidOutPages, Failure>> {
    const document = documents.get(id);
    if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
    const wanted = new Set(items);
    const now = new Date();
    return work('pages', {
      bytes: document.bytes,
      edits: editsOf(journal.draftsOf(id).filter(({ item }) => wanted.has(item))),
      file: path.basename(document.path),
      items,
      policy: 'grow',
      changes,
      date: now.toLocaleDateString('ja-JP'),
      time: now.toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' }),
    });
  }

  return {
    printPages: (_sender, { document, items, changes }) => layOut(document, items, changes),
    print: async (sender, { document: id, items, to, changes }) => {
      const laidOut = await layOut(id, items, changes);
      if (!laidOut.ok) return laidOut;
      const { pages } = laidOut.value;
      const title = path.basename(documents.get(id)?.path ?? '', '.xlsx');
      const { language } = settings.get();
      const job = { title, language, settings: {}, pages: pages.map((page) => [page]), total: pages.length };
      const environment = { url: appUrl('print.html'), session: session.defaultSession };
      if (to === 'printer') {
        try {
          return ok({ outcome: (await drawToPrinter(environment, job, {})) ? 'done' : 'cancelled' });
        } catch (error) {
          return err({ kind: 'print-failed', reason: 'printer', values: { code: messageOf(error) } });
        }
      }
      const target = await askForPdf(services.windows.of(sender), path.join(path.dirname(documents.get(id)?.path ?? ''), `${title}.pdf`), language);
      if (target === undefined) return ok({ outcome: 'cancelled' });
      try {
        const { pdf } = await drawPdf(environment, job);
        const written = await writeFileAtomically(target, pdf);
        return written.ok ? ok({ outcome: 'done', name: path.basename(target) }) : written;
      } catch (error) {
        return err({ kind: 'print-failed', reason: 'window', values: { code: messageOf(error) } });
      }
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
