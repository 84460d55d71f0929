import { calls, type AnnouncementName, type Announcements, type CallName } from './ipc-contract.ts';

/** The names on the wire between preload and main; preload sends and hears nothing else. */
export const callMessage = (name: CallName): string => `kohyo:call:${name}`;
export const announcementMessage = (name: AnnouncementName): string => `kohyo:announce:${name}`;
/** Paths of dropped files, from preload (which alone can ask Electron for them), never from the page. */
export const droppedMessage = 'kohyo:dropped';

/**
 * How main answers a call. It never throws across: an Error that crosses carries its text, and with it paths and the
 * like. `why` is for developers: a wrong sender or argument is a bug or an attack, and a bug is in main's log.
 */
export type CallAnswer =
  | { readonly answer: 'value'; readonly value: unknown }
  | { readonly answer: 'refused'; readonly why: 'sender' | 'arguments' | 'bug' };

export const callNames = Object.keys(calls) as readonly CallName[];

const announcements = {
  fileAnnounced: true,
  command: true,
  fileFree: true,
  edited: true,
  saved: true,
  documentChanged: true,
  settingsChanged: true,
  showDocument: true,
  printProgress: true,
  exchangeProgress: true,
  workProgress: true,
  teachProgress: true,
  closing: true,
} as const satisfies Record<keyof Announcements, true>;
export const announcementNames = Object.keys(announcements) as readonly AnnouncementName[];
