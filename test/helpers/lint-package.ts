import { SaxesParser } from 'saxes';
import { openPackage } from '../../src-main/engine/package/open-package.ts';
import type { WorkbookPackage } from '../../src-main/engine/types.ts';
import { worksheetElements } from './fixture-sheet.ts';
import { extensionFindings, idFindings, tableFindings } from './lint-parts.ts';
import { child, isArea, letters, position, walk, type Node } from './lint-tree.ts';

/**
 * Looks for what makes Excel offer a repair, or leaves rubbish in a package: relationships and content types that point at
 * nothing, parts that nothing points at, elements out of the schema's order, rows and cells out of order, indices and
 * references out of bounds, counts that are wrong. Gives one line per finding; a good package gives none.
 */
export function lintPackage(bytes: Uint8Array): readonly string[] {
  const opened = openPackage(bytes);
  if (!opened.ok) return [`cannot be opened: ${JSON.stringify(opened.failure)}`];
  return new Linter(opened.value).findings();
}

class Linter {
  readonly #pkg: WorkbookPackage;
  readonly #found: string[] = [];
  readonly #trees = new Map<string, Node>();

  constructor(pkg: WorkbookPackage) {
    this.#pkg = pkg;
  }

  findings(): readonly string[] {
    for (const name of this.#pkg.entryNames) if (/\.(xml|rels)$/i.test(name)) this.#parse(name);
    if (this.#found.length > 0) return this.#found;
    this.#relationships();
    this.#contentTypes();
    this.#workbook();
    for (const finding of [
      ...idFindings(this.#trees, this.#pkg),
      ...tableFindings(this.#trees),
      ...extensionFindings(this.#trees),
    ])
      this.#found.push(finding);
    return this.#found;
  }

  #say(part: string, what: string): void {
    this.#found.push(`${part}: ${what}`);
  }

  #parse(name: string): void {
    const parser = new SaxesParser({ xmlns: true });
    const root: Node = { name: '', attributes: {}, children: [], text: '' };
    const stack: Node[] = [root];
    parser.on('error', (error) => this.#say(name, error.message));
    parser.on('opentag', (tag) => {
      const attributes = Object.fromEntries(
        Object.values(tag.attributes).map((a) => [
          a.prefix && a.prefix !== 'xmlns' ? `${a.prefix}:${a.local}` : a.name,
          a.value,
        ]),
      );
      const node: Node = { name: tag.local, attributes, children: [], text: '' };
      stack.at(-1)?.children.push(node);
      stack.push(node);
    });
    parser.on('text', (text) => ((stack.at(-1) as Node).text += text));
    parser.on('closetag', () => stack.pop());
    try {
      parser.write(this.#pkg.text(name).text).close();
    } catch (error) {
      this.#say(name, String(error));
    }
    if (root.children[0]) this.#trees.set(name.toLowerCase(), root.children[0]);
  }

  #tree(part: string): Node | undefined {
    return this.#trees.get(part.toLowerCase());
  }

  #relationships(): void {
    const reached = new Set(['', '[content_types].xml']);
    const queue = [''];
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
      const ids = new Set<string>();
      for (const one of this.#pkg.relationships(part)) {
        if (ids.has(one.id)) this.#say(part, `relationship id ${one.id} twice`);
        ids.add(one.id);
        if (one.external) continue;
        if (!this.#pkg.has(one.target)) {
          this.#say(part, `relationship ${one.id} (${one.type}) points at ${one.target}, which is not there`);
          continue;
        }
        if (!reached.has(one.target.toLowerCase())) {
          reached.add(one.target.toLowerCase());
          queue.push(one.target);
        }
      }
    }
    for (const name of this.#pkg.entryNames) {
      const key = name.toLowerCase();
      const owner = /^(.*?)_rels\/(.*)\.rels$/.exec(key);
      if (owner) {
        if (`${owner[1]}${owner[2]}` !== '' && owner[2] !== '' && !this.#pkg.has(`${owner[1]}${owner[2]}`))
          this.#say(name, 'relationships of a part that is not there');
      } else if (!key.endsWith('/') && !reached.has(key)) this.#say(name, 'no relationship points at this part');
    }
  }

  #contentTypes(): void {
    for (const name of this.#pkg.entryNames) {
      if (!name.endsWith('/') && name !== '[Content_Types].xml' && this.#pkg.contentType(name) === undefined)
        this.#say(name, 'no content type');
    }
    const seen = new Set<string>();
    for (const node of this.#tree('[Content_Types].xml')?.children ?? []) {
      const part = node.attributes['PartName'];
      if (part === undefined) continue;
      if (seen.has(part.toLowerCase())) this.#say('[Content_Types].xml', `${part} twice`);
      seen.add(part.toLowerCase());
      if (!this.#pkg.has(part.replace(/^\//, ''))) this.#say('[Content_Types].xml', `${part} is not there`);
    }
  }

  #workbook(): void {
    const part = this.#pkg.relationships('').find((one) => one.type === 'officeDocument')?.target ?? '';
    const book = this.#tree(part);
    if (book === undefined) return this.#say(part, 'no workbook part');
    const rels = this.#pkg.relationships(part);
    const target = (type: string) => rels.find((one) => one.type === type)?.target;
    const styles = this.#styles(target('styles'));
    const strings = this.#strings(target('sharedStrings'));
    let rankBefore = -1;
    for (const { name } of book.children) {
      const rank = workbookElements.indexOf(name);
      if (rank >= 0 && rank < rankBefore) this.#say(part, `${name} out of order`);
      if (rank >= 0) rankBefore = rank;
    }
    const sheets = child(book, 'sheets')?.children ?? [];
    const names = new Set<string>();
    const ids = new Set<string>();
    const formulas = new Map<string, ReadonlySet<string>>();
    for (const sheet of sheets) {
      const name = sheet.attributes['name'] ?? '';
      if (names.has(name.toLowerCase())) this.#say(part, `sheet name ${name} twice`);
      if (name === '' || name.length > 31 || /[:\\/?*[\]]|^'|'$/.test(name)) this.#say(part, `sheet name ${name}`);
      names.add(name.toLowerCase());
      const id = sheet.attributes['sheetId'] ?? '';
      if (ids.has(id)) this.#say(part, `sheetId ${id} twice`);
      ids.add(id);
      const rid = Object.entries(sheet.attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const relation = rels.find((one) => one.id === rid);
      if (relation === undefined) this.#say(part, `sheet ${name}: no relationship ${rid}`);
      else if (relation.type === 'worksheet') formulas.set(id, this.#worksheet(relation.target, styles, strings));
    }
    if (!sheets.some((sheet) => sheet.attributes['state'] === undefined || sheet.attributes['state'] === 'visible'))
      this.#say(part, 'no visible sheet');
    for (const view of child(book, 'bookViews')?.children ?? []) {
      for (const name of ['activeTab', 'firstSheet']) {
        const tab = Number(view.attributes[name] ?? 0);
        if (tab >= sheets.length) this.#say(part, `${name} ${tab} of ${sheets.length} sheets`);
        else if (name === 'activeTab' && sheets[tab]?.attributes['state']?.includes('idden'))
          this.#say(part, 'the active sheet is hidden');
      }
    }
    const defined = new Set<string>();
    for (const node of child(book, 'definedNames')?.children ?? []) {
      const local = node.attributes['localSheetId'];
      const key = `${node.attributes['name']?.toLowerCase()} ${local ?? ''}`;
      if (defined.has(key)) this.#say(part, `defined name ${key} twice`);
      defined.add(key);
      if (local !== undefined && Number(local) >= sheets.length) this.#say(part, `defined name ${key}: no such sheet`);
    }
    if (child(book, 'definedNames')?.children.length === 0) this.#say(part, 'definedNames is empty');
    this.#calcChain(target('calcChain'), formulas);
  }

  #styles(part: string | undefined) {
    const root = part === undefined ? undefined : this.#tree(part);
    const size = (name: string) => (root && child(root, name)?.children.length) ?? 0;
    const sizes = {
      fontId: size('fonts'),
      fillId: size('fills'),
      borderId: size('borders'),
      xfId: size('cellStyleXfs'),
    };
    for (const list of ['fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'numFmts', 'dxfs', 'cellStyles']) {
      const node = root && child(root, list);
      if (node?.attributes['count'] !== undefined && Number(node.attributes['count']) !== node.children.length)
        this.#say(part ?? '', `${list} count`);
    }
    for (const xf of (root && child(root, 'cellXfs')?.children) ?? []) {
      for (const [name, count] of Object.entries(sizes)) {
        if (Number(xf.attributes[name] ?? 0) >= Math.max(1, count))
          this.#say(part ?? '', `xf with ${name} ${xf.attributes[name]} of ${count}`);
      }
    }
    return { xfs: size('cellXfs'), dxfs: size('dxfs') };
  }

  #strings(part: string | undefined): number {
    const root = part === undefined ? undefined : this.#tree(part);
    const unique = root?.attributes['uniqueCount'];
    if (unique !== undefined && Number(unique) !== root?.children.length)
      this.#say(part ?? '', `uniqueCount ${unique} of ${root?.children.length}`);
    return root?.children.length ?? 0;
  }

  /** Gives the addresses of the cells with formulas. */
  #worksheet(
    part: string,
    styles: { readonly xfs: number; readonly dxfs: number },
    strings: number,
  ): ReadonlySet<string> {
    const root = this.#tree(part);
    const formulas = new Set<string>();
    if (root === undefined) {
      this.#say(part, 'no such part');
      return formulas;
    }
    let last = -1;
    let lastName = '';
    for (const { name } of root.children) {
      const rank = (worksheetElements as readonly string[]).indexOf(name);
      if (rank < 0 && name !== 'AlternateContent') this.#say(part, `element ${name}`);
      if (rank >= 0 && (rank < last || (rank === last && name !== 'conditionalFormatting')))
        this.#say(part, `${name} behind ${lastName}`);
      if (rank >= 0) [last, lastName] = [rank, name];
    }
    this.#rows(part, child(root, 'sheetData'), styles.xfs, strings, formulas);
    this.#lists(part, root, styles.dxfs);
    const ids = new Set(this.#pkg.relationships(part).map((one) => one.id));
    walk(root, (node) => {
      for (const [name, value] of Object.entries(node.attributes)) {
        if (/^r:(id|embed|link|pict)$/.test(name) && value !== '' && !ids.has(value))
          this.#say(part, `${node.name} ${name}="${value}": no such relationship`);
      }
    });
    for (const one of this.#pkg.relationships(part)) {
      if (one.type === 'drawing') this.#drawing(one.target);
      if (one.type === 'comments') this.#comments(one.target);
    }
    return formulas;
  }

  #rows(part: string, data: Node | undefined, xfs: number, strings: number, formulas: Set<string>): void {
    let lastRow = 0;
    for (const row of data?.children ?? []) {
      const number = Number(row.attributes['r'] ?? lastRow + 1);
      if (number <= lastRow || number > 1_048_576) this.#say(part, `row ${number} behind row ${lastRow}`);
      lastRow = number;
      let lastColumn = 0;
      for (const cell of row.children) {
        const ref = cell.attributes['r'];
        const at = ref === undefined ? { row: number, column: lastColumn + 1 } : position(ref);
        if (at === undefined || at.row !== number) this.#say(part, `cell ${ref} in row ${number}`);
        else if (at.column <= lastColumn) this.#say(part, `cell ${ref} out of order`);
        lastColumn = at?.column ?? lastColumn + 1;
        if (Number(cell.attributes['s'] ?? 0) >= Math.max(1, xfs))
          this.#say(part, `cell ${ref}: style ${cell.attributes['s']} of ${xfs}`);
        if (cell.attributes['t'] === 's' && !(Number(child(cell, 'v')?.text) < strings))
          this.#say(part, `cell ${ref}: string ${child(cell, 'v')?.text} of ${strings}`);
        if (child(cell, 'f')) formulas.add(`${letters(lastColumn)}${number}`);
      }
    }
  }

  #lists(part: string, root: Node, dxfs: number): void {
    for (const name of [
      'mergeCells',
      'dataValidations',
      'rowBreaks',
      'hyperlinks',
      'tableParts',
      'protectedRanges',
      'ignoredErrors',
    ] as const) {
      const node = child(root, name);
      if (node === undefined) continue;
      if (node.children.length === 0) this.#say(part, `${name} is empty`);
      const count = node.attributes['count'];
      if (count !== undefined && Number(count) !== node.children.length)
        this.#say(part, `${name} count ${count} of ${node.children.length}`);
    }
    walk(root, (node) => {
      if ((node.name === 'ext' || node.name === 'extLst') && node.children.length === 0)
        this.#say(part, `${node.name} is empty`);
    });
    const taken = new Map<string, string>();
    for (const { attributes } of child(root, 'mergeCells')?.children ?? []) {
      const [a, b] = (attributes['ref'] ?? '').split(':').map(position);
      if (a === undefined || b === undefined || a.row > b.row || a.column > b.column) {
        this.#say(part, `merged area ${attributes['ref']}`);
        continue;
      }
      for (let row = a.row; row <= b.row; row++) {
        for (let column = a.column; column <= b.column; column++) {
          const other = taken.get(`${row} ${column}`);
          if (other !== undefined) this.#say(part, `merged areas ${other} and ${attributes['ref']} overlap`);
          taken.set(`${row} ${column}`, attributes['ref'] ?? '');
        }
      }
    }
    walk(root, (node) => {
      const { sqref, dxfId, ref } = node.attributes;
      if (sqref !== undefined && (sqref === '' || sqref.split(' ').some((one) => !isArea(one))))
        this.#say(part, `${node.name} sqref ${sqref}`);
      if (ref !== undefined && !isArea(ref)) this.#say(part, `${node.name} ref ${ref}`);
      if (dxfId !== undefined && Number(dxfId) >= dxfs) this.#say(part, `dxf ${dxfId} of ${dxfs}`);
    });
  }

  #drawing(part: string): void {
    const root = this.#tree(part);
    const ids = new Set<string>();
    const rels = new Set(this.#pkg.relationships(part).map((one) => one.id));
    if (root === undefined) return;
    walk(root, (node) => {
      if (node.name === 'cNvPr') {
        const id = node.attributes['id'] ?? '';
        if (ids.has(id)) this.#say(part, `shape id ${id} twice`);
        ids.add(id);
      }
      const embed = node.attributes['r:embed'];
      if (embed !== undefined && !rels.has(embed)) this.#say(part, `picture ${embed}: no such relationship`);
      if ((node.name === 'from' || node.name === 'to') && Number(child(node, 'row')?.text) < 0)
        this.#say(part, 'an anchor above the sheet');
    });
  }

  #comments(part: string): void {
    const root = this.#tree(part);
    const authors = (root && child(root, 'authors')?.children.length) ?? 0;
    const seen = new Set<string>();
    for (const { attributes } of (root && child(root, 'commentList')?.children) ?? []) {
      if (seen.has(attributes['ref'] ?? '')) this.#say(part, `two notes at ${attributes['ref']}`);
      seen.add(attributes['ref'] ?? '');
      if (position(attributes['ref'] ?? '') === undefined) this.#say(part, `note at ${attributes['ref']}`);
      if (Number(attributes['authorId']) >= authors) this.#say(part, `author ${attributes['authorId']} of ${authors}`);
    }
  }

  #calcChain(part: string | undefined, formulas: ReadonlyMap<string, ReadonlySet<string>>): void {
    const root = part === undefined ? undefined : this.#tree(part);
    if (root === undefined) return;
    if (root.children.length === 0) this.#say(part ?? '', 'the calculation chain is empty');
    let sheet = '';
    for (const { attributes } of root.children) {
      sheet = attributes['i'] ?? sheet;
      if (!formulas.get(sheet)?.has(attributes['r'] ?? ''))
        this.#say(part ?? '', `no formula at ${attributes['r']} of sheet ${sheet}`);
    }
  }
}

/** The children of `<workbook>` in the order of the schema (CT_Workbook, ECMA-376 part 1, 18.2.27). */
const workbookElements =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst'.split(
    ' ',
  );
