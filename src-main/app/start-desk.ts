import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { sentence, type Failure } from '../../src-shared/failures/failures.ts';
import { makeDocuments } from '../desk/documents.ts';
import { incomingFiles } from '../desk/incoming-files.ts';
import { log, logTo } from '../files/log.ts';
import { reopenUnsaved } from '../desk/reopen-unsaved.ts';
import { openSettings } from '../desk/settings.ts';
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
import { keepThread } from '../jobs/kept-thread.ts';
import type { PlanWork, PartWork } from '../jobs/requests.ts';
import { runInWorker, workerLimits } from '../jobs/run-in-worker.ts';
import { stoppable } from '../jobs/stoppable.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { askWhetherToGiveUp } from './file-dialogs.ts';
import { makeDeskWindow } from './desk-window.ts';
import { deskWindows } from './desk-windows.ts';
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
export async function startDesk(start: DeskStart): Promise<BrowserWindow | undefined> {
  registerAppScheme();
  lockDownCommandLine();
  lockDownContents();
  // For root, who tests in containers, a launcher switches Chromium's sandbox off; the two together end the process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
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
  if (!app.requestSingleInstanceLock({ files: start.files } satisfies Handover)) {
    app.exit(0);
    return undefined;
  }
  const waiting = startFiles(start.files, start.sample);
  let take = (files: readonly string[]): void => void waiting.keep(files);
  app.on('second-instance', (_event, _argv, _cwd, handover) => take((handover as Handover | null)?.files ?? []));
  // macOS hands files over by an event, the first one before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    take([file]);
  });

  compileQuickly();
  await app.whenReady();
  logTo(path.join(data.value, 'logs'));
  const journal = await openJournal(path.join(data.value, 'journal'));
  if (!journal.ok) return giveUp(journal.failure);
  const settings = await openSettings(data.value);
  const recent = await openRecentFiles(data.value);
  const incoming = incomingFiles();
  const samples = {
    bundled: path.join(start.assets, 'sample', 'sample-plan.xlsx'),
    folder: path.join(data.value, 'sample'),
  };
  const { work, stop: stopWork } = stoppable((name, args, signal) =>
    runInWorker(path.join(start.dist, 'worker.js'), name, args, workerLimits, {
      take: () => Promise.resolve(),
      signal,
    }),
  );
  const planWork: PlanWork = (name, args) => runInWorker(path.join(start.dist, 'worker.js'), name, args);
  const partWork: PartWork = (name, args, take, signal) =>
    runInWorker(path.join(start.dist, 'worker.js'), name, args, workerLimits, { take, signal });
  const previews = keepThread(path.join(start.dist, 'worker.js'));
  const versions = path.join(data.value, 'versions');
  const documents = makeDocuments({
    journal: journal.value,
    versions,
    rescue: path.join(data.value, 'unsaved'),
    samples: samples.folder,
    work,
    growRows: () => settings.get().growRows,
    forms: async () => (await registeredForms(data.value)).flatMap(({ form }) => form ?? []),
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
  const warnings = [...journal.value.warnings, ...(await dataFolderWarnings(data.value))];
  // Nobody waits for it: what killed writers have left in the stores lies there for a day anyway.
  for (const store of [data.value, versions, path.join(data.value, 'unsaved')]) void removeOldLeftoversIn(store);
  const reopened = reopenUnsaved(journal.value, documents);
  lockDownSession(session.defaultSession);
  serveApp(session.defaultSession, path.join(start.dist, 'renderer'));

  // From here on nothing waits: the page must find its handlers, whenever it gets to run.
  const windows = deskWindows({
    make: () =>
      makeDeskWindow({
        dist: start.dist,
        packaged: app.isPackaged,
        icon: path.join(start.assets, 'icon.png'),
        language: () => settings.get().language,
        dataFolder: data.value,
        first: windows === undefined || !windows.several(),
      }),
    giveUp: (asked) => askWhetherToGiveUp(asked, settings.get().language),
    leftAlone: (ids) => {
      for (const id of ids) {
        previews.leave(id);
        void documents.close(id);
      }
    },
  });
  const showMenu = (): void => setMenu(settings.get().language, windows.front, app.isPackaged);
  showMenu();
  take = (files) => {
    const window = windows.front();
    if (waiting.keep(files) || window === undefined) return;
    for (const file of files) announce(window.webContents, 'fileAnnounced', incoming.take(file));
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  const handlers = makeHandlers({
    documents,
    journal: journal.value,
    work,
    stopWork,
    planWork,
    partWork,
    previews,
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
    dataFolder: data.value,
  });
  answerCalls(handlers, windows.isOurs);
  hearDrops(windows.isOurs, (contents, files) => {
    for (const file of files) announce(contents, 'fileAnnounced', incoming.take(file));
  });
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
