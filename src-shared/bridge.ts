import type { Announcements, CallArgs, CallName, CallResult } from './ipc-contract.ts';

/**
 * What preload puts into the page as `window.kohyo`: the whole of what a page can reach. Only desk.ts touches it.
 */
export interface Bridge {
  /** One call of the contract: `bridge.call('save', [id])`. Rejects only for bugs; failures come as `Result`. */
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  /** Hears one kind of announcement until the returned function is called. */
  listen<N extends keyof Announcements>(name: N, hear: (announcement: Announcements[N]) => void): () => void;
  /**
   * Hands a `File` that was dropped on the window to main, which answers with `fileAnnounced`. The page never learns
   * its path, and a `File` that was made in the page (no path) is ignored.
   */
  dropped(file: unknown): void;
}

/** The property of `window`. */
export const bridgeName = 'kohyo';

/** The message names on the wire; one prefix, so that nothing else of Electron is reachable through preload. */
export const callMessage = (name: CallName): string => `kohyo:call:${name}`;
export const announcementMessage = (name: keyof Announcements): string => `kohyo:announce:${name}`;
export const droppedMessage = 'kohyo:dropped';
