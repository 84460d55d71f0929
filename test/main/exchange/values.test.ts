import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import * as XLSX from 'xlsx';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { boxOf, CityHall, path, plan, typedInExcel, useHall } from './city-halls.ts';
import { exchanged } from './returned.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';

/** What is typed as a number, a date or a rich text comes into the plan as such; read by another library than the engine. */
const actual: FieldPath = 'indicators.0.2025.actual';
let hall: CityHall;
useHall((made) => (hall = made));

const got = (): Uint8Array => hall.sent('企画第1課');
const cellIn = (bytes: Uint8Array | undefined, no: string, at: FieldPath): XLSX.CellObject | undefined => {
  if (bytes === undefined) return undefined;
  const { sheet, cell } = boxOf(bytes, no, at);
  return XLSX.read(bytes, { cellNF: true, cellStyles: true }).Sheets[sheet]?.[cell] as XLSX.CellObject | undefined;
};
const typed = (no: string, at: FieldPath, python: string, more = ''): Uint8Array => {
  const { sheet, cell } = boxOf(got(), no, at);
  return throughOpenpyxl(
    got(),
    `import datetime\nws = wb[${JSON.stringify(sheet)}]\nc = ws[${JSON.stringify(cell)}]\nc.value = ${python}\n${more}`,
  );
};
const collected = async (...files: readonly Uint8Array[]) =>
  hall.collect(files.map((bytes, index) => hall.receive(`${index}.xlsx`, bytes)));

describe.skipIf(!hasOpenpyxl)(`values${hasOpenpyxl ? '' : ' (skipped: no openpyxl)'}`, () => {
  test.each([
    ['a number in a box of text', '36', '', { t: 'n', v: 36 }],
    ['digits that its format hides', '-3.5', 'c.number_format = "#,##0"', { t: 'n', v: -3.5 }],
    ['a share', '0.36', 'c.number_format = "0%"', { t: 'n', v: 0.36, z: '0%' }],
    ['a number with its unit', '42', 'c.number_format = \'0"件"\'', { t: 'n', v: 42, z: '0"件"' }],
    ['a number that its format does not show', '7', 'c.number_format = ";;;"', { t: 'n', v: 7 }],
  ])('%s', async (_, value, more, wanted) => {
    const { status, merged } = await collected(typed('1', actual, value, more));
    expect(status).toBe(0);
    expect(cellIn(merged, '1', actual)).toMatchObject(wanted);
  });

  test('a date keeps its day and its look', async () => {
    const { merged } = await collected(typed('1', actual, 'datetime.date(2026, 4, 1)', 'c.number_format = "m月d日"'));
    expect(cellIn(merged, '1', actual)).toMatchObject({ t: 'n', v: 46113, z: 'm月d日' });
  });

  test.each([
    [
      'of a workbook whose days count from 1904',
      'from openpyxl.utils.datetime import CALENDAR_MAC_1904\nwb.epoch = CALENDAR_MAC_1904',
    ],
    ['that is stored as it is written', 'wb.iso_dates = True'],
  ])('a date %s is the same day in the plan', async (_, how) => {
    const typedDate = typed('1', actual, 'datetime.datetime(2026, 4, 1)', `c.number_format = "m月d日"\n${how}`);
    const { status, merged, report } = await collected(typedDate);
    expect(status).toBe(0);
    expect(cellIn(merged, '1', actual)).toMatchObject({ t: 'n', v: 46113 });
    expect(report?.files[0]?.items.flatMap((item) => item.fields)).toHaveLength(1);
  });

  test('a plan whose days count from 1904 gets a day of the other kind as the same day', async () => {
    const script = 'from openpyxl.utils.datetime import CALENDAR_MAC_1904\nwb.epoch = CALENDAR_MAC_1904';
    const other = new CityHall(throughOpenpyxl(plan, script));
    try {
      expect((await other.send()).status).toBe(0);
      const { sheet, cell } = boxOf(other.sent('企画第1課'), '1', actual);
      const back = throughOpenpyxl(
        other.sent('企画第1課'),
        `import datetime
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900
wb.epoch = CALENDAR_WINDOWS_1900
c = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]
c.value = datetime.datetime(2026, 4, 1)
c.number_format = "m月d日"`,
      );
      const { status, merged } = await other.collect([other.receive('1900.xlsx', back)]);
      expect(status).toBe(0);
      expect(cellIn(merged, '1', actual)).toMatchObject({ t: 'n', v: 46113 - 1462 });
    } finally {
      other.close();
    }
  });

  test('TRUE stays a truth value', async () => {
    const { merged } = await collected(typed('1', actual, 'True'));
    expect(cellIn(merged, '1', actual)).toMatchObject({ t: 'b', v: true });
  });

  test('a text with a red word keeps it', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(got()) as never);
    const box = boxOf(got(), '1', path);
    book.getWorksheet(box.sheet)!.getCell(box.cell).value = {
      richText: [{ text: '遅れは' }, { text: '三か月', font: { color: { argb: 'FFFF0000' } } }, { text: 'です。' }],
    };
    const file = hall.receive('赤.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
    // ExcelJS drops what a sent workbook carries.
    const { merged } = await hall.collect([file], '--base', join(hall.sentFolder, '個票_企画第1課.xlsx'));
    const { sheet, cell } = boxOf(merged!, '1', path);
    const runs = XLSX.read(merged, { cellHTML: true }).Sheets[sheet]?.[cell] as XLSX.CellObject;
    expect(runs.v).toBe('遅れは三か月です。');
    // SheetJS gives runs as markup, their colours apart.
    expect(runs.h).toMatch(/^遅れは<span[^>]*>三か月<\/span>です。$/u);
    expect(exchanged(merged!).snapshot.items[0]?.marks).toEqual({ [path]: '3-6:FF0000' });
  });

  test('a number that is edited elsewhere too is a conflict by its digits, though both are shown alike', async () => {
    const rounded = 'c.number_format = "0"';
    const { status, report } = await collected(typed('1', actual, '3.6', rounded), typed('1', actual, '4.4', rounded));
    expect(status).toBe(4);
    expect(report?.files.map(({ items }) => items[0]?.fields.map(({ theirs, outcome }) => [theirs, outcome]))).toEqual([
      [['3.6', 'conflict']],
      [['4.4', 'conflict']],
    ]);
  });

  test.each([
    ['an error', '"#DIV/0!"', '#DIV/0!'],
    ['a formula that nobody has worked out', '"=A1/0"', '=A1/0'],
  ])('%s is asked about, and the box stays', async (_, value, theirs) => {
    const { status, report, merged } = await collected(typed('1', path, value));
    expect(status).toBe(4);
    expect(report?.files[0]?.items[0]?.fields).toMatchObject([{ path, theirs, outcome: 'conflict' }]);
    expect(cellIn(merged, '1', path)).toEqual(cellIn(got(), '1', path));
  });

  test('the same number typed with blanks is the number that it was', async () => {
    const { status, merged } = await collected(typedInExcel(got(), '1', 'no', ' １ '));
    expect(status).toBe(0);
    expect(cellIn(merged, '1', 'no')).toEqual(cellIn(got(), '1', 'no'));
  });

  test.each([
    ['annual.2025.grade', 'A', 'B\n'],
    ['progress.2025.secondHalf.status', '\n完了', '遅延'],
    ['indicators.0.2026.actual', '38件\n', '40件'],
    ['annual.2026.assessment', '甲の評価です。', '乙の評価です。\n'],
  ] as const)('two texts for %s are a conflict, whatever line ends they have', async (at, one, other) => {
    // An empty box first, then two copies of it.
    const { sheet, cell } = boxOf(got(), '1', at);
    const empty = throughOpenpyxl(got(), `wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}].value = None`);
    const { status, report } = await collected(typedInExcel(empty, '1', at, one), typedInExcel(empty, '1', at, other));
    expect(status).toBe(4);
    expect(report?.files.flatMap(({ items }) => items[0]?.fields.map(({ outcome }) => outcome))).toEqual([
      'conflict',
      'conflict',
    ]);
  });
});
