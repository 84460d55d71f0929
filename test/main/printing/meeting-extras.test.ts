import { expect, test } from 'vitest';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { meetingExtras } from '../../../src-main/printing/meeting-extras.ts';
import { canvasOf } from '../../../src-shared/paper/canvas.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { meetingSheet } from '../../../src-shared/paper/meeting.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';
import type { Drawing, SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import { parseArea } from '../../../src-main/engine/book/address.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

const opened = openWorkbook(
  fixtureWorkbook({ items: [{ values: { no: '1', title: '題', background: '残す。消す。足す。' } }] }).bytes,
);
if (!opened.ok) throw new Error('not opened');
const item = opened.value.items[0]!;
const geometry = openPaperBook(opened.value.package).geometry(item.key);
const place = (path: string) => parseArea(item.fields[path]!.area)!;

/** The form with these runs in 現状と課題 and these shapes. */
function form(drawings: readonly Drawing[] = []): SheetGeometry {
  const at = place('background');
  return {
    ...geometry,
    drawings,
    cells: geometry.cells.map((cell) =>
      cell.row === at.top && cell.column === at.left
        ? {
            ...cell,
            text: [
              { text: '残す。', font: { name: 'ＭＳ ゴシック', size: 10 } },
              { text: '消す。', font: { name: 'ＭＳ ゴシック', size: 10 }, strike: true },
              {
                text: '足す。',
                font: { name: 'ＭＳ ゴシック', size: 10 },
                colour: '#ff0000',
                underline: 'single' as const,
              },
            ],
          }
        : cell,
    ),
  };
}

test('見え消し stays: what is struck out, added in colour or underlined', () => {
  const sheet = meetingSheet(item, undefined, new Set(), 12, meetingExtras(item, form()));
  const lines = textsOf(layoutSheet(sheet, { policy: 'grow' }).pages[0]).flatMap((block) => block.lines);
  expect(lines.find(({ text }) => text === '消す。')).toMatchObject({ strike: true });
  expect(lines.find(({ text }) => text === '足す。')).toMatchObject({ colour: '#ff0000', underline: true });
  expect(lines.find(({ text }) => text === '残す。')?.strike).toBeUndefined();
  const plain = textsOf(layoutSheet(meetingSheet(item), { policy: 'grow' }).pages[0]).flatMap((block) => block.lines);
  expect(plain.find(({ strike }) => strike === true)).toBeUndefined();
});

test('an arrow over the years of a table is a strip with its words', () => {
  const [first, last] = [item.years[0]!, item.years.at(-1)!];
  const canvas = canvasOf(geometry, geometry.rows);
  const [from, to] = [`steps.0.${first}.plan`, `steps.0.${last}.plan`].map((path) => {
    const { top, left, bottom, right } = place(path);
    return { top, left, ...canvas.area({ row: top, column: left, bottom, right }) };
  });
  const arrow = (words: string, width: number): Drawing => ({
    kind: 'shape',
    anchor: { row: from!.top, column: from!.left, x: 1, y: 1, width, height: Math.max(4, from!.height - 2) },
    shape: {
      preset: 'rightArrow',
      adjust: {},
      opacity: 1,
      flipH: false,
      flipV: false,
      rotation: 0,
      text: [{ align: 'left', runs: [{ text: words, font: { name: 'ＭＳ ゴシック', size: 10 } }] }],
      vertical: 'top',
      wrap: true,
      stacked: false,
      inset: { left: 0, top: 0, right: 0, bottom: 0 },
      label: '',
    },
  });
  const long = arrow('全期間の実行', to!.x + to!.width - from!.x - 2);
  const short = arrow('調査', from!.width - 2);
  const extras = meetingExtras(item, form([long, short]));
  expect([...extras.strips.values()].flat()).toEqual([
    { words: '全期間の実行', years: item.years },
    { words: '調査', years: [first] },
  ]);
  const words = textsOf(
    layoutSheet(meetingSheet(item, undefined, new Set(), 12, extras), { policy: 'grow' }).pages[0],
  ).map((block) => block.lines.map(({ text }) => text).join(''));
  expect(words).toContain('全期間の実行 →');
  expect(words).toContain('調査 →');
});
