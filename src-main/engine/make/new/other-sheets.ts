import type { Style, Workbook, Worksheet } from 'exceljs';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import { sectionsText, type PlanSettings } from '../../../../src-shared/form/plan-settings.ts';
import { columnName } from '../../book/address.ts';
import { otherStyles } from './cell-styles.ts';
import { groupText, setPage, type MadeItem } from './item-sheet.ts';
import { pathOf, type FormModel } from '../../../../src-shared/form/model.ts';
import { paperLabel } from '../../../../src-shared/form/paper-label.ts';

const put = (ws: Worksheet, address: string, value: string | number, style: Partial<Style>): void => {
  const cell = ws.getCell(address);
  cell.value = value;
  cell.style = style;
};

const noGrid = { views: [{ showGridLines: false }] };

export function addCover(book: Workbook, settings: PlanSettings, yearLabels: readonly string[]): void {
  const ws = book.addWorksheet('表紙', noGrid);
  for (let column = 1; column <= 8; column++) ws.getColumn(column).width = 10.5;
  const period = yearLabels.length > 1 ? `${yearLabels[0] ?? ''}～${yearLabels.at(-1) ?? ''}` : (yearLabels[0] ?? '');
  for (const [row, text, style, height] of [
    [8, settings.title, otherStyles.coverTitle, 60],
    [10, `取組評価シート（${period}）`, otherStyles.coverLine, 27],
    [32, settings.city, otherStyles.coverLine, 27],
  ] as const) {
    ws.mergeCells(row, 1, row, 8);
    put(ws, `A${row}`, text, style);
    ws.getRow(row).height = height;
  }
  setPage(ws, '', 'A1:H40');
  ws.headerFooter = {};
}

const standardInstructions = [
  '「No.」「大項目」「中項目」は取りまとめ課で入力しています。変更しないでください。',
  '「担当課」は関係するすべての課を１行に１課ずつ記入し、主となる課の名前のすぐ後に「●」を付けてください。',
  '「取組の状況」は、上半期（４～９月）分を10月に、下半期（10～３月）分を年度の終了後に記入し、進捗をリストから選んでください。',
  '「年度評価」は年度の終了後に記入し、評価をリストから選んでください。',
  '「計画期間の評価」は、最後の年度の上半期の終了後に仮の評価を記入し、下半期の終了後に確定します。',
  '枠に収まらないときは、文章を短くするか、取りまとめ課に相談してください。',
];

export function addInstructions(book: Workbook, settings: PlanSettings): void {
  const ws = book.addWorksheet('記入要領', noGrid);
  [2, 4, 78].forEach((width, i) => (ws.getColumn(i + 1).width = width));
  put(ws, 'B2', '評価シート記入要領', otherStyles.heading);
  ws.getRow(2).height = 24;
  const lines = settings.instructions ?? standardInstructions;
  lines.forEach((text, i) => {
    put(ws, `B${i + 4}`, i + 1, otherStyles.instruction);
    put(ws, `C${i + 4}`, text, otherStyles.instruction);
    ws.getRow(i + 4).height = 14.25 * Math.max(2, Math.ceil(text.length / 38) + 1);
  });
  let next = lines.length + 5;
  for (const { grade, meaning } of settings.grades) {
    if (meaning !== '') put(ws, `C${next++}`, `${grade}：${meaning}`, otherStyles.instruction);
  }
  setPage(ws, '', `A1:C${next}`);
  ws.headerFooter = {};
}

/** 一覧表: one row per item, formulas into the item sheets, with the results that they have now. */
export function addRollUp(
  ws: Worksheet,
  settings: PlanSettings,
  items: readonly MadeItem[],
  yearLabels: readonly string[],
  form: FormModel,
): void {
  const { years } = settings;
  const lastYear = years.at(-1) ?? 0;
  const lastLabel = yearLabels.at(-1) ?? '';
  const levels = form.withRole('group').slice(1);
  const [title] = form.withRole('title');
  const [section] = form.withRole('section');
  const grades = form.withRole('grade').filter(({ hasRow }) => !hasRow);
  const yearly = grades.filter(({ hasYear }) => hasYear);
  const period = grades.filter(({ hasYear }) => !hasYear);
  const statuses = form.withRole('status').filter(({ hasRow, hasYear }) => hasYear && !hasRow);
  const heads = [
    'No.',
    ...levels.map(({ shown }) => shown),
    title?.shown ?? '名称',
    `主${section?.shown ?? '担当課'}`,
    ...yearLabels.flatMap((label) => yearly.map((grade) => paperLabel(grade).replace('{year}', label))),
    ...period.map((grade) => paperLabel(grade).replaceAll('\n', '')),
    ...statuses.map(({ lineShown, shown }) => `${lastLabel}\n${lineShown === '' ? shown : lineShown}の状況`),
  ];
  [
    6,
    ...levels.map(() => 24),
    38,
    16,
    ...years.flatMap(() => yearly.map(() => 10)),
    ...period.map(() => 10),
    ...statuses.map(() => 14),
  ].forEach((width, i) => (ws.getColumn(i + 1).width = width));
  put(ws, 'A1', `${settings.title}　進捗一覧表`, otherStyles.heading);
  ws.getRow(1).height = 24;
  ws.getRow(3).height = 30;
  heads.forEach((text, i) => put(ws, `${columnName(i + 1)}3`, text, otherStyles.head));
  items.forEach(({ item, sheet, cells }, i) => {
    const row = ws.getRow(i + 4);
    row.height = 28.5;
    const at = (path: FieldPath) => `'${sheet.replace(/'/g, "''")}'!${cells[path] ?? 'A1'}`;
    const orBlank = (path: FieldPath, result = '') => ({ formula: `IF(${at(path)}="","",${at(path)})`, result });
    const lead =
      sectionsText(item.sections)
        .split('\n')
        .find((name) => name.includes('●'))
        ?.replace('●', '') ?? '';
    const named = at(section?.template ?? '');
    const values = [
      { formula: at(form.withRole('no')[0]?.template ?? ''), result: item.no },
      ...levels.map(({ template }) => orBlank(template, groupText(item, template))),
      orBlank(title?.template ?? '', item.title),
      {
        formula: `IFERROR(TRIM(RIGHT(SUBSTITUTE(LEFT(${named},FIND("●",${named})-1),CHAR(10),REPT(" ",50)),50)),"")`,
        result: lead,
      },
      ...years.flatMap((year) => yearly.map((grade) => orBlank(pathOf(grade, { year })))),
      ...period.map((grade) => orBlank(grade.template)),
      ...statuses.map((status) => ({
        formula: `SUBSTITUTE(${at(pathOf(status, { year: lastYear }))},CHAR(10),"")`,
        result: '',
      })),
    ];
    values.forEach((value, c) => {
      const cell = row.getCell(c + 1);
      cell.value = value;
      cell.style = c >= 1 && c <= levels.length + 1 ? otherStyles.cell : otherStyles.center;
    });
  });
  setRollUpPage(ws, heads.length, items.length + 3);
}

function setRollUpPage(ws: Worksheet, columns: number, lastRow: number): void {
  ws.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: 0.59, right: 0.39, top: 0.59, bottom: 0.71, header: 0.31, footer: 0.35 },
    printArea: `A$1:${columnName(columns)}$${lastRow}`,
    printTitlesRow: '1:3',
  };
  ws.headerFooter = { oddFooter: '&C&P / &N' };
  ws.views = [{ state: 'frozen', xSplit: 1, ySplit: 3, showGridLines: false }];
}

/** リスト, hidden: the choices that validations point at. */
export function addLists(book: Workbook, settings: PlanSettings): void {
  const ws = book.addWorksheet('リスト', { state: 'hidden' });
  [16, 4, 10, 40].forEach((width, i) => (ws.getColumn(i + 1).width = width));
  put(ws, 'A1', '進捗状況', otherStyles.head);
  put(ws, 'C1', '評価', otherStyles.head);
  put(ws, 'D1', '評価の基準', otherStyles.head);
  settings.statuses.forEach((status, i) => put(ws, `A${i + 2}`, status, otherStyles.choice));
  settings.grades.forEach(({ grade, meaning }, i) => {
    put(ws, `C${i + 2}`, grade, otherStyles.choice);
    put(ws, `D${i + 2}`, meaning, otherStyles.choice);
  });
}
