import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The LibreOffice command, or `undefined` where there is none. */
export const libreOffice: string | undefined = ['soffice', 'libreoffice'].find(
  (command) => spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0,
);

/**
 * Lets LibreOffice open a workbook and save it in another format (`csv`, `pdf`, `xlsx`, …); gives the new file's bytes.
 * Each call has a profile of its own: two runs on one profile end each other.
 */
export function convert(bytes: Uint8Array, extension: string, filter = extension): Buffer {
  if (libreOffice === undefined) throw new Error('no LibreOffice');
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-office-'));
  try {
    const input = join(folder, 'in.xlsx');
    writeFileSync(input, bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const run = spawnSync(
      libreOffice,
      [profile, '--headless', '--norestore', '--convert-to', filter, '--outdir', join(folder, 'out'), input],
      { encoding: 'utf8', timeout: 180_000 },
    );
    if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
    return readFileSync(join(folder, 'out', `in.${extension}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
