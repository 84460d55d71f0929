import { append } from '../domain/large-lists.ts';
import { ownSheet, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';

/**
 * A paper that is a list about many items (一覧表, 集計, 食い違い, 未記入): plain data, from which the printed page and the
 * workbook are made alike.
 */
export interface ListPaper {
  /** Name of the sheet, and of the file. */
  readonly name: string;
  readonly title: string;
  /** Under the title: of what day, compared with what. */
  readonly notes: readonly string[];
  readonly landscape: boolean;
  /** Widths of the columns in points, the same for all tables. */
  readonly widths: readonly number[];
  readonly tables: readonly ListTable[];
}

export interface ListTable {
  readonly heading?: string;
  /** Headings of the first columns; a table may have fewer than the paper. */
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly string[])[];
  /** A last row that adds up. */
  readonly sum?: readonly string[];
  /** Lines below. */
  readonly remarks?: readonly string[];
}

export interface ListColumn {
  readonly heading: string;
  readonly look: 'text' | 'centre' | 'number';
}

/** Points between the margins of A4 as `ownSheet` sets them. */
export const paperWidth = (landscape: boolean): number => (landscape ? 745 : 499);

/** Gives the one column without a width (0) what the others leave, at least `least`; lies down when that does not fit upright. */
export function fillWidth(
  widths: readonly number[],
  least: number,
): { readonly landscape: boolean; readonly widths: readonly number[] } {
  const fixed = widths.reduce((sum, width) => sum + width, 0);
  const open = Math.max(1, widths.filter((width) => width === 0).length);
  const landscape = fixed + open * least > paperWidth(false);
  const rest = Math.max(least, (paperWidth(landscape) - fixed) / open);
  return { landscape, widths: widths.map((width) => (width === 0 ? rest : width)) };
}

/** The paper as a sheet for printing; with one table its headings stand on every page. */
export function listPaperSheet(paper: ListPaper): SheetGeometry {
  const span = paper.widths.length;
  const line = (text: string, look: 'title' | 'plain' | 'section', height: number): OwnRow => ({
    height,
    cells: [{ text, column: 1, span, look }],
  });
  const head = [line(paper.title, 'title', 30), ...paper.notes.map((text) => line(text, 'plain', 16))];
  const rows: OwnRow[] = [...head];
  for (const [index, table] of paper.tables.entries()) {
    // A table of a page or less stays whole; of a longer one the headings stay with its first row.
    const whole = table.rows.length <= 25 && paper.tables.length > 1;
    const body: OwnRow[] = [
      {
        height: 24,
        cells: table.columns.map(({ heading }, column) => ({ text: heading, column: column + 1, look: 'heading' })),
        withNext: true,
      },
      ...table.rows.map((row) => ({
        height: 20,
        cells: table.columns.map(({ look }, column) => ({ text: row[column] ?? '', column: column + 1, look })),
        withNext: whole,
      })),
      ...(table.sum === undefined
        ? []
        : [
            {
              height: 20,
              cells: table.sum.map((text, column) => ({
                text,
                column: column + 1,
                look: column === 0 ? ('label' as const) : ('sum' as const),
              })),
              withNext: whole,
            },
          ]),
      ...(table.remarks ?? []).map((text) => ({ ...line(text, 'plain', 17), withNext: whole })),
    ];
    // The blank row ends a page rather than beginning one, so that no line of the table before stands at its top.
    rows.push({ height: index === 0 ? 6 : 14, cells: [] });
    if (table.heading !== undefined) rows.push({ ...line(table.heading, 'section', 20), withNext: true });
    const last = body.pop();
    append(rows, body);
    if (last !== undefined) rows.push({ ...last, withNext: false });
  }
  const [only, ...others] = paper.tables;
  const titleRows =
    only !== undefined && others.length === 0 ? head.length + 2 + (only.heading === undefined ? 0 : 1) : undefined;
  return ownSheet({
    name: paper.name,
    columns: paper.widths,
    landscape: paper.landscape,
    size: 9.5,
    rows,
    pageNumbers: true,
    ...(titleRows === undefined ? {} : { titleRows }),
  });
}
