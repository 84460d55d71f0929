import path from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import { appUrl } from './app-protocol.ts';

/** The preferences of every page; the security tests compare the running app's with them. */
export const pagePreferences = (preload: string, packaged: boolean): WebPreferences => ({
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
}

/** Makes the window; it is shown when its page has drawn, so that nobody sees an empty one. */
export function makeDeskWindow({ dist, packaged, icon }: DeskWindowOptions): BrowserWindow {
  const options: BrowserWindowConstructorOptions = {
    width: 1360,
    height: 900,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: '個票デスク',
    icon,
    webPreferences: pagePreferences(path.join(dist, 'preload.cjs'), packaged),
  };
  const window = new BrowserWindow(options);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // What was accepted is in the journal: the page comes back with it.
    if (reason !== 'clean-exit' && reason !== 'killed' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(appUrl('index.html'));
  return window;
}
