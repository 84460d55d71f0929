import type { BrowserWindow, WebContents } from 'electron';
import { announce } from '../ipc.ts';

/** A page that does not answer has nothing more to say: what was accepted is in the journal. */
const patience = 5000;

/**
 * Lets a page finish what is being typed before its window closes: the page hears `closing` and answers
 * `readyToClose`. Returns what that answer calls.
 */
export function closeAfterTyping(window: BrowserWindow): (contents: WebContents) => void {
  let ready = false;
  let asked = false;
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
    setTimeout(go, patience).unref();
  });
  return (contents) => {
    if (contents === window.webContents) go();
  };
}
