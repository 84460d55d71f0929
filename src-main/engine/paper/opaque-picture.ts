import { inflateSync } from 'node:zlib';

/** Pixels of a picture that is looked at for ones that can be seen through; of a larger one nothing is said. */
const mostPixels = 8_000_000;

/** Whether nothing shows through a picture. False also where it cannot be told: text below is kept then. */
export function isOpaque(type: string, bytes: Uint8Array): boolean {
  if (type === 'image/jpeg' || type === 'image/bmp') return true;
  if (type !== 'image/png') return false;
  try {
    return isOpaquePng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return false;
  }
}

/** PNG (third edition) 11.2.1 `IHDR`, 11.3.1 `tRNS`, 9.2 filters: of pixels with alpha that channel is looked at. */
function isOpaquePng(png: Buffer): boolean {
  const data: Buffer[] = [];
  let size = { width: 0, height: 0, depth: 0, colour: 0, interlaced: 0 };
  for (let at = 8; at + 8 <= png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const chunk = png.subarray(at + 8, at + 8 + length);
    if (name === 'tRNS') return false;
    if (name === 'IHDR')
      size = {
        width: chunk.readUInt32BE(0),
        height: chunk.readUInt32BE(4),
        depth: chunk[8] ?? 0,
        colour: chunk[9] ?? 0,
        interlaced: chunk[12] ?? 0,
      };
    if (name === 'IDAT') data.push(chunk);
    at += length + 12;
  }
  const { width, height, depth, colour, interlaced } = size;
  if (colour !== 4 && colour !== 6) return width > 0;
  if (depth !== 8 || interlaced !== 0 || width * height > mostPixels) return false;
  const step = colour === 6 ? 4 : 2;
  const raw = inflateSync(Buffer.concat(data), { maxOutputLength: (width * step + 1) * height });
  return isSolid(raw, width, height, step);
}

/** Filters take each byte with those of its own channel, so the alpha of a row needs nothing but the alpha above it. */
function isSolid(raw: Buffer, width: number, height: number, step: number): boolean {
  const above = new Uint8Array(width);
  const stride = width * step + 1;
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * stride] ?? 0;
    let left = 0;
    let corner = 0;
    for (let x = 0; x < width; x += 1) {
      const up = above[x] ?? 0;
      const by = [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter] ?? 0;
      left = ((raw[row * stride + (x + 1) * step] ?? 0) + by) & 0xff;
      if (left !== 0xff) return false;
      above[x] = left;
      corner = up;
    }
  }
  return true;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
