import { copyFileSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { run, typedInExcel, useHall, type CityHall } from './city-halls.ts';
import { textOf } from './returned.ts';

/** OUT of a collecting is the plan's next file: what was undecided in it is asked again, with both texts, until somebody decides. */
let hall: CityHall;
useHall((made) => (hall = made));

interface Open {
  readonly kind: string;
  readonly path?: string;
  readonly theirs: readonly { readonly text: string }[];
}
const openIn = (report: unknown): readonly Open[] => (report as { readonly open: readonly Open[] }).open;
const answerOf = (name: string, path: FieldPath, text: string): string =>
  hall.receive(name, typedInExcel(hall.sent('企画第1課'), '1', path, text));
const carryOn = (): void => copyFileSync(hall.outFile, hall.master);
const other = (): string =>
  hall.receive('別課.xlsx', typedInExcel(hall.sent('企画第2課'), '2', 'annual.2025.assessment', '第2課の回答'));

/** What is asked of the box, by the texts that were returned. */
const asked = (report: unknown, path: FieldPath): readonly string[] =>
  openIn(report)
    .filter((one) => one.path === path)
    .flatMap((one) => one.theirs.map(({ text }) => text))
    .toSorted();
/** A long text, a choice, a line. */
const boxes: readonly FieldPath[] = ['annual.2025.assessment', 'progress.2025.firstHalf.status', 'title'];
const two = ['一方の回答', '他方の回答'].toSorted();

test.each(boxes)('two answers collected together, then another section over the carried on plan: %s', async (path) => {
  const first = await hall.collect([answerOf('甲.xlsx', path, '一方の回答'), answerOf('乙.xlsx', path, '他方の回答')]);
  expect([first.status, asked(first.report, path)]).toEqual([4, two]);
  const before = textOf(readFileSync(hall.master), '1', path);
  expect(textOf(first.merged!, '1', path), 'the box keeps what the plan said').toBe(before);
  carryOn();
  const second = await hall.collect([other()]);
  expect([second.status, asked(second.report, path)]).toEqual([4, two]);
  expect(textOf(second.merged!, '2', 'annual.2025.assessment')).toBe('第2課の回答');
});

test.each(boxes)('one after the other, each over the carried on plan: %s', async (path) => {
  const first = await hall.collect([answerOf('甲.xlsx', path, '一方の回答')]);
  expect([first.status, textOf(first.merged!, '1', path)]).toEqual([0, '一方の回答']);
  carryOn();
  const second = await hall.collect([answerOf('乙.xlsx', path, '他方の回答')]);
  expect([second.status, asked(second.report, path)]).toEqual([4, two]);
  carryOn();
  const third = await hall.collect([other()]);
  expect([third.status, asked(third.report, path)]).toEqual([4, two]);
  carryOn();
  const listed = JSON.parse(
    (await run('answer', hall.master, '--plan-folder', hall.planFolder, '--list')).out,
  ) as unknown;
  expect(asked(listed, path)).toEqual(two);
});

test.each(boxes)('a new sending of the carried on plan, and its answer: %s', async (path) => {
  await hall.collect([answerOf('甲.xlsx', path, '一方の回答'), answerOf('乙.xlsx', path, '他方の回答')]);
  carryOn();
  expect((await hall.send()).status).toBe(0);
  const again = await hall.collect([other()]);
  expect(asked(again.report, path)).toEqual(two);
});
