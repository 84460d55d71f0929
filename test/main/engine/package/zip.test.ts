import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { OpenedPackage } from '../../../../src-main/engine/package/opened-package.ts';
import { rewritePackage } from '../../../../src-main/engine/package/rewrite-package.ts';
import { readZipDirectory } from '../../../../src-main/engine/package/zip-directory.ts';
import { reopen, smallBook, smallParts } from '../../../helpers/small-book.ts';

interface RawEntry {
  readonly name: string | Buffer;
  readonly data: string;
  readonly flags?: number;
  readonly descriptor?: 'signed' | 'bare';
  readonly localExtra?: Buffer;
  readonly zip64?: boolean;
  readonly stored?: boolean;
  /** Claims of the directory that are not true. */
  readonly size?: number;
  readonly crc?: number;
  readonly localName?: string;
  readonly offset?: number;
}

const u16 = (...values: number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
const u32 = (...values: number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);

/** A zip with whatever real and hostile writers put into one. */
function rawZip(
  entries: readonly RawEntry[],
  options: { before?: Buffer; after?: Buffer; zip64?: boolean } = {},
): Buffer {
  const pieces: Buffer[] = [options.before ?? Buffer.alloc(0)];
  const records: Buffer[] = [];
  const start = pieces[0]?.length ?? 0;
  let at = start;
  for (const entry of entries) {
    const raw = Buffer.from(entry.data);
    const packed = entry.stored ? raw : deflateRawSync(raw);
    const name = Buffer.from(entry.name);
    const crc = entry.crc ?? crc32(raw);
    const size = entry.size ?? raw.length;
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
    const method = entry.stored ? 0 : 8;
    const localName = Buffer.from(entry.localName ?? name);
    const extra = entry.localExtra ?? Buffer.alloc(0);
    const sums = entry.descriptor ? u32(0, 0, 0) : u32(crc, packed.length, size);
    const local = Buffer.concat([
      u32(0x04034b50),
      u16(20, flags, method, 0, 0x21),
      sums,
      u16(localName.length, extra.length),
      localName,
      extra,
    ]);
    const descriptor = entry.descriptor
      ? Buffer.concat([
          entry.descriptor === 'signed' ? u32(0x08074b50) : Buffer.alloc(0),
          u32(crc, packed.length, size),
        ])
      : Buffer.alloc(0);
    const wide = entry.zip64
      ? Buffer.concat([u16(1, 24), u32(size, 0, packed.length, 0, at - start, 0)])
      : Buffer.alloc(0);
    const fields = entry.zip64 ? u32(0xffffffff, 0xffffffff) : u32(packed.length, size);
    const offset = entry.zip64 ? 0xffffffff : (entry.offset ?? at - start);
    records.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20, 20, flags, method, 0, 0x21),
        u32(crc),
        fields,
        u16(name.length, wide.length, 0, 0, 0),
        u32(0, offset),
        name,
        wide,
      ]),
    );
    pieces.push(local, packed, descriptor);
    at += local.length + packed.length + descriptor.length;
  }
  const directory = Buffer.concat(records);
  const count = entries.length;
  if (options.zip64) {
    const end64 = Buffer.concat([
      u32(0x06064b50, 44, 0),
      u16(45, 45),
      u32(0, 0),
      u32(count, 0, count, 0, directory.length, 0, at - start, 0),
    ]);
    const locator = Buffer.concat([u32(0x07064b50, 0, at - start + directory.length, 0, 1)]);
    const end = Buffer.concat([u32(0x06054b50), u16(0, 0, 0xffff, 0xffff), u32(0xffffffff, 0xffffffff), u16(0)]);
    return Buffer.concat([...pieces, directory, end64, locator, end, options.after ?? Buffer.alloc(0)]);
  }
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(directory.length, at - start), u16(0)]);
  return Buffer.concat([...pieces, directory, end, options.after ?? Buffer.alloc(0)]);
}

const bookEntries = (change: Partial<RawEntry> = {}): RawEntry[] =>
  Array.from(smallParts(), ([name, data]) => ({ name, data: String(data), ...change }));

const outcome = (bytes: Uint8Array): string => {
  const opened = openPackage(bytes);
  return opened.ok ? 'opened' : opened.failure.kind;
};

const failureOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return (error as { failure: { kind: string } }).failure.kind;
  }
  return 'none';
};

describe('reading the directory', () => {
  it.each([
    ['deflated entries', rawZip(bookEntries())],
    ['stored entries', rawZip(bookEntries({ stored: true }))],
    ['data descriptors with signature', rawZip(bookEntries({ descriptor: 'signed' }))],
    ['data descriptors without signature', rawZip(bookEntries({ descriptor: 'bare' }))],
    ['extra fields in local headers', rawZip(bookEntries({ localExtra: u16(0x5455, 1, 0) }))],
    ['zip64 entries', rawZip(bookEntries({ zip64: true }))],
    ['a zip64 end record', rawZip(bookEntries({ zip64: true }), { zip64: true })],
    ['a byte order mark before the zip', rawZip(bookEntries(), { before: Buffer.from([0xef, 0xbb, 0xbf]) })],
    ['padding behind the zip', rawZip(bookEntries(), { after: Buffer.alloc(4096) })],
    [
      'backslashes in names',
      rawZip(bookEntries().map((one) => ({ ...one, name: String(one.name).replaceAll('/', '\\') }))),
    ],
    ['folders', rawZip([{ name: 'xl/', data: '', stored: true }, ...bookEntries()])],
  ])('takes %s', (_, bytes) => {
    const pkg = reopen(bytes);
    expect(pkg.text('xl/workbook.xml').text).toContain('<sheet name="Sheet1"');
  });

  it('reads names in UTF-8 and in code page 437', () => {
    const bytes = rawZip([
      ...bookEntries(),
      { name: 'xl/media/図.png', data: 'a', flags: 0x800 },
      { name: Buffer.from([0x78, 0x81]), data: 'b' },
    ]);
    expect(reopen(bytes).entryNames.slice(-2)).toEqual(['xl/media/図.png', 'xü']);
  });

  it('finds parts without regard to case', () => {
    const bytes = rawZip(
      bookEntries().map((one) => ({
        ...one,
        name: String(one.name).toUpperCase().replace('[CONTENT_TYPES]', '[Content_Types]'),
      })),
    );
    expect(reopen(bytes).has('XL/Workbook.XML')).toBe(true);
    expect(outcome(bytes)).toBe('opened');
  });

  it.each([
    ['two entries of one name', [{ name: 'XL/workbook.xml', data: 'x' }], 'unsafe'],
    ['a name that climbs out', [{ name: '../outside.txt', data: 'x' }], 'unsafe'],
    ['a name with backslashes that climbs out', [{ name: 'xl\\..\\..\\x', data: 'x' }], 'unsafe'],
    ['an absolute name', [{ name: '/etc/passwd', data: 'x' }], 'unsafe'],
    ['a drive', [{ name: 'C:/x', data: 'x' }], 'unsafe'],
    ['a zero byte in a name', [{ name: 'a\0b', data: 'x' }], 'unsafe'],
    ['a local header of another name', [{ name: 'xl/a.xml', localName: 'xl/b.xml', data: 'x' }], 'unsafe'],
    ['an entry over another one', [{ name: 'again', data: '', offset: 0, localName: 'again' }], 'unsafe'],
    ['an encrypted entry', [{ name: 'x', data: 'x', flags: 1 }], 'encrypted'],
    ['an entry beyond the end', [{ name: 'x', data: 'x', offset: 1_000_000 }], 'damaged'],
    ['a claim of more than a gigabyte', [{ name: 'x', data: 'x', size: 0x7fffffff }], 'too-large'],
  ])('refuses %s', (_, more, kind) => {
    expect(outcome(rawZip([...bookEntries(), ...more]))).toBe(kind);
  });

  it('refuses a directory that holds more entries than it says', () => {
    const bytes = Buffer.from(rawZip([...bookEntries(), { name: 'hidden', data: 'x' }]));
    const end = bytes.length - 22;
    bytes.writeUInt16LE(bytes.readUInt16LE(end + 10) - 1, end + 8);
    bytes.writeUInt16LE(bytes.readUInt16LE(end + 8), end + 10);
    expect(outcome(bytes)).toBe('unsafe');
  });

  it('refuses two entries with the same bytes, however they are named', () => {
    const first = bookEntries();
    const bytes = rawZip([...first, { name: first[0]?.name ?? '', data: '' }]);
    expect(outcome(bytes)).toBe('unsafe');
  });

  it('refuses what was cut off at any place', () => {
    const whole = smallBook();
    for (let length = whole.length - 1; length > 4; length -= 7)
      expect(outcome(whole.subarray(0, length))).toBe('damaged');
  });
});

describe('reading an entry', () => {
  const withEntry = (entry: RawEntry) => {
    const bytes = rawZip([...bookEntries(), entry]);
    return new OpenedPackage(bytes, readZipDirectory(bytes));
  };

  it('believes no size field: too much output ends the reading', () => {
    const bomb = withEntry({ name: 'xl/bomb.xml', data: ' '.repeat(70 * 2 ** 20), size: 100 });
    expect(failureOf(() => bomb.read('xl/bomb.xml'))).toBe('too-large');
  });

  it.each([
    ['another checksum', { crc: 1 }],
    ['another size', { size: 3 }],
  ])('refuses %s as damaged', (_, claim) => {
    const pkg = withEntry({ name: 'xl/a.xml', data: '<a/>', ...claim });
    expect(failureOf(() => pkg.read('xl/a.xml'))).toBe('damaged');
  });

  it('refuses damaged compressed data', () => {
    const bytes = Buffer.from(rawZip([{ name: 'xl/a.xml', data: 'abcabcabcabc' }, ...bookEntries()]));
    bytes.fill(0xff, 38, 42);
    const pkg = new OpenedPackage(bytes, readZipDirectory(bytes));
    expect(failureOf(() => pkg.read('xl/a.xml'))).toBe('damaged');
  });
});

describe('rewriting', () => {
  it.each([
    ['descriptors', rawZip(bookEntries({ descriptor: 'signed' }))],
    ['extra fields', rawZip(bookEntries({ localExtra: u16(0x5455, 1, 0) }))],
    ['zip64 entries', rawZip(bookEntries({ zip64: true }))],
    ['a plain zip', Buffer.from(smallBook())],
  ])('gives the same bytes where nothing changes: %s', (_, bytes) => {
    expect(Buffer.from(rewritePackage(reopen(bytes), {})).equals(bytes)).toBe(true);
  });

  it.each([
    ['descriptors', rawZip(bookEntries({ descriptor: 'bare' }))],
    ['zip64 entries', rawZip(bookEntries({ zip64: true }))],
    ['junk before the zip', rawZip(bookEntries(), { before: Buffer.from('junk') })],
  ])('copies all other entries as they stand: %s', (_, bytes) => {
    const before = new OpenedPackage(bytes, readZipDirectory(bytes));
    const name = 'xl/styles.xml';
    const after = reopen(rewritePackage(before, { replace: new Map([[name, Buffer.from('<new/>')]]) }));
    expect(after.text(name).text).toBe('<new/>');
    expect(after.entryNames).toEqual(before.entryNames);
    const raw = (pkg: OpenedPackage): (string | undefined)[] =>
      pkg.directory.entries.map((one) =>
        one.name === name ? undefined : Buffer.from(pkg.bytes.subarray(one.offset, one.end)).toString('hex'),
      );
    expect(raw(after as OpenedPackage)).toEqual(raw(before));
  });

  it('adds and removes entries', () => {
    const before = reopen(smallBook());
    const after = reopen(
      rewritePackage(before, {
        add: new Map([['xl/新しい.xml', Buffer.from('<a/>')]]),
        remove: new Set(['XL/styles.xml']),
      }),
    );
    expect(after.entryNames).toEqual([
      ...before.entryNames.filter((name) => name !== 'xl/styles.xml'),
      'xl/新しい.xml',
    ]);
    expect(after.text('xl/新しい.xml').text).toBe('<a/>');
  });

  it('refuses changes that make no sense, as bugs', () => {
    const pkg = reopen(smallBook());
    expect(() => rewritePackage(pkg, { replace: new Map([['none', Buffer.alloc(0)]]) })).toThrow('no entry');
    expect(() => rewritePackage(pkg, { add: new Map([['xl/WORKBOOK.xml', Buffer.alloc(0)]]) })).toThrow('exists');
  });
});
