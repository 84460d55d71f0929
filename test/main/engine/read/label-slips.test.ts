import { describe, expect, it } from 'vitest';
import { isSlipOf } from '../../../../src-main/engine/read/form/label-likeness.ts';
import { labelKey } from '../../../../src-main/engine/read/form/label-text.ts';
import { sourceCharacters } from '../../../../src-main/engine/read/form/label-characters.ts';
import { formLabels } from '../../../../src-main/engine/read/form/form-table.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import type { FixtureOptions } from '../../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';

function open(options: FixtureOptions): OpenedWorkbook {
  const opened = openWorkbook(fixtureWorkbook({ items: 2, ...options }).bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}
const fieldsOf = (opened: OpenedWorkbook): readonly Record<string, string>[] =>
  opened.items.map(({ fields }) =>
    Object.fromEntries(Object.values(fields).flatMap((one) => (one ? [[one.path, `${one.cell} ${one.text}`]] : []))),
  );

const right = fieldsOf(open({}));
const renamed = (from: string, to: string): FixtureOptions => ({
  relabel: (label) => (labelKey(label) === labelKey(from) ? to : label),
});
/** The labels that the fixture draws and that a sheet is said to lack: 現状 alone is no block. */
const drawn = new Set<string>();
open({ relabel: (label) => (drawn.add(label), label) });
const labels = [...drawn].filter((label) =>
  [...formLabels.values()].some(
    ({ words, expected }) => expected && words.some((word) => labelKey(word) === labelKey(label)),
  ),
);

describe('labels with a slip of the hand', () => {
  it.each([
    ['取組工程(具体的な内容)', '取組行程\n(具体的な内容)'],
    ['取組工程(具体的な内容)', '取り組み行程'],
    ['改革の目的、考えられる効果', '改革の目的、考られる効果'],
    ['課題、今後の方針、改善事項など', '課題、今後の方針、改善事頂など'],
    ['具体的な改革項目', '具体的な改革項'],
    ['現状と課題(これまでの取組)', '現状と課題（これまでの取り組）'],
  ])('%s written as %s is read, and told once', (from, to) => {
    const opened = open(renamed(from, to));
    expect(fieldsOf(opened)).toEqual(right);
    const told = opened.warnings.filter(({ reason }) => reason === 'alike');
    expect(told.length).toBeLessThanOrEqual(1);
    for (const warning of told) expect(warning.values).toMatchObject({ count: 2 });
    expect(opened.warnings.length).toBe(told.length);
  });

  it('one wrong or missing character: right or said, never another text', () => {
    let read = 0;
    let tried = 0;
    for (const label of labels) {
      for (let i = 0; i < label.length; i += 1) {
        if (labelKey(label[i] as string) === '') continue;
        for (const wrong of ['', '業']) {
          const slip = label.slice(0, i) + wrong + label.slice(i + 1);
          const opened = open(renamed(label, slip));
          fieldsOf(opened).forEach((fields, item) => {
            const all = right[item] as Record<string, string>;
            for (const [path, text] of Object.entries(fields))
              expect([slip, path, text]).toEqual([slip, path, all[path]]);
            const complete = Object.keys(fields).length === Object.keys(all).length;
            if (!complete) expect([slip, opened.warnings.length > 0]).toEqual([slip, true]);
            if (item === 0 && label.length >= 5) tried += 1;
            if (item === 0 && label.length >= 5 && complete) read += 1;
          });
        }
      }
    }
    expect(tried).toBeGreaterThan(80);
    expect(read / tried).toBeGreaterThan(0.9);
  }, 60_000);

  it('two texts that could be one label are asked about', () => {
    const opened = open({ ...renamed('取組の内容', '取組の内訳容'), extraCells: { Z9: '取組の内要' } });
    expect(opened.warnings).toContainEqual(expect.objectContaining({ reason: 'several-alike' }));
    expect(fieldsOf(opened)[0]).not.toHaveProperty('actions');
  });

  it('a label that no sheet has is told once, with the nearest texts', () => {
    const opened = open(renamed('取組工程(具体的な内容)', '取組の日程表'));
    expect(opened.warnings).toEqual([
      expect.objectContaining({ reason: 'missing-everywhere-near', values: expect.objectContaining({ count: 2 }) }),
    ]);
  });
});

describe('what is a slip', () => {
  it.each([
    ['担当者', '担当課'],
    ['担当者名', '担当課名'],
    ['成果目標', '成果指標'],
    ['大項目', '中項目'],
    ['下半期', '上半期'],
    ['数値標準', '数値目標'],
    ['取組1内容', '取組内容'],
  ])('%s is none of %s', (text, word) => expect(isSlipOf(labelKey(text), labelKey(word))).toBe(false));
});

it('the built program knows the characters of its expressions, which the build writes in ASCII', () => {
  expect(sourceCharacters(String.raw`^\u53D6\u308A?\u7D44|\u{2000B}`)).toBe('^取り?組|𠀋');
});
