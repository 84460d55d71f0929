import { describe, expect, test } from 'vitest';
import { PdfJoiner } from '../../../src-main/printing/pdf/join-pdfs.ts';
import { PdfError, readPdf, pdfReferencesOf, renumbered } from '../../../src-main/printing/pdf/read-pdf.ts';

/** A PDF as Skia writes it: a classic table; `streams` by number. */
function pdf(objects: Readonly<Record<number, string>>, streams: Readonly<Record<number, string>> = {}): Uint8Array {
  let text = '%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n';
  const offsets = new Map<number, number>();
  const count = Math.max(...[...Object.keys(objects), ...Object.keys(streams)].map(Number)) + 1;
  for (let number = 1; number < count; number += 1) {
    const stream = streams[number];
    const value = objects[number] ?? (stream === undefined ? undefined : `<</Length ${stream.length}>>`);
    if (value === undefined) continue;
    offsets.set(number, text.length);
    text += `${number} 0 obj\n${value}${stream === undefined ? '' : ` stream\n${stream}\nendstream`}\nendobj\n`;
  }
  const start = text.length;
  const table = Array.from(
    { length: count },
    (_, number) =>
      `${String(offsets.get(number) ?? 0).padStart(10, '0')} ${number === 0 ? '65535 f' : offsets.has(number) ? '00000 n' : '00000 f'} \n`,
  ).join('');
  text += `xref\n0 ${count}\n${table}trailer\n<</Size ${count}\n/Root 9 0 R\n/Info 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const part = (words: string): Uint8Array =>
  pdf(
    {
      1: '<</Creator (Chromium)>>',
      2: '<</Type /Page\n/Contents 3 0 R\n/Resources <</XObject <</X4 4 0 R>>>>\n/StructParents 0\n/Parent 5 0 R>>',
      5: '<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>',
      6: '<</Type /StructElem\n/S /Document\n/P 8 0 R\n/K [7 0 R]\n/ID (node00000001)>>',
      7: '<</Type /StructElem\n/S /P\n/P 6 0 R\n/K [<</Type /MCR\n/Pg 2 0 R\n/MCID 0>>]\n/ID (node00000002)>>',
      8: '<</Type /StructTreeRoot\n/K 6 0 R\n/ParentTree 10 0 R\n/IDTree 12 0 R>>',
      9: '<</Type /Catalog\n/Pages 5 0 R\n/StructTreeRoot 8 0 R>>',
      10: '<</Type /ParentTree\n/Nums [0 11 0 R]>>',
      11: '[7 0 R]',
      12: '<</Kids [13 0 R]>>',
      13: '<</Names [(node00000001) 6 0 R]>>',
    },
    { 3: words, 4: 'the same picture endobj 7 0 R' },
  );

describe('taking a PDF of Chromium apart', () => {
  test('objects with their streams, whatever bytes those hold', () => {
    const { objects, root, info } = readPdf(part('endobj\nendstream (3 0 R'));
    expect({ root, info }).toEqual({ root: 9, info: 1 });
    expect(Buffer.from(objects.get(3)?.stream ?? []).toString('latin1')).toBe('endobj\nendstream (3 0 R');
    expect(objects.get(7)?.value).toContain('/Pg 2 0 R');
  });
  test('other numbers in references, none in strings', () => {
    expect(renumbered(String.raw`<</A 3 0 R /B (3 0 R \) 3 0 R) /C [4 0 R 12 0 R]>>`, (number) => number + 10)).toBe(
      String.raw`<</A 13 0 R /B (3 0 R \) 3 0 R) /C [14 0 R 22 0 R]>>`,
    );
    expect(pdfReferencesOf('<</Kids [4 0 R 5 0 R]>>', 'Kids')).toEqual([4, 5]);
  });
  test('anything of another build is refused', () => {
    const whole = part('text');
    expect(() => readPdf(whole.subarray(0, whole.length - 20))).toThrow(PdfError);
    expect(() => readPdf(Buffer.from('no PDF'))).toThrow(PdfError);
    const moved = Buffer.from(whole);
    moved.write('8', moved.indexOf('7 0 obj'), 'latin1');
    expect(() => readPdf(moved)).toThrow(/object 7/u);
  });
});

test('parts are joined: pages in order, a shared stream once, every page with its own marks', async () => {
  const joiner = new PdfJoiner();
  joiner.add(part('first'));
  joiner.add(part('second'));
  expect(joiner.pages).toBe(2);
  const words = {
    title: '会議資料',
    language: 'ja',
    bookmarks: [
      { title: 'Ⅰ', level: 1, page: 0 },
      { title: 'No.1', level: 2, page: 0 },
      { title: 'No.2', level: 2, page: 1 },
    ],
  } as const;
  const whole = Buffer.from(await joiner.finish(words)).toString('latin1');
  expect(whole.split('the same picture').length - 1).toBe(1);
  expect(whole.indexOf('first')).toBeGreaterThan(0);
  expect(whole.indexOf('second')).toBeGreaterThan(whole.indexOf('first'));
  const packed = await unpacked(whole);
  expect([...packed.matchAll(/\/StructParents (\d+)/gu)].map(([, key]) => key)).toEqual(['0', '1']);
  expect(packed).toMatch(/\/Nums \[0 \d+ 0 R 1 \d+ 0 R\]/u);
  expect(packed).not.toContain('node0000');
  expect(packed).toContain(`/Title <FEFF${Buffer.from('会議資料', 'utf16le').swap16().toString('hex').toUpperCase()}>`);
  // The first level holds both items; the outline's root holds the first level.
  expect(packed).toMatch(/\/Count 2 \/Dest/u);
  expect(packed.match(/\/Type \/Catalog/gu)).toHaveLength(1);
  expect(packed).not.toContain('Chromium');
});

test('what Chromium puts between an element and its marks falls away, and the marks lead to the element', async () => {
  const objects = {
    1: '<<>>',
    2: '<</Type /Page\n/Contents 3 0 R\n/StructParents 0\n/Parent 5 0 R>>',
    5: '<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>',
    6: '<</Type /StructElem\n/S /Document\n/P 8 0 R\n/K [7 0 R]>>',
    7: '<</Type /StructElem\n/S /P\n/P 6 0 R\n/K [12 0 R <</Type /MCR\n/Pg 2 0 R\n/MCID 1>> 13 0 R]>>',
    8: '<</Type /StructTreeRoot\n/K 6 0 R\n/ParentTree 10 0 R>>',
    9: '<</Type /Catalog\n/Pages 5 0 R\n/StructTreeRoot 8 0 R>>',
    10: '<</Type /ParentTree\n/Nums [0 11 0 R]>>',
    11: '[12 0 R 7 0 R 13 0 R]',
    12: '<</Type /StructElem\n/S /NonStruct\n/P 7 0 R\n/K [<</Type /MCR\n/Pg 2 0 R\n/MCID 0>>]>>',
    13: '<</Type /StructElem\n/S /NonStruct\n/P 7 0 R\n/K [<</Type /MCR\n/Pg 2 0 R\n/MCID 2>>]>>',
  };
  const joiner = new PdfJoiner();
  joiner.add(pdf(objects, { 3: 'text' }));
  const packed = await unpacked(
    Buffer.from(await joiner.finish({ title: '', language: 'ja', bookmarks: [] })).toString('latin1'),
  );
  expect(packed).not.toContain('NonStruct');
  expect([...packed.matchAll(/\/MCID (\d)/gu)].map(([, mark]) => mark)).toEqual(['0', '1', '2']);
  const array = /^\[(\d+) 0 R (\d+) 0 R (\d+) 0 R\]$/mu.exec(packed)?.slice(1);
  expect(new Set(array).size).toBe(1);
  expect(array?.[0]).toBe(/\/S \/Document [^\n]*\/K \[(\d+) 0 R\]/u.exec(packed)?.[1]);
});

/** What the object streams of a file hold. */
async function unpacked(file: string): Promise<string> {
  const texts = [...file.matchAll(/\/Type \/ObjStm[^>]*\/Length (\d+)>>\nstream\n/gu)].map(async (found) => {
    const begin = found.index + found[0].length;
    const bytes = Buffer.from(file.slice(begin, begin + Number(found[1])), 'latin1');
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).text();
  });
  return (await Promise.all(texts)).join('\n');
}
