import path from 'node:path';
import type { BrowserWindow, WebContents } from 'electron';
import type { DocumentView } from '../../../src-shared/contract/documents.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import { notOpen } from '../../desk/document.ts';
import { sampleCopy } from '../../desk/sample.ts';
import { isTemporaryPlace } from '../../files/file-place.ts';
import { removeOldLeftovers } from '../../files/old-leftovers.ts';
import { readFileStamped } from '../../files/read-file.ts';
import { workbooksIn } from '../../files/workbooks-in.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { askForFolder, askForWorkbooks, askWhereToKeep } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';
import { expectPreview } from './expect-preview.ts';

const texts = {
  plan: { ja: '計画のフォルダーを選ぶ', en: 'Choose the folder of a plan' },
} as const satisfies Record<string, Sentence>;

/** Calls that open workbooks, and that let go of them. */
export type OpeningCall =
  | 'recentFiles'
  | 'chooseAndOpen'
  | 'chooseFolderAndOpen'
  | 'openRecent'
  | 'openSample'
  | 'openAnnounced'
  | 'openDocuments'
  | 'closeDocument';

export interface Opening {
  readonly handlers: Pick<Handlers, OpeningCall>;
  /** Opens a file for a window that has written or made it. */
  readonly open: (sender: WebContents, file: string) => Promise<Result<DocumentView, Failure>>;
  /** The file that was refused last because its form is not known. */
  readonly refused: () => string | undefined;
}

export function openingHandlers(
  services: Pick<
    DeskServices,
    'documents' | 'journal' | 'settings' | 'recent' | 'incoming' | 'windows' | 'previews' | 'samples' | 'reopened'
  >,
): Opening {
  const { documents, settings, recent, incoming, windows } = services;
  const language = () => settings.get().language;
  let unknownForm: string | undefined;
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

  const openAll = (sender: WebContents, files: readonly string[]) =>
    untilStopped(files, (file, done) => open(sender, file, { done, total: files.length }));

  const handlers: Pick<Handlers, OpeningCall> = {
    recentFiles: async () =>
      (await recent.list()).map((file) => {
        const at = recent.pathOf(file.id);
        const document = at === undefined ? undefined : services.journal.documentAt(at);
        return { ...file, unsaved: document !== undefined && services.journal.draftsOf(document).length > 0 };
      }),
    chooseAndOpen: async (sender) => openAll(sender, await askForWorkbooks(windows.of(sender), language())),
    chooseFolderAndOpen: async (sender) => {
      const folder = await askForFolder(windows.of(sender), texts.plan[language()]);
      if (folder === undefined) return [];
      const files = await workbooksIn(folder);
      return files.length === 0
        ? [err({ kind: 'not-found', reason: 'no-workbooks', file: path.basename(folder) })]
        : openAll(sender, files);
    },
    openRecent: (sender, id) => {
      const file = recent.pathOf(id);
      return file === undefined ? err(notOpen) : open(sender, file);
    },
    openSample: async (sender) => {
      const copy = await sampleCopy(services.samples.bundled, services.samples.folder);
      return copy.ok ? open(sender, copy.value) : copy;
    },
    openAnnounced: async (sender, id) => {
      const file = incoming.pathOf(id);
      if (file === undefined) return err(notOpen);
      if (!isTemporaryPlace(file)) return open(sender, file);
      const kept = await keep(windows.of(sender), file, language());
      if (kept === undefined) return undefined;
      return kept.ok ? open(sender, kept.value) : kept;
    },
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
  };
  return { handlers, open, refused: () => unknownForm };
}

/** Opens one file after the other; who stops the opening of several means all of them. */
async function untilStopped(
  files: readonly string[],
  open: (file: string, done: number) => Promise<Result<DocumentView, Failure>>,
): Promise<readonly Result<DocumentView, Failure>[]> {
  const opened: Result<DocumentView, Failure>[] = [];
  for (const [done, file] of files.entries()) {
    const view = await open(file, done);
    opened.push(view);
    if (!view.ok && view.failure.kind === 'stopped') break;
  }
  return opened;
}

/** A file in a temporary place is copied to where the person wants it; `undefined` when they do not want to. */
async function keep(
  window: BrowserWindow,
  file: string,
  language: Language,
): Promise<Result<string, Failure> | undefined> {
  const target = await askWhereToKeep(window, file, language);
  if (target === undefined) return undefined;
  const read = await readFileStamped(file);
  if (!read.ok) return read;
  const written = await writeFileAtomically(target, read.value.bytes);
  return written.ok ? { ok: true, value: target } : written;
}
