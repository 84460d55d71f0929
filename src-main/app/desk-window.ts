import path from 'node:path';
import { BrowserWindow, dialog, screen, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import type { Language, Sentence } from '../../src-shared/failures/language.ts';
import { appUrl } from './app-protocol.ts';
import { keepPlace, readPlace, visiblePlace } from './window-place.ts';

/** The preferences of every page; the security tests compare the running app's with them. */
const pagePreferences = (preload: string, packaged: boolean): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
  devTools: !packaged,
});

export interface DeskWindowOptions {
  readonly dist: string;
  readonly packaged: boolean;
  readonly icon: string;
  readonly language: () => Language;
  /** The folder that the window's place is kept in. */
  readonly dataFolder: string;
  /** A second window stands beside the first, not on it. */
  readonly first: boolean;
}

/** A page that dies more often than this within a minute would only die again: the person decides. */
const mostReloads = 3;
const minute = 60_000;

const texts = {
  died: {
    ja: '画面が何度も異常終了しました。入力した内容はこの端末に残っています。',
    en: 'The window has broken several times. What you typed is kept on this machine.',
  },
  again: { ja: 'もう一度表示する', en: 'Show it again' },
  close: { ja: 'ウィンドウを閉じる', en: 'Close the window' },
} as const satisfies Record<string, Sentence>;

/** Makes the window; it is shown when its page has drawn, so that nobody sees an empty one. */
export function makeDeskWindow({
  dist,
  packaged,
  icon,
  language,
  dataFolder,
  first,
}: DeskWindowOptions): BrowserWindow {
  const kept = readPlace(dataFolder);
  const place =
    kept === undefined
      ? undefined
      : visiblePlace(
          kept,
          screen.getAllDisplays().map(({ workArea }) => workArea),
        );
  const { x, y, width = 1360, height = 900, maximized } = place ?? {};
  const options: BrowserWindowConstructorOptions = {
    width,
    height,
    ...(first && x !== undefined && y !== undefined ? { x, y } : {}),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: '個票デスク',
    icon,
    webPreferences: pagePreferences(path.join(dist, 'preload.cjs'), packaged),
  };
  const window = new BrowserWindow(options);
  if (maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepPlace(window, dataFolder);
  comeBackAfterCrash(window, language);
  void window.loadURL(appUrl('index.html'));
  return window;
}

/** Loads the page again when its process has died, killed by the system for want of memory included: what was accepted is in the journal. */
function comeBackAfterCrash(window: BrowserWindow, language: () => Language): void {
  let deaths: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < minute), now];
    if (deaths.length <= mostReloads) {
      window.reload();
      return;
    }
    const said = language();
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: texts.died[said],
        buttons: [texts.again[said], texts.close[said]],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      })
      .then(({ response }) => {
        if (window.isDestroyed()) return;
        if (response === 0) window.reload();
        else window.destroy();
      });
  });
}
