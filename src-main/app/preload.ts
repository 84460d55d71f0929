import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AnnouncementName, CallName, DeskBridge } from '../../src-shared/contract/ipc-contract.ts';
import {
  announcementMessage,
  announcementNames,
  callMessage,
  callNames,
  droppedMessage,
  type CallAnswer,
} from '../../src-shared/contract/messages.ts';

/**
 * The bridge. It runs in the sandbox beside the page and gives it `window.desk` and nothing of Electron: names are
 * checked against the contract here, arguments and the sender in main.
 */

/** What main announced before the page listened (a file to open comes early). */
const early = new Map<AnnouncementName, unknown[]>();
const listeners = new Map<AnnouncementName, Set<(payload: never) => void>>();

for (const name of announcementNames) {
  listeners.set(name, new Set());
  early.set(name, []);
  ipcRenderer.on(announcementMessage(name), (_event, payload: unknown) => {
    const hearing = listeners.get(name);
    if (hearing === undefined || hearing.size === 0) early.get(name)?.push(payload);
    else for (const hear of hearing) (hear as (payload: unknown) => void)(payload);
  });
}

const isCallName = (name: unknown): name is CallName => callNames.includes(name as CallName);

const bridge: DeskBridge = {
  async call(name, args) {
    if (!isCallName(name)) throw new Error('no such call');
    const answer = (await ipcRenderer.invoke(callMessage(name), args)) as CallAnswer;
    if (answer.answer === 'refused') throw new Error(`${name}: ${answer.why}`);
    return answer.value as never;
  },
  on(name, listener) {
    const hearing = listeners.get(name);
    if (hearing === undefined) throw new Error('no such announcement');
    const hear = (payload: never): void => listener(payload);
    hearing.add(hear);
    for (const payload of early.get(name)?.splice(0) ?? []) hear(payload as never);
    return () => {
      hearing.delete(hear);
    };
  },
  drop(files) {
    const paths: string[] = [];
    for (const file of files) {
      try {
        const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
        // A File that a script has made has no path.
        if (path !== '') paths.push(path);
      } catch {
        // Not a File.
      }
    }
    if (paths.length > 0) ipcRenderer.send(droppedMessage, paths);
  },
};

contextBridge.exposeInMainWorld('desk', bridge);
