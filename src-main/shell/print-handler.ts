import path from 'node:path';
import type { Failure } from '../../src-shared/failures.ts';
import type { LaidOutPages } from '../../src-shared/ipc-contract.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { editsOf } from '../desk/document.ts';
import type { Handlers } from '../ipc.ts';
import type { DeskServices } from './handlers.ts';
import { sendPages } from './send-pages.ts';

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
      const file = documents.get(id)?.path ?? '';
      return sendPages(services.windows.of(sender), to, {
        title: path.basename(file, '.xlsx'),
        folder: path.dirname(file),
        language: settings.get().language,
        pages: laidOut.value.pages,
      });
    },
  };
}
