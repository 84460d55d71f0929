import type { BrowserWindow, WebContents } from 'electron';
import type { AnnouncementName, Announcements, ClosingAnswer } from '../../src-shared/contract/ipc-contract.ts';
import { announce } from './ipc.ts';
import { closeAfterTyping, type WindowClosing } from './closing.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';

/** More windows than anybody has screens for; each costs the memory of a page. */
const mostWindows = 8;

/** The windows of the desk. All stand on the same documents: what one of them changes, the others are told. */
export interface DeskWindows {
  /** Opens a window, with this document in front; `undefined` when there are too many. */
  open(document?: DocumentId): BrowserWindow | undefined;
  isOurs(contents: WebContents): boolean;
  several(): boolean;
  /** The window of a page that has called; the front one when it has closed meanwhile. */
  of(contents: WebContents): BrowserWindow;
  /** The number of a window, from 0; given again when it has closed. */
  numberOf(contents: WebContents): number;
  /** The window that a person works in, or worked in last. */
  front(): BrowserWindow | undefined;
  tell<N extends AnnouncementName>(name: N, payload: Announcements[N], except?: WebContents): void;
  /** The answer of a page that was told to close; see closing.ts. */
  mayClose(contents: WebContents, answer: ClosingAnswer): void;
  /** A page that was told to close is asking the person. */
  isAsking(contents: WebContents): void;
  isShownElsewhere(contents: WebContents, document: DocumentId): boolean;
  /** Notes that a window shows a document. */
  hold(contents: WebContents, document: DocumentId): void;
  /** Notes that a window has closed a document; whether any other window still shows it. */
  release(contents: WebContents, document: DocumentId): boolean;
}

interface Held {
  readonly window: BrowserWindow;
  readonly number: number;
  readonly documents: Set<DocumentId>;
  readonly closing: WindowClosing;
}

export interface DeskWindowsOptions {
  /** `first`: no other window is open. */
  readonly make: (first: boolean) => BrowserWindow;
  readonly giveUp: (window: BrowserWindow) => Promise<boolean>;
  /** A window has closed: nobody shows these documents any more. */
  readonly leftAlone: (documents: readonly DocumentId[]) => void;
}

export function deskWindows({ make, giveUp, leftAlone }: DeskWindowsOptions): DeskWindows {
  const held = new Map<WebContents, Held>();
  let last: Held | undefined;

  const shownElsewhere = (document: DocumentId): boolean =>
    [...held.values()].some(({ documents }) => documents.has(document));
  function freeNumber(): number {
    const taken = new Set([...held.values()].map(({ number }) => number));
    let number = 0;
    while (taken.has(number)) number += 1;
    return number;
  }

  return {
    open(document) {
      if (held.size >= mostWindows) return undefined;
      const window = make(held.size === 0);
      // Asked now: a destroyed window has no contents to look up by.
      const contents = window.webContents;
      const own: Held = {
        window,
        number: freeNumber(),
        documents: new Set(),
        closing: closeAfterTyping(window, () => giveUp(window)),
      };
      held.set(contents, own);
      last ??= own;
      window.on('focus', () => (last = own));
      window.on('closed', () => {
        held.delete(contents);
        if (last === own) last = [...held.values()].at(-1);
        if (held.size > 0) leftAlone([...own.documents].filter((each) => !shownElsewhere(each)));
      });
      if (document !== undefined) announceWhenLoaded(window, document);
      return window;
    },
    isOurs: (contents) => held.has(contents),
    several: () => held.size > 1,
    of(contents) {
      const window = held.get(contents)?.window ?? last?.window;
      if (window === undefined) throw new Error('no window is open');
      return window;
    },
    numberOf: (contents) => held.get(contents)?.number ?? 0,
    front: () => last?.window,
    tell(name, payload, except) {
      for (const contents of held.keys()) if (contents !== except) announce(contents, name, payload);
    },
    mayClose: (contents, answer) => held.get(contents)?.closing.answer(contents, answer),
    isAsking: (contents) => held.get(contents)?.closing.isAsking(contents),
    isShownElsewhere: (contents, document) =>
      [...held].some(([other, { documents }]) => other !== contents && documents.has(document)),
    hold: (contents, document) => void held.get(contents)?.documents.add(document),
    release(contents, document) {
      held.get(contents)?.documents.delete(document);
      return shownElsewhere(document);
    },
  };
}

const announceWhenLoaded = (window: BrowserWindow, document: DocumentId): void =>
  void window.webContents.once('did-finish-load', () => announce(window.webContents, 'showDocument', { document }));
