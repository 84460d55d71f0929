import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';

/** How a checkout starts Electron; see scripts/lib, which fetches and verifies the runtime. */
interface RuntimeModule {
  electronRuntime(): Promise<{ readonly executable: string; readonly development: boolean }>;
}
interface LaunchModule {
  launchArguments(args: readonly string[]): readonly string[];
  launchEnvironment(runtime: { readonly development: boolean }): NodeJS.ProcessEnv;
}

/**
 * Runs `print` again inside Electron and passes its report and its refusals on. It draws without a window, so it needs no
 * display; on Linux it does not ask for one either.
 */
export async function printInElectron(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const notes: string[] = [];
  const start = await electronStart(['--cli', 'print', ...args], notes);
  if (start === undefined) return refuse(io, { kind: 'print-failed', reason: 'runtime' });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-print-'));
  const report = path.join(folder, 'report.json');
  try {
    const { status, errors } = await run(start.executable, [...start.args, '--report', report], start.env);
    // Chromium writes notes of its own to standard error; ours are JSON lines.
    const refusals = errors.split('\n').filter((line) => line.startsWith('{"kind":'));
    // A refusal is one line and nothing else.
    if (status === 0) io.err(notes.map((note) => `${note}\n`).join(''));
    if (status === 0) io.out(fs.readFileSync(report, 'utf8'));
    else if (status === 2) {
      io.err(
        errors
          .split('\n')
          .filter((line) => !/^\[\d+:\d+\//u.test(line))
          .join('\n'),
      );
      return 2;
    } else if (refusals.length > 0) io.err(refusals.map((line) => `${line}\n`).join(''));
    else return refuse(io, { kind: 'print-failed', reason: 'window', values: { code: status } });
    return status === 0 ? 0 : 3;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function electronStart(args: readonly string[], notes: string[]) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const scripts = [root, path.resolve(root, '..')]
    .map((folder) => path.join(folder, 'scripts', 'lib'))
    .find((folder) => fs.existsSync(path.join(folder, 'electron-runtime.mjs')));
  if (scripts === undefined) return undefined;
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(path.join(scripts, name)).href) as Promise<unknown>;
  // The scripts speak on standard output, which is for the report here.
  const { log } = console;
  console.log = (...words: readonly unknown[]) => notes.push(words.join(' '));
  try {
    const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const launch = (await load('launch.mjs')) as LaunchModule;
    const runtime =
      override === undefined
        ? await ((await load('electron-runtime.mjs')) as RuntimeModule).electronRuntime()
        : {
            executable: path.join(override, process.platform === 'win32' ? 'electron.exe' : 'electron'),
            development: true,
          };
    return {
      executable: runtime.executable,
      args: [...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []), ...launch.launchArguments(args)],
      env: launch.launchEnvironment(runtime),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  } finally {
    console.log = log;
  }
}

function run(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ status: number; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-100_000);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? -1, errors }));
  });
}
