import { describe, expect, test } from 'vitest';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import { insertItems } from '../../../../src-main/engine/make/insert/insert-items.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import { drawingRows } from './drawing-rows.ts';
import { madeWorkbooks, sharedWorkbooks } from './good-workbooks.ts';
import { newFindings, open, textsOf, value } from './open.ts';

const years = [2025, 2026];
const target = fixtureWorkbook({ items: [filledItem(901, years), filledItem(902, years)], city: '見本市' });

describe.each([...madeWorkbooks, ...sharedWorkbooks])('an item of $name', ({ bytes }) => {
  test('comes in with texts, lists and shapes', () => {
    const source = open(bytes);
    const item = source.items[0];
    const into = open(target.bytes);
    const made = value(insertItems(into, source, [item?.key ?? '']));
    const found = made.opened.items.find((one) => one.sheet === made.inserted[0]?.sheet);
    expect(textsOf(found)).toEqual(textsOf(item));
    expect(Object.values(found?.fields ?? {}).map((field) => field?.choices)).toEqual(
      Object.values(item?.fields ?? {}).map((field) => field?.choices),
    );
    expect(drawingRows(made.opened, found?.key ?? '')).toEqual(drawingRows(source, item?.key ?? ''));
    for (const one of into.items)
      expect(textsOf(made.opened.items.find(({ key }) => key === one.key))).toEqual(textsOf(one));
    // What LibreOffice wrote in a way of its own comes along as it is.
    const theirs = lintPackage(bytes).map((finding) => finding.replace(/^[^:]*/, ''));
    expect(
      newFindings(target.bytes, made.bytes).filter((finding) => !theirs.includes(finding.replace(/^[^:]*/, ''))),
    ).toEqual([]);
  });
});

test('what was taken out can be put back', () => {
  const whole = open((madeWorkbooks[0] as (typeof madeWorkbooks)[number]).bytes);
  const [first, second] = whole.items;
  const rest = value(extractItems(whole, [second?.key ?? ''])).opened;
  const back = value(insertItems(rest, whole, [first?.key ?? '']));
  expect(back.opened.items.map(({ no }) => no)).toEqual(['2', '1']);
  expect(newFindings(whole.package.bytes, back.bytes)).toEqual([]);
});

test('a sheet whose name is taken gets a free one, and names that are local to it follow', () => {
  const source = open(fixtureWorkbook({ items: [{ ...filledItem(5, years), sheet: 'No.1' }] }).bytes);
  const into = open(fixtureWorkbook({ items: [filledItem(1, years)] }).bytes);
  const made = value(insertItems(into, source, [source.items[0]?.key ?? '']));
  expect(made.inserted).toEqual([{ no: '5', sheet: 'No.1 (2)' }]);
  expect(made.opened.package.text('xl/workbook.xml').text).toContain("'No.1 (2)'!$A$1:");
});

test('choices of another list come along on a sheet of their own', () => {
  const source = open(
    fixtureWorkbook({
      items: [filledItem(5, years)],
      lists: 'name',
      statuses: ['着手', '未着手'],
      grades: [
        ['S', ''],
        ['F', ''],
      ],
    }).bytes,
  );
  const into = open(fixtureWorkbook({ lists: 'name' }).bytes);
  const made = value(insertItems(into, source, [source.items[0]?.key ?? '']));
  const item = made.opened.items.find(({ no }) => no === '5');
  expect(item?.fields['overall.grade']?.choices).toEqual(['S', 'F']);
  expect(made.opened.items[0]?.fields['overall.grade']?.choices).toEqual(['A', 'B', 'C', 'D']);
});
