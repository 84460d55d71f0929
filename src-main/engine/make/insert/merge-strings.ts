import { editStartTag } from '../../xml/start-tag.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Takes shared strings of another workbook into this one's table (ECMA-376 part 1, 18.4), furigana and runs with them. */
export class StringMerger {
  readonly #source: readonly string[];
  readonly #sourcePrefix: string;
  readonly #targetPrefix: string;
  readonly #index: Map<string, number>;
  readonly #added: string[] = [];
  readonly #size: number;
  readonly #text: string;
  readonly #font: (index: number) => number;
  #uses = 0;

  /** `font` gives this workbook's index of the other's font, which furigana refer to. */
  constructor(source: string | undefined, target: string, font: (index: number) => number) {
    const from = source === undefined ? { items: [], prefix: '' } : readItems(source);
    const to = readItems(target);
    this.#source = from.items;
    this.#sourcePrefix = from.prefix;
    this.#targetPrefix = to.prefix;
    this.#index = new Map(to.items.map((markup, i) => [markup, i]));
    this.#size = to.items.length;
    this.#text = target;
    this.#font = font;
  }

  /** This table's index of the other's string; counts one use. */
  string(index: number): number {
    this.#uses++;
    const markup = this.#own(this.#source[index] ?? '');
    const known = this.#index.get(markup);
    if (known !== undefined) return known;
    const at = this.#size + this.#added.length;
    this.#added.push(markup);
    this.#index.set(markup, at);
    return at;
  }

  #own(markup: string): string {
    const empty = `<${this.#targetPrefix}si><${this.#targetPrefix}t></${this.#targetPrefix}t></${this.#targetPrefix}si>`;
    if (markup === '') return empty;
    const edit = new XmlEdit(markup, true);
    edit.walk((e, s) => {
      if (s.local === 'phoneticPr') e.change('fontId', (id) => String(this.#font(Number(id))));
    });
    const inner = edit.result();
    if (this.#sourcePrefix === this.#targetPrefix) return inner;
    return inner.replace(
      /<(\/?)(?:[\w.-]+:)?([\w.-]+)/g,
      (_, slash: string, local: string) => `<${slash}${this.#targetPrefix}${local}`,
    );
  }

  result(): string {
    if (this.#uses === 0) return this.#text;
    const edit = new XmlEdit(this.#text);
    edit.walk((e, s) => {
      if (s.depth !== 1) return;
      e.change('count', (count) => String(Number(count) + this.#uses));
      e.change('uniqueCount', () => String(this.#size + this.#added.length));
      if (this.#added.length === 0) return s.skip();
      if (s.selfClosing) {
        const counts = {
          count: String(Number(s.attribute('count') ?? 0) + this.#uses),
          uniqueCount: String(this.#added.length),
        };
        const tag = editStartTag(s.text.slice(s.start, s.end).replace(/\s*\/>$/, '>'), counts);
        return e.replace(`${tag}${this.#added.join('')}</${s.qualifiedName}>`);
      }
      let at = s.end;
      e.children((_, child) => {
        const isItem = child.local === 'si';
        child.skip();
        if (isItem) at = child.end;
      });
      e.splice(at, at, this.#added.join(''));
    });
    return edit.result();
  }
}

function readItems(text: string): { readonly items: readonly string[]; readonly prefix: string } {
  const items: string[] = [];
  let prefix = '';
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    else if (s.depth === 2) {
      const { start, local } = s;
      s.skip();
      if (local === 'si') items.push(text.slice(start, s.end));
    }
  }
  return { items, prefix };
}
