import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { patchCell } from '../../../../src-main/engine/write/patch/patch-cell.ts';
import { rewritePackage } from '../../../../src-main/engine/package/rewrite-package.ts';
import { reopen, smallBook, smallPackage } from '../../../helpers/small-book.ts';
import { differences } from '../../../../scripts/lib/corpus/compare.mjs';

const sheet = 'xl/worksheets/sheet1.xml';
const book = {
  sheets: { Sheet1: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row></sheetData>' },
  strings: ['<si><t>あ</t></si>'],
};

describe('the corpus run’s own comparison', () => {
  const before = smallPackage(book);
  const patched = patchCell(before, sheet, 'A1', 'しるし');
  if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
  const { bytes } = patched.value;
  const found = (after: Uint8Array, address = 'A1'): readonly string[] =>
    differences(before.bytes, after, sheet, address, 'しるし');
  const change = (part: string, from: string, to: string): Uint8Array => {
    const pkg = reopen(bytes);
    return rewritePackage(pkg, { replace: new Map([[part, Buffer.from(pkg.text(part).text.replace(from, to))]]) });
  };

  it('finds nothing wrong with a patch', () => {
    expect(found(bytes)).toEqual([]);
  });

  it.each([
    ['another cell', () => change(sheet, '<v>1</v>', '<v>2</v>')],
    ['what stands outside of cells', () => change(sheet, '<row r="1">', '<row r="1" ht="9">')],
    ['another part', () => change('xl/sharedStrings.xml', 'あ', 'い')],
    ['the workbook part', () => change('xl/workbook.xml', 'Sheet1', 'Sheet2')],
    ['the edit itself', () => change(sheet, 'しるし', 'しる')],
    ['an added cell', () => change(sheet, '</row>', '<c r="C1"/></row>')],
    ['a part that is gone', () => rewritePackage(reopen(bytes), { remove: new Set(['xl/styles.xml']) })],
  ])('finds a change of %s', (_, make) => {
    expect(found(make())).not.toEqual([]);
  });
});

describe('npm run corpus', () => {
  const script = fileURLToPath(new URL('../../../../scripts/corpus.mjs', import.meta.url));
  const run = (folder: string) =>
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder], { encoding: 'utf8' });

  it('counts what was patched, refused and left, and says so in its exit status', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kohyo-corpus-'));
    try {
      mkdirSync(join(folder, 'hostile'));
      writeFileSync(join(folder, 'good.xlsx'), smallBook(book));
      writeFileSync(join(folder, 'empty.xlsx'), smallBook());
      writeFileSync(join(folder, 'hostile', 'text.xlsx'), 'no workbook');
      const { status, stdout } = run(folder);
      expect(stdout).toContain('3 files: 1 no string cell, 1 patched, 1 refused');
      expect(stdout).toContain('patched 1 of 1 readable files with a string cell (100.00 %');
      expect(stdout).toMatch(/hostile\s+hostile[\\/]text\.xlsx: refused/);
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('asks for a folder', () => {
    expect(run('/none').status).toBe(2);
  });
});
