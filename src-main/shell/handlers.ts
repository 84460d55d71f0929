import { app, type BrowserWindow } from 'electron';
import type { Failure, Warning } from '../../src-shared/failures.ts';
import type { DocumentId, DocumentView } from '../../src-shared/ipc-contract.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { watchBusyFiles } from '../desk/busy-files.ts';
import type { Documents } from '../desk/documents.ts';
import type { IncomingFiles } from '../desk/incoming-files.ts';
import { sampleCopy } from '../desk/sample.ts';
import type { SettingsFile } from '../desk/settings.ts';
import { readFileStamped } from '../files/read-file.ts';
import { listVersions } from '../files/version-store.ts';
import type { RecentFiles } from '../files/recent-files.ts';
import { isTemporaryPlace } from '../files/file-place.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { Handlers } from '../ipc.ts';
import type { Journal } from '../journal/journal.ts';
import type { PlanWork, Work } from '../worker/requests.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { askForWorkbooks, askWhereToKeep, askWhereToSave } from './file-dialogs.ts';
import { planHandlers } from './plan-handlers.ts';
import { printHandlers } from './print-handler.ts';

/** What the handlers stand on. */
export interface DeskServices {
  readonly documents: Documents;
  readonly journal: Journal;
  /** Runs a job of the workbook engine where a hostile file can do no harm. */
  readonly work: Work;
  readonly planWork: PlanWork;
  /** Settles when the workbooks with drafts of an earlier run are open again. */
  readonly reopened: Promise<unknown>;
  readonly settings: SettingsFile;
  readonly recent: RecentFiles;
  readonly incoming: IncomingFiles;
  readonly samples: { readonly bundled: string; readonly folder: string };
  readonly developmentRuntime: boolean;
  readonly warnings: readonly Warning[];
  readonly windowOf: (contents: Electron.WebContents) => BrowserWindow;
  readonly settingsChanged: () => void;
  /** The folder of old versions. */
  readonly versions: string;
  /** The app's own folder. */
  readonly dataFolder: string;
  /** A file that was open elsewhere can be written now. */
  readonly fileFree: (document: DocumentId) => void;
  readonly mayClose: (contents: Electron.WebContents, stored: boolean) => void;
}

/** The contract's calls in terms of the services: dialogs, ids in place of paths, and nothing of their work. */
export function makeHandlers(services: DeskServices): Handlers {
  const { documents, settings, recent, incoming } = services;
  const busy = watchBusyFiles(services.fileFree);

  async function open(file: string): Promise<Result<DocumentView, Failure>> {
    const opened = await documents.open(file);
    if (opened.ok && !opened.value.sample) await recent.note(documents.get(opened.value.id)?.path ?? file, new Date());
    return opened;
  }

  /** A file in a temporary place is copied to where the person wants it; `undefined` when they do not want to. */
  async function keep(window: BrowserWindow, file: string): Promise<Result<string, Failure> | undefined> {
    const target = await askWhereToKeep(window, file, settings.get().language);
    if (target === undefined) return undefined;
    const read = await readFileStamped(file);
    if (!read.ok) return read;
    const written = await writeFileAtomically(target, read.value.bytes);
    return written.ok ? { ok: true, value: target } : written;
  }

  return {
    appInfo: () => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      developmentRuntime: services.developmentRuntime,
      warnings: services.warnings,
    }),
    getSettings: () => settings.get(),
    setSettings: async (_sender, patch) => {
      await settings.change(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)));
      services.settingsChanged();
      return settings.get();
    },
    recentFiles: () => recent.list(),
    chooseAndOpen: async (sender) => {
      const files = await askForWorkbooks(services.windowOf(sender), settings.get().language);
      const opened: Result<DocumentView, Failure>[] = [];
      for (const file of files) opened.push(await open(file));
      return opened;
    },
    openRecent: (_sender, id) => {
      const file = recent.pathOf(id);
      return file === undefined ? err({ kind: 'not-found', reason: 'file' }) : open(file);
    },
    openSample: async () => {
      const copy = await sampleCopy(services.samples.bundled, services.samples.folder);
      return copy.ok ? open(copy.value) : copy;
    },
    openAnnounced: async (sender, id) => {
      const file = incoming.pathOf(id);
      if (file === undefined) return err({ kind: 'not-found', reason: 'file' });
      if (!isTemporaryPlace(file)) return open(file);
      const kept = await keep(services.windowOf(sender), file);
      if (kept === undefined) return undefined;
      return kept.ok ? open(kept.value) : kept;
    },
    openDocuments: async () => {
      await services.reopened;
      return documents.views();
    },
    closeDocument: (_sender, id) => documents.close(id),
    acceptEdit: (_sender, edit) => documents.acceptEdit(edit),
    checkNewRow: (_sender, row) => documents.checkNewRow(row),
    save: async (_sender, id) => {
      const saved = await documents.save(id);
      return busy.watch(id, documents.get(id)?.path ?? '', saved);
    },
    oldVersions: (_sender, id) => (documents.get(id) === undefined ? err({ kind: 'not-found', reason: 'file' }) : listVersions(services.versions, id)),
    restoreVersion: (_sender, id, version) => documents.restore(id, version),
    saveAs: async (sender, id) => {
      const document = documents.get(id);
      if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
      const target = await askWhereToSave(services.windowOf(sender), document.path, settings.get().language);
      if (target === undefined) return undefined;
      const saved = await documents.save(id, target);
      if (saved.ok) await recent.note(target, new Date());
      return saved;
    },
    ...printHandlers(services),
    ...exchangeHandlers(services),
    ...planHandlers(services, open),
    readyToClose: (sender, stored) => services.mayClose(sender, stored),
  };
}
