import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveBudget, unpackArchives } from '../../../src-main/exchange/core/unpack.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { zip } from '../../helpers/zip.ts';
import { refusal, runCli } from '../cli/run-cli.ts';

const unpack = (...archives: readonly Uint8Array[]) =>
  unpackArchives(archives.map((bytes, n) => ({ name: `${n}.zip`, bytes })));
const kinds = (files: ReturnType<typeof unpack>[number] | undefined) =>
  files?.map(({ name, failure }) => [name, failure === undefined ? 'taken' : `${failure.kind} ${failure.reason}`]);
const megabyte = 2 ** 20;
/** Hardly to be packed, as workbooks are. */
const noise = (bytes: number, seed = 1): Uint8Array => {
  let state = seed;
  return Uint8Array.from({ length: bytes }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff) >> 16);
};

/** The zip with the bit that says that its entries are locked with a password. */
function locked(bytes: Uint8Array): Uint8Array {
  const made = Buffer.from(bytes);
  for (const [signature, flags] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (let at = made.indexOf(signature, 0, 'latin1'); at >= 0; at = made.indexOf(signature, at + 4, 'latin1'))
      made[at + flags] = (made[at + flags] ?? 0) | 1;
  return made;
}

describe('archives that sections send', () => {
  test('one in another gives its workbooks; one that cannot be read stands for itself', () => {
    const inner = zip([{ name: 'a.xlsx', data: 'a' }]);
    const outer = zip([
      { name: '一.zip', data: inner },
      { name: '二.zip', data: locked(inner) },
      { name: '三.zip', data: 'no zip' },
      { name: 'b.xlsx', data: 'b' },
      { name: 'c.txt', data: 'c' },
    ]);
    expect(kinds(unpack(outer)[0])).toEqual([
      ['一.zip/a.xlsx', 'taken'],
      ['二.zip', 'encrypted archive'],
      ['三.zip', 'damaged package'],
      ['b.xlsx', 'taken'],
    ]);
    expect(kinds(unpack(locked(outer))[0])).toEqual([['0.zip', 'encrypted archive']]);
  });

  test('zeros that pack a thousand times over are refused before they are inflated', () => {
    const zeros = zip([{ name: 'f.xlsx', data: new Uint8Array(20 * megabyte) }]);
    const before = process.memoryUsage().arrayBuffers;
    expect(kinds(unpack(zip([{ name: 'in.zip', data: zeros }]))[0])).toEqual([['0.zip', 'too-large archive']]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * megabyte);
  });

  test('files, bytes and nesting count over all archives together; what came before stays', () => {
    const many = zip(Array.from({ length: 2000 }, (_, n) => ({ name: `${n}.xlsx`, data: 'x', stored: true })));
    const [first, second] = unpack(many, many);
    expect(first).toHaveLength(2000);
    expect(kinds(second)).toEqual([['1.zip', 'too-large archive']]);
    const large = zip(
      Array.from({ length: 5 }, (_, n) => ({ name: `${n}.xlsx`, data: noise(20 * megabyte, n + 1), stored: true })),
    );
    expect(unpack(large, large, large).map((files) => kinds(files)?.[0]?.[1])).toEqual([
      'taken',
      'taken',
      'too-large archive',
    ]);
    let nested = zip([{ name: 'a.xlsx', data: 'a' }]);
    for (let depth = 1; depth < archiveBudget.nesting; depth += 1) nested = zip([{ name: 'n.zip', data: nested }]);
    expect(unpack(nested)[0]?.[0]?.name).toMatch(/a\.xlsx$/u);
    expect(kinds(unpack(zip([{ name: 'n.zip', data: nested }]))[0])).toEqual([['0.zip', 'too-large archive']]);
  });

  test('a directory that claims less than what is packed costs no more than it claims', () => {
    const made = Buffer.from(zip([{ name: 'f.xlsx', data: new Uint8Array(50 * megabyte) }]));
    for (let at = made.indexOf('PK\x01\x02', 0, 'latin1') + 24; ; at = 22) {
      made.writeUInt32LE(100, at);
      if (at === 22) break;
    }
    const before = process.memoryUsage().arrayBuffers;
    expect(kinds(unpack(made)[0])).toEqual([['f.xlsx', 'too-large package']]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * megabyte);
  });
});

describe('collecting', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kohyo-archives-'));
    writeFileSync(join(folder, 'master.xlsx'), fixtureWorkbook({ items: 2 }).bytes);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const collect = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    const paths = ['master.xlsx', name].map((each) => join(folder, each));
    const answer = runCli([
      'collect',
      ...paths,
      '--out',
      join(folder, 'out.xlsx'),
      '--report',
      join(folder, 'report.json'),
    ]);
    return { ...answer, kind: refusal(answer).kind, made: existsSync(join(folder, 'out.xlsx')) };
  };

  test('one hostile or locked archive is refused in a sentence, and nothing is written', () => {
    const zeros = Array.from({ length: 16 }, (_, n) => ({ name: `f${n}.xlsx`, data: new Uint8Array(8 * megabyte) }));
    const bomb = zip([0, 1, 2].map((n) => ({ name: `${n}.zip`, data: zip(zeros) })));
    expect(collect('bomb.zip', bomb)).toMatchObject({ status: 3, kind: 'too-large', made: false });
    const closed = locked(zip([{ name: 'a.xlsx', data: 'a' }]));
    expect(collect('locked.zip', closed)).toMatchObject({ status: 3, kind: 'encrypted', made: false });
  });

  const shared = process.env['KOHYO_SHARED'];
  test.skipIf(shared === undefined)('the archive that ended the program', () => {
    const answer = spawnSync('cp', [join(shared ?? '', 'cases/safety-nested-zip/nested-3x16x60MB.zip'), folder]);
    expect(answer.status).toBe(0);
    const paths = ['master.xlsx', 'nested-3x16x60MB.zip'].map((each) => join(folder, each));
    const outputs = ['--out', join(folder, 'out.xlsx'), '--report', join(folder, 'report.json')];
    expect(refusal(runCli(['collect', ...paths, ...outputs])).kind).toBe('too-large');
  });
});
