import { startDatabase, type DatabaseStart } from '../db/database.ts';
import { cachedSettings, cacheSettings } from '../db/settings.ts';
import { desk, dropFiles, onDesk } from '../desk.ts';
import { claimAnnounced } from './exchange.ts';
import { loadUndo } from '../editing/edit.ts';
import { answerClosing } from './closing.ts';
import { saveDocument } from './save.ts';
import { sayDatabaseTrouble, tellNumbers } from '../state/recover.ts';
import { followOtherWindows } from './other-windows.ts';
import { loadWorkspace, openAnnounced, openSample } from './documents.ts';
import { notify, patchSession, session } from '../state/session.ts';

/** Files dropped anywhere on the window are opened; the browser's own answer would be to leave the page. */
function acceptDrops(): void {
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) dropFiles(files);
  });
}

function sayDatabase(start: DatabaseStart): void {
  const reasons = {
    'made-anew': 'database-made-anew',
    'beside-newer': 'database-newer',
    unusable: 'database-unusable',
  } as const;
  if (start !== 'open') sayDatabaseTrouble(reasons[start], 'IndexedDB');
}

/** Brings the window up: settings, what was open, what waits to be opened. `run` runs an action by its id. */
export async function startWorkspace(run: (action: string) => void): Promise<void> {
  sayDatabase(await startDatabase());
  const cached = await cachedSettings().catch(() => undefined);
  if (cached !== undefined) patchSession({ settings: cached });
  // One after the other, so that tabs stand in the order in which the files were named.
  let opening = Promise.resolve();
  const open = (id: string): void => void (opening = opening.then(() => openAnnounced(id)));
  onDesk('fileAnnounced', ({ id }) => {
    if (!claimAnnounced(id)) open(id);
  });
  // The person has asked for it: it is done when it can be.
  onDesk('fileFree', ({ document }) => void saveDocument(document));
  onDesk('command', ({ name }) => run(name));
  onDesk('closing', () => {
    // Leaving the box ends a composition, so that its text is handed over too.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void answerClosing();
  });
  acceptDrops();
  const settings = await desk('getSettings');
  const info = await desk('appInfo');
  patchSession({ settings, info });
  // What the start found is said once, in the first window.
  for (const warning of info.window === 0 ? info.warnings : [])
    notify({
      id: `start-${warning.kind}-${String(warning.reason)}`,
      tone: 'warning',
      content: { kind: 'warning', warning },
    });
  await cacheSettings(settings).catch(() => undefined);
  await loadUndo().catch(() => undefined);
  await tellNumbers();
  await loadWorkspace();
  // What was announced meanwhile has waited in the bridge.
  followOtherWindows();
  const { files, sample } = await desk('startedFor');
  // A file in a temporary place asks a question first, which must not hold up the rest.
  const [lasting, temporary] = [files.filter((file) => !file.temporary), files.filter((file) => file.temporary)];
  for (const { id } of lasting) await openAnnounced(id);
  if (sample) await openSample();
  for (const { id } of temporary) open(id);
  if (!settings.firstStartDone && info.window === 0) {
    if (session.get().documents.length === 0) await openSample();
    patchSession({ dialog: { kind: 'first-start' } });
  }
  patchSession({ ready: true });
}
