import { crc32, deflateSync } from 'node:zlib';

/** A PNG (8-bit RGBA) of `size` × `size` pixels; `pixel` gives red, green, blue and alpha. */
export function png(
  size: number,
  pixel: (x: number, y: number) => readonly [number, number, number, number],
): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < size; y++) {
    rows.push(0);
    for (let x = 0; x < size; x++) rows.push(...pixel(x, y));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

/** A city mark: a green disc with two white waves. */
export const cityMark = (): Uint8Array =>
  png(64, (x, y) => {
    const distance = Math.hypot(x - 31.5, y - 31.5);
    if (distance > 31) return [0, 0, 0, 0];
    const wave = (base: number) => Math.abs(y - base - 4 * Math.sin((x / 64) * 4 * Math.PI)) < 2.6;
    return wave(27) || wave(39) ? [255, 255, 255, 255] : [0, 110, 84, 255];
  });
