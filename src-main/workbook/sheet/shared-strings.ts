import { token, XmlScanner } from '../xml/scanner.ts';
import { decodeXstring, singleLineEnds } from '../xml/xstring.ts';
import { XmlError } from '../xml/xml-error.ts';
import { decodeText } from '../xml/entities.ts';
import type { RawValue } from '../../../src-shared/item.ts';
import { readRichText, type RichText } from './rich-text.ts';

/** Far more than a workbook of sheets has; a table of this size alone costs 100 MB. */
const maxStrings = 4_000_000;

/**
 * The string table (ECMA-376 part 1, 18.4.9). One pass checks the part and notes where each string lies; a string is
 * decoded when a cell asks for it, since most strings of a workbook (labels apart) stand in one cell.
 */
export class SharedStrings {
  static readonly empty = new SharedStrings('', new Int32Array(0), 0);

  readonly count: number;
  readonly #text: string;
  /**
   * Per string its start and end. Plain strings (`<si><t>…</t></si>`, nothing more): the raw characters. Others: the
   * whole `<si>` element, its start negative.
   */
  readonly #places: Int32Array;
  readonly #visible: (string | undefined)[] = [];
  readonly #raw: (RawValue | undefined)[] = [];

  private constructor(text: string, places: Int32Array, count: number) {
    this.#text = text;
    this.#places = places;
    this.count = count;
  }

  /** Throws `XmlError`. */
  static read(text: string): SharedStrings {
    const s = new XmlScanner(text);
    let places = new Int32Array(2048);
    let count = 0;
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t !== token.open) continue;
      if (s.depth === 1 && s.local !== 'sst') throw new XmlError('damaged', 'the root is no string table', s.start);
      if (s.depth !== 2) continue;
      if (s.local !== 'si') {
        s.skip();
        continue;
      }
      if (count >= maxStrings) throw new XmlError('unsafe', 'too many strings', s.start);
      if (count * 2 + 2 > places.length) {
        const more = new Int32Array(places.length * 2);
        more.set(places);
        places = more;
      }
      placeString(s, places, count * 2);
      count += 1;
    }
    return new SharedStrings(text, places, count);
  }

  /** What a reader sees, line ends as one `\n`; `undefined` past the end of the table. */
  visible(index: number): string | undefined {
    const known = this.#visible[index];
    if (known !== undefined || !(index >= 0 && index < this.count)) return known;
    const raw = this.raw(index);
    return (this.#visible[index] = raw.kind === 'text' ? singleLineEnds(raw.text) : '');
  }

  /** The string as a cell's stored value, one object for all cells that have it. `index` must be in the table. */
  raw(index: number): RawValue {
    let raw = this.#raw[index];
    if (raw === undefined) {
      const { text, runs } = this.rich(index) ?? { text: '' };
      raw = runs ? { kind: 'text', text, runs } : { kind: 'text', text };
      this.#raw[index] = raw;
    }
    return raw;
  }

  /** Text with its own line ends and runs; `undefined` past the end of the table. */
  rich(index: number): RichText | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const start = this.#places[index * 2] as number;
    const end = this.#places[index * 2 + 1] as number;
    if (start >= 0) return { text: decodeXstring(decodeText(this.#text.slice(start, end))) };
    const s = new XmlScanner(this.#text.slice(~start, end), { fragment: true });
    s.next();
    return readRichText(s);
  }
}

/** From the `open` of an `si`, goes to its `close` and notes where its text lies. */
function placeString(s: XmlScanner, places: Int32Array, at: number): void {
  const from = s.start;
  let plain = true;
  let texts = 0;
  let start = s.end;
  let end = s.end;
  for (;;) {
    const t = s.next();
    if (t === token.close && s.depth === 2) break;
    if (t === token.open && s.depth === 3) {
      if (s.local === 't') {
        texts += 1;
        start = end = s.end;
      } else if (s.local === 'rPh' || s.local === 'phoneticPr') s.skip();
      else plain = false;
    } else if (t === token.open) plain = false;
    else if (t === token.text && s.depth === 3) {
      if (s.start !== start || s.isCdata) plain = false;
      end = s.end;
    }
  }
  if (plain && texts <= 1) {
    places[at] = start;
    places[at + 1] = end;
  } else {
    places[at] = ~from;
    places[at + 1] = s.end;
  }
}
