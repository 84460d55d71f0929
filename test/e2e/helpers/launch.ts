import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** A running app with its first window. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The app's data folder (KOHYO_DATA_DIR). */
  readonly data: string;
  /** Ends the app as a person does, by closing its window; resolves when the process is gone. */
  close(): Promise<void>;
  /** kill -9, at once. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** The data folder of an earlier run; a new one otherwise. */
  readonly data?: string;
  /** Workbooks and switches of the command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Greets the person as on the first start of a new profile; otherwise that is over already. */
  readonly firstStart?: boolean;
}

/**
 * Starts the built app (dist/) in a profile of its own. The Electron comes from KOHYO_ELECTRON, which scripts/test.mjs
 * sets. For root Chromium's sandbox must be off: the launcher says so, the app never does.
 */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const executablePath = process.env['KOHYO_ELECTRON'];
  if (executablePath === undefined)
    throw new Error('KOHYO_ELECTRON names no Electron; run npm test, or node scripts/e2e.mjs FILE');
  const data = options.data ?? lastingFolder('data');
  if (options.data === undefined && options.firstStart !== true) {
    fs.writeFileSync(
      path.join(data, 'settings.json'),
      JSON.stringify({ firstStartDone: true, personName: '港 花子', personSection: '', atClosing: 'leave' }),
    );
  }
  const app = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), KOHYO_DATA_DIR: data, ...options.env },
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  // The window listens to drops and keys, and what an earlier run left open is there.
  await page.locator('[data-ready]').waitFor();
  const gone = new Promise<void>((resolve) => void app.process().once('exit', () => resolve()));
  return {
    app,
    page,
    data,
    close: async () => {
      await app.evaluate(({ BrowserWindow, dialog }) => {
        // A test that asks nothing of the questions at closing closes without saving, as a person may.
        if ((globalThis as { shownMessages?: unknown }).shownMessages === undefined)
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
        for (const window of BrowserWindow.getAllWindows()) window.close();
      });
      await gone;
    },
    kill: async () => {
      app.process().kill('SIGKILL');
      await gone;
    },
  };
}

const made: string[] = [];

/**
 * A new folder that the app does not take for a temporary place: in the home folder, since checkouts may lie in /tmp.
 * `removeFolders` removes them all.
 */
export function lastingFolder(name: string): string {
  const folder = fs.mkdtempSync(path.join(os.homedir(), `kohyo-desk-test-${name}-`));
  made.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
