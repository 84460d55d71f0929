import type { AnnouncementName, CallName } from './ipc-contract.ts';

/** The names on the wire between preload and main; preload sends and hears nothing else. */
export const callMessage = (name: CallName): string => `kohyo:call:${name}`;
export const announcementMessage = (name: AnnouncementName): string => `kohyo:announce:${name}`;
/** Paths of dropped files, from preload (which alone can ask Electron for them), never from the page. */
export const droppedMessage = 'kohyo:dropped';
