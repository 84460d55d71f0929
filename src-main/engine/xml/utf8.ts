/** UTF-16 units of a stretch that is being decoded. One for all, as large as was needed yet: decoding is never interrupted. */
let units = new Uint16Array(4096);
let unitBytes = Buffer.from(units.buffer);
/** Longer stretches are rare, and memory for them is not kept. */
const longest = 1 << 19;

function grow(length: number): void {
  units = new Uint16Array(Math.min(longest, length * 2));
  unitBytes = Buffer.from(units.buffer);
}

/**
 * The text of a stretch of bytes that are known to be UTF-8. Most values of a form are some dozen Japanese characters, for
 * which the decoder of V8 takes three times as long as this loop, and for a whole part at once ten times: most of what a
 * part holds is never asked for, and strings of its size cost fresh memory each time.
 */
export function utf8Text(bytes: Buffer, start: number, end: number): string {
  if (end - start > longest) return bytes.toString('utf8', start, end);
  if (end - start > units.length) grow(end - start);
  const length = decode(bytes, start, end, units);
  // One byte a character where that is enough: such strings are smaller and compare faster.
  return length === end - start ? bytes.toString('latin1', start, end) : unitBytes.toString('utf16le', 0, length * 2);
}

/**
 * Fills `into` with the units of a stretch and gives their number; only ASCII has as many as bytes. Nothing but the loop: V8
 * compiles a hot loop before it has seen what follows it, and would leave what it compiled at the end of each call.
 */
function decode(bytes: Buffer, start: number, end: number, into: Uint16Array): number {
  let length = 0;
  for (let at = start; at < end;) {
    const byte = bytes[at] as number;
    let unit = byte;
    if (byte < 0x80) at += 1;
    else if (byte < 0xe0) {
      unit = ((byte & 0x1f) << 6) | ((bytes[at + 1] as number) & 0x3f);
      at += 2;
    } else if (byte < 0xf0) {
      unit = ((byte & 0x0f) << 12) | (((bytes[at + 1] as number) & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
      at += 3;
    } else {
      const high = ((byte & 0x07) << 18) | (((bytes[at + 1] as number) & 0x3f) << 12);
      const beyond = (high | (((bytes[at + 2] as number) & 0x3f) << 6) | ((bytes[at + 3] as number) & 0x3f)) - 0x1_0000;
      into[length] = 0xd800 | (beyond >> 10);
      length += 1;
      unit = 0xdc00 | (beyond & 0x3ff);
      at += 4;
    }
    into[length] = unit;
    length += 1;
  }
  return length;
}

/**
 * A part's bytes as a text of one character per byte: offsets in it are offsets in the bytes, and it is made in a fraction
 * of the time of decoding. All markup is ASCII and reads as it is; what else is taken from it needs `fromByteText`.
 */
export const byteText = (bytes: Buffer, start = 0, end = bytes.length): string => bytes.toString('latin1', start, end);

/** The text that a stretch of a byte text stands for. */
export function fromByteText(text: string): string {
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) >= 0x80) return Buffer.from(text, 'latin1').toString('utf8');
  return text;
}
