import type { Sentence } from '../failures/language.ts';
import { commands, type CommandId } from './commands.ts';

/** What a command needs before it can be done, as the window says it of one that cannot: never only grey. */
export const needs = {
  workbook: { ja: 'ブックを開くと使えます。', en: 'Open a workbook first.' },
  sheet: { ja: '一覧で個票を選ぶと使えます。', en: 'Choose a sheet in the list first.' },
  box: { ja: '欄にカーソルを置くと使えます。', en: 'Put the cursor into a box first.' },
  row: {
    ja: '取組工程か指標の行にカーソルを置くと使えます。',
    en: 'Put the cursor into a row of steps or indicators first.',
  },
  newRow: {
    ja: '行を増やせる表（取組工程・指標）にカーソルを置くと使えます。様式の都合で増やせない表もあります。',
    en: 'Put the cursor into a table of steps or indicators that can grow; some forms cannot take another row.',
  },
  undo: { ja: '元に戻す操作がありません。', en: 'There is nothing to undo.' },
  redo: { ja: 'やり直す操作がありません。', en: 'There is nothing to redo.' },
  earlier: {
    ja: '前の半期か前年度に文がある欄にカーソルを置くと使えます。',
    en: 'Put the cursor into a box that has a text of an earlier half or year.',
  },
  section: { ja: '設定で自分の担当課を入力すると使えます。', en: 'Enter your section in the settings first.' },
  differences: { ja: 'ファイルと食い違う欄はありません。', en: 'No box differs from the file.' },
  second: { ja: 'ブックを2つ以上開くと使えます。', en: 'Open a second workbook first.' },
} as const satisfies Record<string, Sentence>;
export type Need = keyof typeof needs;

const always: ReadonlySet<CommandId> = new Set([
  'open',
  'openFolder',
  'openSample',
  'newWindow',
  'newPlan',
  'forms',
  'settings',
  'help',
  'keys',
  'about',
]);

/** What a command needs beyond an open workbook. */
const own: Readonly<Partial<Record<CommandId, Need>>> = {
  print: 'sheet',
  togglePaper: 'sheet',
  undo: 'undo',
  redo: 'redo',
  copyCells: 'box',
  history: 'box',
  fixTyping: 'box',
  requestChange: 'box',
  earlierText: 'earlier',
  phrases: 'box',
  addRow: 'newRow',
  removeRow: 'row',
  nextDocument: 'second',
  toggleMine: 'section',
  showConflicts: 'differences',
};

/** What every command needs, in the order in which a person would come to it. */
export const commandNeeds: ReadonlyMap<CommandId, readonly Need[]> = new Map(
  commands.map(({ id }) => {
    const need = own[id];
    return [id, always.has(id) ? [] : need === undefined ? ['workbook'] : ['workbook', need]];
  }),
);
