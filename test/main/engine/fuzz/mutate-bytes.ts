import type { Random } from './random.ts';

/** What can happen to the zip itself: transport damage and lies in its records. */
export type ByteMutation = (bytes: Buffer, random: Random) => Buffer;

const nasty32 = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 65_535, 22];
const nasty16 = [0, 1, 8, 9, 12, 0x7fff, 0x8000, 0xffff];

/** Where records of this kind begin. */
function records(bytes: Buffer, signature: number): readonly number[] {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  const found: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

/** Overwrites one field of one record with a value that parsers stumble over. */
const field =
  (signature: number, fields: readonly (readonly [offset: number, size: 2 | 4])[]): ByteMutation =>
  (bytes, random) => {
    const places = records(bytes, signature);
    if (places.length === 0) return bytes;
    const [offset, size] = random.pick(fields);
    const at = random.pick(places) + offset;
    if (at + size > bytes.length) return bytes;
    if (size === 2) bytes.writeUInt16LE(random.pick(nasty16), at);
    else bytes.writeUInt32LE(random.pick(nasty32), at);
    return bytes;
  };

export const byteMutations: Readonly<Record<string, ByteMutation>> = {
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  flipBytes: (bytes, random) => {
    for (let n = random.below(8); n >= 0; n--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  dropSlice: (bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(200))]);
  },
  repeatSlice: (bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at + random.below(500)), bytes.subarray(at)]);
  },
  prepend: (bytes, random) => Buffer.concat([Buffer.alloc(random.below(2000), random.below(256)), bytes]),
  append: (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.below(70_000), random.below(256))]),
  localHeader: field(0x04034b50, [
    [6, 2],
    [8, 2],
    [14, 4],
    [18, 4],
    [22, 4],
    [26, 2],
    [28, 2],
  ]),
  centralRecord: field(0x02014b50, [
    [8, 2],
    [10, 2],
    [16, 4],
    [20, 4],
    [24, 4],
    [28, 2],
    [30, 2],
    [32, 2],
    [42, 4],
  ]),
  endRecord: field(0x06054b50, [
    [4, 2],
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ]),
  name: (bytes, random) => {
    const places = records(bytes, 0x02014b50);
    if (places.length === 0) return bytes;
    bytes.write(
      random.pick(['../', 'XL/', '/xl', '\\\\\\', 'c:/', '\0\0', '....']),
      random.pick(places) + 46,
      'latin1',
    );
    return bytes;
  },
};
