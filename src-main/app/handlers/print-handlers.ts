import path from 'node:path';
import type { PrintOutcome } from '../../../src-shared/contract/ipc-contract.ts';
import { isListPaper, type PrinterSettings, type PrintOrder } from '../../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { notOpen } from '../../desk/document.ts';
import { askForList, askForPdf } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';
import { drawOrder } from './draw-order.ts';
import { fixedVersionHandlers } from './fixed-version-handlers.ts';
import { orderRequest, type ConflictsOf } from './order-request.ts';

/** Calls of printing and of the versions that meetings were shown. */
export type PrintCall = 'print' | 'printPages' | 'stopPrinting' | 'fixVersion' | 'fixedVersions';

/** Preview, printer and PDF: the pages are laid out in the worker and drawn by one page, whatever they go to. */
export function printHandlers(
  services: Pick<
    DeskServices,
    'documents' | 'journal' | 'settings' | 'work' | 'partWork' | 'previews' | 'outputs' | 'windows'
  >,
  conflictsOf: ConflictsOf,
): Pick<Handlers, PrintCall> {
  const { documents, settings, work, partWork, previews } = services;
  const running = new WeakMap<Electron.WebContents, AbortController>();
  const requestOf = (sender: Electron.WebContents, order: PrintOrder) =>
    orderRequest(services, conflictsOf, sender, order);

  async function toWorkbook(sender: Electron.WebContents, order: PrintOrder): Promise<Result<PrintOutcome, Failure>> {
    const request = await requestOf(sender, order);
    if (!request.ok) return request;
    if (!isListPaper(order.paper)) return err({ kind: 'print-failed', reason: 'nothing' });
    const list = await work('listPaper', request.value);
    if (!list.ok) return list;
    const proposed = besideDocument(order.document, `_${list.value.name}.xlsx`);
    const target = await askForList(services.windows.of(sender), proposed, settings.get().language);
    if (target === undefined) return ok({ outcome: 'cancelled' });
    const { writeListWorkbook } = await import('../../engine/make/new/list-workbook.ts');
    return kept(target, await writeListWorkbook(list.value));
  }

  /** Where a paper of a document is proposed to go: beside it, named after it. */
  function besideDocument(document: string, ending: string): string {
    const { dir, name } = path.parse(documents.get(document)?.path ?? '');
    return path.join(dir, `${name}${ending}`);
  }

  async function kept(target: string, bytes: Uint8Array): Promise<Result<PrintOutcome, Failure>> {
    const written = await services.outputs.write(target, bytes);
    return written.ok ? ok({ outcome: 'done', name: path.basename(target), output: written.value }) : written;
  }

  /** One drawing for a window at a time: an order ends the one before. */
  async function drawn(
    sender: Electron.WebContents,
    order: PrintOrder,
    to: { readonly target: string } | { readonly printer: PrinterSettings },
  ): Promise<Result<PrintOutcome, Failure>> {
    const request = await requestOf(sender, order);
    if (!request.ok) return request;
    running.get(sender)?.abort();
    const stop = new AbortController();
    running.set(sender, stop);
    const made = await drawOrder(partWork, request.value, {
      title: path.basename(documents.get(order.document)?.path ?? '', '.xlsx'),
      ...('printer' in to ? { printer: to.printer } : {}),
      progress: (done, total) => announce(sender, 'printProgress', { done, total }),
      stop,
    });
    if (running.get(sender) === stop) running.delete(sender);
    if (!made.ok) return made;
    if (made.value.kind === 'pdf' && 'target' in to) return kept(to.target, made.value.pdf);
    return ok({ outcome: made.value.kind === 'cancelled' ? 'cancelled' : 'done' });
  }

  return {
    printPages: async (sender, order, from, count) => {
      const request = await requestOf(sender, order);
      return request.ok ? previews.run(order.document, 'pages', { ...request.value, from, count }) : request;
    },
    print: async (sender, order, to, printer) => {
      if (documents.get(order.document) === undefined) return err(notOpen);
      if (to === 'xlsx') return toWorkbook(sender, order);
      if (to === 'printer') return drawn(sender, order, { printer });
      const proposed = besideDocument(order.document, '.pdf');
      const target = await askForPdf(services.windows.of(sender), proposed, settings.get().language);
      return target === undefined ? ok({ outcome: 'cancelled' }) : drawn(sender, order, { target });
    },
    stopPrinting: (sender) => running.get(sender)?.abort(),
    ...fixedVersionHandlers(services),
  };
}
