import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';

/** What the build of a checkout puts beside the command line; a package has none and prints by itself. */
interface StartModule {
  electronStart(
    args: readonly string[],
    say: (note: string) => void,
  ): Promise<{ readonly executable: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv }>;
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
  const door = path.join(path.dirname(fileURLToPath(import.meta.url)), 'electron-start.mjs');
  // Bundled chunks lie one folder deeper.
  const file = [door, path.join(path.dirname(door), '..', path.basename(door))].find((one) => fs.existsSync(one));
  if (file === undefined) return undefined;
  try {
    const start = (await import(pathToFileURL(file).href)) as StartModule;
    return await start.electronStart(args, (note) => notes.push(note));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
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
