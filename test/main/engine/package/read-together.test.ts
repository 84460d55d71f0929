import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { countTogether, readTogether } from '../../../../src-main/engine/package/read-together.ts';
import type { ZipEntry } from '../../../../src-main/engine/package/zip-directory.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';

const texts = ['一枚目のシート', '', 'a'.repeat(5000), '四枚目'].map((text) => Buffer.from(text));

function packed(parts: readonly Buffer[]): { readonly bytes: Buffer; readonly entries: ZipEntry[] } {
  const pieces = parts.map((part) => deflateRawSync(part));
  let at = 0;
  const entries = pieces.map((piece, i): ZipEntry => {
    const part = parts[i] as Buffer;
    at += piece.length;
    return {
      name: String(i),
      key: String(i),
      flags: 0,
      method: 8,
      crc: crc32(part),
      size: part.length,
      compressedSize: piece.length,
      offset: at - piece.length,
      dataOffset: at - piece.length,
      end: at,
      recordStart: 0,
      recordEnd: 0,
    };
  });
  return { bytes: Buffer.concat(pieces), entries };
}

const { bytes, entries } = packed(texts);
const spoilt = (change: (entry: ZipEntry) => Partial<ZipEntry>): ZipEntry[] =>
  entries.map((entry, i) => (i === 2 ? { ...entry, ...change(entry) } : entry));

describe('entries inflated together', () => {
  it('are what each is alone', () => {
    expect(readTogether(bytes, entries)?.map((data) => Buffer.from(data).toString())).toEqual(texts.map(String));
  });

  it.each([
    ['checksum', ({ crc }: ZipEntry) => ({ crc: crc ^ 1 })],
    ['smaller size', ({ size }: ZipEntry) => ({ size: size - 1 })],
    ['larger size', ({ size }: ZipEntry) => ({ size: size + 1 })],
    ['end before its end', ({ compressedSize }: ZipEntry) => ({ compressedSize: compressedSize - 1 })],
    ['end behind its end', ({ compressedSize }: ZipEntry) => ({ compressedSize: compressedSize + 1 })],
  ])('are none where one claims a wrong %s', (_, change) => {
    expect(readTogether(bytes, spoilt(change))).toBeUndefined();
  });

  it('are few and small', () => {
    expect(countTogether(entries)).toBe(4);
    expect(countTogether(spoilt(() => ({ method: 0 })))).toBe(2);
    expect(countTogether(spoilt(() => ({ size: 2 ** 20 })))).toBe(2);
    expect(countTogether(Array.from({ length: 200 }, () => ({ ...(entries[2] as ZipEntry) })))).toBe(104);
  });
});

describe('sheets read in turn', () => {
  const opened = openPackage(fixtureWorkbook({ items: 120 }).bytes);
  if (!opened.ok) throw new Error(opened.failure.kind);
  const pkg = opened.value;
  const sheets = pkg.entryNames.filter((name) => /worksheets\/[^/]+\.xml$/.test(name));
  const alone = sheets.map((name) => Buffer.from(pkg.read(name)));

  it('are what each is alone', () => {
    const inTurn = pkg.inTurn(sheets);
    expect(sheets.filter((name, at) => !inTurn(name).equals(alone[at] as Buffer))).toEqual([]);
  });

  it('in any other order too, and twice', () => {
    const inTurn = pkg.inTurn(sheets);
    const order = [...sheets.keys()].toSorted((a, b) => ((a * 3) % 5) - ((b * 3) % 5));
    expect([...order, ...order].filter((at) => !inTurn(sheets[at] as string).equals(alone[at] as Buffer))).toEqual([]);
  });
});
