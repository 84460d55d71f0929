import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { openSettings } from '../../../src-main/desk/settings.ts';
import { incomingFiles } from '../../../src-main/desk/incoming-files.ts';
import { startFiles } from '../../../src-main/desk/start-files.ts';
import { logTo } from '../../../src-main/files/log.ts';
import { openRecentFiles } from '../../../src-main/files/recent-files.ts';
import { answerCalls } from '../../../src-main/app/ipc.ts';
import { appOrigin } from '../../../src-main/app/app-protocol.ts';
import { makeHandlers } from '../../../src-main/app/handlers/handlers.ts';
import { makeOutputs } from '../../../src-main/app/outputs.ts';
import { performPlan } from '../../../src-main/jobs/perform-plan.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import { callMessage, callNames, type CallAnswer } from '../../../src-shared/contract/messages.ts';
import { deskOver, view } from '../desk/desk-helpers.ts';
import { cases, scratchFolders } from '../files/scratch.ts';
import type { DeskServices } from '../../../src-main/app/handlers/desk-services.ts';

/** Electron's side, as far as the handlers ask it: dialogs are always cancelled, windows cannot be made. */
const electron = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, args: unknown) => Promise<unknown>>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, handler: (event: unknown, args: unknown) => Promise<unknown>) =>
      electron.handlers.set(name, handler),
    on: () => undefined,
  },
  app: { getVersion: () => '0.0.0', getPath: () => '/nowhere', isPackaged: true },
  dialog: {
    showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
    showSaveDialog: async () => ({ canceled: true, filePath: '' }),
    showMessageBox: async () => ({ response: 1 }),
  },
  session: { defaultSession: {} },
  clipboard: { write: () => undefined, writeText: () => undefined },
  shell: { openPath: async () => 'refused', showItemInFolder: () => undefined },
  protocol: {},
  BrowserWindow: class {
    constructor() {
      throw new Error('no window here');
    }
  },
}));

const folder = scratchFolders();
const mainFrame = { origin: appOrigin };
const nothing = (): void => undefined;
const sender = {
  mainFrame,
  isDestroyed: () => false,
  send: nothing,
  cut: nothing,
  copy: nothing,
  paste: nothing,
  selectAll: nothing,
};
const trusted = { sender, senderFrame: mainFrame };

/** Every call wired as in the program over a folder that holds an open document, and a secret workbook outside. */
async function wired(): Promise<{
  call: (name: string, args: unknown, event?: unknown) => Promise<CallAnswer>;
  ids: readonly string[];
  place: string;
  secret: string;
  close: () => Promise<void>;
}> {
  const outside = folder();
  const place = join(outside, 'data');
  mkdirSync(place);
  logTo(join(place, 'logs'));
  const { documents, journal, file } = await deskOver(place);
  const secret = join(outside, 'secret.xlsx');
  cpSync(file, secret);
  const shown = await view(documents, file);
  const services: DeskServices = {
    documents,
    journal,
    work: async (name, args) => perform[name](args),
    stopWork: () => undefined,
    planWork: async (name, args) => performPlan[name](args),
    partWork: partWorkInPlace,
    previews: { run: async (_document, name, args) => perform[name](args as never) as never, leave: () => undefined },
    settings: await openSettings(place),
    recent: await openRecentFiles(place),
    incoming: incomingFiles(),
    waiting: startFiles([], false),
    samples: { bundled: join(place, 'no-sample.xlsx'), folder: join(place, 'samples') },
    developmentRuntime: true,
    warnings: [],
    windows: {
      open: () => undefined,
      isOurs: () => true,
      several: () => false,
      of: () => ({}) as never,
      numberOf: () => 0,
      front: () => undefined,
      tell: () => undefined,
      mayClose: () => undefined,
      isAsking: () => undefined,
      isShownElsewhere: () => false,
      hold: () => undefined,
      release: () => false,
    },
    outputs: makeOutputs(),
    settingsChanged: () => undefined,
    versions: join(place, 'versions'),
    dataFolder: place,
    reopened: Promise.resolve(),
  };
  answerCalls(makeHandlers(services), (contents) => contents === (sender as unknown));
  const call = async (name: string, args: unknown, event: unknown = trusted): Promise<CallAnswer> => {
    const handler = electron.handlers.get(callMessage(name as never));
    if (handler === undefined) throw new Error(`no handler for ${name}`);
    return (await handler(event, args)) as CallAnswer;
  };
  return { call, ids: [shown.id, shown.items[0]?.key ?? ''], place, secret, close: () => journal.close() };
}

/** What a page that was taken over would try: paths, prototypes, sizes, other kinds of values. */
const hostile = (name: string, ids: readonly string[], secret: string): fc.Arbitrary<unknown> => {
  const text = fc.oneof(
    fc.constantFrom(
      ...ids,
      secret,
      `file://${secret}`,
      '/etc/passwd',
      '../../secret.xlsx',
      '..\\..\\secret.xlsx',
      'C:\\secret.xlsx',
      '\\\\server\\share\\a.xlsx',
      '',
      '\0',
      '__proto__',
      'constructor',
      'title',
      'progress.2013.firstHalf.text',
      'printer',
      'pdf',
      'ja',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constant('x'.repeat(250_000)),
  );
  const leaf = fc.oneof(
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, NaN, Infinity, -0, 10n),
    fc.date(),
    fc.constant(new Uint8Array(9)),
  );
  const keys = fc.constantFrom(
    'document',
    'item',
    'items',
    'path',
    'base',
    'text',
    'unlock',
    'above',
    'to',
    'language',
    'theme',
    'personName',
    '__proto__',
    'extra',
  );
  const record = fc
    .array(fc.tuple(keys, fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }))), { maxLength: 7 })
    .map((entries) => Object.fromEntries(entries));
  const id = fc.oneof(fc.constantFrom(...ids), text);
  const items = fc.array(id, { maxLength: 3 });
  const path = fc.constantFrom('title', 'overall.grade', 'steps.9999.2013.plan', 'no.such.path');
  const edit = fc.record(
    { document: id, item: id, path, base: text, text, above: fc.nat() },
    { requiredKeys: ['document', 'item', 'path', 'base', 'text'] },
  );
  const shapes: Readonly<Partial<Record<string, fc.Arbitrary<unknown>>>> = {
    acceptEdit: edit,
    setSettings: fc.record({ personName: text, theme: fc.constantFrom('dark', 'x') }, { requiredKeys: [] }),
  };
  const order = fc.record(
    {
      document: id,
      items,
      paper: fc.constantFrom('form', 'meeting', 'comparison', 'list', 'tally', 'conflicts', 'missing', 'no-paper'),
      since: fc.oneof(fc.constant({ kind: 'file' }), fc.record({ kind: fc.constantFrom('version', 'file'), id })),
      onlyChanged: fc.boolean(),
      booklet: fc.record(
        { title: text, date: text, dividers: fc.constantFrom('pillar', 'section', 'none', 'shelf') },
        { requiredKeys: ['title', 'date'] },
      ),
      columns: fc.array(fc.constantFrom('no', 'title', 'grades', 'changes', 'secret'), { maxLength: 3 }),
      step: fc.oneof(text, fc.constantFrom('plan', '2026-yearEnd')),
      pages: fc.oneof(text, fc.constantFrom('1-3', '9-', '')),
      perSheet: fc.constantFrom(1, 2, 3),
      grey: fc.boolean(),
      boxes: fc.boolean(),
    },
    { requiredKeys: ['document', 'items', 'paper'] },
  );
  const several: Readonly<Partial<Record<string, fc.Arbitrary<unknown>>>> = {
    print: fc.tuple(
      order,
      fc.constantFrom('printer', 'pdf', 'xlsx', 'file'),
      fc.record({ copies: fc.integer({ min: -1, max: 1000 }), bothSides: fc.boolean() }),
    ),
    printPages: fc.tuple(order, fc.integer({ min: -1, max: 60 }), fc.integer({ min: 0, max: 51 })),
    fixVersion: fc.tuple(id, text),
  };
  const wellFormed = several[name] ?? fc.tuple(shapes[name] ?? id);
  return fc.oneof(
    { weight: 6, arbitrary: wellFormed },
    { weight: 4, arbitrary: fc.array(fc.oneof(leaf, record), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.oneof(leaf, record) },
    { weight: 1, arbitrary: fc.anything() },
  );
};

const listing = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(place, name)).isFile())
    .toSorted();

describe('calls from the window', () => {
  test(
    'whatever the arguments are: an answer, never a throw, never a bug, never a file that main has not given',
    { timeout: 600_000 },
    async () => {
      const { call, ids, place, secret, close } = await wired();
      const outside = join(place, '..');
      const before = {
        secret: readFileSync(secret),
        files: listing(outside).filter((name) => !name.startsWith('data')),
      };
      const counts = { value: 0, refused: 0 };
      const runs = cases(1500);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...callNames).chain((name) => fc.tuple(fc.constant(name), hostile(name, ids, secret))),
          async ([name, args]) => {
            const answer = await call(name, args);
            counts[answer.answer] += 1;
            if (answer.answer === 'refused') {
              expect(
                answer.why,
                `${name} ${String(JSON.stringify(args, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).slice(0, 300)}`,
              ).toBe('arguments');
              return;
            }
            // Values must cross: plain data only.
            structuredClone(answer.value);
            if (name === 'openRecent' || name === 'openAnnounced') expect(answer.value).toMatchObject({ ok: false });
            if (name === 'openDocuments')
              for (const document of answer.value as { folder: string }[]) expect(document.folder).toBe(place);
          },
        ),
        { numRuns: runs },
      );
      expect(readFileSync(secret).equals(before.secret)).toBe(true);
      expect(listing(outside).filter((name) => !name.startsWith('data'))).toEqual(before.files);
      expect(counts.value).toBeGreaterThan(100);
      expect(counts.refused).toBeGreaterThan(100);
      expect(({} as Record<string, unknown>)['extra']).toBeUndefined();
      console.log(`calls: ${runs} random arguments, ${counts.refused} refused, ${counts.value} answered, 0 throws`);
      await close();
    },
  );

  test('a valid call is answered, so that the refusals above mean something; another sender is refused every call', async () => {
    const { call, ids, close } = await wired();
    const [document = '', item = ''] = ids;
    const edit = { document, item, path: 'title', base: '', text: '題' };
    expect(await call('acceptEdit', [edit])).toMatchObject({ answer: 'value', value: { ok: true } });
    expect(await call('acceptEdit', [{ ...edit, path: 'title\n' }])).toEqual({ answer: 'refused', why: 'arguments' });
    expect(await call('acceptEdit', [{ ...edit, extra: 1 }])).toEqual({ answer: 'refused', why: 'arguments' });
    expect(await call('save', [document, '/elsewhere.xlsx'])).toEqual({ answer: 'refused', why: 'arguments' });
    const strangers = [
      { sender, senderFrame: { origin: appOrigin } },
      { sender: { mainFrame }, senderFrame: mainFrame },
      { sender: { mainFrame: { origin: 'https://example.com' } }, senderFrame: { origin: 'https://example.com' } },
      { sender, senderFrame: null },
    ];
    for (const stranger of strangers) {
      for (const name of callNames)
        expect(await call(name, [], stranger)).toEqual({ answer: 'refused', why: 'sender' });
    }
    await close();
  });
});
