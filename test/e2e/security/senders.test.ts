import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callNames } from '../../../src-shared/contract/messages.ts';
import { launchDesk, lastingFolder, removeFolders, type Desk } from '../helpers/launch.ts';

/** Points 17 (senders) and the contract's edge: whatever is sent, main answers with a value or refuses, and never throws across. */
let desk: Desk;

beforeAll(async () => {
  desk = await launchDesk();
});
afterAll(async () => {
  await desk.close();
  removeFolders();
});

/** Sends arguments past preload's types, as a page that was taken over would. */
const send = (name: string, args: unknown): Promise<string> =>
  desk.page.evaluate(
    async ([call, given]) => {
      try {
        await window.desk.call(call as 'appInfo', given as []);
        return 'answered';
      } catch (error) {
        return error instanceof Error ? error.message : 'thrown';
      }
    },
    [name, args] as const,
  );

describe('17. the sender of every message is checked', () => {
  it('another window, a frame and a foreign page are nobody', async () => {
    const answers = await desk.app.evaluate(async ({ ipcMain, BrowserWindow }) => {
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>> }
      )._invokeHandlers;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as Electron.WebContents;
      const main = contents.mainFrame;
      const handle = handlers.get('kohyo:call:appInfo') as (
        event: unknown,
        ...args: unknown[]
      ) => Promise<{ answer: string; why?: string }>;
      const events = [
        { sender: contents, senderFrame: null },
        { sender: contents, senderFrame: { origin: main.origin } },
        { sender: { mainFrame: main }, senderFrame: main },
        {
          sender: { ...contents, mainFrame: { origin: 'https://example.invalid' } },
          senderFrame: { origin: 'https://example.invalid' },
        },
        { sender: contents, senderFrame: main },
      ];
      const given: string[] = [];
      for (const event of events) given.push(await handle(event, []).then(({ answer, why }) => why ?? answer));
      return { given, all: [...handlers.keys()].length };
    });
    expect(answers.given).toEqual(['sender', 'sender', 'sender', 'sender', 'value']);
    expect(answers.all).toBe(callNames.length);
  });
});

describe('arguments', () => {
  const numRuns = Math.ceil(60 * Number(process.env['KOHYO_RANDOM_SCALE'] ?? 1));
  /** Calls that show a dialog, open a window or end it are asked with wrong arguments only. */
  const quiet = callNames.filter((name) => !['chooseAndOpen', 'newWindow', 'readyToClose'].includes(name));

  it('are refused where the schema does not hold, and no call throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...quiet), fc.jsonValue({ maxDepth: 3 }), async (name, args) => {
        expect(['answered', `${name}: arguments`]).toContain(await send(name, args));
      }),
      { numRuns },
    );
    expect(await send('chooseAndOpen', [1])).toBe('chooseAndOpen: arguments');
    expect(await send('save', [])).toBe('save: arguments');
    expect(await send('save', ['a', 'b'])).toBe('save: arguments');
    expect(await send('acceptEdit', [{ document: 'a', item: 'b', path: '../../etc', base: '', text: '' }])).toBe(
      'acceptEdit: arguments',
    );
  });

  it('cannot name a path: ids that main has not given are unknown', async () => {
    const secret = path.join(lastingFolder('secret'), 'secret.xlsx');
    fs.writeFileSync(secret, 'not to be read');
    const answers = await desk.page.evaluate(async (file) => {
      const { desk: bridge } = window;
      return [
        await bridge.call('openRecent', [file]),
        await bridge.call('openAnnounced', [file]),
        await bridge.call('save', [file]),
      ];
    }, secret);
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });

  it('a File that a page makes has no path and opens nothing', async () => {
    const announced = await desk.page.evaluate(async () => {
      const heard: unknown[] = [];
      const stop = window.desk.on('fileAnnounced', (file) => heard.push(file));
      window.desk.drop([new File(['x'], '/etc/passwd'), { path: '/etc/passwd' }, '/etc/passwd', null]);
      await window.desk.call('appInfo', []);
      stop();
      return heard;
    });
    expect(announced).toEqual([]);
  });
});
