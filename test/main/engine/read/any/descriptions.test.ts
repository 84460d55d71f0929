import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { openAny } from '../../../../../src-main/engine/read/any/open-any.ts';
import { checkDescription, parseDescription } from '../../../../../src-shared/form/check-description.ts';
import { exampleForm } from '../../../../shared/form/example-form.ts';
import { exampleBook } from './example-book.ts';

let book: Uint8Array;
beforeAll(async () => {
  book = await exampleBook([{ no: '1', title: '甲' }], [['1', '甲', 'A']]);
});

/** Every place of the example, as paths of keys. */
function placesOf(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]))];
}
const places = placesOf(exampleForm).filter((place) => place.length > 0);

function changed(place: readonly string[], value: unknown): unknown {
  const copy = structuredClone(exampleForm) as unknown as Record<string, unknown>;
  let here = copy;
  for (const key of place.slice(0, -1)) here = here[key] as Record<string, unknown>;
  const last = place.at(-1) as string;
  if (value === undefined) delete here[last];
  else here[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

it('any JSON is refused with a place or read: nothing hangs, throws or reads beyond the sheet', () => {
  const odd = fc.oneof(
    fc.constant(undefined),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      '{year}',
      '(a+)+$',
      '{code}{code}',
      '__proto__',
      '',
      'A1:XFD1048576',
      -1,
      1e9,
      'right',
      '令和6年度',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), odd, (place, value) => {
      const form = changed(place, value);
      const checked = checkDescription(form);
      if (!checked.ok) {
        expect(checked.failure.reason).not.toBe('');
        return;
      }
      const opened = openAny(book, checked.value);
      if (opened.ok)
        for (const item of opened.value.items)
          for (const field of item.fields.values()) opened.value.valueOf(item, field);
      else expect(opened.failure.kind).toBe('no-items');
    }),
    { numRuns: 400 },
  );
});

it('any text is refused or accepted, never thrown at', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parsed = parseDescription(text);
      expect(parsed.ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
