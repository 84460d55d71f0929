import { append, largest } from '../../../src-shared/domain/large-lists.ts';
import { createHash } from 'node:crypto';
import { artifactsMarked } from './mark-artifacts.ts';
import { xmpPacket } from './metadata.ts';
import {
  PdfError,
  readPdf,
  referenceOf,
  pdfReferencesOf,
  renumbered,
  type PdfObject,
  type PdfObjects,
} from './read-pdf.ts';
import { filled, hollowElements, plainElement, type Hollow } from './plain-elements.ts';
import { PdfWriter } from './write-pdf.ts';

/** Where a heading stands; `page` counts from 0, level 2 lies under the level 1 before it. */
export interface Bookmark {
  readonly title: string;
  readonly page: number;
  readonly level: 1 | 2;
}

export interface PdfWords {
  readonly title: string;
  readonly language: string;
  readonly bookmarks: readonly Bookmark[];
}

/** Numbers of what every joined file has once. */
const catalog = 1;
const info = 2;
const pageTree = 3;
const structure = 4;
const document = 5;
const parentTree = 6;
const outlines = 7;
const metadata = 8;
const firstFree = 9;

/**
 * Joins PDFs that Chromium printed of parts of one job: pages in order, one structure tree with every page's marks, one
 * copy of pictures that the parts share, bookmarks, title and language. A window that prints a job in parts holds one part
 * at a time; that is why.
 */
export class PdfJoiner {
  readonly #file = new PdfWriter();
  readonly #pages: number[] = [];
  /** Headings, whose levels only the whole file tells. */
  readonly #headings: (readonly [number: number, value: string])[] = [];
  /** The structure elements under the document, and the elements of each page's marks by the page's key. */
  readonly #elements: number[] = [];
  readonly #parents: [key: number, array: number][] = [];
  readonly #streams = new Map<string, number>();
  #document: string | undefined;
  #next = firstFree;
  #nextKey = 0;

  get pages(): number {
    return this.#pages.length;
  }

  /** Adds a part's pages. Throws `PdfError` when it is not such a PDF. */
  add(bytes: Uint8Array): void {
    const part = readPdf(bytes);
    const root = objectOf(part, part.root);
    const tree = referenceOf(root.value, 'StructTreeRoot');
    const treeValue = tree === undefined ? '' : objectOf(part, tree).value;
    const documents = pdfReferencesOf(treeValue, 'K');
    const ownParents = referenceOf(treeValue, 'ParentTree');
    const parents = ownParents === undefined ? '' : objectOf(part, ownParents).value;
    if (ownParents !== undefined && !parents.includes('/Nums')) throw new PdfError('marks of pages of another kind');
    const nodes: number[] = [];
    const pages = pagesOf(part, referenceOf(root.value, 'Pages'), nodes);
    // One document element for all parts; what only the part's own tables need stays behind.
    const shared = new Map<number, number>([
      ...nodes.map((node) => [node, pageTree] as const),
      ...documents.map((one) => [one, document] as const),
    ]);
    if (tree !== undefined) shared.set(tree, structure);
    const left = new Set([
      part.root,
      ...shared.keys(),
      ...namesOf(part, treeValue),
      ...[ownParents, part.info].filter((number) => number !== undefined),
    ]);
    const hollow = hollowElements(part, documents);
    for (const number of hollow.keys()) left.add(number);
    const { numbers, known } = this.#numbers(part, left, shared);
    for (const [number, { parent }] of hollow) numbers.set(number, numbers.get(parent) ?? 0);
    const to = (number: number): number => numbers.get(number) ?? 0;
    // What the pages draw; two that draw the same share it.
    const contents = new Set(pages.flatMap((page) => pdfReferencesOf(objectOf(part, page).value, 'Contents')));
    for (const [number, object] of part.objects) {
      if (left.has(number) || known.has(number)) continue;
      if (object.stream === undefined) this.#put(to(number), this.#moved(object.value, hollow, to));
      else {
        const stream = { ...object, value: renumbered(object.value, to) };
        // Its artifacts are marked while further parts are drawn.
        this.#file.putStream(to(number), contents.has(number) ? artifactsMarked(stream) : stream);
      }
    }
    for (const one of documents) {
      const element = objectOf(part, one).value;
      this.#document ??= element;
      append(this.#elements, pdfReferencesOf(element, 'K').map(to));
    }
    for (const [, key, array] of parents.matchAll(/(\d+) (\d+) 0 R/gu))
      this.#parents.push([this.#nextKey + Number(key), to(Number(array))]);
    append(this.#pages, pages.map(to));
    this.#nextKey += largest(
      [...parents.matchAll(/(\d+) \d+ 0 R/gu)].map(([, key]) => Number(key) + 1),
      0,
    );
  }

  /** New numbers; a stream that an earlier part has too (a picture on every page) keeps that one's, and is known. */
  #numbers(
    part: PdfObjects,
    left: ReadonlySet<number>,
    shared: ReadonlyMap<number, number>,
  ): { readonly numbers: Map<number, number>; readonly known: ReadonlySet<number> } {
    const numbers = new Map(shared);
    const before = new Set<number>();
    const streams = [...part.objects].filter(([number, object]) => object.stream !== undefined && !left.has(number));
    const alone = ([, object]: readonly [number, PdfObject]): boolean => !/\d+ 0 R/u.test(object.value);
    // A picture with its mask (a stream of its own) after its mask, so that both may be the same as before.
    for (const [number, { value, stream = new Uint8Array() }] of [
      ...streams.filter(alone),
      ...streams.filter((one) => !alone(one)),
    ]) {
      const known = renumbered(value, (at) => numbers.get(at) ?? -this.#next);
      const hash = createHash('sha1').update(known).update(stream).digest('base64');
      const same = this.#streams.get(hash);
      if (same !== undefined) before.add(number);
      const own = same ?? this.#next++;
      this.#streams.set(hash, own);
      numbers.set(number, own);
    }
    for (const number of part.objects.keys())
      if (!left.has(number) && !numbers.has(number)) numbers.set(number, this.#next++);
    return { numbers, known: before };
  }

  #put(number: number, value: string): void {
    if (/^<<\/Type \/StructElem\s*\/S \/H[12]\b/u.test(value)) this.#headings.push([number, value]);
    else this.#file.put(number, value);
  }

  #moved(value: string, hollow: Hollow, to: (number: number) => number): string {
    if (value.startsWith('<</Type /StructElem')) return plainElement(renumbered(filled(value, hollow), to));
    const moved = renumbered(value, to);
    if (!/^<<\/Type \/Page\b/u.test(moved)) return moved;
    // Keys of marks count through the file.
    return moved
      .replace(/\/StructParents (\d+)/u, (_, key: string) => `/StructParents ${this.#nextKey + Number(key)}`)
      .replace('<</Type /Page', '<</Type /Page /Tabs /S');
  }

  /** Headings begin with the first level (ISO 14289-1, 7.4.2): items that stand in no section of a booklet are the first. */
  #putHeadings(): void {
    const hasFirst = this.#headings.some(([, value]) => /\/S \/H1\b/u.test(value));
    for (const [number, value] of this.#headings)
      this.#file.put(number, hasFirst ? value : value.replace(/\/S \/H2\b/u, '/S /H1'));
  }

  /** The whole file. */
  async finish(words: PdfWords): Promise<Uint8Array> {
    const list = (numbers: readonly number[]): string => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;
    const file = this.#file;
    const put = (number: number, value: string): void => file.put(number, value);
    const bookmarks = bookmarkObjects(words.bookmarks, this.#pages, this.#next);
    for (const [number, value] of bookmarks.objects) put(number, value);
    const tagged = this.#document !== undefined;
    put(
      catalog,
      `<</Type /Catalog /Pages ${pageTree} 0 R /Lang ${textString(words.language)} /ViewerPreferences <</DisplayDocTitle true>> /Metadata ${metadata} 0 R` +
        `${tagged ? ` /MarkInfo <</Marked true>> /StructTreeRoot ${structure} 0 R` : ''}${bookmarks.root === undefined ? '' : ` /PageMode /UseOutlines /Outlines ${outlines} 0 R`}>>`,
    );
    const at = new Date();
    const packet = xmpPacket({ title: words.title, language: words.language, at });
    file.putStream(metadata, {
      value: `<</Type /Metadata /Subtype /XML /Length ${packet.length}>>`,
      stream: packet,
    });
    const now = `(D:${at.toISOString().replace(/\D/gu, '').slice(0, 14)}Z)`;
    put(
      info,
      `<</Title ${textString(words.title)} /Creator (Kohyo Desk) /Producer (Kohyo Desk, Skia/PDF) /CreationDate ${now} /ModDate ${now}>>`,
    );
    put(pageTree, `<</Type /Pages /Count ${this.#pages.length} /Kids ${list(this.#pages)}>>`);
    if (bookmarks.root !== undefined) put(outlines, bookmarks.root);
    if (tagged) {
      put(
        structure,
        `<</Type /StructTreeRoot /K ${document} 0 R /ParentTreeNextKey ${this.#nextKey} /ParentTree ${parentTree} 0 R>>`,
      );
      this.#putHeadings();
      put(
        document,
        `<</Type /StructElem /S /Document /Lang ${textString(words.language)} /P ${structure} 0 R /K ${list(this.#elements)}>>`,
      );
      put(parentTree, `<</Nums [${this.#parents.map(([key, array]) => `${key} ${array} 0 R`).join(' ')}]>>`);
    }
    return file.finish(catalog, info);
  }
}

function objectOf(part: PdfObjects, number: number): PdfObject {
  const object = part.objects.get(number);
  if (object === undefined) throw new PdfError(`object ${number} is missing`);
  return object;
}

/** Pages in order; `nodes` takes the nodes of the tree above them. */
function pagesOf(part: PdfObjects, at: number | undefined, nodes: number[]): readonly number[] {
  if (at === undefined) throw new PdfError('no pages');
  const { value } = objectOf(part, at);
  if (/^<<\/Type \/Page\b/u.test(value)) return [at];
  nodes.push(at);
  return pdfReferencesOf(value, 'Kids').flatMap((kid) => pagesOf(part, kid, nodes));
}

/** The names of structure elements: only tables' headers would need them. */
function namesOf(part: PdfObjects, tree: string): readonly number[] {
  const root = referenceOf(tree, 'IDTree');
  return root === undefined ? [] : [root, ...pdfReferencesOf(objectOf(part, root).value, 'Kids')];
}

/** Text as a PDF has it: UTF-16 with its mark, in hexadecimal digits. */
const textString = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/** The outline's items from `first` on, and its root (12.3.3). */
function bookmarkObjects(bookmarks: readonly Bookmark[], pages: readonly number[], first: number) {
  const objects = new Map<number, string>();
  const known = bookmarks.flatMap((mark, index) =>
    pages[mark.page] === undefined ? [] : [{ ...mark, number: first + index }],
  );
  if (known.length === 0) return { objects, root: undefined };
  // Level 2 before any level 1 stands at the top.
  const parentOf = known.map((mark, index) =>
    mark.level === 1 ? undefined : known.slice(0, index).findLast(({ level }) => level === 1)?.number,
  );
  const children = (parent: number | undefined): readonly number[] =>
    known.flatMap((mark, index) => (parentOf[index] === parent ? [mark.number] : []));
  for (const [index, mark] of known.entries()) {
    const siblings = children(parentOf[index]);
    const at = siblings.indexOf(mark.number);
    const own = mark.level === 1 ? children(mark.number) : [];
    const link = (name: string, number: number | undefined): string =>
      number === undefined ? '' : ` /${name} ${number} 0 R`;
    objects.set(
      mark.number,
      `<</Title ${textString(mark.title)} /Parent ${parentOf[index] ?? outlines} 0 R${link('Prev', siblings[at - 1])}${link('Next', siblings[at + 1])}` +
        `${own.length === 0 ? '' : `${link('First', own[0])}${link('Last', own.at(-1))} /Count ${own.length}`} /Dest [${pages[mark.page]} 0 R /XYZ null null null]>>`,
    );
  }
  const top = children(undefined);
  return { objects, root: `<</Type /Outlines /First ${top[0]} 0 R /Last ${top.at(-1)} 0 R /Count ${known.length}>>` };
}
