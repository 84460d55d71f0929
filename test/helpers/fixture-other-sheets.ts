import type { FieldPath, FiscalYear } from '../../src-shared/domain/fields.ts';
import type { FixtureItem } from './fixture-items.ts';
import type { FixtureCell, SheetModel, WorksheetElement } from './fixture-sheet.ts';
import { address } from './fixture-sheet.ts';
import type { FixtureStyle, FixtureStyles } from './fixture-styles.ts';
import { shown, type FixtureValue } from './fixture-values.ts';
import type { FixtureOptions } from './fixture-options.ts';

interface OtherSheet {
  readonly name: string;
  readonly model: SheetModel;
  readonly state?: 'hidden';
  readonly printArea?: string;
  readonly printTitles?: string;
}

const print = (orientation: 'portrait' | 'landscape', fit: string): Partial<Record<WorksheetElement, string>> => ({
  sheetPr: '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
  printOptions: '<printOptions horizontalCentered="1"/>',
  pageMargins: '<pageMargins left="0.59" right="0.39" top="0.59" bottom="0.71" header="0.31" footer="0.35"/>',
  pageSetup: `<pageSetup paperSize="9" ${fit}orientation="${orientation}"/>`,
});

class Cells {
  readonly map = new Map<number, Map<number, FixtureCell>>();
  readonly #styles: FixtureStyles;
  constructor(styles: FixtureStyles) {
    this.#styles = styles;
  }
  put(row: number, column: number, style: FixtureStyle, value?: FixtureValue): void {
    if (!this.map.has(row)) this.map.set(row, new Map());
    this.map.get(row)?.set(column, { style: this.#styles.id(style), ...(value === undefined ? {} : { value }) });
  }
}

export const rollUpTitle = (options: FixtureOptions): string => `${options.planTitle ?? '行政改革プラン'}　進捗一覧表`;

export function coverSheet(options: FixtureOptions, styles: FixtureStyles, years: readonly string[]): OtherSheet {
  const cells = new Cells(styles);
  cells.put(7, 0, 'coverTitle', options.planTitle ?? '行政改革プラン');
  cells.put(9, 0, 'coverLine', `取組評価シート（${years[0] ?? ''}～${years.at(-1) ?? ''}）`);
  cells.put(31, 0, 'coverLine', options.city ?? '見本市');
  return {
    name: '表紙',
    printArea: '$A$1:$H$40',
    model: {
      columns: Array.from({ length: 8 }, () => 10.5),
      rows: new Map([
        [7, { height: 48 }],
        [9, { height: 27 }],
        [31, { height: 27 }],
      ]),
      cells: cells.map,
      merges: ['A8:H8', 'A10:H10', 'A32:H32'],
      elements: print('portrait', ''),
    },
  };
}

const defaultInstructions = [
  '「No.」「大項目」「中項目」は取りまとめ課で入力しています。変更しないでください。',
  '「担当課」は関係するすべての課を１行に１課ずつ記入し、主となる課の後に「●」を付けてください。',
  '「取組の状況」は、上半期分を10月末まで、下半期分を翌年度の4月末までに記入してください。',
  '「年度評価」の評価欄はリストから選択してください。',
];

export function instructionSheet(lines: true | readonly string[], styles: FixtureStyles): OtherSheet {
  const texts = lines === true ? defaultInstructions : lines;
  const cells = new Cells(styles);
  cells.put(1, 1, 'heading', '評価シート記入要領');
  texts.forEach((text, i) => {
    cells.put(3 + i, 1, 'instruction', { number: i + 1, format: 'General', shown: String(i + 1) });
    cells.put(3 + i, 2, 'instruction', text);
  });
  return {
    name: '記入要領',
    printArea: `$A$1:$C$${texts.length + 3}`,
    model: {
      columns: [2, 4, 78],
      rows: new Map([[1, { height: 24 }], ...texts.map((_, i) => [3 + i, { height: 40.5 }] as const)]),
      cells: cells.map,
      merges: [],
      elements: print('portrait', ''),
    },
  };
}

/** 一覧表: one row per item, formulas into the item sheets with cached values, as cities have it. */
export function rollUpSheet(
  items: readonly {
    readonly item: FixtureItem;
    readonly name: string;
    readonly cells: Readonly<Partial<Record<FieldPath, string>>>;
  }[],
  title: string,
  yearLabels: readonly string[],
  years: readonly FiscalYear[],
  styles: FixtureStyles,
): OtherSheet {
  const cells = new Cells(styles);
  const lastYear = years.at(-1) ?? 0;
  const heads = [
    'No.',
    '大項目',
    '中項目',
    '具体的な改革項目',
    '主担当課',
    ...yearLabels.map((y) => `${y}\n評価`),
    '総合評価',
    `${yearLabels.at(-1) ?? ''}\n下半期の状況`,
  ];
  cells.put(0, 0, 'heading', title);
  heads.forEach((text, c) => cells.put(2, c, 'rollHead', text));
  items.forEach(({ item, name, cells: at }, i) => {
    const r = 3 + i;
    const ref = (path: FieldPath) => `'${name.replace(/'/g, "''")}'!${at[path] ?? 'A1'}`;
    const plain = (path: FieldPath): FixtureValue => ({
      formula: ref(path),
      cached: shown(item.values[path]) || '0',
      number: shown(item.values[path]) === '',
    });
    const orBlank = (path: FieldPath): FixtureValue => ({
      formula: `IF(${ref(path)}="","",${ref(path)})`,
      cached: shown(item.values[path]),
    });
    const sections = shown(item.values.sections);
    const lead =
      sections
        .slice(0, Math.max(0, sections.indexOf('●')))
        .split('\n')
        .at(-1) ?? '';
    cells.put(r, 0, 'rollCenter', plain('no'));
    cells.put(r, 1, 'rollText', plain('majorItem'));
    cells.put(r, 2, 'rollText', plain('middleItem'));
    cells.put(r, 3, 'rollText', plain('title'));
    cells.put(r, 4, 'rollCenter', {
      formula: `IFERROR(TRIM(RIGHT(SUBSTITUTE(LEFT(${ref('sections')},FIND("●",${ref('sections')})-1),CHAR(10),REPT(" ",50)),50)),"")`,
      cached: lead,
    });
    years.forEach((year, k) => cells.put(r, 5 + k, 'rollCenter', orBlank(`annual.${year}.grade`)));
    cells.put(r, 5 + years.length, 'rollCenter', orBlank('overall.grade'));
    cells.put(r, 6 + years.length, 'rollCenter', {
      formula: `SUBSTITUTE(${ref(`progress.${lastYear}.secondHalf.status`)},CHAR(10),"")`,
      cached: shown(item.values[`progress.${lastYear}.secondHalf.status`]).replace(/\n/g, ''),
    });
  });
  const totals = 4 + items.length;
  const gradeColumn = address(0, 5 + years.length).replace('1', '');
  cells.put(totals, 4, 'rollCenter', 'Aの件数');
  cells.put(totals, 5 + years.length, 'rollCenter', {
    formula: `COUNTIF(${gradeColumn}4:${gradeColumn}${items.length + 3},"A")`,
    cached: String(items.filter(({ item }) => shown(item.values['overall.grade']) === 'A').length),
    number: true,
  });
  return {
    name: '一覧表',
    printArea: `$A$1:$${address(0, 6 + years.length).replace('1', '')}$${totals + 1}`,
    printTitles: '$1:$3',
    model: {
      columns: [6, 24, 24, 38, 16, ...years.map(() => 10), 10, 14],
      rows: new Map([
        [0, { height: 24 }],
        [2, { height: 30 }],
        ...items.map((_, i) => [3 + i, { height: 28.5 }] as const),
      ]),
      cells: cells.map,
      merges: [],
      elements: print('landscape', 'fitToHeight="0" '),
    },
  };
}

export function listSheet(
  statuses: readonly string[],
  grades: readonly (readonly [string, string])[],
  styles: FixtureStyles,
): OtherSheet {
  const cells = new Cells(styles);
  cells.put(0, 0, 'listHead', '進捗状況');
  cells.put(0, 2, 'listHead', '評価');
  cells.put(0, 3, 'listHead', '評価の基準');
  statuses.forEach((status, i) => cells.put(i + 1, 0, 'choice', status));
  grades.forEach(([grade, meaning], i) => {
    cells.put(i + 1, 2, 'choice', grade);
    cells.put(i + 1, 3, 'text', meaning);
  });
  return {
    name: 'リスト',
    state: 'hidden',
    model: { columns: [14, 4, 8, 40], rows: new Map(), cells: cells.map, merges: [], elements: {} },
  };
}
