import path from 'node:path';
import { app, type WebContents } from 'electron';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { DocumentId, DocumentView, Saved } from '../../../src-shared/contract/documents.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import { watchBusyFiles } from '../../desk/busy-files.ts';
import { sampleCopy } from '../../desk/sample.ts';
import { removeOldLeftovers } from '../../files/old-leftovers.ts';
import { readFileStamped } from '../../files/read-file.ts';
import { listVersions } from '../../files/version-store.ts';
import { isTemporaryPlace } from '../../files/file-place.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { announce, type Handlers } from '../ipc.ts';
import { windowHandlers } from './window-handlers.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { expectPreview } from './expect-preview.ts';
import { askForWorkbooks, askWhereToKeep, askWhereToSave } from '../file-dialogs.ts';
import { openConflictsOf } from '../open-conflicts.ts';
import { formHandlers } from './form-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { printHandlers } from './print-handlers.ts';
import type { DeskServices } from './desk-services.ts';

/** The contract's calls in terms of the services: dialogs, ids in place of paths, and nothing of their work. */
export function makeHandlers(services: DeskServices): Handlers {
  const { documents, settings, recent, incoming, windows } = services;
  const language = () => settings.get().language;
  /** The window whose save was refused saves again when the file is free; it may have closed meanwhile. */
  const refused = new Map<DocumentId, WebContents>();
  const busy = watchBusyFiles((document) => {
    const asked = refused.get(document);
    const window = asked !== undefined && windows.isOurs(asked) ? windows.of(asked) : windows.front();
    if (window !== undefined) announce(window.webContents, 'fileFree', { document });
  });
  let unknownForm: string | undefined;
  const exchange = exchangeHandlers(services);
  const expectPaper = expectPreview(documents, services.previews);

  async function open(
    sender: WebContents,
    file: string,
    place: { readonly done: number; readonly total: number } = { done: 0, total: 1 },
  ): Promise<Result<DocumentView, Failure>> {
    announce(sender, 'workProgress', { work: 'opening', name: path.basename(file), ...place });
    const before = new Map(documents.views().map(({ id, stamp }) => [id, stamp.sha256]));
    const opened = await documents.open(file);
    if (!opened.ok && opened.failure.kind === 'no-items') unknownForm = file;
    if (opened.ok) {
      const { id, stamp, folder, sample } = opened.value;
      windows.hold(sender, id);
      expectPaper(id);
      if (before.has(id) && before.get(id) !== stamp.sha256) windows.tell('documentChanged', { document: id }, sender);
      void removeOldLeftovers([folder]);
      if (!sample) await recent.note(documents.get(id)?.path ?? file, new Date());
    }
    return opened;
  }

  /** A file in a temporary place is copied to where the person wants it; `undefined` when they do not want to. */
  async function keep(sender: WebContents, file: string): Promise<Result<string, Failure> | undefined> {
    const target = await askWhereToKeep(windows.of(sender), file, language());
    if (target === undefined) return undefined;
    const read = await readFileStamped(file);
    if (!read.ok) return read;
    const written = await writeFileAtomically(target, read.value.bytes);
    return written.ok ? { ok: true, value: target } : written;
  }

  /** Tells the other windows what a save has done to the document. */
  function told(sender: WebContents, id: DocumentId, saved: Result<Saved, Failure>): Result<Saved, Failure> {
    if (saved.ok) windows.tell('saved', { document: id, saved: saved.value }, sender);
    else if (saved.failure.kind === 'changed-on-disk') windows.tell('documentChanged', { document: id }, sender);
    return saved;
  }

  return {
    appInfo: (sender) => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      developmentRuntime: services.developmentRuntime,
      warnings: services.warnings,
      window: windows.numberOf(sender),
    }),
    startedFor: () => services.waiting.answer(incoming),
    getSettings: () => settings.get(),
    setSettings: async (sender, patch) => {
      await settings.change(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)));
      services.settingsChanged();
      windows.tell('settingsChanged', settings.get(), sender);
      return settings.get();
    },
    recentFiles: async () =>
      (await recent.list()).map((file) => {
        const at = recent.pathOf(file.id);
        const document = at === undefined ? undefined : services.journal.documentAt(at);
        return { ...file, unsaved: document !== undefined && services.journal.draftsOf(document).length > 0 };
      }),
    chooseAndOpen: async (sender) => {
      const files = await askForWorkbooks(windows.of(sender), language());
      const opened: Result<DocumentView, Failure>[] = [];
      for (const [done, file] of files.entries()) {
        const view = await open(sender, file, { done, total: files.length });
        opened.push(view);
        // Who stops the opening of several means all of them.
        if (!view.ok && view.failure.kind === 'stopped') break;
      }
      return opened;
    },
    openRecent: (sender, id) => {
      const file = recent.pathOf(id);
      return file === undefined ? err({ kind: 'not-found', reason: 'file' }) : open(sender, file);
    },
    openSample: async (sender) => {
      const copy = await sampleCopy(services.samples.bundled, services.samples.folder);
      return copy.ok ? open(sender, copy.value) : copy;
    },
    openAnnounced: async (sender, id) => {
      const file = incoming.pathOf(id);
      if (file === undefined) return err({ kind: 'not-found', reason: 'file' });
      if (!isTemporaryPlace(file)) return open(sender, file);
      const kept = await keep(sender, file);
      if (kept === undefined) return undefined;
      return kept.ok ? open(sender, kept.value) : kept;
    },
    stopWork: (_sender, what) => services.stopWork(what),
    newWindow: (_sender, document) => void windows.open(document ?? undefined),
    openDocuments: async (sender) => {
      await services.reopened;
      const views = documents.views();
      for (const { id } of views) {
        windows.hold(sender, id);
        expectPaper(id);
      }
      return views;
    },
    closeDocument: (sender, id) => {
      if (windows.release(sender, id)) return undefined;
      services.previews.leave(id);
      return documents.close(id);
    },
    acceptEdit: (_sender, edit) => documents.acceptEdit(edit),
    numbersKnown: async (_sender, journal, last) => {
      if (journal === services.journal.id) await services.journal.raiseTo(last);
    },
    pastEdits: (_sender, id, above) => services.journal.history(id, above),
    checkNewRow: (_sender, row) => documents.checkNewRow(row),
    save: async (sender, id) => {
      const file = documents.get(id)?.path ?? '';
      if (file !== '')
        announce(sender, 'workProgress', { work: 'saving', name: path.basename(file), done: 0, total: 1 });
      const saved = told(sender, id, await documents.save(id));
      refused.set(id, sender);
      return busy.watch(id, file, saved);
    },
    oldVersions: (_sender, id) =>
      documents.get(id) === undefined
        ? err({ kind: 'not-found', reason: 'file' })
        : listVersions(services.versions, id),
    compareVersion: (_sender, id, version) => documents.compareVersion(id, version),
    restoreVersion: async (sender, id, version) => {
      const restored = await documents.restore(id, version);
      if (restored.ok) windows.tell('documentChanged', { document: id }, sender);
      return restored;
    },
    saveAs: async (sender, id) => {
      const document = documents.get(id);
      if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
      const target = await askWhereToSave(windows.of(sender), document.path, language());
      if (target === undefined) return undefined;
      announce(sender, 'workProgress', { work: 'saving', name: path.basename(target), done: 0, total: 1 });
      const saved = told(sender, id, await documents.save(id, target));
      if (saved.ok) await recent.note(target, new Date());
      return saved;
    },
    ...exchange,
    ...printHandlers(services, openConflictsOf(documents, services.journal, exchange.exchangeView)),
    ...planHandlers(services, open),
    ...windowHandlers(services),
    ...formHandlers({ ...services, refused: () => unknownForm }),
    readyToClose: (sender, answer) => windows.mayClose(sender, answer),
  };
}
