import { packedAddress } from '../../book/address.ts';
import { builtinFormats } from '../../book/styles/builtin-formats.ts';
import { workbookPart } from '../../package/open-package.ts';
import { escapeAttribute } from '../../xml/entities.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { cellFormats } from '../lock/protection-styles.ts';

/** A cell that holds a number, and the number format by which it was shown where it comes from. */
export interface FormattedCell {
  readonly part: string;
  /** `J15`. */
  readonly cell: string;
  readonly format: string;
}

/** General and text (ECMA-376 part 1, 18.8.30): formats that nobody chose for a number. */
const unchosen = new Set([0, 49]);
/** Ids of a workbook's own formats begin here. */
const firstOwn = 164;

/**
 * Gives cells the number formats of the numbers that were written into them, where their own format says nothing: 0.36 that
 * was typed as 36% stays 36% to see. A format that somebody chose stays.
 */
export function setNumberFormats(draft: PackageDraft, cells: readonly FormattedCell[]): void {
  const wanted = cells.filter(({ format }) => !isGeneral(format));
  const stylesPart = draft
    .relationships(workbookPart(draft.original))
    .find((one) => one.type === 'styles' && draft.has(one.target))?.target;
  if (wanted.length === 0 || stylesPart === undefined) return;
  const styles = new FormatStyles(draft.text(stylesPart));
  for (const part of new Set(wanted.map((cell) => cell.part))) {
    const formats = new Map(
      wanted.filter((cell) => cell.part === part).map(({ cell, format }) => [keyOf(cell), format]),
    );
    draft.edit(part, (edit) =>
      edit.walk((e, s) => {
        if (s.depth !== 4 || s.local !== 'c') return;
        const format = formats.get(keyOf(s.attribute('r') ?? ''));
        if (format === undefined) return;
        const style = Number(s.attribute('s') ?? 0);
        const variant = styles.variant(style, format);
        if (variant !== style) e.set('s', String(variant));
      }),
    );
  }
  draft.put(stylesPart, styles.result());
}

const isGeneral = (format: string): boolean => format === '' || /^general$/i.test(format);
/** Ids whose meaning is the locale's; a code of one's own says the same everywhere. */
const isJapanese = (id: number): boolean => (id >= 27 && id <= 36) || id >= 50;

const keyOf = (cell: string): number => packedAddress(cell, 0, cell.length);

/** Makes variants of cell formats that differ in their number format only. */
class FormatStyles {
  readonly #text: string;
  readonly #formats: readonly string[];
  readonly #ids = new Map<string, number>();
  readonly #made = new Map<string, number>();
  readonly #added: string[] = [];
  readonly #newCodes: (readonly [id: number, code: string])[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#formats = cellFormats(text);
    new XmlEdit(text).walk((_, s) => {
      if (s.depth === 3 && s.local === 'numFmt')
        this.#ids.set(s.attribute('formatCode') ?? '', Number(s.attribute('numFmtId')));
    });
  }

  /** The index of the format that is as `style` with the number format; `style` itself where somebody chose one. */
  variant(style: number, code: string): number {
    const known = this.#formats[style] ?? this.#formats[0];
    if (known === undefined) return style;
    const own = Number(/\bnumFmtId\s*=\s*["'](\d+)["']/.exec(known)?.[1] ?? 0);
    if (!unchosen.has(own)) return style;
    const key = `${style} ${code}`;
    const index = this.#made.get(key) ?? this.#formats.length + this.#added.length;
    if (!this.#made.has(key)) {
      this.#made.set(key, index);
      const edit = new XmlEdit(known, true);
      edit.walk((e, s) => {
        if (s.depth !== 1) return;
        e.set('numFmtId', String(this.#idOf(code)));
        e.set('applyNumberFormat', '1');
      });
      this.#added.push(edit.result());
    }
    return index;
  }

  #idOf(code: string): number {
    const known = this.#ids.get(code);
    if (known !== undefined) return known;
    const builtin = Object.entries(builtinFormats).find(([id, one]) => one === code && !isJapanese(Number(id)));
    if (builtin !== undefined) return Number(builtin[0]);
    const id = Math.max(firstOwn - 1, ...this.#ids.values()) + 1;
    this.#ids.set(code, id);
    this.#newCodes.push([id, code]);
    return id;
  }

  /** The styles part with the variants that were asked for. */
  result(): string {
    if (this.#added.length === 0) return this.#text;
    const edit = new XmlEdit(this.#text);
    const codes = (prefix: string): string =>
      this.#newCodes
        .map(([id, code]) => `<${prefix}numFmt numFmtId="${id}" formatCode="${escapeAttribute(code)}"/>`)
        .join('');
    let prefix = '';
    let hasCodes = false;
    let root = 0;
    edit.walk((e, s) => {
      if (s.depth === 1) {
        prefix = s.prefix === '' ? '' : `${s.prefix}:`;
        root = s.end;
      } else if (s.depth === 2 && s.local === 'numFmts' && !s.selfClosing) {
        hasCodes = true;
        if (this.#newCodes.length > 0)
          e.change('count', (count) => String((Number(count) || 0) + this.#newCodes.length));
        e.children(() => undefined);
        e.splice(s.start, s.start, codes(prefix));
      } else if (s.depth === 2 && s.local === 'cellXfs') {
        e.set('count', String(this.#formats.length + this.#added.length));
        e.children(() => undefined);
        e.splice(s.start, s.start, this.#added.join(''));
      }
    });
    // `numFmts` is the first child of the style sheet (18.8.39).
    if (!hasCodes && this.#newCodes.length > 0)
      edit.splice(root, root, `<${prefix}numFmts count="${this.#newCodes.length}">${codes(prefix)}</${prefix}numFmts>`);
    return edit.result();
  }
}
