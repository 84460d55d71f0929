import fs from 'node:fs';
import path from 'node:path';

/** Beyond this the log starts anew; the one before is kept beside it. */
const largestLog = 1024 * 1024;
let file: string | undefined;

/** From now on the log is kept in this folder. */
export function logTo(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  file = path.join(folder, 'kohyo-desk.log');
}

/**
 * Notes something for the person who has to find a fault. Never a text of a sheet: an error is noted with its name,
 * code and the places in the program, not with its message, which may quote what was being read.
 */
export function log(kind: 'start' | 'refused' | 'bug', what: string, error?: unknown): void {
  const cause = error === undefined ? '' : ` ${describe(error)}`;
  const line = `${new Date().toISOString()} ${kind} ${what}${cause}\n`;
  if (file === undefined) {
    process.stderr.write(line);
    return;
  }
  try {
    if (fs.existsSync(file) && fs.statSync(file).size > largestLog) fs.renameSync(file, `${file}.1`);
    fs.appendFileSync(file, line, { mode: 0o600 });
  } catch {
    process.stderr.write(line);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as NodeJS.ErrnoException).code;
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8);
  return `${error.name}${code === undefined ? '' : ` ${code}`} ${places.map((line) => line.trim()).join(' < ')}`;
}
