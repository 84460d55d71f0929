import { XmlScanner } from '../xml/scanner.ts';
import { utf8Text } from '../xml/utf8.ts';
import { decodeXstring, singleLineEnds } from '../xml/xstring.ts';
import { decodeText } from '../xml/entities.ts';
import type { RawValue } from '../../../src-shared/domain/item.ts';
import { readRichText, type RichText } from './rich-text.ts';
import { placeStrings, StringPlaces } from './string-places.ts';

/**
 * The string table (ECMA-376 part 1, 18.4.9). One pass checks the part and notes where each string lies; a string is
 * decoded when a cell asks for it, since most strings of a workbook (labels apart) stand in one cell.
 */
export class SharedStrings {
  static readonly empty = new SharedStrings(Buffer.alloc(0), new StringPlaces());

  readonly #bytes: Buffer;
  readonly #places: StringPlaces;
  /** As long as the table from the beginning: an array that is filled in no order would become a dictionary. */
  readonly #raw: (RawValue | undefined)[];

  private constructor(bytes: Buffer, places: StringPlaces) {
    this.#bytes = bytes;
    this.#places = places;
    this.#raw = Array.from({ length: places.count });
  }

  /** Reads the part, its UTF-8 without mark. Throws `XmlError`. */
  static read(bytes: Buffer): SharedStrings {
    return new SharedStrings(bytes, placeStrings(bytes));
  }

  get count(): number {
    return this.#places.count;
  }

  /** What a reader sees, line ends as one `\n`; `undefined` past the end of the table. */
  visible(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const raw = this.raw(index);
    return raw.kind === 'text' ? singleLineEnds(raw.text) : '';
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
    const start = this.#places.start(index);
    const end = this.#places.end(index);
    if (start >= 0) return { text: decodeXstring(decodeText(utf8Text(this.#bytes, start, end))) };
    const s = new XmlScanner(utf8Text(this.#bytes, ~start, end), { fragment: true });
    s.next();
    return readRichText(s);
  }
}
