import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { boxOf, CityHall, plan } from './city-halls.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';

/** A section parts merged cells of a box of choices and writes beside it: the choice is never replaced by a remark. */
const status: FieldPath = 'progress.2025.firstHalf.status';
const text: FieldPath = 'progress.2025.firstHalf.text';

/** A plan whose boxes of the first half's text and status are of two columns each. */
const widePlan = (): Uint8Array =>
  throughOpenpyxl(
    plan,
    `for ws in wb:
    if ws.title.startswith('No.'):
        for row in ('14', '15'):
            ws.unmerge_cells('D' + row + ':F' + row)
            ws.merge_cells('D' + row + ':E' + row)
            ws['F' + row] = ws['G' + row].value
            ws['G' + row] = None
            ws.merge_cells('F' + row + ':G' + row)`,
  );

async function collected(script: string) {
  const hall = new CityHall(widePlan());
  try {
    expect((await hall.send()).status).toBe(0);
    const got = hall.sent('企画第1課');
    expect([boxOf(got, '1', status).cell, boxOf(got, '1', text).cell]).toEqual(['F14', 'D14']);
    const back = hall.receive('戻り.xlsx', throughOpenpyxl(got, `ws = wb['No.1']\n${script}`));
    const { status: exit, merged, report } = await hall.collect([back]);
    const sheet = XLSX.read(merged!).Sheets['No.1']!;
    return {
      exit,
      choice: (sheet['F14'] as XLSX.CellObject).v,
      beside: (sheet['G14'] as XLSX.CellObject | undefined)?.v,
      fields: report!.files[0]!.items.flatMap((item) => item.fields.map((field) => [field.path, field.outcome])),
      open: (report as unknown as { open: readonly { kind: string; cell: string }[] }).open.map(({ kind }) => kind),
    };
  } finally {
    hall.close();
  }
}

describe.skipIf(!hasOpenpyxl)(`boxes that moved alone${hasOpenpyxl ? '' : ' (skipped: no openpyxl)'}`, () => {
  test('a remark beside a parted box of choices is asked about', async () => {
    const { exit, choice, open, fields } = await collected(`ws.unmerge_cells('F14:G14')\nws['G14'] = '補足です'`);
    expect({ exit, choice, open }).toEqual({ exit: 4, choice: '予定通り\n進捗', open: ['conflict'] });
    expect(fields).toEqual([[status, 'conflict']]);
  });

  test('an answer in a box that lies lower by a row that was put in is taken', async () => {
    const { exit, fields } = await collected(
      `ws['F14'] = '遅れ'
merged = sorted(map(str, ws.merged_cells.ranges))
heights = {row: d.height for row, d in ws.row_dimensions.items() if d.height}
for area in merged: ws.unmerge_cells(area)
ws.insert_rows(1)
from openpyxl.worksheet.cell_range import CellRange
for area in merged:
    moved = CellRange(area); moved.shift(row_shift=1); ws.merge_cells(moved.coord)`,
    );
    expect({ exit, fields }).toEqual({ exit: 0, fields: [[status, 'theirs']] });
  });

  test('an answer in the parted box itself is taken', async () => {
    const { exit, choice } = await collected(`ws.unmerge_cells('F14:G14')\nws['F14'] = '遅れ'`);
    expect({ exit, choice }).toEqual({ exit: 0, choice: '遅れ' });
  });
});
