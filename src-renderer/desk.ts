import type {
  AnnouncementName,
  Announcements,
  CallArgs,
  CallName,
  CallResult,
  DeskBridge,
} from '../src-shared/contract/ipc-contract.ts';

/** The only file that touches the bridge. Everything that needs the main process goes through `desk` or `onDesk`. */

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}

/** Calls a channel of the contract. Expected failures come back as values; a rejection is a bug. */
export const desk = <N extends CallName>(name: N, ...args: CallArgs<N>): Promise<CallResult<N>> =>
  window.desk.call(name, args);

/** Listens to an announcement of main until the returned function is called. */
export const onDesk = <N extends AnnouncementName>(
  name: N,
  listener: (payload: Announcements[N]) => void,
): (() => void) => window.desk.on(name, listener);

/** Hands dropped files to main, which announces each by `fileAnnounced`. */
export const dropFiles = (files: readonly File[]): void => window.desk.drop(files);
