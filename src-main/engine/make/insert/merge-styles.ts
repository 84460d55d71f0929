import { token, XmlScanner } from '../../xml/scanner.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** The lists of a styles part as markup, one string a child (ECMA-376 part 1, 18.8). */
interface StyleLists {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly prefix: string;
}

const listNames = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs', 'dxfs'] as const;
type ListName = (typeof listNames)[number];

/** The children of `styleSheet` in the order of the schema (CT_Stylesheet, 18.8.39). */
const styleOrder: readonly string[] =
  'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst'.split(' ');

function readLists(text: string): StyleLists {
  const lists = new Map<string, string[]>();
  let prefix = '';
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    else if (s.depth === 2 && (listNames as readonly string[]).includes(s.local)) {
      const children: string[] = [];
      lists.set(s.local, children);
      const { depth } = s;
      for (let c = s.next(); c !== token.close || s.depth !== depth; c = s.next()) {
        if (c !== token.open) continue;
        const { start } = s;
        s.skip();
        children.push(text.slice(start, s.end));
      }
    } else s.skip();
  }
  return { lists, prefix };
}

/**
 * Takes the cell formats of another workbook into this one's styles part: fonts, fills, borders, number formats and
 * differential formats are added where no equal one is there. Named styles are not: a format keeps what it shows and
 * loses only the name.
 */
export class StyleMerger {
  readonly #source: StyleLists;
  readonly #target: StyleLists;
  readonly #added = new Map<ListName, string[]>(listNames.map((name) => [name, []]));
  readonly #maps = new Map<string, number>();
  readonly #text: string;

  constructor(source: string, target: string) {
    this.#source = readLists(source);
    this.#target = readLists(target);
    this.#text = target;
  }

  /** The index in this workbook's `cellXfs` of the other's format. */
  xf(index: number): number {
    return this.#once(`xf ${index}`, () => {
      const markup = this.#source.lists.get('cellXfs')?.[index];
      if (markup === undefined) return 0;
      const edit = new XmlEdit(this.#own(markup), true);
      edit.walk((e, s) => {
        if (s.depth !== 1) return;
        e.change('fontId', (id) => String(this.part('fonts', Number(id))));
        e.change('fillId', (id) => String(this.part('fills', Number(id))));
        e.change('borderId', (id) => String(this.part('borders', Number(id))));
        e.change('numFmtId', (id) => String(this.#format(Number(id))));
        e.change('xfId', () => '0');
      });
      return this.#add('cellXfs', edit.result());
    });
  }

  dxf(index: number): number | undefined {
    const markup = this.#source.lists.get('dxfs')?.[index];
    if (markup === undefined) return undefined;
    return this.#once(`dxf ${index}`, () => {
      const edit = new XmlEdit(this.#own(markup), true);
      edit.walk((e, s) => {
        if (s.local === 'numFmt') e.change('numFmtId', (id) => String(this.#format(Number(id))));
        else if (s.local === 'extLst') e.remove();
      });
      return this.#add('dxfs', edit.result());
    });
  }

  /** A font, fill or border of the other workbook. */
  part(list: 'fonts' | 'fills' | 'borders', index: number): number {
    return this.#once(`${list} ${index}`, () => {
      const markup = this.#source.lists.get(list)?.[index];
      return markup === undefined ? 0 : this.#add(list, this.#own(markup));
    });
  }

  #format(id: number): number {
    const attributes = (markup: string) => {
      const s = new XmlScanner(markup, { fragment: true });
      s.next();
      return { id: Number(s.attribute('numFmtId')), code: s.attribute('formatCode') ?? '' };
    };
    const own = (this.#source.lists.get('numFmts') ?? []).map(attributes).find((one) => one.id === id);
    if (own === undefined) return id;
    return this.#once(`format ${id}`, () => {
      const all = [...(this.#target.lists.get('numFmts') ?? []), ...(this.#added.get('numFmts') ?? [])];
      const known = all.map(attributes).find((one) => one.code === own.code);
      if (known !== undefined) return known.id;
      const free = Math.max(175, ...all.map((one) => attributes(one).id)) + 1;
      const markup = (this.#source.lists.get('numFmts') ?? []).find((one) => attributes(one).id === id) ?? '';
      const edit = new XmlEdit(this.#own(markup), true);
      edit.walk((e) => e.set('numFmtId', String(free)));
      this.#added.get('numFmts')?.push(edit.result());
      return free;
    });
  }

  #once(key: string, make: () => number): number {
    const known = this.#maps.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#maps.set(key, made);
    return made;
  }

  #add(list: ListName, markup: string): number {
    const there = this.#target.lists.get(list) ?? [];
    const added = this.#added.get(list) ?? [];
    const index = there.indexOf(markup);
    if (index >= 0) return index;
    const again = added.indexOf(markup);
    if (again >= 0) return there.length + again;
    added.push(markup);
    return there.length + added.length - 1;
  }

  /** Markup of the other part with this part's prefix; elements of other namespaces go, as theirs are not declared here. */
  #own(markup: string): string {
    const edit = new XmlEdit(markup, true);
    const source = this.#source.prefix.replace(':', '');
    edit.walk((e, s) => {
      if (s.prefix !== source) return e.remove();
      for (const name of s.attributeNames()) if (name.includes(':') && !name.startsWith('xml:')) e.set(name, undefined);
    });
    const inner = edit.result();
    if (this.#source.prefix === this.#target.prefix) return inner;
    return inner.replace(
      /<(\/?)(?:([\w.-]+):)?([\w.-]+)/g,
      (_, slash: string, _prefix: string, local: string) => `<${slash}${this.#target.prefix}${local}`,
    );
  }

  /** The styles part with what was added. */
  result(): string {
    let text = this.#text;
    for (const list of listNames) {
      const added = this.#added.get(list) ?? [];
      if (added.length > 0) text = this.#append(text, list, added);
    }
    return text;
  }

  #append(text: string, list: ListName, added: readonly string[]): string {
    const { prefix } = this.#target;
    const edit = new XmlEdit(text);
    let done = false;
    edit.walk((e, s) => {
      if (s.depth !== 2 || s.local !== list) return;
      done = true;
      const count = (this.#target.lists.get(list)?.length ?? 0) + added.length;
      if (s.selfClosing) return e.replace(`<${prefix}${list} count="${count}">${added.join('')}</${prefix}${list}>`);
      e.set('count', String(count));
      s.skip();
      e.splice(s.start, s.start, added.join(''));
    });
    if (done) return edit.result();
    const markup = `<${prefix}${list} count="${added.length}">${added.join('')}</${prefix}${list}>`;
    const before = styleOrder.slice(styleOrder.indexOf(list) + 1);
    let at: number | undefined;
    let end = text.lastIndexOf('</');
    new XmlEdit(text).walk((_, s) => {
      if (s.depth === 1) return;
      if (s.depth === 2) {
        if (at === undefined && before.includes(s.local)) at = s.start;
        s.skip();
        end = s.end;
      }
    });
    const place = at ?? end;
    return text.slice(0, place) + markup + text.slice(place);
  }
}
