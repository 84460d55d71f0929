import { formatAddress, formatArea } from '../../../../../src-main/engine/book/address.ts';
import type { ItemSheet } from '../../../../../src-shared/domain/item.ts';
import type { FieldPath } from '../../../../../src-shared/domain/fields.ts';
import { xml } from './raw-workbook.ts';

/** A box of a drawn form: a label, or a value with its field. */
export interface DraftBox {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly text: string;
  readonly path?: FieldPath;
  /** It is a label whose writing may vary. */
  readonly label?: boolean;
  /** It is stored as a number. */
  readonly number?: boolean;
  /** Its first character has a reading. */
  readonly furigana?: string;
}

export type Draft = readonly DraftBox[];

export interface FormOptions {
  readonly years: readonly number[];
  readonly yearName?: (year: number) => string;
  readonly steps?: number;
  readonly indicators?: number;
  /** 進捗管理 and 年度評価 at the right of the upper half instead of below. */
  readonly beside?: boolean;
  readonly value?: (path: FieldPath) => string;
  /** Year above 計画 and 実績 in two heading rows. */
  readonly twoHeadingRows?: boolean;
}

export const eraName = (year: number): string =>
  year >= 2019 ? `令和${year === 2019 ? '元' : year - 2018}年度` : `平成${year - 1988}年度`;

/**
 * The form of FORMAT.md drawn with four columns per year: two of text, one more of text, one of choice. Rows and columns
 * count from 1.
 */
export function drawForm(options: FormOptions): Draft {
  const { years, yearName = eraName, steps = 1, indicators = 1, beside = false, twoHeadingRows = false } = options;
  const value = options.value ?? ((path: FieldPath) => `値 ${path}`);
  const boxes: DraftBox[] = [];
  const label = (top: number, left: number, bottom: number, right: number, text: string): void => {
    boxes.push({ top, left, bottom, right, text, label: true });
  };
  const field = (top: number, left: number, bottom: number, right: number, path: FieldPath): void => {
    boxes.push({ top, left, bottom, right, text: value(path), path });
  };
  const first = 4;
  const end = first + years.length * 4 - 1;
  const half = first + years.length * 2 - 1;
  field(1, 1, 1, end, 'pillar');
  label(3, 1, 3, 2, '大項目');
  field(3, 3, 3, half, 'majorItem');
  label(3, half + 1, 3, half + 2, 'No.');
  field(3, half + 3, 3, end, 'no');
  label(4, 1, 4, 2, '中項目');
  field(4, 3, 4, half, 'middleItem');
  label(4, half + 1, 4, half + 2, '担当課');
  field(4, half + 3, 4, end, 'sections');
  label(5, 1, 5, 2, '具体的な改革項目');
  field(5, 3, 5, end, 'title');
  label(6, 1, 6, 2, '現状と課題\n(これまでの取組)');
  field(6, 3, 6, end, 'background');
  let row = 7;
  const heading = twoHeadingRows ? 2 : 1;
  label(7, 1, 8 + heading + steps, 1, '改革実施概要');
  label(7, 2, 7, 2, '改革の目的、\n考えられる効果');
  field(7, 3, 7, end, 'purpose');
  label(8, 2, 8, 2, '取組の内容');
  field(8, 3, 8, end, 'actions');
  row = 9;
  label(row, 2, row + heading - 1 + steps, 2, '取組工程\n(具体的な内容)');
  label(row, 3, row + heading - 1, 3, '現状');
  years.forEach((year, i) => {
    const left = first + i * 4;
    if (twoHeadingRows) {
      label(row, left, row, left + 3, yearName(year));
      label(row + 1, left, row + 1, left + 1, '計画');
      label(row + 1, left + 2, row + 1, left + 3, '実績');
    } else {
      label(row, left, row, left + 1, `${yearName(year)}\n計画`);
      label(row, left + 2, row, left + 3, `${yearName(year)}\n実績`);
    }
  });
  row += heading;
  const tableRow = (path: `steps.${number}` | `indicators.${number}`): void => {
    field(row, 3, row, 3, `${path}.current`);
    years.forEach((year, i) => {
      const left = first + i * 4;
      field(row, left, row, left + 1, `${path}.${year}.plan`);
      field(row, left + 2, row, left + 3, `${path}.${year}.actual`);
    });
    row += 1;
  };
  for (let i = 0; i < steps; i += 1) tableRow(`steps.${i}`);
  if (indicators > 0) {
    label(row, 1, row + indicators - 1, 1, '指標');
    for (let i = 0; i < indicators; i += 1) {
      field(row, 2, row, 2, `indicators.${i}.name`);
      tableRow(`indicators.${i}`);
    }
  }
  const shift = beside ? end + 1 : 0;
  row = beside ? 3 : row + 1;
  const at = (column: number): number => column + shift;
  label(row, at(1), row + 2, at(1), '進捗管理');
  label(row, at(2), row, at(3), '(各年度10月、年度終了後に実施)');
  years.forEach((year, i) => label(row, at(first + i * 4), row, at(first + i * 4 + 3), yearName(year)));
  label(row + 1, at(2), row + 2, at(2), '取組の状況');
  for (const [i, name, text] of [
    [1, 'firstHalf', '上半期\n(4～9月)'],
    [2, 'secondHalf', '下半期\n(10～3月)'],
  ] as const) {
    label(row + i, at(3), row + i, at(3), text);
    years.forEach((year, y) => {
      field(row + i, at(first + y * 4), row + i, at(first + y * 4 + 2), `progress.${year}.${name}.text`);
      field(row + i, at(first + y * 4 + 3), row + i, at(first + y * 4 + 3), `progress.${year}.${name}.status`);
    });
  }
  row += 4;
  label(row, at(1), row, at(3), '(年度終了後に実施)');
  years.forEach((year, i) => label(row, at(first + i * 4), row, at(first + i * 4 + 3), yearName(year)));
  label(row + 1, at(1), row + 2, at(1), '年度評価');
  label(row + 1, at(2), row + 1, at(3), '取組工程、指標に対する評価');
  label(row + 2, at(2), row + 2, at(3), '課題、今後の方針、改善事項など');
  years.forEach((year, i) => {
    const left = at(first + i * 4);
    field(row + 1, left, row + 1, left + 2, `annual.${year}.assessment`);
    field(row + 1, left + 3, row + 1, left + 3, `annual.${year}.grade`);
    field(row + 2, left, row + 2, left + 3, `annual.${year}.nextSteps`);
  });
  row += 4;
  label(row, at(1), row, at(3), `(${yearName(years.at(-1) as number)}上半期終了後に実施、下半期終了後に最終確定)`);
  label(row, at(first), row, at(end - 3), '総合評価');
  label(row, at(end - 2), row, at(end), `${yearName((years.at(-1) as number) + 1)}以降`);
  label(row + 1, at(1), row + 2, at(1), '計画期間の評価');
  label(row + 1, at(2), row + 1, at(3), '取組工程、指標に対する評価');
  label(row + 2, at(2), row + 2, at(3), '課題、今後の方針、改善事項など');
  field(row + 1, at(first), row + 1, at(end - 4), 'overall.assessment');
  field(row + 1, at(end - 3), row + 1, at(end - 3), 'overall.grade');
  field(row + 2, at(first), row + 2, at(end - 3), 'overall.nextSteps');
  field(row + 1, at(end - 2), row + 2, at(end), 'overall.afterPlan');
  return boxes;
}

const isMerged = (box: DraftBox): boolean => box.bottom > box.top || box.right > box.left;

/** Inserts a column as Excel does: boxes right of it move, merged areas over it widen. */
export const insertColumn = (draft: Draft, column: number): Draft =>
  draft.map((box) => ({
    ...box,
    left: box.left >= column ? box.left + 1 : box.left,
    right: box.right >= column && (box.left >= column || isMerged(box)) ? box.right + 1 : box.right,
  }));

export const insertRow = (draft: Draft, row: number): Draft =>
  draft.map((box) => ({
    ...box,
    top: box.top >= row ? box.top + 1 : box.top,
    bottom: box.bottom >= row && (box.top >= row || isMerged(box)) ? box.bottom + 1 : box.bottom,
  }));

/** 方眼紙: every column becomes `columns` narrow ones and every row `rows` low ones, everything merged. */
export const onGraphPaper = (draft: Draft, columns: number, rows = 1): Draft =>
  draft.map((box) => ({
    ...box,
    left: (box.left - 1) * columns + 1,
    right: box.right * columns,
    top: (box.top - 1) * rows + 1,
    bottom: box.bottom * rows,
  }));

export const moved = (draft: Draft, rows: number, columns: number): Draft =>
  draft.map((box) => ({
    ...box,
    top: box.top + rows,
    bottom: box.bottom + rows,
    left: box.left + columns,
    right: box.right + columns,
  }));

/** The sheet's XML with inline strings; blank boxes have no text. `tail` goes behind the merges. */
export function draftXml(draft: Draft, tail = ''): string {
  const rows = new Map<number, { column: number; cell: string }[]>();
  for (const box of draft) {
    if (box.text === '') continue;
    const address = formatAddress(box.top, box.left);
    const reading =
      box.furigana === undefined ? '' : `<rPh sb="0" eb="1"><t>${xml(box.furigana)}</t></rPh><phoneticPr fontId="1"/>`;
    const cell = box.number
      ? `<c r="${address}"><v>${xml(box.text)}</v></c>`
      : `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${xml(box.text)}</t>${reading}</is></c>`;
    rows.set(box.top, [...(rows.get(box.top) ?? []), { column: box.left, cell }]);
  }
  const data = [...rows]
    .sort(([a], [b]) => a - b)
    .map(
      ([row, cells]) =>
        `<row r="${row}">${cells
          .sort((a, b) => a.column - b.column)
          .map(({ cell }) => cell)
          .join('')}</row>`,
    )
    .join('');
  const merges = draft.filter(isMerged).map((box) => `<mergeCell ref="${formatArea(box)}"/>`);
  return `<sheetData>${data}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.join('')}</mergeCells>` : ''}${tail}`;
}

/** Cell and text of every field that was read, by its path. */
export const readFields = (item: ItemSheet | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.values(item?.fields ?? {}).flatMap((field) => (field ? [[field.path, `${field.cell} ${field.text}`]] : [])),
  );

/** The same as reading must give it. */
export const expectedFields = (draft: Draft): Record<string, string> =>
  Object.fromEntries(
    draft.flatMap((box) => (box.path ? [[box.path, `${formatAddress(box.top, box.left)} ${box.text}`]] : [])),
  );
