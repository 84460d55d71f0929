import type { FieldPath } from '../../../../../src-shared/domain/fields.ts';
import { eraName, type Draft, type DraftBox } from './form-draft.ts';

/** How 進捗管理 may have its half-years: the sample's is rows of 上半期 and 下半期 under the years. */
export const halfStyles = [
  'columns under each year',
  'columns under each year, choices below',
  'columns headed by year and half in one',
  'columns under each half, years below it',
  'columns, years below each other',
  'rows headed by year and half in one',
  'labels beside their texts under each year',
  'a block of rows under each year',
] as const;
export type HalfStyle = (typeof halfStyles)[number];

const halves = [
  ['firstHalf', '上半期\n(4～9月)'],
  ['secondHalf', '下半期\n(10～3月)'],
] as const;
const isProgress = (box: DraftBox): boolean => box.path?.startsWith('progress.') === true;

/** Draws the progress block of `drawForm` anew; boxes below it move down. */
export function withHalves(
  draft: Draft,
  style: HalfStyle,
  years: readonly number[],
  yearName: (year: number) => string = eraName,
): Draft {
  const fields = draft.filter(isProgress);
  const left = Math.min(...fields.map((box) => box.left));
  const top = Math.min(...fields.map((box) => box.top)) - 1;
  const outside = draft.filter(
    (box) => box.left < left - 3 || box.top < top || (box.top > top + 2 && box.left >= left - 3),
  );
  const { boxes, height } = drawBlock(style, years, top, left, yearName);
  const values = new Map(fields.map((box) => [box.path, box.text]));
  const drawn = boxes.map((box) => (box.path ? { ...box, text: values.get(box.path) ?? '' } : box));
  const moved = outside.map((box) =>
    box.top > top + 2 && box.left >= left - 3
      ? { ...box, top: box.top + height - 3, bottom: box.bottom + height - 3 }
      : box,
  );
  const label = (bottom: number, right: number, column: number, text: string): DraftBox => ({
    top,
    left: column,
    bottom,
    right,
    text,
    label: true,
  });
  return [...moved, label(top + height - 1, left - 3, left - 3, '進捗管理'), ...drawn];
}

function drawBlock(
  style: HalfStyle,
  years: readonly number[],
  top: number,
  left: number,
  yearName: (year: number) => string,
) {
  const boxes: DraftBox[] = [];
  const label = (row: number, from: number, width: number, text: string, height = 1): void => {
    boxes.push({ top: row, left: from, bottom: row + height - 1, right: from + width - 1, text, label: true });
  };
  const field = (row: number, from: number, width: number, path: FieldPath): void => {
    boxes.push({ top: row, left: from, bottom: row, right: from + width - 1, text: '', path });
  };
  const pair = (row: number, from: number, width: number, year: number, half: 'firstHalf' | 'secondHalf'): void => {
    field(row, from, width - 1, `progress.${year}.${half}.text`);
    field(row, from + width - 1, 1, `progress.${year}.${half}.status`);
  };
  const each = (
    draw: (year: number, from: number, half: (typeof halves)[number], h: number, y: number) => void,
  ): void => years.forEach((year, y) => halves.forEach((half, h) => draw(year, left + y * 4, half, h, y)));
  const all = years.length * 4;
  const yearRow = (): void => years.forEach((year, y) => label(top, left + y * 4, 4, yearName(year)));
  const status = (): void => label(top + 1, left - 2, 2, '取組の状況', 2);
  switch (style) {
    case 'columns under each year':
      yearRow();
      status();
      each((year, from, [half, text], h) => {
        label(top + 1, from + h * 2, 2, text);
        pair(top + 2, from + h * 2, 2, year, half);
      });
      return { boxes, height: 3 };
    case 'columns under each year, choices below':
      yearRow();
      label(top + 2, left - 2, 2, '取組の状況');
      label(top + 3, left - 2, 2, '進捗状況');
      each((year, from, [half, text], h) => {
        label(top + 1, from + h * 2, 2, text);
        field(top + 2, from + h * 2, 2, `progress.${year}.${half}.text`);
        field(top + 3, from + h * 2, 2, `progress.${year}.${half}.status`);
      });
      return { boxes, height: 4 };
    case 'columns headed by year and half in one':
      status();
      each((year, from, [half, text], h) => {
        label(top, from + h * 2, 2, `${yearName(year)}\n${text.slice(0, 3)}`);
        pair(top + 1, from + h * 2, 2, year, half);
      });
      return { boxes, height: 3 };
    case 'columns under each half, years below it':
      status();
      halves.forEach(([half, text], h) => {
        const from = left + (h * all) / 2;
        label(top, from, all / 2, text);
        years.forEach((year, y) => {
          label(top + 1, from + y * 2, 2, yearName(year));
          pair(top + 2, from + y * 2, 2, year, half);
        });
      });
      return { boxes, height: 3 };
    case 'columns, years below each other':
      halves.forEach(([half, text], h) => {
        label(top, left + (h * all) / 2, all / 2, text);
        years.forEach((year, y) => pair(top + 1 + y, left + (h * all) / 2, all / 2, year, half));
      });
      years.forEach((year, y) => label(top + 1 + y, left - 2, 2, yearName(year)));
      return { boxes, height: 1 + years.length };
    case 'rows headed by year and half in one':
      each((year, _, [half, text], h, y) => {
        label(top + y * 2 + h, left - 2, 2, `${yearName(year)}\n${text.slice(0, 3)}`);
        pair(top + y * 2 + h, left, all, year, half);
      });
      return { boxes, height: years.length * 2 };
    case 'labels beside their texts under each year':
      yearRow();
      label(top + 1, left - 2, 2, '取組の状況');
      each((year, from, [half, text], h) => {
        label(top + 1, from + h * 2, 1, text);
        field(top + 1, from + h * 2 + 1, 1, `progress.${year}.${half}.text`);
      });
      return { boxes, height: 2 };
    case 'a block of rows under each year':
      yearRow();
      status();
      each((year, from, [half, text], h) => {
        label(top + 1 + h, from, 1, text);
        pair(top + 1 + h, from + 1, 3, year, half);
      });
      return { boxes, height: 3 };
  }
}
