import { inflateSync } from 'node:zlib';

/**
 * A reader of whole PDFs for tests, written from ISO 32000-1 without the program's own: objects, also those in streams, the structure
 * tree, and what each page draws inside of which mark. `faultsOf` is our list of checks for PDF/UA-1 (docs/pdf-for-everyone.md).
 */
export interface Element {
  readonly number: number;
  readonly type: string;
  readonly value: string;
  readonly kids: readonly Element[];
  /** Marked content that it holds itself: page object and id. */
  readonly marks: readonly (readonly [page: number, id: number])[];
}

export interface PdfFile {
  readonly objects: ReadonlyMap<number, { readonly value: string; readonly stream?: Buffer }>;
  readonly catalog: string;
  readonly info: string;
  readonly pages: readonly number[];
  readonly root: Element;
}

const numberOf = (value: string, key: string): number | undefined => {
  const found = new RegExp(`/${key}\\s+(\\d+) 0 R`, 'u').exec(value)?.[1];
  return found === undefined ? undefined : Number(found);
};
/** The text of an array or a dictionary that begins at `from`. */
function balanced(value: string, from: number): string {
  let depth = 0;
  for (let at = from; at < value.length; at += 1) {
    if (value.startsWith('<<', at) || value[at] === '[') depth += 1;
    if (value.startsWith('>>', at) || value[at] === ']') depth -= 1;
    if (value.startsWith('<<', at) || value.startsWith('>>', at)) at += 1;
    if (depth === 0) return value.slice(from, at + 1);
  }
  throw new Error('unbalanced');
}
const arrayOf = (value: string, key: string): string => {
  const at = value.search(new RegExp(`/${key}\\s*\\[`, 'u'));
  return at < 0 ? '' : balanced(value, value.indexOf('[', at));
};
const listed = (value: string, key: string): readonly number[] => {
  const one = numberOf(value, key);
  return one === undefined ? [...arrayOf(value, key).matchAll(/(\d+) 0 R/gu)].map(([, n]) => Number(n)) : [one];
};
export const textOf = (value: string, key: string): string => {
  const hex = new RegExp(`/${key}\\s*<FEFF([0-9A-F]*)>`, 'iu').exec(value)?.[1];
  if (hex !== undefined) return Buffer.from(hex, 'hex').swap16().toString('utf16le');
  return new RegExp(`/${key}\\s*\\(((?:\\\\[\\s\\S]|[^\\\\)])*)\\)`, 'u').exec(value)?.[1] ?? '';
};

export function readPdfFile(bytes: Uint8Array): PdfFile {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<number, { value: string; stream?: Buffer }>();
  for (const found of file.matchAll(/(?:^|\n)(\d+) 0 obj\n/gu)) {
    const from = found.index + found[0].length;
    const at = file.indexOf('\nstream\n', from);
    const end = file.indexOf('endobj', from);
    if (at < 0 || at > end) {
      objects.set(Number(found[1]), { value: file.slice(from, end).trim() });
      continue;
    }
    const value = file.slice(from, at);
    const length = Number(/\/Length (\d+)/u.exec(value)?.[1]);
    objects.set(Number(found[1]), { value, stream: Buffer.from(file.slice(at + 8, at + 8 + length), 'latin1') });
  }
  const plain = [...objects.values()];
  for (const { value, stream } of plain) {
    if (!value.includes('/ObjStm') || stream === undefined) continue;
    const data = inflateSync(stream).toString('latin1');
    const first = Number(/\/First (\d+)/u.exec(value)?.[1]);
    const index = data.slice(0, first).trim().split(/\s+/u).map(Number);
    for (let i = 0; i < index.length; i += 2) {
      const end = index[i + 3] === undefined ? undefined : first + index[i + 3]!;
      objects.set(index[i]!, { value: data.slice(first + index[i + 1]!, end).trim() });
    }
  }
  const trailer = [...objects.values()].find(({ value }) => value.includes('/Type /XRef'))?.value ?? '';
  const valueOf = (number: number | undefined): string => objects.get(number ?? -1)?.value ?? '';
  const catalog = valueOf(numberOf(trailer, 'Root'));
  const tree = valueOf(numberOf(catalog, 'StructTreeRoot'));
  const pagesOf = (number: number): readonly number[] =>
    /\/Type \/Pages\b/u.test(valueOf(number)) ? listed(valueOf(number), 'Kids').flatMap(pagesOf) : [number];
  const elementOf = (number: number): Element => {
    const value = valueOf(number);
    const kids = arrayOf(value, 'K');
    const marks = [...kids.matchAll(/<<\/Type \/MCR\s*\/Pg (\d+) 0 R\s*\/MCID (\d+)>>/gu)].map(
      ([, page, id]) => [Number(page), Number(id)] as const,
    );
    const own = kids.replaceAll(/<<[\s\S]*?>>/gu, '');
    const numbers = kids === '' ? listed(value, 'K') : [...own.matchAll(/(\d+) 0 R/gu)].map(([, n]) => Number(n));
    return {
      number,
      type: /\/S\s*\/(\w+)/u.exec(value)?.[1] ?? '',
      value,
      kids: numbers.map(elementOf),
      marks,
    };
  };
  return {
    objects,
    catalog,
    info: valueOf(numberOf(trailer, 'Info')),
    pages: pagesOf(numberOf(catalog, 'Pages') ?? -1),
    root: elementOf(listed(tree, 'K')[0] ?? -1),
  };
}

export const elements = (root: Element): readonly Element[] => [root, ...root.kids.flatMap(elements)];

/** What a page draws: ids of its marks in the order of drawing, and how often something is drawn outside of any mark. */
function drawnOn({ objects }: PdfFile, page: number): { readonly ids: readonly number[]; readonly unmarked: number } {
  const content = objects.get(listed(objects.get(page)?.value ?? '', 'Contents')[0] ?? -1);
  const text = content?.stream === undefined ? '' : inflateSync(content.stream).toString('latin1');
  const ids: number[] = [];
  let unmarked = 0;
  let depth = 0;
  let isClip = false;
  const tokens = /<<[\s\S]*?>>|<[0-9A-Fa-f\s]*>|\((?:\\[\s\S]|[^\\)])*\)|\/[^\s/<>[\]()]*|[^\s/<>[\]()]+|[[\]]/gu;
  let operand = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === 'BDC' || token === 'BMC') {
      depth += 1;
      const id = /\/MCID (\d+)/u.exec(operand)?.[1];
      if (id !== undefined) ids.push(Number(id));
    } else if (token === 'EMC') depth -= 1;
    else if (token === 'W' || token === 'W*') isClip = true;
    else if (/^(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|sh|Tj|TJ|'|")$/u.test(token)) {
      if (depth === 0 && !isClip) unmarked += 1;
      isClip = false;
    } else if (token === 'n') isClip = false;
    if (depth < 0) throw new Error('a mark ends that has not begun');
    operand = token;
  }
  if (depth !== 0) throw new Error('a mark that does not end');
  return { ids, unmarked };
}

const spanOf = (value: string, key: string): number => Number(new RegExp(`/${key} (\\d+)`, 'u').exec(value)?.[1] ?? 1);

function tableFaults(table: Element): readonly string[] {
  const faults: string[] = [];
  if (table.kids.some(({ type }) => type !== 'TR')) faults.push('a table has something but rows');
  const rows = table.kids.map(({ kids }) => kids);
  if (rows.flat().some(({ type }) => type !== 'TH' && type !== 'TD')) faults.push('a row has something but cells');
  for (const { value } of rows.flat().filter(({ type }) => type === 'TH'))
    if (!/\/Scope \/(?:Row|Column|Both)/u.test(value)) faults.push('a head without scope');
  // Every row has as many columns, with what spans into it from above.
  const above: number[][] = rows.map(() => []);
  for (const [r, cells] of rows.entries())
    for (const { value } of cells)
      for (let down = r; down < r + spanOf(value, 'RowSpan'); down += 1) above[down]?.push(spanOf(value, 'ColSpan'));
  const widths = new Set(above.map((spans) => spans.reduce((sum, span) => sum + span, 0)));
  if (widths.size > 1) faults.push(`rows of ${[...widths].join(', ')} columns`);
  return faults;
}

function treeFaults(pdf: PdfFile): readonly string[] {
  const all = elements(pdf.root);
  const faults = all.filter(({ type }) => type === 'Table').flatMap(tableFaults);
  let level = 0;
  for (const { type } of all) {
    const own = Number(/^H(\d)$/u.exec(type)?.[1] ?? 0);
    if (own > level + 1) faults.push(`a heading of level ${own} after level ${level}`);
    if (own > 0) level = own;
  }
  for (const { type, value } of all)
    if (type === 'Figure' && textOf(value, 'Alt') === '') faults.push('a figure without words');
  const known = /^(?:Document|Part|Sect|Div|NonStruct|H[1-6]|P|Span|Table|TR|TH|TD|Figure|Lbl|L|LI|LBody|Link)$/u;
  for (const { type } of all) if (!known.test(type)) faults.push(`an element of no standard type: ${type}`);
  const marks = new Set(all.flatMap((one) => one.marks.map((mark) => mark.join(' '))));
  for (const page of pdf.pages) {
    const { ids, unmarked } = drawnOn(pdf, page);
    if (unmarked > 0) faults.push(`${unmarked} things are drawn outside of any mark`);
    if (new Set(ids).size !== ids.length) faults.push('a mark stands twice on a page');
    for (const id of ids) if (!marks.has(`${page} ${id}`)) faults.push(`mark ${id} belongs to no element`);
    if (!/\/Tabs \/S\b/u.test(pdf.objects.get(page)?.value ?? '')) faults.push('a page without tab order');
  }
  return faults;
}

/** What of our list of checks a PDF does not keep; none for one that keeps all. */
export function faultsOf(bytes: Uint8Array): readonly string[] {
  const pdf = readPdfFile(bytes);
  const faults: string[] = [];
  if (!/\/MarkInfo <<\/Marked true>>/u.test(pdf.catalog)) faults.push('not marked as tagged');
  if (textOf(pdf.catalog, 'Lang') === '') faults.push('no language');
  if (!pdf.catalog.includes('/DisplayDocTitle true')) faults.push('the title is not shown');
  const meta = pdf.objects.get(numberOf(pdf.catalog, 'Metadata') ?? -1);
  const xmp = meta?.stream?.toString('utf8') ?? '';
  if (meta?.value.includes('/Filter') === true) faults.push('metadata are packed');
  if (!xmp.includes('<pdfuaid:part>1</pdfuaid:part>')) faults.push('no PDF/UA mark');
  const title = /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]*)</u.exec(xmp)?.[1] ?? '';
  if (title === '' || title.replaceAll('&amp;', '&') !== textOf(pdf.info, 'Title'))
    faults.push('no title in both places');
  for (const { value } of pdf.objects.values()) {
    // Fonts of type 3 are drawings in the file itself.
    const descriptor = /\/Subtype \/CIDFontType[02]\b/u.test(value) ? numberOf(value, 'FontDescriptor') : undefined;
    if (descriptor !== undefined && !/\/FontFile[23]?\b/u.test(pdf.objects.get(descriptor)?.value ?? ''))
      faults.push('a font is not embedded');
    if (/\/Subtype \/Type[03]\b/u.test(value) && !value.includes('/ToUnicode')) faults.push('a font without Unicode');
  }
  return [...faults, ...treeFaults(pdf)];
}
