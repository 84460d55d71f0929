import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import {
  calls,
  type AnnouncementName,
  type Announcements,
  type CallArgs,
  type CallName,
  type CallResult,
} from '../../src-shared/contract/ipc-contract.ts';
import {
  announcementMessage,
  callMessage,
  callNames,
  droppedMessage,
  type CallAnswer,
} from '../../src-shared/contract/messages.ts';
import { log } from '../files/log.ts';
import { appOrigin } from './app-protocol.ts';

/** One handler for every call of the contract; a call without one does not compile. */
export type Handlers = {
  readonly [N in CallName]: (sender: WebContents, ...args: CallArgs<N>) => CallResult<N> | Promise<CallResult<N>>;
};

const dropped = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(32_767))), v.maxLength(100));

/** Answers the contract's calls, for main frames of the app's own windows only. */
export function answerCalls(handlers: Handlers, isOurs: (contents: WebContents) => boolean): void {
  for (const name of callNames) {
    ipcMain.handle(callMessage(name), async (event, args: unknown): Promise<CallAnswer> => {
      if (!isTrusted(event, isOurs)) return { answer: 'refused', why: 'sender' };
      const parsed = v.safeParse(calls[name].args as v.GenericSchema<readonly unknown[]>, args);
      if (!parsed.success) return { answer: 'refused', why: 'arguments' };
      try {
        const handle = handlers[name] as (sender: WebContents, ...args: readonly unknown[]) => unknown;
        return { answer: 'value', value: await handle(event.sender, ...parsed.output) };
      } catch (error) {
        log('bug', `${name} failed`, error);
        return { answer: 'refused', why: 'bug' };
      }
    });
  }
}

/** Hears paths of dropped files from the preload of the app's own windows. */
export function hearDrops(
  isOurs: (contents: WebContents) => boolean,
  take: (contents: WebContents, paths: readonly string[]) => void,
): void {
  ipcMain.on(droppedMessage, (event, paths: unknown) => {
    if (!isTrusted(event, isOurs)) return;
    const parsed = v.safeParse(dropped, paths);
    if (parsed.success) take(event.sender, parsed.output);
  });
}

export function announce<N extends AnnouncementName>(contents: WebContents, name: N, payload: Announcements[N]): void {
  if (!contents.isDestroyed()) contents.send(announcementMessage(name), payload);
}

/** A frame inside a page, a page that went elsewhere and a foreign window are nobody. */
function isTrusted(event: IpcMainInvokeEvent | IpcMainEvent, isOurs: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && frame.origin === appOrigin && isOurs(event.sender);
}
