import type { FieldPath } from '../fields.ts';
import type { ItemSheet } from '../item.ts';
import { ownSheet, type OwnCell, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';
import { eraYear } from './year-label.ts';

/** Blocks that a meeting may need; the head always stands. */
export type MeetingBlock = 'overview' | 'progress' | 'annual' | 'overall';
export const meetingBlocks: readonly MeetingBlock[] = ['overview', 'progress', 'annual', 'overall'];

/**
 * «会議用»: one item in larger type, as a table of labels and texts, for workbooks of any form. Boxes that are blank are left
 * out; those that `changed` names stand out.
 */
export function meetingSheet(item: ItemSheet, blocks: readonly MeetingBlock[] = meetingBlocks, changed: ReadonlySet<FieldPath> = new Set()): SheetGeometry {
  const rows: OwnRow[] = [];
  const text = (path: FieldPath): string => item.fields[path]?.text.trim() ?? '';
  const look = (path: FieldPath) => (changed.has(path) ? ('changed' as const) : ('text' as const));
  const heading = (words: string) => rows.push({ height: 20, cells: [{ text: words, column: 1, span: 3, look: 'heading' }] });
  const pair = (label: string, path: FieldPath, extra?: FieldPath) => {
    const value = text(path);
    const beside = extra === undefined ? '' : text(extra);
    if (value === '' && beside === '') return;
    const cells: OwnCell[] = [{ text: label, column: 1, look: 'label' }];
    if (extra === undefined) cells.push({ text: value, column: 2, span: 2, look: look(path) });
    else cells.push({ text: value, column: 2, look: look(path) }, { text: beside, column: 3, look: changed.has(extra) ? 'changed' : 'centre' });
    rows.push({ height: 20, cells });
  };
  const no = item.no.trim();
  rows.push({ height: 26, cells: [{ text: `${no === '' ? item.sheet : `No.${no}`}　${text('title').replaceAll('\n', '')}`, column: 1, span: 3, look: 'title' }] });
  pair('改革項目', 'pillar');
  pair('大項目', 'majorItem');
  pair('中項目', 'middleItem');
  pair('担当課', 'sections');
  if (blocks.includes('overview')) {
    heading('改革実施概要');
    pair('現状と課題', 'background');
    pair('改革の目的、考えられる効果', 'purpose');
    pair('取組の内容', 'actions');
    tableOf(item, 'steps', rows, changed);
    tableOf(item, 'indicators', rows, changed);
  }
  if (blocks.includes('progress')) {
    heading('進捗管理');
    for (const year of item.years) {
      pair(`${eraYear(year)}\n上半期`, `progress.${year}.firstHalf.text`, `progress.${year}.firstHalf.status`);
      pair(`${eraYear(year)}\n下半期`, `progress.${year}.secondHalf.text`, `progress.${year}.secondHalf.status`);
    }
  }
  if (blocks.includes('annual')) {
    heading('年度評価');
    for (const year of item.years) {
      pair(`${eraYear(year)}\n評価`, `annual.${year}.assessment`, `annual.${year}.grade`);
      pair(`${eraYear(year)}\n今後の方針など`, `annual.${year}.nextSteps`);
    }
  }
  if (blocks.includes('overall')) {
    heading('計画期間の評価');
    pair('総合評価', 'overall.assessment', 'overall.grade');
    pair('課題、今後の方針など', 'overall.nextSteps');
    pair('計画期間の後', 'overall.afterPlan');
  }
  const kept = rows.filter((row, index) => !(isHeading(row) && (rows[index + 1] === undefined || isHeading(rows[index + 1] as OwnRow))));
  return { ...ownSheet({ name: item.sheet, columns: [96, 330, 72], rows: kept, size: 12 }), part: item.key };
}

const isHeading = (row: OwnRow): boolean => row.cells.length === 1 && row.cells[0]?.look === 'heading';

/** Steps or indicators: one row a year and row of the form. */
function tableOf(item: ItemSheet, block: 'steps' | 'indicators', rows: OwnRow[], changed: ReadonlySet<FieldPath>): void {
  const count = block === 'steps' ? item.stepRows : item.indicatorRows;
  const label = block === 'steps' ? '取組工程' : '指標';
  for (let row = 0; row < count; row += 1) {
    const name = block === 'indicators' ? (item.fields[`indicators.${row}.name`]?.text.trim() ?? '') : '';
    const entry = (path: FieldPath, words: string): string => {
      const value = item.fields[path]?.text.trim() ?? '';
      return value === '' ? '' : `${changed.has(path) ? '▶' : ''}${words}: ${value}`;
    };
    const lines = [
      name,
      entry(`${block}.${row}.current`, '現状'),
      ...item.years.flatMap((year) => [entry(`${block}.${row}.${year}.plan`, `${eraYear(year)} 計画`), entry(`${block}.${row}.${year}.actual`, `${eraYear(year)} 実績`)]),
    ].filter((line) => line !== '');
    if (lines.length > 0) rows.push({ height: 20, cells: [{ text: label, column: 1, look: 'label' }, { text: lines.join('\n'), column: 2, span: 2, look: 'text' }] });
  }
}
