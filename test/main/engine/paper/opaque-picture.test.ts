import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpaque } from '../../../../src-main/engine/paper/opaque-picture.ts';
import { cityMark, png } from '../../../helpers/png.ts';

/** The same pixels with each row filtered as PNG allows (9.2), forwards from the definition. */
function filtered(pixels: readonly (readonly number[])[], filters: readonly number[]): Uint8Array {
  const width = pixels[0]!.length / 4;
  const rows = pixels.flatMap((row, y) => {
    const filter = filters[y % filters.length]!;
    const at = (r: readonly number[] | undefined, x: number) => (x < 0 ? 0 : (r?.[x] ?? 0));
    return [
      filter,
      ...row.map((value, x) => {
        const [a, b, c] = [at(row, x - 4), at(pixels[y - 1], x), at(pixels[y - 1], x - 4)];
        const p = a + b - c;
        const near = [a, b, c].toSorted((i, j) => Math.abs(p - i) - Math.abs(p - j))[0]!;
        return (value - [0, a, b, Math.floor((a + b) / 2), near][filter]!) & 0xff;
      }),
    ];
  });
  const whole = png(1, () => [0, 0, 0, 255]);
  const header = Buffer.from(whole.subarray(0, 33));
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(pixels.length, 20);
  const data = deflateSync(Buffer.from(rows));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([header, length, Buffer.from('IDAT'), data, Buffer.alloc(4)]);
}

test('a picture is opaque exactly when no pixel’s alpha is below the full one, whatever the filters', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const pixel = fc.tuple(byte, byte, byte, fc.constantFrom(255, 255, 255, 254, 0));
  fc.assert(
    fc.property(
      fc.array(fc.array(pixel, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
      (rows, filters) => {
        const bytes = filtered(
          rows.map((row) => row.flat()),
          filters,
        );
        expect(isOpaque('image/png', bytes)).toBe(rows.flat().every(([, , , alpha]) => alpha === 255));
      },
    ),
  );
});

test('a seal shows what is below it, a photograph does not, damage does not decide', () => {
  expect(isOpaque('image/png', cityMark())).toBe(false);
  expect(isOpaque('image/jpeg', new Uint8Array())).toBe(true);
  expect(isOpaque('image/png', cityMark().subarray(0, 50))).toBe(false);
  expect(isOpaque('image/svg+xml', new Uint8Array())).toBe(false);
});
