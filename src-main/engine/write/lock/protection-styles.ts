import { XmlEdit } from '../../xml/xml-edit.ts';

/** Makes variants of cell formats that differ in their protection only (`xf` of `cellXfs`, ECMA-376 part 1, 18.8.45). */
export class ProtectionStyles {
  readonly #text: string;
  readonly #formats: readonly string[];
  readonly #made = new Map<string, number>();
  readonly #added: string[] = [];

  /** `text` is the styles part. */
  constructor(text: string) {
    this.#text = text;
    this.#formats = cellFormats(text);
  }

  /** The index of the format that looks like `style` and is locked or not; `style` itself when it is so already. */
  variant(style: number, locked: boolean): number {
    const known = this.#formats[style] ?? this.#formats[0];
    if (known === undefined || isLocked(known) === locked) return style;
    const key = `${style} ${locked}`;
    const index = this.#made.get(key) ?? this.#formats.length + this.#added.length;
    if (!this.#made.has(key)) {
      this.#made.set(key, index);
      this.#added.push(withProtection(known, locked));
    }
    return index;
  }

  /** The styles part with the variants that were asked for. */
  result(): string {
    if (this.#added.length === 0) return this.#text;
    const edit = new XmlEdit(this.#text);
    edit.walk((e, s) => {
      if (s.depth !== 2 || s.local !== 'cellXfs') return;
      e.set('count', String(this.#formats.length + this.#added.length));
      e.children(() => undefined);
      e.splice(s.start, s.start, this.#added.join(''));
    });
    return edit.result();
  }
}

export function cellFormats(text: string): readonly string[] {
  const found: string[] = [];
  new XmlEdit(text).walk((e, s) => {
    if (s.depth !== 2 || s.local !== 'cellXfs') return;
    e.children((_, child) => {
      const { start } = child;
      child.skip();
      found.push(text.slice(start, child.end));
    });
  });
  return found;
}

const isLocked = (format: string): boolean =>
  !/<(?:\w+:)?protection\b[^>]*\slocked\s*=\s*["'](?:0|false)["']/.test(format);

/** `protection` stands behind `alignment` and before `extLst`. */
function withProtection(format: string, locked: boolean): string {
  const edit = new XmlEdit(format, true);
  let has = false;
  let isEmpty = false;
  let behind = 0;
  let prefix = '';
  edit.walk((e, s) => {
    if (s.depth === 1) {
      prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      e.set('applyProtection', '1');
      isEmpty = s.selfClosing;
      behind = s.end;
    } else if (s.depth === 2 && s.local === 'alignment') {
      s.skip();
      behind = s.end;
    } else if (s.depth === 2 && s.local === 'protection') {
      has = true;
      e.set('locked', locked ? '1' : '0');
    }
  });
  if (has) return edit.result();
  const element = `<${prefix}protection locked="${locked ? 1 : 0}"/>`;
  if (isEmpty) return `${edit.result().replace(/\s*\/>\s*$/, '>')}${element}</${prefix}xf>`;
  edit.splice(behind, behind, element);
  return edit.result();
}
