import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The layer rule is a lint rule; here the linter is shown violations of it, and that it finds them. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-layers-'));
  fs.copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Lints one line as if it stood in that file; answers the codes of the rules that it breaks. */
function lint(file: string, source: string): readonly string[] {
  const place = path.join(folder, file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, `${source}\n`);
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', file], { cwd: folder, encoding: 'utf8' });
  fs.rmSync(place);
  const report = JSON.parse(stdout) as { diagnostics: readonly { code: string }[] };
  return report.diagnostics.map(({ code }) => code);
}

const layer = (code: string): boolean => /no-restricted-(imports|globals|properties)/u.test(code);
const using = (module: string): string => `import * as it from '${module}';\nexport const made = it;`;

describe('the layer rule', () => {
  it.each([
    ['src-shared/noun.ts', using('node:fs')],
    ['src-shared/noun.ts', using('electron')],
    ['src-shared/noun.ts', using('dexie')],
    ['src-shared/noun.ts', using('exceljs')],
    ['src-shared/noun.ts', using('react')],
    ['src-shared/deep/noun.ts', using('../../src-main/files/read-file.ts')],
    ['src-shared/noun.ts', using('../src-renderer/desk.ts')],
    ['src-shared/noun.ts', 'export const width = window.innerWidth;'],
    ['src-shared/noun.ts', 'export const here = process.cwd();'],
    ['src-main/files/noun.ts', using('../../src-renderer/desk.ts')],
    ['src-main/files/noun.ts', using('electron')],
    ['src-main/exchange/core/noun.ts', using('electron')],
    ['src-main/files/noun.ts', using('dexie')],
    ['src-main/files/noun.ts', using('react')],
    ['src-main/files/noun.ts', using('exceljs')],
    ['src-main/files/noun.ts', using('node:zlib')],
    ['src-main/app/noun.ts', using('node:zlib')],
    ['src-main/engine/noun.ts', using('electron')],
    ['src-main/engine/noun.ts', using('../../src-renderer/desk.ts')],
    ['src-main/app/preload.ts', using('node:fs')],
    ['src-main/app/preload.ts', using('../files/read-file.ts')],
    ['src-main/engine/book/noun.ts', using('../../files/log.ts')],
    ['src-main/engine/read/noun.ts', using('../../exchange/core/records.ts')],
    ['src-main/files/noun.ts', using('../journal/journal.ts')],
    ['src-main/files/noun.ts', using('../engine/types.ts')],
    ['src-main/journal/noun.ts', using('../desk/documents.ts')],
    ['src-main/printing/noun.ts', using('../exchange/core/records.ts')],
    ['src-main/printing/electron/noun.ts', using('../../app/app-protocol.ts')],
    ['src-main/exchange/core/noun.ts', using('../folder/plan-folder.ts')],
    ['src-main/exchange/folder/noun.ts', using('../desk/views.ts')],
    ['src-main/exchange/desk/noun.ts', using('../../desk/documents.ts')],
    ['src-main/exchange/desk/noun.ts', using('../../jobs/requests.ts')],
    ['src-main/jobs/noun.ts', using('../desk/documents.ts')],
    ['src-main/desk/noun.ts', using('../cli/run.ts')],
    ['src-main/cli/noun.ts', using('../desk/documents.ts')],
    ['src-renderer/noun.ts', using('../src-main/app/ipc.ts')],
    ['src-renderer/noun.ts', using('node:fs')],
    ['src-renderer/noun.ts', using('electron')],
    ['src-renderer/noun.ts', using('dexie')],
    ['src-renderer/db/noun.ts', using('electron')],
    ['src-renderer/noun.ts', "export const call = () => window.desk.call('appInfo', []);"],
  ])('refuses in %s: %s', (file, source) => {
    expect(lint(file, source).filter(layer)).not.toEqual([]);
  });

  it.each([
    ['src-shared/noun.ts', using('./other.ts')],
    ['src-main/files/noun.ts', using('node:fs')],
    ['src-main/files/noun.ts', using('../../src-shared/domain/result.ts')],
    ['src-main/app/noun.ts', using('electron')],
    ['src-main/printing/electron/noun.ts', using('electron')],
    ['src-main/jobs/noun.ts', using('../exchange/desk/views.ts')],
    ['src-main/desk/noun.ts', using('../jobs/requests.ts')],
    ['src-main/exchange/desk/noun.ts', using('../folder/plan-folder.ts')],
    ['src-main/engine/noun.ts', using('node:zlib')],
    ['src-main/engine/make/noun.ts', using('exceljs')],
    ['src-main/app/preload.ts', using('electron')],
    ['src-renderer/db/noun.ts', using('dexie')],
    ['src-renderer/noun.ts', using('../src-shared/domain/result.ts')],
    ['src-renderer/desk.ts', "export const call = () => window.desk.call('appInfo', []);"],
  ])('allows in %s: %s', (file, source) => {
    expect(lint(file, source).filter(layer)).toEqual([]);
  });

  it('is kept by the types too: shared and renderer know no Node, shared and main no DOM', () => {
    const shown = (project: string): { compilerOptions: { lib: readonly string[]; types: readonly string[] } } =>
      JSON.parse(
        execFileSync(
          process.execPath,
          [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', path.join(root, project), '--showConfig'],
          {
            encoding: 'utf8',
          },
        ),
      ) as ReturnType<typeof shown>;
    const has = (project: string, lib: string): boolean =>
      shown(project).compilerOptions.lib.some((name) => name.toLowerCase() === lib);
    expect(has('src-shared', 'dom')).toBe(false);
    expect(has('src-main', 'dom')).toBe(false);
    expect(shown('src-shared').compilerOptions.types).toEqual([]);
    expect(shown('src-renderer').compilerOptions.types).not.toContain('node');
  });
});

describe('the rule against circles', () => {
  it('finds a circle that only types close', () => {
    const write = (name: string, source: string): void => fs.writeFileSync(path.join(folder, name), `${source}\n`);
    write('one.ts', "import type { Two } from './two.ts';\nexport type One = Two | 1;");
    write('two.ts', "import type { One } from './one.ts';\nexport type Two = One[];");
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', 'one.ts', 'two.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toContain('import(no-cycle)');
  });
});

describe('the length of functions', () => {
  const long = `export function noun(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(80)}  return sum;\n}`;

  it.each(['src-shared/noun.ts', 'src-main/engine/noun.ts', 'src-renderer/noun.ts', 'scripts/lib/noun.mjs'])(
    'over 80 lines is refused in %s, unless a reason stands beside it',
    (file) => {
      const source = file.endsWith('.mjs') ? long.replace(': number', '') : long;
      const allowed = `// oxlint-disable-next-line max-lines-per-function -- a table\n${source}`;
      expect(lint(file, source)).toContain('eslint(max-lines-per-function)');
      expect(lint(file, allowed)).not.toContain('eslint(max-lines-per-function)');
    },
  );
});
