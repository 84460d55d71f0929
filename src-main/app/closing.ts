import type { BrowserWindow, WebContents } from 'electron';
import type { ClosingAnswer } from '../../src-shared/contract/ipc-contract.ts';
import { announce } from './ipc.ts';

/** What the page of a closing window calls. */
export interface WindowClosing {
  /** A person is being asked: the window waits as long as they think. */
  readonly isAsking: (contents: WebContents) => void;
  readonly answer: (contents: WebContents, answer: ClosingAnswer) => void;
}

/** A page that does not answer has nothing more to say: what was accepted is in the journal. */
const patience = 5000;

/**
 * Lets a page finish what is being typed and ask what it has to ask before its window closes: the page hears `closing` and
 * answers `readyToClose`. When something typed could not be stored (the disk is full), the person is asked with `giveUp`
 * whether to close all the same.
 */
export function closeAfterTyping(window: BrowserWindow, giveUp: () => Promise<boolean>): WindowClosing {
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
  const isOwn = (contents: WebContents): boolean => !window.isDestroyed() && contents === window.webContents && asked;
  return {
    isAsking: (contents) => {
      if (isOwn(contents)) clearTimeout(timer);
    },
    answer: (contents, answer) => {
      if (!isOwn(contents)) return;
      clearTimeout(timer);
      if (answer === 'close') go();
      else if (answer === 'stay') asked = false;
      else
        void giveUp().then((close) => {
          asked = false;
          if (close) go();
        });
    },
  };
}
