import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import {
  draftXml,
  drawForm,
  eraName,
  expectedFields,
  readFields,
  type Draft,
  type FormOptions,
} from './helpers/form-draft.ts';
import { freedoms } from './helpers/form-freedoms.ts';
import { halfStyles, withHalves } from './helpers/form-halves.ts';
import { rawWorkbook } from './helpers/raw-workbook.ts';

const value = (path: FieldPath): string =>
  path === 'no' ? '7' : path === 'pillar' ? '重点改革項目Ⅰ 「…」' : `・${path}\n　二行目`;
const blank = (path: FieldPath): string => (path === 'no' || path === 'pillar' ? value(path) : '');
/** Short figures and words that may look like headings. */
const figures = (path: FieldPath): string =>
  path === 'no'
    ? '7'
    : path.startsWith('indicators')
      ? String(10 + path.length + path.charCodeAt(11))
      : /status|grade/.test(path)
        ? 'A'
        : value(path);

const open = (bytes: Uint8Array): OpenedWorkbook => {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};

/** What a form gives beside what stands on it; empty where it is read rightly. */
function wrong(draft: Draft): readonly string[] {
  const opened = openWorkbook(rawWorkbook({ sheets: [{ name: 'a', content: draftXml(draft) }] }));
  if (!opened.ok) return [opened.failure.kind];
  const read = readFields(opened.value.items[0]);
  const expected = expectedFields(draft);
  return [...new Set([...Object.keys(expected), ...Object.keys(read)])]
    .filter((path) => read[path] !== expected[path])
    .map((path) => `${path}: ${read[path] ?? 'nothing'} for ${expected[path] ?? 'nothing'}`);
}

const bases: Record<string, FormOptions & { readonly halves?: (typeof halfStyles)[number] }> = {
  'two years': { years: [2013, 2014], steps: 2, indicators: 2, value },
  'five years, no indicators': { years: [2017, 2018, 2019, 2020, 2021], indicators: 0, value },
  blank: { years: [2025, 2026, 2027], steps: 1, indicators: 3, value: blank },
  'beside, figures': { years: [2025, 2026], beside: true, steps: 2, indicators: 3, value: figures },
  'bare years': {
    years: [2013, 2014, 2015],
    yearName: (year) => `H${year - 1988}`,
    steps: 2,
    indicators: 3,
    value: figures,
  },
  'bare numbers over plan and actual': {
    years: [2025, 2026],
    yearName: (year) => `${year - 2018}`,
    twoHeadingRows: true,
    indicators: 2,
    value,
  },
  ...Object.fromEntries(
    halfStyles.map((halves, i) => [
      `halves as ${halves}`,
      {
        years: i % 2 ? [2013, 2014] : [2018, 2019, 2020],
        value: i % 3 ? value : figures,
        halves,
        beside: i % 4 === 3,
        ...(i % 2 ? { yearName: String } : {}),
      },
    ]),
  ),
};

const draw = ({ halves, ...options }: (typeof bases)[string]): Draft =>
  halves === undefined
    ? drawForm(options)
    : withHalves(drawForm(options), halves, options.years, options.yearName ?? eraName);

const kinds = Object.keys(freedoms);
const all = kinds.flatMap((kind, k) =>
  Object.entries(freedoms[kind] ?? {}).map(([name, change]) => ({ k, name, change })),
);
const changed = (draft: Draft, ...applied: readonly (typeof all)[number][]): Draft =>
  applied.toSorted((a, b) => a.k - b.k).reduce((made, { change }) => change(made), draft);

/** More forms than there is time for are made of two and three freedoms: each meets some of the bases, with `KOHYO_CASES` above 1 all. */
const thorough = Number(process.env['KOHYO_CASES'] ?? '1') > 1;
const meets = (n: number, base: number, one: number): boolean => thorough || n % one === base % one;

describe.each(Object.entries(bases))('%s', (_, options) => {
  it.each(all)('$name', (one) => {
    expect(wrong(changed(draw(options), one))).toEqual([]);
  });
});

describe('two freedoms at once', () => {
  it.each(all)('$name and another', (one) => {
    const found = Object.entries(bases).flatMap(([base, options], b) =>
      all
        .filter(({ k }, n) => k > one.k && meets(n + all.indexOf(one), b, 4))
        .flatMap((other) => wrong(changed(draw(options), one, other)).map((text) => `${base}, ${other.name}: ${text}`)),
    );
    expect(found).toEqual([]);
  });
});

describe('three freedoms at once', () => {
  it.each(Object.entries(bases).map(([base, options], b) => [base, options, b] as const))('%s', (base, options, at) => {
    const seeds = all.flatMap((a, i) =>
      all.filter(({ k }) => k > a.k).map((b, j) => [a, b, all[(i * 7 + j * 3) % all.length] as typeof a] as const),
    );
    const found = seeds
      .filter(([a, b, c], n) => c.k !== a.k && c.k !== b.k && meets(n, at, 5))
      .flatMap((three) =>
        wrong(changed(draw(options), ...three)).map(
          (text) => `${base}, ${three.map(({ name }) => name).join(', ')}: ${text}`,
        ),
      );
    expect(found).toEqual([]);
  });
});

describe('a field saved', () => {
  it.each(Object.entries(bases))('%s', (_, options) => {
    for (const one of all) {
      const draft = changed(draw(options), one);
      const opened = open(rawWorkbook({ sheets: [{ name: 'a', content: draftXml(draft) }] }));
      const path = `progress.${options.years.at(-1) ?? 0}.secondHalf.text` as const;
      const patched = patchWorkbook(opened, [{ item: opened.items[0]?.key ?? '', path, text: '新しい\n取組' }]);
      if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
      const expected = draft.map((box) => (box.path === path ? { ...box, text: '新しい\n取組' } : box));
      expect(readFields(open(patched.value.bytes).items[0])).toEqual(expectedFields(expected));
    }
  });
});
