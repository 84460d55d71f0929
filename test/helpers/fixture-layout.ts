import {
  formLayout,
  type FormBox,
  type FormLayout,
  type FormShape,
} from '../../src-main/engine/make/new/form-layout.ts';

/** `grid` is 方眼紙 style (dozens of narrow columns, everything merged); `beside` has the progress block at the right. */
export type FixtureLayoutName = 'standard' | 'grid' | 'beside';

/** The form in one of the layouts seen in the wild, moved down and right by whole rows and columns. */
export function fixtureLayout(
  shape: FormShape,
  name: FixtureLayoutName,
  origin: { readonly row: number; readonly column: number },
): FormLayout {
  const standard = formLayout(shape);
  const layout = name === 'grid' ? onGrid(standard) : name === 'beside' ? beside(standard) : standard;
  return {
    columns: [...Array.from({ length: origin.column }, () => 1.5), ...layout.columns],
    rows: [...Array.from({ length: origin.row }, () => 9), ...layout.rows],
    boxes: layout.boxes.map((box) =>
      move(
        box,
        (r) => r + origin.row,
        (c) => c + origin.column,
      ),
    ),
  };
}

const move = (box: FormBox, row: (r: number) => number, column: (c: number) => number): FormBox => ({
  ...box,
  top: row(box.top),
  bottom: row(box.bottom),
  left: column(box.left),
  right: column(box.right),
});

function onGrid(layout: FormLayout): FormLayout {
  const columnParts = layout.columns.map((width) => Math.max(1, Math.round(width / 2.25)));
  const rowParts = layout.rows.map((height) => Math.max(1, Math.round(height / 13.5)));
  const starts = (parts: readonly number[]) => parts.map((_, i) => parts.slice(0, i).reduce((a, b) => a + b, 0));
  const columnStart = starts(columnParts);
  const rowStart = starts(rowParts);
  const end = (start: readonly number[], parts: readonly number[], i: number) => (start[i] ?? 0) + (parts[i] ?? 1) - 1;
  return {
    columns: columnParts.flatMap((parts) => Array.from({ length: parts }, () => 1.875)),
    rows: rowParts.flatMap((parts, i) =>
      Array.from({ length: parts }, () => Math.round(((layout.rows[i] ?? 0) / parts) * 4) / 4),
    ),
    boxes: layout.boxes.map((box) => ({
      ...box,
      top: rowStart[box.top] ?? 0,
      left: columnStart[box.left] ?? 0,
      bottom: end(rowStart, rowParts, box.bottom),
      right: end(columnStart, columnParts, box.right),
    })),
  };
}

/** Moves 進捗管理 and 年度評価 to the right of 現状と課題 … 指標, and 計画期間の評価 up below both. */
function beside(layout: FormLayout): FormLayout {
  const rowOf = (label: string) => layout.boxes.find((box) => box.label?.startsWith(label))?.top ?? 0;
  const progressHead = rowOf('(各年度');
  const annualHead = rowOf('(年度終了後に');
  const overallHead = layout.boxes.find((box) => box.label === '総合評価')?.top ?? 0;
  const title = rowOf('具体的な改革項目');
  const stepHead = layout.boxes.find((box) => box.label === '現状')?.top ?? 0;
  const lastLeft = progressHead - 2;
  const shift = layout.columns.length + 1;
  const targets = new Map([
    [progressHead, [title, title]],
    [progressHead + 1, [title + 1, title + 1]],
    [progressHead + 2, [title + 2, title + 2]],
    [annualHead, [title + 3, title + 3]],
    [annualHead + 1, [stepHead, stepHead]],
    [annualHead + 2, [stepHead + 1, lastLeft]],
  ] as const);
  const up = overallHead - progressHead;
  const boxes = layout.boxes.map((box): FormBox => {
    if (box.top < progressHead) return box;
    if (box.top >= overallHead)
      return move(
        box,
        (r) => r - up,
        (c) => c,
      );
    return {
      ...box,
      top: targets.get(box.top)?.[0] ?? 0,
      bottom: targets.get(box.bottom)?.[1] ?? 0,
      left: box.left + shift,
      right: box.right + shift,
    };
  });
  const rows = [...layout.rows.slice(0, progressHead), ...layout.rows.slice(overallHead)];
  rows[stepHead] = 60;
  return { columns: [...layout.columns, 1.5, ...layout.columns], rows, boxes };
}
