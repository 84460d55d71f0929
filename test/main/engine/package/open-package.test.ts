import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { decodePart, encodePart } from '../../../../src-main/engine/package/part-text.ts';
import { resolveTarget } from '../../../../src-main/engine/package/part-names.ts';
import { smallBook, smallPackage, type SmallBook } from '../../../helpers/small-book.ts';

const kindOf = (bytes: Uint8Array): string => {
  const opened = openPackage(bytes);
  return opened.ok ? 'opened' : opened.failure.kind;
};

const change =
  (part: string, from: string, to: string): NonNullable<SmallBook['tamper']> =>
  (parts) =>
    parts.set(part, String(parts.get(part)).replaceAll(from, to));

/** A compound file's header and one directory sector with streams of these names. */
function compoundFile(...streams: string[]): Buffer {
  const file = Buffer.alloc(1024);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  for (const [n, name] of ['Root Entry', ...streams].entries()) {
    const at = 512 + n * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
    file[at + 66] = n === 0 ? 5 : 2;
  }
  return file;
}

describe('what is no workbook', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'not-a-workbook'],
    ['text', Buffer.from('No.,担当課\r\n1,行政課\r\n'), 'not-a-workbook'],
    ['HTML', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'not-a-workbook'],
    ['an old workbook', compoundFile('Workbook'), 'legacy-format'],
    ['an older workbook', compoundFile('Book'), 'legacy-format'],
    ['a bare BIFF4 sheet', Buffer.from([0x09, 0x04, 0x06, 0x00, 0, 0, 0x10, 0, 0, 0]), 'legacy-format'],
    ['an encrypted workbook', compoundFile('EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
    ['an old document', compoundFile('WordDocument'), 'not-a-workbook'],
    ['an encrypted workbook cut off', compoundFile('EncryptionInfo', 'EncryptedPackage').subarray(0, 512), 'damaged'],
    [
      'a zip of other things',
      smallBook({
        tamper: (parts) => {
          parts.clear();
          parts.set('photo.txt', 'x');
        },
      }),
      'not-a-workbook',
    ],
    ['an empty zip', Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]), 'not-a-workbook'],
    [
      'a Word document',
      smallBook({
        tamper: change('[Content_Types].xml', 'spreadsheetml.sheet.main', 'wordprocessingml.document.main'),
      }),
      'not-a-workbook',
    ],
    [
      'a presentation',
      smallBook({
        tamper: change('[Content_Types].xml', 'spreadsheetml.sheet.main', 'presentationml.presentation.main'),
      }),
      'not-a-workbook',
    ],
    [
      'a binary workbook',
      smallBook({
        tamper: change(
          '[Content_Types].xml',
          'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
          'vnd.ms-excel.sheet.binary.macroEnabled.main',
        ),
      }),
      'legacy-format',
    ],
  ])('%s', (_, bytes, kind) => {
    expect(kindOf(bytes)).toBe(kind);
  });
});

describe('broken and unsafe packages', () => {
  const without = (part: string): SmallBook => ({ tamper: (parts) => void parts.delete(part) });
  it.each([
    ['no content types', without('[Content_Types].xml'), 'damaged'],
    ['no package relationships', without('_rels/.rels'), 'damaged'],
    ['no workbook part', without('xl/workbook.xml'), 'damaged'],
    ['broken content types', { tamper: change('[Content_Types].xml', '</Types>', '') }, 'damaged'],
    ['an unknown encoding', { tamper: change('[Content_Types].xml', 'UTF-8', 'Shift_JIS') }, 'damaged'],
    [
      'a document type',
      { tamper: change('xl/_rels/workbook.xml.rels', '<Relationships', '<!DOCTYPE x><Relationships') },
      'unsafe',
    ],
    [
      'a sheet on the web',
      {
        tamper: change(
          'xl/_rels/workbook.xml.rels',
          'Target="worksheets/sheet1.xml"',
          'Target="http://example.invalid/a.xml" TargetMode="External"',
        ),
      },
      'unsafe',
    ],
    [
      'a sheet in a file, mode not said',
      { tamper: change('xl/_rels/workbook.xml.rels', 'worksheets/sheet1.xml', 'file:///c:/a.xml') },
      'unsafe',
    ],
    [
      'a workbook elsewhere',
      {
        tamper: change(
          '_rels/.rels',
          'Target="xl/workbook.xml"',
          'Target="http://example.invalid/" TargetMode="External"',
        ),
      },
      'unsafe',
    ],
  ] as const)('%s', (_, book, kind) => {
    expect(kindOf(smallBook(book))).toBe(kind);
  });
});

describe('relationships', () => {
  it.each([
    ['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/workbook.xml', '/xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/worksheets/sheet1.xml', '../drawings/drawing1.xml', 'xl/drawings/drawing1.xml'],
    ['', '../customXml/item1.xml', 'customXml/item1.xml'],
    ['', './xl/workbook.xml', 'xl/workbook.xml'],
    ['xl/workbook.xml', 'media/a%20b.png', 'xl/media/a b.png'],
    ['xl/workbook.xml', 'media/100%.png', 'xl/media/100%.png'],
    ['xl/workbook.xml', 'worksheets\\sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/workbook.xml', '#Sheet2!A1', 'xl'],
  ])('of “%s” to “%s”', (part, target, name) => {
    expect(resolveTarget(part, target)).toBe(name);
  });

  it('reads strict types alike', () => {
    const pkg = smallPackage({
      tamper: change(
        '_rels/.rels',
        'schemas.openxmlformats.org/officeDocument/2006/relationships',
        'purl.oclc.org/ooxml/officeDocument/relationships',
      ),
    });
    expect(pkg.relationships('')[0]?.type).toBe('officeDocument');
  });
});

describe('encodings', () => {
  const xml = '<a>日本語 𠮷 葛\u{e0100} \ue000</a>';
  it.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'utf-16le-bom', 'utf-16be-bom'] as const)(
    '%s comes back to the byte',
    (encoding) => {
      const bytes = encodePart(xml, encoding);
      const decoded = decodePart(bytes, 'a.xml');
      expect(decoded).toEqual({ text: xml, encoding });
      expect(Buffer.from(encodePart(decoded.text, encoding)).equals(Buffer.from(bytes))).toBe(true);
    },
  );

  const failureOf = (bytes: Uint8Array): string => {
    try {
      decodePart(bytes, 'a.xml');
    } catch (error) {
      return (error as { failure: { kind: string } }).failure.kind;
    }
    return 'none';
  };
  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0x82, 0xa0]), 'damaged'],
    ['half a unit of UTF-16', Buffer.from([0xff, 0xfe, 0x3c]), 'damaged'],
    ['a declared encoding that it is not in', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a/>'), 'damaged'],
    ['an encoding nobody knows', Buffer.from('<?xml version="1.0" encoding="x-mac-japanese"?><a/>'), 'damaged'],
    [
      'a document type behind a comment',
      Buffer.from('<?xml version="1.0"?><!-- a --> <!DOCTYPE a [<!ENTITY b "c">]><a/>'),
      'unsafe',
    ],
    ['ASCII, declared so', Buffer.from('<?xml version="1.0" encoding="us-ascii"?><a/>'), 'none'],
  ])('%s', (_, bytes, kind) => {
    expect(failureOf(bytes)).toBe(kind);
  });
});
