import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app, session, type BrowserWindow } from 'electron';
import type { CallArgs, CallName, CallResult } from '../../src-shared/contract/ipc-contract.ts';
import { drawPdf } from '../printing/electron/print-service.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { appUrl } from './app-protocol.ts';
import { readFuses, type FuseName } from './read-fuses.ts';
import { startDesk, type DeskStart } from './start-desk.ts';
import { sideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { shippedDescription } from '../../src-shared/form/shipped.ts';

/** What the built program says of itself; the fuses of a release are all as here. */
const wantedFuses: Readonly<Record<FuseName, boolean>> = {
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

const text = '自己診断で入力した文です。\n　𠮷と葛󠄀';

interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly detail?: string;
}

function writeReport(
  file: string,
  { ok, steps, fuses }: { readonly ok: boolean; readonly steps: readonly Step[]; readonly fuses: unknown },
  { developmentRuntime }: Pick<DeskStart, 'developmentRuntime'>,
): void {
  const result = {
    ok,
    version: app.getVersion(),
    electron: process.versions.electron,
    packaged: app.isPackaged,
    developmentRuntime,
    steps,
    fuses,
  };
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
}

/**
 * `--self-test REPORT.json`: the built program tests itself, since nothing can attach to it (its inspector fuse is off):
 * its real window opens the sample through its real bridge, edits, saves, reads back and prints, and its fuses are
 * read. The report says each step; the exit status is 0 when all were right.
 */
export async function runSelfTest(start: Omit<DeskStart, 'files' | 'sample'>, report: string): Promise<void> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'kohyo-self-test-'));
  process.env['KOHYO_DATA_DIR'] = data;
  const steps: Step[] = [];
  const step = async <T>(name: string, does: () => Promise<T>): Promise<T> => {
    try {
      const value = await does();
      steps.push({ step: name, ok: true });
      return value;
    } catch (error) {
      steps.push({ step: name, ok: false, detail: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  let fuses: Awaited<ReturnType<typeof readFuses>>;
  try {
    const window = await step('start', () => windowOf(start));
    const call = <N extends CallName>(name: N, ...args: CallArgs<N>): Promise<CallResult<N>> =>
      window.webContents.executeJavaScript(
        `window.desk.call(${JSON.stringify(name)}, ${JSON.stringify(args)})`,
      ) as Promise<CallResult<N>>;
    const view = await step('open', async () => {
      const opened = await call('openSample');
      assert.ok(opened.ok, JSON.stringify(opened));
      return opened.value;
    });
    const item = view.items[0];
    const model = formOf(item ?? {});
    const field = model.fields.find(({ kind, table }) => kind === 'text' && table === undefined)?.template ?? '';
    await step('form', async () => {
      // The description that the package ships is the one that the bundle was built with.
      const shipped: unknown = JSON.parse(readFileSync(path.join(start.assets, 'forms', `${model.id}.json`), 'utf8'));
      assert.deepEqual(shipped, shippedDescription);
      assert.ok(item?.fields[field] !== undefined, field);
    });
    const base = item?.fields[field]?.text;
    await step('edit', async () => {
      assert.ok(item !== undefined && base !== undefined);
      const accepted = await call('acceptEdit', { document: view.id, item: item.key, path: field, base, text });
      assert.ok(accepted.ok, JSON.stringify(accepted));
    });
    await step('save', async () => {
      const saved = await call('save', view.id);
      assert.ok(saved.ok, JSON.stringify(saved));
    });
    await step('read back', async () => {
      const bytes = readFileSync(path.join(view.folder, view.name));
      const again = await runInWorker(path.join(start.dist, 'worker.js'), 'open', { bytes });
      assert.ok(again.ok, JSON.stringify(again));
      assert.equal(again.value.items[0]?.fields[field]?.text, text);
    });
    await step('print', async () => {
      const laidOut = await call('printPages', { document: view.id, items: [item?.key ?? ''], paper: 'form' }, 1, 10);
      assert.ok(laidOut.ok, JSON.stringify(laidOut));
      const { pages } = laidOut.value;
      const job = {
        title: view.name,
        language: 'ja',
        settings: {},
        pages: [pages.map(sideToDraw)],
        total: pages.length,
      } as const;
      const { pdf, report: drawn } = await drawPdf({ url: appUrl('print.html'), session: session.defaultSession }, job);
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString('latin1'), '%PDF-');
      assert.equal(drawn.pages, pages.length);
    });
    await step('fuses', async () => {
      fuses = await readFuses(process.execPath);
      assert.deepEqual(fuses, wantedFuses);
    });
  } catch {
    // The step that failed is in the report.
  }
  const passed = steps.length > 0 && steps.every(({ ok }) => ok);
  writeReport(report, { ok: passed, steps, fuses: fuses ?? null }, start);
  app.once('quit', () => rmSync(data, { recursive: true, force: true }));
  app.exit(passed ? 0 : 1);
}

async function windowOf(start: Omit<DeskStart, 'files' | 'sample'>): Promise<BrowserWindow> {
  const window = await startDesk({ ...start, files: [], sample: false });
  assert.ok(window !== undefined, 'the program did not start');
  if (window.webContents.isLoading())
    await new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
  return window;
}
