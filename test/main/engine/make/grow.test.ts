import { expect, test } from 'vitest';
import { growBoxes } from '../../../../src-main/engine/write/grow/grow-boxes.ts';
import { setRowHeights } from '../../../../src-main/engine/write/grow/set-row-heights.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { drawingRows } from './drawing-rows.ts';
import { newFindings, open, textsOf, value } from './open.ts';

const made = fixtureWorkbook({ extraCells: { N3: `${'メモ\n'.repeat(40)}` } });
const long = '・市民への説明会を各地区で開き、寄せられた意見を計画に反映した。\n'.repeat(12);

test('a form in which all fits is left as it is, whatever stands beside it', () => {
  const opened = open(made.bytes);
  const { bytes, grown } = value(growBoxes(opened));
  expect(grown).toEqual([]);
  expect(bytes).toBe(opened.package.bytes);
});

test('the row of a text that is too long is raised, on that sheet only, and says so', () => {
  const opened = open(made.bytes);
  const item = opened.items[1];
  const key = item?.key ?? '';
  const written = open(
    value(patchWorkbook(opened, [{ item: key, path: 'progress.2026.secondHalf.text', text: long }])).bytes,
  );
  const { opened: after, grown, bytes } = value(growBoxes(written));
  const row = Number(/\d+/.exec(item?.fields['progress.2026.secondHalf.text']?.cell ?? '')?.[0]);
  expect(grown.map(({ sheet, row: at, from }) => ({ sheet, row: at, from }))).toEqual([
    { sheet: 'No.2', row, from: 81 },
  ]);
  expect(grown[0]?.to).toBeGreaterThan(12 * 10);
  expect(after.package.text(key).text).toContain(`<row r="${row}" spans="1:11" ht="${grown[0]?.to}" customHeight="1">`);
  expect(textsOf(after.items[1])).toEqual(textsOf(written.items[1]));
  expect(newFindings(made.bytes, bytes)).toEqual([]);
  // Once grown, nothing is left to grow.
  expect(value(growBoxes(after)).grown).toEqual([]);
});

test('no row grows higher than Excel allows', () => {
  const opened = open(made.bytes);
  const key = opened.items[0]?.key ?? '';
  const written = open(value(patchWorkbook(opened, [{ item: key, path: 'background', text: long.repeat(20) }])).bytes);
  expect(value(growBoxes(written, [key])).grown.map(({ to }) => to)).toEqual([409.5]);
});

test('shapes keep their size and stay at their cell', () => {
  const spanning = fixtureWorkbook({
    arrows: (_, places) => {
      const step = places['steps.0.2025.plan'];
      if (step === undefined) return [];
      const at = { column: step.left, x: 4 };
      return [
        { kind: 'arrow', text: '工程の中', from: { ...at, row: step.top, y: 43 }, to: { ...at, row: step.top, y: 61 } },
        {
          kind: 'arrow',
          text: 'またぐ',
          from: { ...at, row: step.top, y: 50 },
          to: { ...at, row: step.top + 1, y: 10 },
        },
      ];
    },
  });
  const opened = open(spanning.bytes);
  const key = opened.items[0]?.key ?? '';
  const written = open(
    value(patchWorkbook(opened, [{ item: key, path: 'steps.0.2025.plan', text: '・工程\n'.repeat(12) }])).bytes,
  );
  const grown = value(growBoxes(written, [key]));
  expect(grown.grown.length).toBe(1);
  const emu = (points: number) => points * 12700;
  expect(drawingRows(grown.opened, key).map(({ at }) => at)).toEqual([
    `row 9 rowOff ${emu(43)} row 9 rowOff ${emu(61)} `,
    // 13 pt in the row of 63 and 10 pt in the next one: all 23 pt lie in the grown row now.
    `row 9 rowOff ${emu(50)} row 9 rowOff ${emu(73)} `,
  ]);
});

test('a row that has no element gets one at its place', () => {
  const sheet = (rows: string) => `<worksheet xmlns="m"><sheetData>${rows}</sheetData></worksheet>`;
  expect(
    setRowHeights(
      sheet('<row r="1"/><row r="4" ht="9"/>'),
      new Map([
        [4, 20],
        [2, 30],
        [6, 40],
      ]),
    ),
  ).toBe(
    sheet(
      '<row r="1"/><row r="2" ht="30" customHeight="1"/><row customHeight="1" r="4" ht="20"/><row r="6" ht="40" customHeight="1"/>',
    ),
  );
});
