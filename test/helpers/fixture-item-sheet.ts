import type { FieldPath, FiscalYear } from '../../src-shared/domain/fields.ts';
import { parseFieldPath } from './first-form-paths.ts';
import type { FormBox } from '../../src-main/engine/make/new/form-layout.ts';
import { commentsXml, drawingXml, vmlXml, type FixtureShape } from './fixture-drawing.ts';
import type { FixtureItem } from './fixture-items.ts';
import { fixtureLayout } from './fixture-layout.ts';
import { defaultGrades, defaultStatuses, type BoxPlace, type FixtureOptions } from './fixture-options.ts';
import { address, area, place, type FixtureCell, type SheetModel, type WorksheetElement } from './fixture-sheet.ts';
import type { FixtureStyles } from './fixture-styles.ts';
import { escapeXml, type FixtureValue } from './fixture-values.ts';

export interface ItemSheetContext {
  readonly options: FixtureOptions;
  readonly years: readonly FiscalYear[];
  readonly yearLabel: (year: FiscalYear) => string;
  readonly styles: FixtureStyles;
}

/** What a sheet has beside its own part. */
export interface SheetLinks {
  readonly shapes?: readonly FixtureShape[];
  readonly drawing?: string;
  readonly notes?: { readonly comments: string; readonly vml: (sheetNumber: number) => string };
  readonly table?: { readonly name: string; readonly ref: string; readonly columns: readonly string[] };
}

/** One item sheet: its cells, what hangs on it, the address of every field, and the form's last cell. */
export function itemSheet(item: FixtureItem, { options, years, yearLabel, styles }: ItemSheetContext) {
  const rowsOf = (block: 'steps' | 'indicators') =>
    Object.keys(item.values).reduce((most, path) => {
      const key = parseFieldPath(path);
      return key?.block === block ? Math.max(most, key.row + 1) : most;
    }, 0);
  const layout = fixtureLayout(
    {
      years,
      rows: {
        steps: Math.max(item.stepRows ?? 1, rowsOf('steps')),
        indicators: Math.max(item.indicatorRows ?? 1, rowsOf('indicators')),
      },
      yearLabel,
    },
    options.layout ?? 'standard',
    options.origin ?? { row: 0, column: 0 },
  );
  const cells = new Map<number, Map<number, FixtureCell>>();
  const put = (row: number, column: number, cell: FixtureCell) => {
    if (!cells.has(row)) cells.set(row, new Map());
    cells.get(row)?.set(column, cell);
  };
  const addresses: Partial<Record<FieldPath, string>> = {};
  const places: Partial<Record<FieldPath, BoxPlace>> = {};
  for (const box of layout.boxes) {
    const value = valueOf(box, item, options);
    const format = typeof value === 'object' && 'number' in value && 'format' in value ? value.format : undefined;
    for (let r = box.top; r <= box.bottom; r++) {
      for (let c = box.left; c <= box.right; c++) put(r, c, { style: styles.id(box.style, format) });
    }
    put(box.top, box.left, { style: styles.id(box.style, format), ...(value === undefined ? {} : { value }) });
    if (box.path !== undefined) {
      addresses[box.path] = address(box.top, box.left);
      places[box.path] = box;
    }
  }
  for (const [ref, value] of Object.entries(options.extraCells ?? {})) {
    const [row, column] = place(ref);
    put(row, column, { style: styles.id('memo'), value });
  }
  const merges = layout.boxes
    .filter((box) => box.top !== box.bottom || box.left !== box.right)
    .map((box) => area(box.top, box.left, box.bottom, box.right));
  const bottom = Math.max(...layout.boxes.map((box) => box.bottom));
  const right = Math.max(...layout.boxes.map((box) => box.right));
  const shapes = [...shapesOf(item, options, years, places, layout), ...(options.picture ? [mark(layout, right)] : [])];
  const notes = (options.notes ?? []).flatMap(({ path, author, text }) => {
    const box = places[path];
    return box === undefined ? [] : [{ row: box.top, column: box.left, author, text }];
  });
  const links: SheetLinks = {
    ...(shapes.length > 0 ? { shapes, drawing: drawingXml(shapes) } : {}),
    ...(notes.length > 0
      ? { notes: { comments: commentsXml(notes, address), vml: (n: number) => vmlXml(notes, n) } }
      : {}),
  };
  const model: SheetModel = {
    columns: layout.columns,
    rows: new Map(layout.rows.map((height, r) => [r, { height, hidden: options.hiddenRows?.includes(r) ?? false }])),
    cells,
    merges,
    elements: { ...elementsOf(options, addresses, years), ...options.elements },
  };
  return { model, links, cells: addresses, last: address(bottom, right) };
}

function valueOf(box: FormBox, item: FixtureItem, options: FixtureOptions): FixtureValue | undefined {
  if (box.path !== undefined) return item.values[box.path];
  return options.relabel === undefined ? box.label : options.relabel(box.label ?? '');
}

function shapesOf(
  item: FixtureItem,
  options: FixtureOptions,
  years: readonly FiscalYear[],
  places: Readonly<Partial<Record<FieldPath, BoxPlace>>>,
  layout: { readonly rows: readonly number[] },
): readonly FixtureShape[] {
  if (options.arrows === false) return [];
  if (typeof options.arrows === 'function') return options.arrows(item, places);
  return years.flatMap((year, k): FixtureShape[] => {
    const plan = places[`steps.0.${year}.plan`];
    const actual = places[`steps.0.${year}.actual`];
    if (plan === undefined || actual === undefined) return [];
    const height = layout.rows[plan.bottom] ?? 0;
    const y = Math.max(0, height - 20);
    const text = k === 0 ? '検討' : '実施';
    return [
      {
        kind: 'arrow',
        text,
        from: { row: plan.bottom, column: plan.left, x: 6, y },
        to: { row: plan.bottom, column: actual.left, x: 0, y: height - 3 },
      },
      ...(k === years.length - 1
        ? [
            {
              kind: 'textBox' as const,
              text: '見直し',
              from: { row: actual.bottom, column: actual.left, x: 6, y: y + 2 },
              to: { row: actual.bottom, column: actual.left, x: 42, y: height - 3 },
            },
          ]
        : []),
    ];
  });
}

const mark = (layout: { readonly rows: readonly number[] }, right: number): FixtureShape => {
  const row = layout.rows.findIndex((height) => height > 18);
  return {
    kind: 'picture',
    text: '',
    from: { row, column: right, x: 20, y: 3 },
    to: { row, column: right, x: 42, y: 25 },
  };
};

function elementsOf(
  options: FixtureOptions,
  cells: Readonly<Partial<Record<FieldPath, string>>>,
  years: readonly FiscalYear[],
): Partial<Record<WorksheetElement, string>> {
  const paths = Object.keys(cells) as FieldPath[];
  const refs = (end: string) =>
    paths
      .filter((path) => path.endsWith(end))
      .map((path) => cells[path])
      .join(' ');
  const elements: Partial<Record<WorksheetElement, string>> = {
    sheetPr: '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    printOptions: '<printOptions horizontalCentered="1"/>',
    pageMargins: '<pageMargins left="0.59" right="0.39" top="0.59" bottom="0.71" header="0.31" footer="0.35"/>',
    pageSetup: `<pageSetup paperSize="${options.paperSize ?? 9}" orientation="${options.landscape ? 'landscape' : 'portrait'}"/>`,
    headerFooter: `<headerFooter>${options.planTitle ? `<oddHeader>&amp;R&amp;9${escapeXml(escapeXml(options.planTitle)).replace(/&amp;amp;/g, '&amp;&amp;')}</oddHeader>` : ''}<oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>`,
  };
  if (options.protection) elements.sheetProtection = '<sheetProtection sheet="1" objects="1" scenarios="1"/>';
  if (options.conditionalFormats) {
    const lowest = (options.grades ?? defaultGrades).at(-1)?.[0] ?? 'D';
    elements.conditionalFormatting = `<conditionalFormatting sqref="${refs('.grade')}"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>"${escapeXml(lowest)}"</formula></cfRule></conditionalFormatting>`;
  }
  const lists = options.lists ?? (options.listSheet === false ? 'literal' : 'ref');
  if (lists !== 'none') {
    const statuses = options.statuses ?? defaultStatuses;
    const grades = options.grades ?? defaultGrades;
    const source = {
      ref: [`リスト!$A$2:$A$${statuses.length + 1}`, `リスト!$C$2:$C$${grades.length + 1}`],
      name: ['状況一覧', '評価一覧'],
      literal: [`"${statuses.map((s) => s.replace('\n', '')).join(',')}"`, `"${grades.map(([g]) => g).join(',')}"`],
    }[lists];
    const list = (sqref: string, formula: string) =>
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="${sqref}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`;
    elements.dataValidations = `<dataValidations count="2">${list(refs('.status'), source[0] ?? '')}${list(refs('.grade'), source[1] ?? '')}</dataValidations>`;
  }
  if (options.pageBreaks) {
    const row = place(cells[`progress.${years[0] ?? 0}.firstHalf.text`] ?? 'A1')[0] - 1;
    elements.rowBreaks = `<rowBreaks count="1" manualBreakCount="1"><brk id="${row}" max="16383" man="1"/></rowBreaks>`;
  }
  return elements;
}
