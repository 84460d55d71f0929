import { deflated } from './deflate.ts';
import type { PdfObject } from './read-pdf.ts';

/** Objects that share one compressed stream: enough to compress well, little enough to be read quickly. */
const together = 200;

/** `null` stands for a number that no object has. */
type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

/** Objects of one stream, in order; `head` are the bytes of its list of them. */
interface Packed {
  readonly numbers: readonly number[];
  readonly head: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes numbered objects as a PDF 1.5 file: what is no stream goes compressed into object streams (ISO 32000-1, 7.5.7), which
 * makes a tagged file a fifth as large. Objects are packed as they come, while others are still being made; streams stay as they are.
 */
export class PdfWriter {
  readonly #streams: (readonly [number: number, object: Promise<PdfObject>])[] = [];
  readonly #packed: Promise<Packed>[] = [];
  #waiting: (readonly [number: number, value: string])[] = [];
  #largest = 0;

  /** Takes an object that will not change any more. */
  put(number: number, value: string): void {
    this.#largest = Math.max(this.#largest, number);
    this.#waiting.push([number, value]);
    if (this.#waiting.length >= together) this.#pack();
  }

  /** Takes a stream that may still be made. */
  putStream(number: number, object: PdfObject | Promise<PdfObject>): void {
    this.#largest = Math.max(this.#largest, number);
    const made = Promise.resolve(object);
    // `finish` hears of it.
    made.catch(() => undefined);
    this.#streams.push([number, made]);
  }

  #pack(): void {
    if (this.#waiting.length === 0) return;
    const packed = packedTogether(this.#waiting);
    packed.catch(() => undefined);
    this.#packed.push(packed);
    this.#waiting = [];
  }

  /** The whole file; `root` and `info` are the numbers of its catalog and of its words about itself. */
  async finish(root: number, info: number): Promise<Uint8Array> {
    this.#pack();
    const parts: Uint8Array[] = [];
    let size = 0;
    const write = (bytes: Uint8Array): void => {
      parts.push(bytes);
      size += bytes.length;
    };
    const places = new Map<number, Place>();
    const stream = (number: number, dictionary: string, bytes: Uint8Array): void => {
      places.set(number, { offset: size });
      write(Buffer.from(`${number} 0 obj\n${dictionary}\nstream\n`, 'latin1'));
      write(bytes);
      write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    };
    write(Buffer.from('%PDF-1.5\n%\u00d3\u00eb\u00e9\u00e1\n', 'latin1'));
    for (const [number, made] of this.#streams) {
      const { value, stream: bytes = new Uint8Array() } = await made;
      stream(number, value, bytes);
    }
    let next = this.#largest + 1;
    for (const { numbers, head, bytes } of await Promise.all(this.#packed)) {
      for (const [index, number] of numbers.entries()) places.set(number, { stream: next, index });
      const dictionary = `<</Type /ObjStm /N ${numbers.length} /First ${head} /Filter /FlateDecode /Length ${bytes.length}>>`;
      stream(next++, dictionary, bytes);
    }
    const start = size;
    const table = await deflated(tableOf(places, next, start));
    stream(
      next,
      `<</Type /XRef /Size ${next + 1} /W [1 4 2] /Root ${root} 0 R /Info ${info} 0 R /Filter /FlateDecode /Length ${table.length}>>`,
      table,
    );
    write(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(parts, size);
  }
}

async function packedTogether(objects: readonly (readonly [number, string])[]): Promise<Packed> {
  let at = 0;
  const index: string[] = [];
  for (const [number, value] of objects) {
    index.push(`${number} ${at}`);
    at += value.length + 1;
  }
  const head = `${index.join(' ')}\n`;
  const bytes = await deflated(Buffer.from(`${head}${objects.map(([, value]) => value).join('\n')}\n`, 'latin1'));
  return { numbers: objects.map(([number]) => number), head: head.length, bytes };
}

/** The table as a stream (7.5.8): kind, offset or stream, generation or place in the stream. */
function tableOf(places: ReadonlyMap<number, Place>, own: number, start: number): Uint8Array {
  const table = Buffer.alloc((own + 1) * 7);
  const put = (number: number, place: Place): void => {
    const at = number * 7;
    const inside = 'stream' in place;
    table[at] = inside ? 2 : 1;
    table.writeUInt32BE(inside ? place.stream : place.offset, at + 1);
    table.writeUInt16BE(inside ? place.index : 0, at + 5);
  };
  table.writeUInt16BE(0xffff, 5);
  for (const [number, place] of places) put(number, place);
  put(own, { offset: start });
  return table;
}
