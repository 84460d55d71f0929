import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, session, type BrowserWindow, type WebContents } from 'electron';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import { sentence, type Failure } from '../../src-shared/failures/failures.ts';
import { makeDocuments } from '../desk/documents.ts';
import { incomingFiles } from '../desk/incoming-files.ts';
import { log, logTo } from '../files/log.ts';
import { reopenUnsaved } from '../desk/reopen-unsaved.ts';
import { openSettings, type SettingsFile } from '../desk/settings.ts';
import { startFiles } from '../desk/start-files.ts';
import { chooseDataFolder, dataFolderWarnings } from '../files/data-folder.ts';
import { formInFolder } from '../exchange/folder/form-in-folder.ts';
import { planFolderOf } from '../exchange/folder/plan-folder-place.ts';
import { ownFolder } from '../files/file-system.ts';
import { registeredForms } from '../files/form-store.ts';
import { removeOldLeftoversIn } from '../files/old-leftovers.ts';
import { openRecentFiles } from '../files/recent-files.ts';
import { announce, answerCalls, hearDrops } from './ipc.ts';
import { openJournal } from '../journal/journal.ts';
import { setMenu } from './menu.ts';
import { compileQuickly } from '../jobs/compile-quickly.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { askWhetherToGiveUp } from './file-dialogs.ts';
import { makeDeskWindow } from './desk-window.ts';
import { deskThreads } from './desk-threads.ts';
import { deskWindows, type DeskWindows } from './desk-windows.ts';
import { makeHandlers } from './handlers/handlers.ts';
import { makeOutputs } from './outputs.ts';
import { lockDownCommandLine, lockDownContents, lockDownSession } from './lock-down.ts';

export interface DeskStart {
  /** Workbooks that the command line names. */
  readonly files: readonly string[];
  readonly sample: boolean;
  /** The folder of the built program, and of its assets. */
  readonly dist: string;
  readonly assets: string;
  readonly developmentRuntime: boolean;
}

/** What a second start hands to the first. */
interface Handover {
  readonly files: readonly string[];
}

/** Starts the program with its window, or hands its files to the one that runs. To be called before the app is ready. */
// oxlint-disable-next-line max-lines-per-function -- the one place where the desk's parts are put together, in the order in which they need each other
export async function startDesk(start: DeskStart): Promise<BrowserWindow | undefined> {
  registerAppScheme();
  lockDownCommandLine();
  lockDownContents();
  // For root, who tests in containers, a launcher switches Chromium's sandbox off; the two together end the process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const folder = await claimDataFolder();
  if (folder === undefined) return undefined;
  if (!app.requestSingleInstanceLock({ files: start.files } satisfies Handover)) {
    app.exit(0);
    return undefined;
  }
  const waiting = startFiles(start.files, start.sample);
  let take = (files: readonly string[]): void => void waiting.keep(files);
  hearOfFiles((files) => take(files));

  compileQuickly();
  await app.whenReady();
  logTo(path.join(folder, 'logs'));
  const journal = await openJournal(path.join(folder, 'journal'));
  if (!journal.ok) return giveUp(journal.failure);
  const settings = await openSettings(folder);
  const recent = await openRecentFiles(folder);
  const threads = deskThreads(path.join(start.dist, 'worker.js'));
  const samples = {
    bundled: path.join(start.assets, 'sample', 'sample-plan.xlsx'),
    folder: path.join(folder, 'sample'),
  };
  const versions = path.join(folder, 'versions');
  const rescue = path.join(folder, 'unsaved');
  const documents = makeDocuments({
    journal: journal.value,
    versions,
    rescue,
    samples: samples.folder,
    work: threads.work,
    growRows: () => settings.get().growRows,
    forms: async () => (await registeredForms(folder)).flatMap(({ form }) => form ?? []),
    planForm: async (file) => {
      const form = await formInFolder(planFolderOf(file));
      return form.ok ? form.value : undefined;
    },
    now: () => new Date(),
    person: () => settings.get().personName,
    // Every window hears of an edit; the one that made it has shown it already.
    edited: (edit) => {
      if (windows.several()) windows.tell('edited', edit);
    },
  });
  const warnings = [...journal.value.warnings, ...(await dataFolderWarnings(folder))];
  // Nobody waits for it: what killed writers have left in the stores lies there for a day anyway.
  for (const store of [folder, versions, rescue]) void removeOldLeftoversIn(store);
  const reopened = reopenUnsaved(journal.value, documents);
  lockDownSession(session.defaultSession);
  serveApp(session.defaultSession, path.join(start.dist, 'renderer'));

  // From here on nothing waits: the page must find its handlers, whenever it gets to run.
  const windows = windowsOf(start, folder, settings, (id) => {
    threads.previews.leave(id);
    void documents.close(id);
  });
  const incoming = incomingFiles();
  const hand = (contents: WebContents, files: readonly string[]): void => {
    for (const file of files) announce(contents, 'fileAnnounced', incoming.take(file));
  };
  const showMenu = (): void => setMenu(settings.get().language, windows.front, app.isPackaged);
  showMenu();
  take = (files) => {
    const window = windows.front();
    if (waiting.keep(files) || window === undefined) return;
    hand(window.webContents, files);
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  const handlers = makeHandlers({
    ...threads,
    documents,
    journal: journal.value,
    reopened,
    settings,
    recent,
    incoming,
    waiting,
    samples,
    developmentRuntime: start.developmentRuntime,
    warnings,
    windows,
    outputs: makeOutputs(),
    settingsChanged: showMenu,
    versions,
    dataFolder: folder,
  });
  answerCalls(handlers, windows.isOurs);
  hearDrops(windows.isOurs, hand);
  const window = windows.open();
  app.on('window-all-closed', () => app.quit());
  closeJournalOnQuit(async () => {
    // A save that is under way is finished first.
    await documents.settled();
    await documents.makeRescueCopies();
    await journal.value.close();
  });
  log('start', `version ${app.getVersion()}, Electron ${process.versions.electron ?? ''}`);
  return window;
}

/** The data folder, there and Chromium's own files in it; `undefined` when the program cannot run, which was said. */
async function claimDataFolder(): Promise<string | undefined> {
  const data = chooseDataFolder();
  if (!data.ok) return giveUp(data.failure);
  try {
    mkdirSync(data.value, { recursive: true, mode: ownFolder });
  } catch (error) {
    return giveUp({
      kind: 'journal',
      reason: 'unusable',
      values: { folder: data.value, code: (error as NodeJS.ErrnoException).code ?? '' },
    });
  }
  // Chromium's own files (the database among them) beside the journal: one folder to move, keep or delete.
  app.setPath('userData', path.join(data.value, 'profile'));
  app.setAppLogsPath(path.join(data.value, 'logs'));
  return data.value;
}

/** Files that the system hands over while the program runs, or before it is ready. */
function hearOfFiles(take: (files: readonly string[]) => void): void {
  app.on('second-instance', (_event, _argv, _cwd, handover) => take((handover as Handover | null)?.files ?? []));
  // macOS hands files over by an event, the first one before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    take([file]);
  });
}

/** `leave` is told of each document that no window shows any more. */
function windowsOf(
  start: DeskStart,
  dataFolder: string,
  settings: SettingsFile,
  leave: (document: DocumentId) => void,
): DeskWindows {
  const language = () => settings.get().language;
  return deskWindows({
    make: (first) =>
      makeDeskWindow({
        dist: start.dist,
        packaged: app.isPackaged,
        icon: path.join(start.assets, 'icon.png'),
        language,
        dataFolder,
        first,
      }),
    giveUp: (asked) => askWhetherToGiveUp(asked, language()),
    leftAlone: (ids) => ids.forEach(leave),
  });
}

/** The last copies and the last snapshot are made before the process ends. */
function closeJournalOnQuit(close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void close().finally(() => app.quit());
  });
}

async function giveUp(failure: Failure): Promise<undefined> {
  await app.whenReady();
  dialog.showErrorBox('個票デスク', `${sentence(failure, 'ja')}\n\n${sentence(failure, 'en')}`);
  app.exit(1);
}
