import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';

interface Answer {
  readonly ok: boolean;
  readonly kinds: readonly string[];
  readonly megabytes: number;
}

const script = fileURLToPath(new URL('answer.mjs', import.meta.url));

/** Opens a file in a process of its own, which may take 500 MB and must end by itself. */
function answer(file: string): Answer {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, file], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (run.status !== 0) throw new Error(`${run.signal ?? run.status} ${run.stderr}`);
  return JSON.parse(run.stdout) as Answer;
}

const item = 'xl/worksheets/sheet4.xml';
const base = fixtureWorkbook({ items: 1 });

function withPart(name: string, change: (xml: string) => string): Uint8Array {
  const parts = new Map(base.parts);
  const old = parts.get(name);
  if (typeof old !== 'string') throw new Error(`no part ${name}`);
  const made = change(old);
  if (made === old) throw new Error(`${name} is as it was`);
  return zipParts(parts.set(name, made));
}

/** The part with a hundred million blanks, and a directory that claims a hundred bytes. */
function lyingBomb(): Uint8Array {
  const bytes = Buffer.from(
    withPart(item, (xml) => xml.replace('<sheetData>', `<sheetData>${' '.repeat(100_000_000)}`)),
  );
  const size = Buffer.alloc(4);
  for (const header of [0x02014b50, 0x04034b50]) {
    size.writeUInt32LE(header);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 1)) {
      const place = at + (header === 0x02014b50 ? 24 : 22);
      if (bytes.readUInt32LE(place) > 100_000_000) bytes.writeUInt32LE(100, place);
    }
  }
  return bytes;
}

const labelRow = (n: number): string => {
  const word = (words: readonly string[], at: number): string =>
    `<c t="inlineStr"><is><t>${words[at % words.length]}</t></is></c>`;
  return `<row r="${1000 + n}">${word(['担当課', '指標', '取組工程', '上半期', '総合評価'], n)}${word(['平成25年度', '現状', '計画', '平成27年度以降'], n)}</row>`;
};

const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 40 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]>`;
const behindDeclaration = (insert: string) => (xml: string) => xml.replace(/^(<\?xml[^>]*\?>\s*)?/, `$1${insert}`);

const hostile: readonly (readonly [string, () => Uint8Array, readonly string[]])[] = [
  ['a bomb that lies about its size', lyingBomb, ['too-large', 'damaged']],
  [
    'a bomb that tells its size',
    () => withPart(item, (xml) => xml.replace('<sheetData>', `<sheetData>${' '.repeat(100_000_000)}`)),
    ['too-large'],
  ],
  ['exploding entities in the strings', () => withPart('xl/sharedStrings.xml', behindDeclaration(laughs)), ['unsafe']],
  ['exploding entities in the styles', () => withPart('xl/styles.xml', behindDeclaration(laughs)), ['unsafe']],
  ['exploding entities in the workbook', () => withPart('xl/workbook.xml', behindDeclaration(laughs)), ['unsafe']],
  [
    'exploding entities in the content types',
    () => withPart('[Content_Types].xml', behindDeclaration(laughs)),
    ['unsafe'],
  ],
  ['exploding entities in a sheet', () => withPart(item, behindDeclaration(laughs)), ['unsafe', 'damaged']],
  [
    'deep nesting',
    () =>
      withPart(item, (xml) =>
        xml.replace('<sheetData>', `${'<x>'.repeat(200_000)}${'</x>'.repeat(200_000)}<sheetData>`),
      ),
    ['unsafe', 'damaged'],
  ],
  [
    'a million merged areas',
    () =>
      withPart(item, (xml) =>
        xml.replace('</mergeCells>', `${'<mergeCell ref="A1:XFD1048576"/>'.repeat(1_000_000)}</mergeCells>`),
      ),
    ['damaged', 'too-large', 'unsafe'],
  ],
  [
    'three million cells',
    () =>
      withPart(item, (xml) =>
        xml.replace('</sheetData>', `<row r="9000">${'<c/>'.repeat(3_000_000)}</row></sheetData>`),
      ),
    ['damaged', 'too-large', 'unsafe'],
  ],
  [
    'a hundred thousand attributes',
    () =>
      withPart(item, (xml) =>
        xml.replace('<sheetData>', `<sheetData ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}>`),
      ),
    ['damaged', 'unsafe'],
  ],
  [
    'a list of twenty thousand words of labels',
    () =>
      withPart(item, (xml) =>
        xml.replace('</sheetData>', `${Array.from({ length: 20_000 }, (_, n) => labelRow(n)).join('')}</sheetData>`),
      ),
    [],
  ],
  [
    'a hundred thousand sheets in one part',
    () =>
      withPart('xl/workbook.xml', (xml) =>
        xml.replace('</sheets>', `${(/<sheet [^>]*>/.exec(xml)?.[0] ?? '').repeat(100_000)}</sheets>`),
      ),
    ['too-large'],
  ],
  [
    'strings beyond the table',
    () => withPart(item, (xml) => xml.replaceAll(/ t="s"><v>\d+<\/v>/g, ' t="s"><v>99999999</v>')),
    ['damaged'],
  ],
  [
    'a list of choices over the whole sheet',
    () =>
      withPart(item, (xml) =>
        xml.replaceAll(/<dataValidation /g, '<dataValidation ').replace(/sqref="[^"]*"/, 'sqref="A1:XFD1048576"'),
      ),
    [],
  ],
];

describe('hostile workbooks', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kohyo-broken-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(hostile)('%s', (_, make, kinds) => {
    const file = join(folder, 'file.xlsx');
    writeFileSync(file, make());
    const got = answer(file);
    if (kinds.length === 0) expect(got.ok).toBe(true);
    else expect(kinds).toContain(got.kinds[0]);
    expect(got.megabytes).toBeLessThan(500);
  });

  it('an ordinary one opens, without warnings', () => {
    const file = join(folder, 'file.xlsx');
    writeFileSync(file, base.bytes);
    expect(answer(file)).toMatchObject({ ok: true, kinds: [] });
  });
});

const shared = process.env['KOHYO_SHARED'] ?? '';
const folders = ['workbooks/broken', 'corpus/hostile']
  .map((name) => join(shared, name))
  .filter((path) => shared !== '' && existsSync(path));
const files = folders.flatMap((path) =>
  readdirSync(path)
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => join(path, name)),
);

describe.skipIf(files.length === 0)(
  `broken and hostile development workbooks${files.length === 0 ? ' (skipped: KOHYO_SHARED names no folder of them)' : ''}`,
  () => {
    it.each(files.length === 0 ? [''] : files)('%s is answered within 500 MB', (file) => {
      expect(answer(file).megabytes).toBeLessThan(500);
    });
  },
);
