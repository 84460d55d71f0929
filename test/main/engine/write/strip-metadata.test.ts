import { expect, test } from 'vitest';
import { stripMetadata } from '../../../../src-main/engine/write/media/strip-metadata.ts';

/** Pictures made by hand: marks beside the pixels go, what is drawn stays byte by byte. */
const mark = '目印の太郎';
const said = Buffer.from(mark);

const u32 = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeUInt32LE(number, 4 * i));
  return bytes;
};
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function emf(words: Buffer, inside: Buffer, behind: Buffer): Buffer {
  const head = Buffer.alloc(108 + words.length);
  u32(1, head.length).copy(head);
  head.write(' EMF', 40, 'latin1');
  u32(words.length / 2, 108).copy(head, 60);
  words.copy(head, 108);
  const drawn = u32(27, 16, 5, 6);
  const comment = Buffer.concat([u32(70, 12 + inside.length, inside.length), inside]);
  return Buffer.concat([head, comment, drawn, u32(14, 20, 0, 16, 20), behind]);
}

function wmf(inside: Buffer, behind: Buffer): Buffer {
  const head = Buffer.alloc(18);
  head.writeUInt16LE(1, 0);
  head.writeUInt16LE(9, 2);
  const record = (kind: number, data: Buffer): Buffer => {
    const start = Buffer.alloc(6);
    start.writeUInt32LE((6 + data.length) / 2, 0);
    start.writeUInt16LE(kind, 4);
    return Buffer.concat([start, data]);
  };
  const words = Buffer.alloc(4);
  words.writeUInt16LE(0x000f, 0);
  words.writeUInt16LE(inside.length, 2);
  const drawn = record(0x0213, Buffer.from([9, 0, 8, 0]));
  return Buffer.concat([
    head,
    record(0x0626, Buffer.concat([words, inside])),
    drawn,
    record(0, Buffer.alloc(0)),
    behind,
  ]);
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0, 0xff, 0xd0, 0x34]),
]);
const jpeg = (between: Buffer, behind: Buffer, thumbnail: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(
      0xe0,
      Buffer.concat([
        Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001', 'latin1'),
        Buffer.from([thumbnail.length === 0 ? 0 : 1, thumbnail.length === 0 ? 0 : 1]),
        thumbnail,
      ]),
    ),
    scan,
    between,
    scan,
    Buffer.from([0xff, 0xd9]),
    behind,
  ]);

const none = Buffer.alloc(0);
const svg = (more: string, attributes = ''): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="9"${attributes}>${more}<rect id="a" width="1"/><text>見える字</text></svg>`,
  );

test.each([
  ['EMF: a description', emf(padded(Buffer.from(mark, 'utf16le')), Buffer.from('EMF+drawing.'), none), 'description'],
  ['EMF: a comment', emf(none, padded(said), none), 'comment'],
  ['EMF: behind its end', emf(none, Buffer.from('EMF+drawing.'), said), 'trailing'],
  ['WMF: a comment', wmf(padded(said), none), 'comment'],
  ['WMF: behind its end', wmf(Buffer.from('WMFCdata'), said), 'trailing'],
  ['JPEG: a comment between scans', jpeg(segment(0xfe, said), none, none), 'COM'],
  ['JPEG: an application’s data between scans', jpeg(segment(0xed, said), none, none), 'APP13'],
  ['JPEG: behind its end', jpeg(none, said, none), 'trailing'],
  ['JPEG: the small picture in its head', jpeg(none, none, said), 'thumbnail'],
  ['SVG: a title', svg(`<title>${mark}</title>`), 'title'],
  ['SVG: metadata', svg(`<metadata><a xmlns="urn:a">${mark}</a></metadata>`), 'metadata'],
  ['SVG: a remark', svg(`<!--${mark}-->`), 'comment'],
  ['SVG: where it was exported to', svg('', ` xmlns:i="urn:i" i:export="${mark}"`), 'i:export'],
  ['SVG: a label for readers', svg('', ` aria-label="${mark}"`), 'aria-label'],
])('%s goes', (_, picture, what) => {
  const { data, removed, kind } = stripMetadata(picture);
  expect(kind).toBeDefined();
  expect(removed).toContain(what);
  const left = Buffer.from(data);
  expect(left.includes(said) || left.includes(Buffer.from(mark, 'utf16le'))).toBe(false);
  // Nothing more goes the second time.
  expect(stripMetadata(data)).toMatchObject({ removed: [], kind });
});

test.each([
  ['EMF', emf(none, Buffer.from('EMF+drawing.'), none)],
  ['WMF', wmf(Buffer.from('WMFCdata'), none)],
  ['JPEG', jpeg(none, none, none)],
  ['SVG', svg('<g><path d="M0 0"/></g>')],
])('%s without a word beside stays byte by byte', (_, picture) => {
  const { data, removed } = stripMetadata(picture);
  expect(removed).toEqual([]);
  expect(Buffer.from(data).equals(picture)).toBe(true);
});

test.each([
  [
    'an EMF whose records lead nowhere',
    Buffer.concat([emf(none, padded(said), none).subarray(0, 120), Buffer.alloc(60)]),
  ],
  ['an SVG that is no XML', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><title></svg>')],
  ['what is no picture', said],
])('%s is of no known kind: whoever asks tells it', (_, picture) => {
  expect(stripMetadata(picture).kind).toBeUndefined();
});
