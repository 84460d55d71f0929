import { encodePart } from '../../../../src-main/engine/package/part-text.ts';
import type { Random } from './random.ts';

/** What can happen to one part's XML; gives bytes where the encoding is what changes. */
export type XmlMutation = (xml: string, random: Random) => string | Uint8Array;

const values = [
  '',
  '-1',
  '0',
  '1',
  '99999999999',
  'NaN',
  '1e999',
  'A0',
  'A1',
  'XFD1048576',
  'XFE1',
  'A1:XFD1048576',
  'A:A',
  '1:1',
  '#REF!',
  '&lt;',
  'true',
  'あ',
  'x'.repeat(5000),
];

const tags = (xml: string): readonly RegExpExecArray[] => [...xml.matchAll(/<[^>]*>/g)];

/** Replaces one match of a pattern, if there is any. */
function replaceOne(xml: string, pattern: RegExp, random: Random, make: (match: RegExpExecArray) => string): string {
  const found = [...xml.matchAll(pattern)];
  if (found.length === 0) return xml;
  const match = random.pick(found);
  return xml.slice(0, match.index) + make(match) + xml.slice(match.index + match[0].length);
}

const general: Readonly<Record<string, XmlMutation>> = {
  truncate: (xml, random) => xml.slice(0, random.below(xml.length)),
  dropTag: (xml, random) => replaceOne(xml, /<[^>]*>/g, random, () => ''),
  repeatTag: (xml, random) => replaceOne(xml, /<[^>]*>/g, random, ([tag]) => tag + tag),
  swapTags: (xml, random) => {
    const all = tags(xml);
    if (all.length < 2) return xml;
    const [a, b] = [random.pick(all), random.pick(all)].toSorted((x, y) => x.index - y.index) as [
      RegExpExecArray,
      RegExpExecArray,
    ];
    if (a.index === b.index) return xml;
    return (
      xml.slice(0, a.index) + b[0] + xml.slice(a.index + a[0].length, b.index) + a[0] + xml.slice(b.index + b[0].length)
    );
  },
  attributeValue: (xml, random) =>
    replaceOne(xml, /(\s[\w:]+=")([^"]*)"/g, random, (m) => `${m[1]}${random.pick(values)}"`),
  dropAttribute: (xml, random) => replaceOne(xml, /\s[\w:]+="[^"]*"/g, random, () => ''),
  repeatAttribute: (xml, random) => replaceOne(xml, /\s[\w:]+="[^"]*"/g, random, ([all]) => all + all),
  renameTag: (xml, random) =>
    replaceOne(
      xml,
      /<(\/?)(\w+)/g,
      random,
      (m) => `<${m[1]}${random.pick(['c', 'row', 'v', 'is', 'si', 'q', 'x:c', m[2] ?? ''])}`,
    ),
  text: (xml, random) => replaceOne(xml, />([^<]*)</g, random, () => `>${random.pick(values)}<`),
  insert: (xml, random) => {
    const piece = random.pick([
      '<!-- x -->',
      '<?pi x?>',
      '<![CDATA[x]]>',
      '&amp;',
      '&#0;',
      '&none;',
      '\u0001',
      '<',
      '>',
      ']]>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '<q/>',
      '\r\n',
      '\ufffe',
    ]);
    const at = random.below(xml.length + 1);
    return xml.slice(0, at) + piece + xml.slice(at);
  },
  insertBetweenTags: (xml, random) =>
    replaceOne(xml, /></g, random, () => `>${random.pick(['<!-- x -->', '<?pi x?>', '\r\n ', '<q a="b"><c/></q>'])}<`),
  nest: (xml, random) => replaceOne(xml, /></g, random, () => `>${'<q>'.repeat(5000)}${'</q>'.repeat(5000)}<`),
  doctype: (xml) => xml.replace(/^(<\?xml[^>]*\?>)?/, '$1<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
  encoding: (xml, random) => encodePart(xml, random.pick(['utf-16le-bom', 'utf-16be-bom', 'utf-8-bom', 'utf-16le'])),
  declaredEncoding: (xml, random) =>
    xml.replace(/encoding="[^"]*"/, `encoding="${random.pick(['Shift_JIS', 'utf-16', 'x', ''])}"`),
  otherBytes: (xml, random) => {
    const bytes = Buffer.from(xml);
    bytes[random.below(bytes.length)] = 0x82;
    return bytes;
  },
};

/** Mutations of sheet parts: cells, rows and merged areas as careless and hostile writers make them. */
const cells: Readonly<Record<string, XmlMutation>> = {
  cellType: (xml, random) =>
    replaceOne(
      xml,
      /(<c [^>]*?)( t="\w+")?(\/?>)/g,
      random,
      (m) => `${m[1]} t="${random.pick(['s', 'str', 'n', 'b', 'e', 'd', 'inlineStr', 'q'])}"${m[3]}`,
    ),
  cellReference: (xml, random) =>
    replaceOne(xml, /(<c r=")([A-Z]+\d+)"/g, random, (m) => `${m[1]}${random.pick([...values, 'A1', 'B2', 'a1'])}"`),
  rowNumber: (xml, random) =>
    replaceOne(
      xml,
      /(<row r=")(\d+)"/g,
      random,
      (m) => `${m[1]}${random.pick(['1', '2', '0', '1048576', '1048577', 'x'])}"`,
    ),
  dropReferences: (xml) => xml.replaceAll(/(<row)( r="\d+")/g, '$1'),
  stringIndex: (xml, random) =>
    replaceOne(xml, /<v>\d+<\/v>/g, random, () => `<v>${random.pick(['999999', '-1', '', '0', '1.5', ' 1 '])}</v>`),
  merge: (xml, random) =>
    xml.replace(
      /<\/mergeCells>/,
      `<mergeCell ref="${random.pick(['A1:XFD1048576', 'A1:A2', 'B2', 'C3:B2', 'x', 'A1:A1'])}"/></mergeCells>`,
    ),
  manyMerges: (xml) => xml.replace(/<\/mergeCells>/, `${'<mergeCell ref="A1:C3"/>'.repeat(20_000)}</mergeCells>`),
  formula: (xml, random) =>
    replaceOne(xml, /(<c [^>]*>)(<v>)/g, random, (m) => {
      const ref = random.pick(['A1:B2', 'A1', 'A1:XFD1048576', 'x', '']);
      return `${m[1]}<f t="${random.pick(['shared', 'array', 'dataTable', 'normal', 'x'])}" ref="${ref}" si="${random.below(2)}">${random.pick(['A1', '', 'SUM(A1:B2)', 'INDIRECT("A1")', '"', "'", '((((', 'A1:A1:A1', '#REF!'])}</f>${m[2]}`;
    }),
  repeatCell: (xml, random) => replaceOne(xml, /<c [^>]*>.*?<\/c>/g, random, ([cell]) => cell + cell),
  repeatRow: (xml, random) => replaceOne(xml, /<row [^>]*>.*?<\/row>/gs, random, ([row]) => row + row),
  selfClosing: (xml, random) => replaceOne(xml, /(<(?:c|row) [^>]*)>.*?<\/(?:c|row)>/gs, random, (m) => `${m[1]}/>`),
  dimension: (xml, random) => xml.replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="${random.pick(values)}"/>`),
  prefix: (xml) => xml.replaceAll(/<(\/?)(\w+)(?=[\s/>])/g, '<$1x:$2').replace('xmlns="', 'xmlns:x="'),
};

const isSheet = (name: string): boolean => /worksheets\/sheet\d+\.xml$/.test(name);

export const xmlMutationsOf = (name: string): readonly (readonly [string, XmlMutation])[] =>
  Object.entries(isSheet(name) ? { ...general, ...cells } : general);
