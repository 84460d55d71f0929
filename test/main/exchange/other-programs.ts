import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const python = '/usr/bin/python3';

/** Whether Python with openpyxl is here; suites that need it say that they skip without. */
export const hasOpenpyxl = existsSync(python) && spawnSync(python, ['-c', 'import openpyxl']).status === 0;

function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-exchange-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What openpyxl makes of a workbook: `script` changes `wb` before it is saved. */
export function throughOpenpyxl(bytes: Uint8Array, script: string): Uint8Array {
  return inFolder((folder) => {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, bytes);
    const code = `import openpyxl, sys\nwb = openpyxl.load_workbook(sys.argv[1])\n${script}\nwb.save(sys.argv[1])\n`;
    const done = spawnSync(python, ['-c', code, path], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
    return readFileSync(path);
  });
}
