import { decodePart, encodePart, utf8Part } from '../../package/part-text.ts';
import { utf8Text } from '../../xml/utf8.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';

/** A sheet part as far as some of its rows are to be written. */
export interface PartToPatch {
  /** A well-formed sheet; splices count in it. */
  readonly text: string;
  /** The whole part with splices applied to `text`. */
  apply(splices: readonly Splice[]): Uint8Array;
}

/**
 * The part to write into `rows`. Of a large one (a roll-up list of 300 items has 280 KB, and every save touches a row of it)
 * only these rows, those above them and what stands around all rows become text; the others are copied as bytes, as most
 * entries of the package are. Throws `PackageError`.
 */
export function partToPatch(bytes: Uint8Array, part: string, rows: ReadonlySet<number>): PartToPatch {
  return narrowPart(bytes, part, rows) ?? wholePart(bytes, part);
}

function wholePart(bytes: Uint8Array, part: string): PartToPatch {
  const { text, encoding } = decodePart(bytes, part);
  return {
    text,
    apply: (splices) => (splices.length === 0 ? bytes : encodePart(applySplices(text, splices), encoding)),
  };
}

/** Smaller parts are decoded sooner than looked through. */
const large = 64 * 1024;

/** A stretch of the part that stands in the text. */
interface Kept {
  readonly from: number;
  readonly to: number;
  /** Where it begins in the text. */
  readonly start: number;
}

/** `undefined` for a part that must be read as a whole: rows out of order or without numbers, formulas of groups, comments. */
function narrowPart(bytes: Uint8Array, part: string, rows: ReadonlySet<number>): PartToPatch | undefined {
  if (bytes.length < large) return undefined;
  const utf8 = utf8Part(bytes, part);
  const isCopy = utf8.buffer !== bytes.buffer || utf8.byteOffset !== bytes.byteOffset;
  if (isCopy) return undefined;
  const stretches = stretchesAround(utf8, rows);
  if (stretches === undefined) return undefined;
  const kept: Kept[] = [];
  let text = '';
  for (const [from, to] of stretches) {
    kept.push({ from, to, start: text.length });
    text += utf8Text(utf8, from, to);
  }
  const inBytes = (offset: number, isEnd: boolean): number => {
    const { from, start } = kept.findLast((one) => (isEnd ? one.start < offset : one.start <= offset)) ?? {
      from: 0,
      start: 0,
    };
    return from + Buffer.byteLength(text.slice(start, offset), 'utf8');
  };
  return { text, apply: (splices) => spliceBytes(utf8, splices, inBytes) };
}

const less = 0x3c;
const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/**
 * Where the rows begin and where the last ends; `undefined` where a formula has attributes, so that it may stand for cells of
 * other rows (an array, a data table, a shared formula), or something begins with `<!`. One look at each tag.
 */
function rowStarts(bytes: Buffer): { readonly starts: readonly number[]; readonly end: number } | undefined {
  const starts: number[] = [];
  let end = -1;
  for (let at = bytes.indexOf(less); at >= 0 && at < bytes.length; at += 1) {
    if (bytes[at] !== less) continue;
    const next = bytes[at + 1];
    if (next === 0x21 || (next === 0x66 && isBlank(bytes[at + 2]))) return undefined;
    if (end >= 0) continue;
    if (next === 0x72 && bytes[at + 2] === 0x6f && bytes[at + 3] === 0x77) starts.push(at);
    else if (next === 0x2f && bytes[at + 2] === 0x73 && bytes.toString('latin1', at, at + 12) === '</sheetData>')
      end = at;
  }
  return starts.length > 0 && end >= 0 ? { starts, end } : undefined;
}

/** From and to of what must be text, in order: all but the rows that are neither wanted nor above a wanted one. */
function stretchesAround(bytes: Buffer, rows: ReadonlySet<number>): readonly (readonly [number, number])[] | undefined {
  const found = rowStarts(bytes);
  if (found === undefined) return undefined;
  const { starts, end } = found;
  const stretches: (readonly [number, number])[] = [[0, starts[0] as number]];
  let last = 0;
  let wanted = 0;
  let above: readonly [number, number] | undefined;
  for (const [i, at] of starts.entries()) {
    const row = numberOfRow(bytes, at);
    if (!(row > last)) return undefined;
    const stretch = [at, starts[i + 1] ?? end] as const;
    if (rows.has(row)) {
      if (above) stretches.push(above);
      stretches.push(stretch);
      wanted += 1;
    }
    above = rows.has(row) ? undefined : stretch;
    last = row;
  }
  return wanted === rows.size ? [...stretches, [end, bytes.length]] : undefined;
}

const numberOfRow = (bytes: Buffer, at: number): number =>
  Number(/^<row r="(\d{1,7})"/.exec(bytes.toString('latin1', at, at + 20))?.[1]);

function spliceBytes(
  bytes: Buffer,
  splices: readonly Splice[],
  inBytes: (offset: number, isEnd: boolean) => number,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, insert } of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const from = inBytes(start, false);
    if (from < at) throw new Error(`splices overlap at ${start}`);
    pieces.push(bytes.subarray(at, from), Buffer.from(insert, 'utf8'));
    at = end === start ? from : inBytes(end, true);
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
