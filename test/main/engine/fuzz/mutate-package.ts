import { encodePart } from '../../../../src-main/engine/package/part-text.ts';
import { zip } from '../../../helpers/zip.ts';
import type { Random } from './random.ts';

/** What can happen to a package above its parts' XML and below its zip: relations, types, counts, nesting, encodings. */
export type Parts = Map<string, string | Uint8Array>;
export type PackageMutation = (parts: Parts, random: Random) => void;

const isText = (name: string): boolean => /\.(?:xml|rels|vml)$/.test(name);
const named = (parts: Parts, pattern: RegExp): readonly string[] =>
  [...parts.keys()].filter((name) => pattern.test(name));

/** Changes the text of one part whose name fits. */
function change(parts: Parts, random: Random, pattern: RegExp, make: (text: string) => string | Uint8Array): void {
  const names = named(parts, pattern).filter((name) => typeof parts.get(name) === 'string');
  if (names.length === 0) return;
  const name = random.pick(names);
  parts.set(name, make(String(parts.get(name))));
}

/** One relationship of one part gets another value in an attribute. */
const relationship =
  (attribute: string, values: readonly string[]): PackageMutation =>
  (parts, random) =>
    change(parts, random, /\.rels$/, (text) => {
      const found = [...text.matchAll(/<Relationship\b[^>]*>/g)];
      if (found.length === 0) return text;
      const one = random.pick(found);
      const value = random.pick([...values, ...named(parts, /./).map((name) => `/${name}`)]).replaceAll('&', '&amp;');
      const made = one[0].includes(`${attribute}="`)
        ? one[0].replace(new RegExp(`${attribute}="[^"]*"`), `${attribute}="${value}"`)
        : one[0].replace('<Relationship', `<Relationship ${attribute}="${value}"`);
      return text.slice(0, one.index) + made + text.slice(one.index + one[0].length);
    });

const relations: Readonly<Record<string, PackageMutation>> = {
  target: relationship('Target', [
    '',
    '../NULL',
    '#A1',
    'file:///c:/x',
    '../../../../etc/passwd',
    'workbook.xml',
    '//host/x',
    'a b?c',
    '%2e%2e/x',
    'x'.repeat(3000),
  ]),
  relatedType: relationship('Type', [
    '',
    'x',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
  ]),
  relatedId: relationship('Id', ['rId1', '', 'あ', 'rId1 ', '1']),
  external: relationship('TargetMode', ['External', 'external', 'Internal', 'x']),
  dropRelationship: (parts, random) =>
    change(parts, random, /\.rels$/, (text) => {
      const found = [...text.matchAll(/<Relationship\b[^>]*>/g)];
      return found.length === 0 ? text : text.replace(random.pick(found)[0], '');
    }),
  repeatRelationship: (parts, random) =>
    change(parts, random, /\.rels$/, (text) =>
      text.replace(/<Relationship\b[^>]*>/, (all) => all.repeat(2 + random.below(5000))),
    ),
  dropPart: (parts, random) => void parts.delete(random.pick([...parts.keys()])),
  emptyPart: (parts, random) => void parts.set(random.pick([...parts.keys()]), ''),
  swapParts: (parts, random) => {
    const [a, b] = [random.pick([...parts.keys()]), random.pick([...parts.keys()])];
    const [one, other] = [parts.get(a) ?? '', parts.get(b) ?? ''];
    parts.set(a, other).set(b, one);
  },
  dropType: (parts, random) =>
    change(parts, random, /^\[Content_Types\]/, (text) => {
      const found = [...text.matchAll(/<(?:Override|Default)\b[^>]*>/g)];
      return found.length === 0 ? text : text.replace(random.pick(found)[0], '');
    }),
  wrongType: (parts, random) =>
    change(parts, random, /^\[Content_Types\]/, (text) =>
      text.replace(/ContentType="[^"]*"/g, (all) =>
        random.next() < 0.2 ? 'ContentType="application/octet-stream"' : all,
      ),
    ),
};

/** Puts a piece before an end tag, so many times. */
const many = (
  parts: Parts,
  random: Random,
  part: RegExp,
  end: RegExp,
  piece: (n: number) => string,
  most: number,
): void =>
  change(parts, random, part, (text) => {
    const at = text.search(end);
    const count = Math.round(most * (0.2 + 0.8 * random.next()));
    return at < 0
      ? text
      : text.slice(0, at) + Array.from({ length: count }, (_, n) => piece(n)).join('') + text.slice(at);
  });
const sheet = /worksheets\/sheet\d+\.xml$/;
const drawing = /drawings\/(?:drawing|more)\d+\.xml$/;

const counts: Readonly<Record<string, PackageMutation>> = {
  manyEntries: (parts, random) => {
    for (let n = 0; n < 3000 + random.below(9000); n += 1) parts.set(`xl/more/part${n}.xml`, '<a/>');
  },
  manySheets: (parts, random) =>
    many(
      parts,
      random,
      /xl\/workbook\.xml$/,
      /<\/sheets>/,
      (n) => `<sheet name="余分${n}" sheetId="${n + 500}" r:id="rId1"/>`,
      8000,
    ),
  manyNames: (parts, random) => {
    change(parts, random, /xl\/workbook\.xml$/, (text) =>
      text.includes('<definedNames>') ? text : text.replace('</sheets>', '</sheets><definedNames></definedNames>'),
    );
    many(
      parts,
      random,
      /xl\/workbook\.xml$/,
      /<\/definedNames>/,
      (n) => `<definedName name="n${n}">n${n + 1}+'No.1'!$C$${(n % 60) + 1}</definedName>`,
      60_000,
    );
  },
  manyStrings: (parts, random) =>
    many(
      parts,
      random,
      /sharedStrings\.xml$/,
      /<\/sst>/,
      (n) => `<si><t>文${n}</t><rPh sb="0" eb="1"><t>ブン</t></rPh></si>`,
      150_000,
    ),
  manyStyles: (parts, random) =>
    many(
      parts,
      random,
      /styles\.xml$/,
      /<\/cellXfs>/,
      (n) => `<xf numFmtId="${n % 60}" fontId="0" fillId="0" borderId="0"/>`,
      120_000,
    ),
  manyFormats: (parts, random) =>
    many(
      parts,
      random,
      /styles\.xml$/,
      /<\/numFmts>/,
      (n) => `<numFmt numFmtId="${n + 900}" formatCode="${'[Red]0;'.repeat(40)}"/>`,
      20_000,
    ),
  longFormat: (parts, random) =>
    change(parts, random, /styles\.xml$/, (text) =>
      text.replace(
        /formatCode="/,
        `formatCode="${random.pick(['0.0', '#,##', '[赤]', '"x"', '\\a', 'ggge', '[>1]0;'])}`
          .repeat(1)
          .concat('#'.repeat(30_000)),
      ),
    ),
  manyColumns: (parts, random) =>
    many(
      parts,
      random,
      sheet,
      /<\/cols>/,
      (n) => `<col min="${(n % 16_384) + 1}" max="16384" width="${n % 90}"/>`,
      90_000,
    ),
  manyRows: (parts, random) =>
    many(
      parts,
      random,
      sheet,
      /<\/sheetData>/,
      (n) => `<row r="${n + 400}" ht="9" customHeight="1"><c r="A${n + 400}" t="str"><v>行</v></c></row>`,
      60_000,
    ),
  manyRules: (parts, random) =>
    many(
      parts,
      random,
      sheet,
      /<(?:dataValidations|hyperlinks|printOptions|pageMargins)/,
      (n) =>
        `<conditionalFormatting sqref="A1:XFD${n + 1}"><cfRule type="expression" priority="${n}" dxfId="0"><formula>SUM($A$1:$Z$9)&gt;${n}</formula></cfRule></conditionalFormatting>`,
      30_000,
    ),
  manyFormulas: (parts, random) =>
    many(
      parts,
      random,
      sheet,
      /<\/sheetData>/,
      (n) => `<row r="${n + 900}"><c r="A${n + 900}"><f>A${n + 899}+VLOOKUP(A1,$A$1:$Z$999,2,0)</f><v>1</v></c></row>`,
      40_000,
    ),
  manyShapes: (parts, random) =>
    change(parts, random, drawing, (text) =>
      text.replace(/(<xdr:(twoCellAnchor|oneCellAnchor)[\s\S]*?<\/xdr:\2>)/, (all) =>
        all.repeat(50 + random.below(4000)),
      ),
    ),
  hugeShape: (parts, random) =>
    change(parts, random, drawing, (text) =>
      text.replace(
        /<xdr:(row|col)>\d+</g,
        (_, name: string) => `<xdr:${name}>${random.pick([0, -1, 16_384, 1_048_576, 999_999_999_999])}<`,
      ),
    ),
  manyPoints: (parts, random) =>
    change(parts, random, /charts\//, (text) =>
      text
        .replace(/<c:pt idx="0">[\s\S]*?<\/c:pt>/, (all) => all.repeat(40_000))
        .replace(/ptCount val="\d+"/g, 'ptCount val="999999999"'),
    ),
  wideColumn: (parts, random) =>
    change(parts, random, sheet, (text) =>
      text.replace(
        /<col min="\d+" max="\d+"/,
        `<col min="${random.pick(['0', '-5', '1e20', '99999999999999999999', 'NaN', '16384'])}" max="${random.pick(['1', '16384', '1e308', '-1'])}"`,
      ),
    ),
  pageSetup: (parts, random) =>
    change(parts, random, sheet, (text) =>
      text.replace(
        /<pageSetup\b[^>]*>/,
        `<pageSetup paperSize="${random.pick([0, 9, 8, 118, 99_999])}" scale="${random.pick([0, 1, 10, 400, 99_999])}" fitToWidth="${random.pick([0, 1, 32_767])}" fitToHeight="0" orientation="${random.pick(['portrait', 'landscape', 'x'])}"/>`,
      ),
    ),
  margins: (parts, random) =>
    change(parts, random, sheet, (text) =>
      text.replace(
        /(left|top|header)="[\d.]+"/g,
        (_, side: string) => `${side}="${random.pick(['0', '-3', '99', '1e9', 'NaN'])}"`,
      ),
    ),
  breaks: (parts, random) =>
    change(parts, random, sheet, (text) =>
      text.replace(
        '</worksheet>',
        `<rowBreaks>${Array.from({ length: 20_000 }, (_, n) => `<brk id="${n % 70}" man="1"/>`).join('')}</rowBreaks></worksheet>`,
      ),
    ),
};

const nesting: Readonly<Record<string, PackageMutation>> = {
  deep: (parts, random) =>
    change(parts, random, /\.(?:xml|vml|rels)$/, (text) => text.replace(/>/, `>${'<a>'.repeat(200_000)}`)),
  deepFormula: (parts, random) =>
    change(parts, random, sheet, (text) =>
      text.replace(
        /<v>/,
        `<f>${random.pick(['(', 'IF(', '-', '{', "'a'!", 'A1:', '[', '"'])}</f><v>`.replace(
          /<f>(.*?)<\/f>/,
          (_, one: string) => `<f>${one.repeat(2700)}</f>`,
        ),
      ),
    ),
  deepShapes: (parts, random) =>
    change(parts, random, drawing, (text) =>
      text
        .replace(/<xdr:(?:sp|pic)\b/, (all) => `${'<xdr:grpSp><xdr:grpSpPr/>'.repeat(120)}${all}`)
        .replace(/<\/xdr:(?:sp|pic)>/, (all) => `${all}${'</xdr:grpSp>'.repeat(120)}`),
    ),
  chainOfNames: (parts, random) =>
    change(parts, random, /xl\/workbook\.xml$/, (text) =>
      text
        .replace(/<definedName [^>]*>[^<]*/g, (all) => all.replace(/>.*/s, '>輪'))
        .replace('</definedNames>', '<definedName name="輪">輪+輪</definedName></definedNames>'),
    ),
  workbookInside: (parts, random) => {
    const inner = zip([...parts].map(([name, data]) => ({ name, data: Buffer.from(data as string) })));
    parts.set(random.pick(['xl/embeddings/book.xlsx', 'inner.zip', 'xl/media/image9.png']), inner);
  },
  bomb: (parts, random) => {
    const size = (5 + random.below(55)) * 2 ** 20;
    parts.set(random.pick([...parts.keys()]), Buffer.alloc(size, random.pick([0x20, 0x41, 0])));
  },
  wideBomb: (parts, random) => {
    for (let n = 0; n < 4 + random.below(40); n += 1)
      parts.set(`xl/worksheets/sheet${n + 30}.xml`, Buffer.alloc(12 * 2 ** 20, 0x20));
  },
};

const encodings: Readonly<Record<string, PackageMutation>> = {
  utf16: (parts, random) =>
    change(parts, random, /\.(?:xml|rels|vml)$/, (text) =>
      encodePart(text.replace(/^<\?xml[^>]*\?>/, ''), random.pick(['utf-16le-bom', 'utf-16be-bom', 'utf-16le'])),
    ),
  allUtf16: (parts, random) => {
    for (const [name, data] of parts)
      if (isText(name) && typeof data === 'string')
        parts.set(name, encodePart(data.replace(/^<\?xml[^>]*\?>/, ''), random.pick(['utf-16le-bom', 'utf-16be-bom'])));
  },
  nuls: (parts, random) =>
    change(parts, random, /\.(?:xml|rels|vml)$/, (text) => text + '\0'.repeat(1 + random.below(4000))),
  overlong: (parts, random) =>
    change(parts, random, /\.(?:xml|rels|vml)$/, (text) =>
      Buffer.concat([Buffer.from(text), Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf8, 0x88])]),
    ),
  upperNames: (parts) => {
    for (const [name, data] of new Map(parts))
      if (name.startsWith('xl/')) {
        parts.delete(name);
        parts.set(name.toUpperCase(), data);
      }
  },
  backslashes: (parts) => {
    for (const [name, data] of new Map(parts)) {
      parts.delete(name);
      parts.set(name.replaceAll('/', '\\'), data);
    }
  },
  strangeName: (parts, random) =>
    void parts.set(
      random.pick(['../x.xml', '/xl/x.xml', 'xl//x.xml', 'con', 'a\0b', '名'.repeat(200), 'xl/worksheets/', '.']),
      '<a/>',
    ),
  picture: (parts, random) => {
    const images = named(parts, /media\//);
    if (images.length === 0) return;
    const data = Buffer.from(parts.get(random.pick(images)) as Uint8Array);
    for (let n = 0; n < 6; n += 1) data[random.below(Math.min(64, data.length))] = random.below(256);
    parts.set(random.pick(images), data);
  },
};

export const packageMutations: readonly (readonly [string, PackageMutation])[] = [
  ...Object.entries(relations),
  ...Object.entries(counts),
  ...Object.entries(nesting),
  ...Object.entries(encodings),
];
