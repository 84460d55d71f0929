/** A picture's bytes without what it says beside what it draws, and the names of what went. */
export interface Stripped {
  readonly data: Uint8Array;
  readonly removed: readonly string[];
}

const endOfEmf = 14;
const comment = 70;
/** Comments that draw: EMF+ (MS-EMFPLUS 2.3) and those of the system itself. */
const drawing = new Set(['EMF+', 'GDIC', 'EMFS']);

/**
 * EMF (MS-EMF 2.3): the header names the program and the picture, comments say anything, behind the last record stands what nobody
 * draws. Records keep their places and sizes. `undefined` for one whose records cannot be followed.
 */
export function stripEmf(bytes: Buffer): Stripped | undefined {
  const made = Buffer.from(bytes);
  const removed: string[] = [];
  const empty = (start: number, end: number, what: string): void => {
    if (made.subarray(start, end).every((byte) => byte === 0)) return;
    made.fill(0, start, end);
    removed.push(what);
  };
  const described = bytes.readUInt32LE(60) * 2;
  const description = bytes.readUInt32LE(64);
  if (described > 0 && description + described <= bytes.readUInt32LE(4))
    empty(description, description + described, 'description');
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + size;
    if (size < 8 || end > bytes.length) return undefined;
    const kind = bytes.readUInt32LE(at);
    if (kind === comment && !drawing.has(bytes.toString('latin1', at + 12, at + 16))) empty(at + 12, end, 'comment');
    if (kind === endOfEmf) {
      if (end < bytes.length) removed.push('trailing');
      return { data: made.subarray(0, end), removed };
    }
    at = end;
  }
  return undefined;
}

const escape = 0x0626;
const escapeComment = 0x000f;

/** WMF (MS-WMF 2.3): the same for its records of words; comments that hold the picture as EMF (`WMFC`) stay. */
export function stripWmf(bytes: Buffer): Stripped | undefined {
  const made = Buffer.from(bytes);
  const removed: string[] = [];
  const placeable = bytes.readUInt32LE(0) === 0x9ac6cdd7 ? 22 : 0;
  for (let at = placeable + 2 * bytes.readUInt16LE(placeable + 2); at + 6 <= bytes.length;) {
    const size = 2 * bytes.readUInt32LE(at);
    const end = at + size;
    if (size < 6 || end > bytes.length) return undefined;
    const kind = bytes.readUInt16LE(at + 4);
    if (kind === 0) {
      if (end < bytes.length) removed.push('trailing');
      return { data: made.subarray(0, end), removed };
    }
    const says = kind === escape && size > 10 && bytes.readUInt16LE(at + 6) === escapeComment;
    if (says && bytes.toString('latin1', at + 10, at + 14) !== 'WMFC' && made.subarray(at + 10, end).some(Boolean)) {
      made.fill(0, at + 10, end);
      removed.push('comment');
    }
    at = end;
  }
  return undefined;
}
