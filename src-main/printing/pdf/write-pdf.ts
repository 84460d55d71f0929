import { largest } from '../../../src-shared/domain/large-lists.ts';
import { deflated } from './deflate.ts';
import type { PdfObject } from './read-pdf.ts';

/** Objects that share one compressed stream: enough to compress well, little enough to be read quickly. */
const together = 200;

/** `null` stands for a number that no object has. */
type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

/**
 * Writes numbered objects as a PDF 1.5 file: what is no stream goes compressed into object streams (ISO 32000-1, 7.5.7), which
 * makes a tagged file a fifth as large. Streams stay as they are.
 */
export async function writePdf(
  objects: ReadonlyMap<number, PdfObject>,
  root: number,
  info: number,
): Promise<Uint8Array> {
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
  const first = largest(objects.keys(), -Infinity) + 1;
  const packed: Promise<Packed>[] = [];
  let waiting: [number, string][] = [];
  const pack = (): void => {
    if (waiting.length > 0) packed.push(packedTogether(waiting));
    waiting = [];
  };
  for (const [number, object] of objects) {
    if (object.stream !== undefined) stream(number, object.value, object.stream);
    else waiting.push([number, object.value]);
    if (waiting.length >= together) pack();
  }
  pack();
  for (const [at, { numbers, head, bytes }] of (await Promise.all(packed)).entries()) {
    for (const [index, number] of numbers.entries()) places.set(number, { stream: first + at, index });
    stream(
      first + at,
      `<</Type /ObjStm /N ${numbers.length} /First ${head} /Filter /FlateDecode /Length ${bytes.length}>>`,
      bytes,
    );
  }
  const next = first + packed.length;
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

/** Objects of one stream, in order; `head` are the bytes of its list of them. */
interface Packed {
  readonly numbers: readonly number[];
  readonly head: number;
  readonly bytes: Uint8Array;
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
