import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** In pixels; the house's rule for everything that is read on the screen. */
const least = 12;
const folder = path.resolve('src-renderer/styles');

/** The sizes of type that the style sheets declare, each with its file. */
const declared = readdirSync(folder)
  .filter((name) => name.endsWith('.css'))
  .flatMap((name) =>
    [
      ...readFileSync(path.join(folder, name), 'utf8').matchAll(
        /(?:^|[\s{;])(font-size|font|--[\w-]*(?:size|text)[\w-]*):\s*([^;}]+)[;}]/gu,
      ),
    ].map(([, property, value]) => ({ name, property: property!, value: value!.trim() })),
  );

/** Whether a declared size can come out under the least one: relative sizes shrink what they are in, so they need a floor. */
function canBeTiny(value: string): boolean {
  if (/^(?:max|calc)\(12px/u.test(value) || /^(?:inherit|var\(--[\w-]+\))/u.test(value)) return false;
  const [, number, unit] = /([\d.]+)(px|rem|em|pt|%)/u.exec(value) ?? [];
  if (number === undefined) return /smaller|x?x-small/u.test(value);
  const size = Number(number);
  // Points and the root's share are absolute; the smallest root of the settings is measured below.
  if (unit === 'px') return size < least;
  if (unit === 'pt') return size * (96 / 72) < least;
  if (unit === 'rem') return size * smallestRoot() < least;
  return unit === '%' ? size < 100 : size < 1;
}

/** What the smallest text size of the settings makes one rem, in pixels. */
function smallestRoot(): number {
  const themes = readFileSync(path.join(folder, 'themes.css'), 'utf8');
  return Math.min(...[...themes.matchAll(/--base:\s*([\d.]+)px/gu)].map(([, size]) => Number(size)));
}

it('no style sheet declares type under 12 px, and what is relative has a floor', () => {
  expect(declared.length).toBeGreaterThan(40);
  expect(smallestRoot()).toBeGreaterThanOrEqual(least);
  expect(
    declared
      .filter(({ value }) => canBeTiny(value))
      .map(({ name, property, value }) => `${name}: ${property}: ${value}`),
  ).toEqual([]);
});
