import { decodeAttribute } from './entities.ts';
import { nameClass } from './names.ts';
import { fromByteText } from './utf8.ts';
import { XmlError } from './xml-error.ts';

const maxAttributes = 512;

/** Just behind the attribute name at an offset. Throws `XmlError` where none stands. */
export function attributeNameEnd(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? nameClass[code] : code >= 128 ? 0 : 2;
    if (kind === 1 && at > from) return at;
    if (kind === 1 || kind === 2) throw new XmlError('damaged', 'not an attribute', at);
  }
}

/** The attributes of one start tag as places in the part's text; made once per scanner and filled again for each tag. */
export class AttributeList {
  readonly #text: string;
  readonly #bytes: boolean;
  /** Four numbers per attribute: name start and end, value start and end. */
  readonly #places: number[] = [];
  #length = 0;

  /** With `bytes` the text is a byte text (see utf8.ts). */
  constructor(text: string, bytes: boolean) {
    this.#text = text;
    this.#bytes = bytes;
  }

  get count(): number {
    return this.#length / 4;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Throws `XmlError` when the name is there already. */
  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    const places = this.#places;
    const length = this.#length;
    if (length > maxAttributes * 4) throw new XmlError('unsafe', 'too many attributes', nameStart);
    const first = this.#text.charCodeAt(nameStart);
    for (let i = 0; i < length; i += 4) {
      const other = places[i] as number;
      if (
        this.#text.charCodeAt(other) === first &&
        (places[i + 1] as number) - other === nameEnd - nameStart &&
        this.#text.startsWith(this.#text.slice(nameStart, nameEnd), other)
      ) {
        throw new XmlError('damaged', 'an attribute stands twice', nameStart);
      }
    }
    places[length] = nameStart;
    places[length + 1] = nameEnd;
    places[length + 2] = valueStart;
    places[length + 3] = valueEnd;
    this.#length = length + 4;
  }

  /** The index of an attribute by its name as written, or -1. */
  find(name: string): number {
    const places = this.#places;
    for (let i = 0; i < this.#length; i += 4) {
      const start = places[i] as number;
      if ((places[i + 1] as number) - start === name.length && this.#text.startsWith(name, start)) return i / 4;
    }
    return -1;
  }

  name(index: number): string {
    return this.#text.slice(this.#places[index * 4], this.#places[index * 4 + 1]);
  }

  valueStart(index: number): number {
    return this.#places[index * 4 + 2] as number;
  }

  valueEnd(index: number): number {
    return this.#places[index * 4 + 3] as number;
  }

  value(index: number): string {
    const start = this.valueStart(index);
    const raw = this.#text.slice(start, this.valueEnd(index));
    return decodeAttribute(this.#bytes ? fromByteText(raw) : raw, start);
  }
}
