import path from 'node:path';
import type { WebContents } from 'electron';
import type { DocumentId, Saved } from '../../../src-shared/contract/documents.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { watchBusyFiles } from '../../desk/busy-files.ts';
import { notOpen } from '../../desk/document.ts';
import { listVersions } from '../../files/version-store.ts';
import { askWhereToSave } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';

/** Calls that save, and that go back to what was saved before. */
export type SavingCall = 'save' | 'saveAs' | 'oldVersions' | 'compareVersion' | 'restoreVersion';

export function savingHandlers({
  documents,
  settings,
  recent,
  windows,
  versions,
}: Pick<DeskServices, 'documents' | 'settings' | 'recent' | 'windows' | 'versions'>): Pick<Handlers, SavingCall> {
  /** The window whose save was refused saves again when the file is free; it may have closed meanwhile. */
  const refused = new Map<DocumentId, WebContents>();
  const busy = watchBusyFiles((document) => {
    const asked = refused.get(document);
    const window = asked !== undefined && windows.isOurs(asked) ? windows.of(asked) : windows.front();
    if (window !== undefined) announce(window.webContents, 'fileFree', { document });
  });

  /** Tells the other windows what a save has done to the document. */
  function told(sender: WebContents, id: DocumentId, saved: Result<Saved, Failure>): Result<Saved, Failure> {
    if (saved.ok) windows.tell('saved', { document: id, saved: saved.value }, sender);
    else if (saved.failure.kind === 'changed-on-disk') windows.tell('documentChanged', { document: id }, sender);
    return saved;
  }

  return {
    save: async (sender, id) => {
      const file = documents.get(id)?.path ?? '';
      if (file !== '')
        announce(sender, 'workProgress', { work: 'saving', name: path.basename(file), done: 0, total: 1 });
      const saved = told(sender, id, await documents.save(id));
      refused.set(id, sender);
      return busy.watch(id, file, saved);
    },
    oldVersions: (_sender, id) => (documents.get(id) === undefined ? err(notOpen) : listVersions(versions, id)),
    compareVersion: (_sender, id, version) => documents.compareVersion(id, version),
    restoreVersion: async (sender, id, version) => {
      const restored = await documents.restore(id, version);
      if (restored.ok) windows.tell('documentChanged', { document: id }, sender);
      return restored;
    },
    saveAs: async (sender, id) => {
      const document = documents.get(id);
      if (document === undefined) return err(notOpen);
      const target = await askWhereToSave(windows.of(sender), document.path, settings.get().language);
      if (target === undefined) return undefined;
      announce(sender, 'workProgress', { work: 'saving', name: path.basename(target), done: 0, total: 1 });
      const saved = told(sender, id, await documents.save(id, target));
      if (saved.ok) await recent.note(target, new Date());
      return saved;
    },
  };
}
