import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The LibreOffice command, or `undefined` where there is none. Looked up, not run: only its start takes seconds. */
export const libreOffice: string | undefined = ['soffice', 'libreoffice'].find((command) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command))),
);

/**
 * Lets LibreOffice open workbooks and save them in another format (`csv`, `pdf`, `xlsx`, …); gives the new files' bytes
 * in the same order. One start serves them all, for it takes longer than a dozen workbooks. Each call has a profile of
 * its own: two runs on one profile end each other.
 */
export function convertAll(workbooks: readonly Uint8Array[], extension: string, filter = extension): readonly Buffer[] {
  if (libreOffice === undefined) throw new Error('no LibreOffice');
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-office-'));
  try {
    const inputs = workbooks.map((bytes, n) => {
      const input = join(folder, `${n}.xlsx`);
      writeFileSync(input, bytes);
      return input;
    });
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const run = spawnSync(
      libreOffice,
      [profile, '--headless', '--norestore', '--convert-to', filter, '--outdir', join(folder, 'out'), ...inputs],
      { encoding: 'utf8', timeout: 180_000 },
    );
    if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
    return inputs.map((_, n) => readFileSync(join(folder, 'out', `${n}.${extension}`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for one workbook. */
export const convert = (bytes: Uint8Array, extension: string, filter = extension): Buffer =>
  convertAll([bytes], extension, filter)[0] as Buffer;
