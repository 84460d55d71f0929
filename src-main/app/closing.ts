import type { BrowserWindow, WebContents } from 'electron';
import { announce } from './ipc.ts';

/** A page that does not answer has nothing more to say: what was accepted is in the journal. */
const patience = 5000;

/**
 * Lets a page finish what is being typed before its window closes: the page hears `closing` and answers
 * `readyToClose`. Returns what that answer calls. When something typed could not be stored (the disk is full), the
 * person is asked with `giveUp` whether to close all the same.
 */
export function closeAfterTyping(
  window: BrowserWindow,
  giveUp: () => Promise<boolean>,
): (contents: WebContents, stored: boolean) => void {
  let ready = false;
  let asked = false;
  let timer: NodeJS.Timeout | undefined;
  const go = (): void => {
    ready = true;
    if (!window.isDestroyed()) window.close();
  };
  window.on('close', (event) => {
    if (ready || window.webContents.isCrashed()) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    announce(window.webContents, 'closing', {});
    timer = setTimeout(go, patience);
    timer.unref();
  });
  return (contents, stored) => {
    if (contents !== window.webContents || !asked) return;
    clearTimeout(timer);
    if (stored) {
      go();
      return;
    }
    void giveUp().then((close) => {
      asked = false;
      if (close) go();
    });
  };
}
