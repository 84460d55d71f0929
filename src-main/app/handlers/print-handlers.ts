import path from 'node:path';
import { session } from 'electron';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { PrintOutcome } from '../../../src-shared/contract/ipc-contract.ts';
import { japaneseDate, momentOnPaper } from '../../../src-shared/paper/japanese-date.ts';
import type { OpenConflict } from '../../../src-shared/paper/open-papers.ts';
import type { PrintedPage } from '../../../src-shared/paper/page.ts';
import {
  isListPaper,
  type FixedVersion,
  type PrinterSettings,
  type PrintOrder,
} from '../../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { editsOf } from '../../desk/document.ts';
import { chooseVersion, fixVersion, listVersions, readVersion } from '../../exchange/folder/fixed-versions.ts';
import { identityOfItems } from '../../exchange/folder/find-folder.ts';
import { foldersOf, openMemory } from '../../exchange/folder/keep-sendings.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import type { OpenDocument } from '../../desk/document.ts';
import { announce, type Handlers } from '../ipc.ts';
import { drawPdf, drawToPrinter, type DrawJob } from '../../printing/electron/print-service.ts';
import { takeParts } from '../../printing/take-parts.ts';
import { versionTitle } from '../../printing/version-to-compare.ts';
import type { Emit, PagesRequest, PartRequests } from '../../jobs/requests.ts';
import { appUrl } from '../app-protocol.ts';
import { askForList, askForPdf } from '../file-dialogs.ts';
import type { DeskServices } from './desk-services.ts';
import type { WithWorkbook } from '../../engine/jobs/requests.ts';

/** Calls of printing and of the versions that meetings were shown. */
export type PrintCall = 'print' | 'printPages' | 'stopPrinting' | 'fixVersion' | 'fixedVersions';

type SidesPart = PartRequests['sides']['part'];

/** A job that could not be laid out to its end. */
class JobFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Preview, printer and PDF: the pages are laid out in the worker and drawn by one page, whatever they go to. */
export function printHandlers(
  services: Pick<
    DeskServices,
    'documents' | 'journal' | 'settings' | 'work' | 'partWork' | 'previews' | 'outputs' | 'windows'
  >,
  conflictsOf: (sender: Electron.WebContents, document: string) => Promise<Result<readonly OpenConflict[], Failure>>,
): Pick<Handlers, PrintCall> {
  const { documents, journal, settings, work, partWork, previews } = services;
  const running = new WeakMap<Electron.WebContents, AbortController>();
  const draftsOf = (id: string): WithWorkbook['edits'] => editsOf(journal.draftsOf(id));

  /** An order with everything that the worker needs for it. */
  async function requestOf(
    sender: Electron.WebContents,
    order: PrintOrder,
  ): Promise<Result<PagesRequest & WithWorkbook, Failure>> {
    const found = documents.get(order.document);
    if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
    const now = new Date();
    const version = order.since?.kind === 'version' ? await versionOf(found, order.since.id) : ok(undefined);
    if (!version.ok) return version;
    const conflicts = order.paper === 'conflicts' ? await conflictsOf(sender, order.document) : ok([]);
    if (!conflicts.ok) return conflicts;
    const { document: _, ...rest } = order;
    return ok({
      ...rest,
      bytes: found.bytes,
      form: found.contents.description,
      edits: draftsOf(order.document),
      file: path.basename(found.path),
      folder: `${path.dirname(found.path)}${path.sep}`,
      policy: 'grow',
      ...momentOnPaper(now),
      today: japaneseDate(now),
      ...(version.value === undefined ? {} : { version: version.value }),
      conflicts: conflicts.value,
    });
  }

  async function versionOf(
    master: OpenDocument,
    id: string,
  ): Promise<Result<{ readonly bytes: Uint8Array; readonly name: string }, Failure>> {
    const version = chooseVersion(await listVersions(await foldersOf(master.path, () => identify(master))), id);
    if (!version.ok) return version;
    const bytes = await readVersion(version.value);
    return bytes.ok ? ok({ bytes: bytes.value, name: versionTitle(version.value) }) : bytes;
  }

  async function toWorkbook(sender: Electron.WebContents, order: PrintOrder): Promise<Result<PrintOutcome, Failure>> {
    const request = await requestOf(sender, order);
    if (!request.ok) return request;
    if (!isListPaper(order.paper)) return err({ kind: 'print-failed', reason: 'nothing' });
    const list = await work('listPaper', request.value);
    if (!list.ok) return list;
    const target = await askForList(
      services.windows.of(sender),
      proposed(order.document, list.value.name, 'xlsx'),
      settings.get().language,
    );
    if (target === undefined) return ok({ outcome: 'cancelled' });
    const { writeListWorkbook } = await import('../../engine/make/new/list-workbook.ts');
    const written = await writeFileAtomically(target, await writeListWorkbook(list.value));
    return written.ok ? ok(doneIn(target)) : written;
  }

  const doneIn = (target: string): PrintOutcome => ({
    outcome: 'done',
    name: path.basename(target),
    output: services.outputs.note(target),
  });

  /** Where a paper of a document is proposed to go: beside it, named after it. */
  function proposed(document: string, what: string | undefined, extension: string): string {
    const file = documents.get(document)?.path ?? '';
    const { dir, name } = path.parse(file);
    return path.join(dir, `${name}${what === undefined ? '' : `_${what}`}.${extension}`);
  }

  async function drawn(
    sender: Electron.WebContents,
    order: PrintOrder,
    target: string | undefined,
    printer: PrinterSettings,
  ): Promise<Result<PrintOutcome, Failure>> {
    const request = await requestOf(sender, order);
    if (!request.ok) return request;
    running.get(sender)?.abort();
    const stop = new AbortController();
    running.set(sender, stop);
    const parts = takeParts((give: Emit<SidesPart>) => partWork('sides', request.value, give, stop.signal));
    try {
      const first = await parts.next();
      if (first.done === true)
        return first.value.ok
          ? err({ kind: 'print-failed', reason: 'nothing' })
          : stop.signal.aborted
            ? ok({ outcome: 'cancelled' })
            : first.value;
      const total = 'total' in first.value ? first.value.total : 0;
      if (total === 0) return err({ kind: 'print-failed', reason: 'nothing' });
      announce(sender, 'printProgress', { done: 0, total });
      const job: DrawJob = {
        title: path.basename(documents.get(order.document)?.path ?? '', '.xlsx'),
        language: 'ja',
        settings: { grey: order.grey === true },
        pages: pagesOf(parts),
        total,
        progress: (done) => announce(sender, 'printProgress', { done, total }),
        signal: stop.signal,
      };
      const environment = { url: appUrl('print.html'), session: session.defaultSession };
      if (target === undefined) {
        const { copies, bothSides } = printer;
        const done = await drawToPrinter(environment, job, {
          copies,
          duplexMode: bothSides ? 'longEdge' : 'simplex',
          color: order.grey !== true,
        });
        return ok({ outcome: done ? 'done' : 'cancelled' });
      }
      const { pdf } = await drawPdf(environment, job);
      const written = await writeFileAtomically(target, pdf);
      return written.ok ? ok(doneIn(target)) : written;
    } catch (error) {
      if (stop.signal.aborted) return ok({ outcome: 'cancelled' });
      if (error instanceof JobFailed) return err(error.failure);
      return err({
        kind: 'print-failed',
        reason: target === undefined ? 'printer' : 'window',
        values: { code: error instanceof Error ? error.message : String(error) },
      });
    } finally {
      // Whatever is still being laid out is not wanted any more.
      stop.abort();
      if (running.get(sender) === stop) running.delete(sender);
    }
  }

  return {
    printPages: async (sender, order, from, count) => {
      const request = await requestOf(sender, order);
      return request.ok ? previews.run(order.document, 'pages', { ...request.value, from, count }) : request;
    },
    print: async (sender, order, to, printer) => {
      if (documents.get(order.document) === undefined) return err({ kind: 'not-found', reason: 'file' });
      if (to === 'xlsx') return toWorkbook(sender, order);
      if (to === 'printer') return drawn(sender, order, undefined, printer);
      const target = await askForPdf(
        services.windows.of(sender),
        proposed(order.document, undefined, 'pdf'),
        settings.get().language,
      );
      return target === undefined ? ok({ outcome: 'cancelled' }) : drawn(sender, order, target, printer);
    },
    stopPrinting: (sender) => running.get(sender)?.abort(),
    fixVersion: async (_sender, id, name) => {
      const found = documents.get(id);
      if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
      const bytes = await work('withEdits', {
        bytes: found.bytes,
        edits: draftsOf(id),
        form: found.contents.description,
      });
      if (!bytes.ok) return bytes;
      const memory = await openMemory(found.path, undefined, () => identify(found));
      if (!memory.ok) return memory;
      const { folder } = memory.value;
      if (folder === undefined)
        return err({ kind: 'write-failed', reason: 'read-only', file: path.basename(found.path) });
      const { personName, personSection } = settings.get();
      const fixed = await fixVersion(
        folder.path,
        { name, at: new Date(), by: personName || personSection },
        bytes.value,
      );
      return fixed.ok ? ok(viewOf(fixed.value)) : fixed;
    },
    fixedVersions: async (_sender, id) => {
      const found = documents.get(id);
      if (found === undefined) return [];
      return (await listVersions(await foldersOf(found.path, () => identify(found)))).map(viewOf);
    },
  };
}

const identify = async ({ bytes, contents }: OpenDocument) =>
  identityOfItems(bytes, contents.plan.planId, contents.items);

/** The window sees no paths. */
const viewOf = ({ id, name, at, by }: FixedVersion): FixedVersion => ({
  id,
  name,
  at,
  ...(by === undefined ? {} : { by }),
});

/** The pages among the parts; what ends the laying out early ends the drawing. */
async function* pagesOf(
  parts: AsyncGenerator<SidesPart, Result<unknown, Failure>>,
): AsyncGenerator<readonly PrintedPage[]> {
  for (;;) {
    const next = await parts.next();
    if (next.done === true) {
      if (!next.value.ok) throw new JobFailed(next.value.failure);
      return;
    }
    if ('pages' in next.value) yield next.value.pages;
  }
}
