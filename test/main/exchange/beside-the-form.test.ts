import { expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { useHall, type CityHall } from './city-halls.ts';

/** What was typed beside the form is told and counted wherever its sheet came from, by SheetJS alone. */
let hall: CityHall;
useHall((made) => (hall = made));

const book = (section: string): XLSX.WorkBook => XLSX.read(hall.sent(section), { cellNF: true, cellStyles: true });
const write = (workbook: XLSX.WorkBook): Uint8Array =>
  XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
function put(sheet: XLSX.WorkSheet, cell: string, text: string): void {
  sheet[cell] = { t: 's', v: text };
  sheet['!ref'] = 'A1:Q40';
}
async function collected(workbook: XLSX.WorkBook) {
  const { status, report } = await hall.collect([hall.receive('戻り.xlsx', write(workbook))]);
  const [file] = report!.files;
  const { notTaken, open } = report as unknown as { notTaken: number; open: readonly { kind: string }[] };
  return { status, other: file!.other.filter(({ kind }) => kind !== 'drawing'), notTaken, open };
}

test('on a sheet that was copied twice, and on its copies', async () => {
  const workbook = book('企画第1課');
  const sheet = workbook.Sheets['No.1']!;
  put(sheet, 'N3', '確認願います');
  for (const name of ['No.1 (2)', 'No.1 (3)']) XLSX.utils.book_append_sheet(workbook, structuredClone(sheet), name);
  const { status, other, notTaken, open } = await collected(workbook);
  expect(other.map(({ sheet: at, cell }) => `${at} ${cell}`)).toEqual(['No.1 N3', 'No.1 (2) N3', 'No.1 (3) N3']);
  expect([status, notTaken, open.map(({ kind }) => kind)]).toEqual([4, 3, ['item', 'item']]);
});

test('on a sheet of another section that was put in', async () => {
  const workbook = book('企画第1課');
  const sheet = structuredClone(book('企画第2課').Sheets['No.2']!);
  put(sheet, 'N3', '隣の課からです');
  XLSX.utils.cell_add_comment((sheet['D14'] ??= { t: 'z' }) as XLSX.CellObject, '見てください', '担当');
  (sheet['!cols'] ??= [])[14] = { hidden: true };
  XLSX.utils.book_append_sheet(workbook, sheet, 'No.2');
  const { status, other, notTaken } = await collected(workbook);
  expect(other.map(({ sheet: at, kind, cell }) => [at, kind, cell])).toEqual([
    ['No.2', 'cell', 'N3'],
    ['No.2', 'note', 'D14'],
    ['No.2', 'hidden-columns', undefined],
  ]);
  expect([status, notTaken]).toEqual([4, 2]);
});

test('on a sheet that is nothing the plan knows', async () => {
  const workbook = book('企画第1課');
  const sheet = structuredClone(workbook.Sheets['No.1']!);
  for (const [cell, content] of Object.entries(sheet))
    if (!cell.startsWith('!') && /1項目/.test(String((content as XLSX.CellObject).v)))
      put(sheet, cell, `別の事業の${cell}`);
  put(sheet, 'I3', '77');
  put(sheet, 'N3', '新しい事業です');
  XLSX.utils.book_append_sheet(workbook, sheet, '新規');
  const { status, other, notTaken, open } = await collected(workbook);
  expect(other).toEqual([{ sheet: '新規', cell: 'N3', kind: 'cell', theirs: '新しい事業です' }]);
  expect([status, notTaken, open.map(({ kind }) => kind)]).toEqual([4, 1, ['item']]);
});

test('hidden columns are told, and are nothing typed', async () => {
  const workbook = book('企画第1課');
  (workbook.Sheets['No.1']!['!cols'] ??= [])[12] = { hidden: true };
  const { other, notTaken } = await collected(workbook);
  expect(other).toEqual([{ sheet: 'No.1', kind: 'hidden-columns', base: '', theirs: 'M' }]);
  expect(notTaken).toBe(0);
});
