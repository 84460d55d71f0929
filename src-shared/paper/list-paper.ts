import { append } from '../domain/large-lists.ts';
import type { ListFigure } from './figures.ts';
import { textWidth } from '../text-metrics/measure.ts';
import { ownSheet, type OwnCell, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';

/**
 * A paper that is a list about many items (一覧表, 集計, 食い違い, 未記入): plain data, from which the printed page and the
 * workbook are made alike.
 */
export interface ListPaper {
  /** Name of the sheet, and of the file. */
  readonly name: string;
  /** The plan's own title over the list's. */
  readonly plan?: string;
  readonly title: string;
  /** Under the title: of what day, compared with what. */
  readonly notes: readonly string[];
  readonly landscape: boolean;
  /** Size of its type where the usual one is too large, in points. */
  readonly size?: number;
  /** Widths of the columns in points, the same for all tables. */
  readonly widths: readonly number[];
  readonly tables: readonly ListTable[];
  /** At the end: what words and signs mean. */
  readonly legend?: readonly string[];
}

export interface ListTable {
  readonly heading?: string;
  /** Headings of the first columns; a table may have fewer than the paper. */
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that belong together, each from this one on, under a band with these words; a workbook has them as a first column. */
  readonly groups?: {
    readonly heading: string;
    readonly starts: readonly { readonly row: number; readonly name: string }[];
  };
  /** Charts of the rows' figure column, and of the last row's. */
  readonly figures?: readonly (ListFigure | undefined)[];
  readonly sumFigure?: ListFigure;
  /** A last row that adds up. */
  readonly sum?: readonly string[];
  /** Under it: each column's share of the whole. */
  readonly shares?: readonly string[];
  /** Lines below. */
  readonly remarks?: readonly string[];
}

export interface ListColumn {
  readonly heading: string;
  /** A figure's column is drawn, and left out of the workbook; its cells hold no text. */
  readonly look: 'text' | 'centre' | 'number' | 'figure';
  /** Look of the part of a bar that the column counts. */
  readonly swatch?: number | 'blank';
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

/** Points of a list's type, and its font. */
const usualSize = 9.5;
export const paperFont = 'BIZ UDPゴシック';

/** The paper as a sheet for printing; with one table its headings stand on every page. */
export function listPaperSheet(paper: ListPaper): SheetGeometry {
  const span = paper.widths.length;
  const line = (text: string, look: OwnCell['look'], height: number): OwnRow => ({
    height,
    cells: [{ text, column: 1, span, look }],
  });
  const head = [
    ...(paper.plan === undefined ? [] : [line(paper.plan, 'plain', 18)]),
    line(paper.title, 'title', 30),
    ...paper.notes.map((text) => line(text, 'plain', 16)),
  ];
  const rows: OwnRow[] = [...head];
  for (const [index, table] of paper.tables.entries()) {
    // A table of a page or less stays whole; of a longer one the headings stay with its first row.
    const whole = table.rows.length <= 25 && paper.tables.length > 1;
    const body = tableRows(withWholeHeadings(table, paper), line, whole);
    // The blank row ends a page rather than beginning one, so that no line of the table before stands at its top.
    rows.push({ height: index === 0 ? 6 : 14, cells: [] });
    if (table.heading !== undefined) rows.push({ ...line(table.heading, 'section', 20), withNext: true });
    const last = body.pop();
    append(rows, body);
    if (last !== undefined) rows.push({ ...last, withNext: false });
  }
  if (paper.legend !== undefined) {
    rows.push({ height: 8, cells: [] });
    append(
      rows,
      paper.legend.map((text) => line(text, 'plain', 15)),
    );
  }
  const [only, ...others] = paper.tables;
  const titleRows =
    only !== undefined && others.length === 0 ? head.length + 2 + (only.heading === undefined ? 0 : 1) : undefined;
  return ownSheet({
    name: paper.name,
    columns: paper.widths,
    landscape: paper.landscape,
    size: paper.size ?? usualSize,
    rows,
    pageNumbers: true,
    ...(titleRows === undefined ? {} : { titleRows }),
  });
}

/** Headings that part where a word ends, else in the middle: never one character alone on a line. */
function withWholeHeadings(table: ListTable, { widths, size = usualSize }: ListPaper): ListTable {
  const font = { name: paperFont, size, bold: true };
  const columns = table.columns.map((column, index) => {
    const room = (widths[index] ?? 60) - 9;
    const lines = column.heading
      .split('\n')
      .flatMap((line) => brokenLine(line, (text) => textWidth(text, font) <= room));
    return { ...column, heading: lines.join('\n') };
  });
  return { ...table, columns };
}

function brokenLine(line: string, fits: (text: string) => boolean): readonly string[] {
  if (fits(line)) return [line];
  const words = line.split(/(?<=[\s・／])/u).map((word) => word.trim());
  if (words.length > 1 && words.every(fits)) return words;
  const chars = [...line];
  for (let count = 2; count < chars.length; count += 1) {
    const length = Math.ceil(chars.length / count);
    const lines = Array.from({ length: count }, (_, i) => chars.slice(i * length, (i + 1) * length).join(''));
    if (lines.every(fits)) return lines.filter((part) => part !== '');
  }
  return [line];
}

type Line = (text: string, look: OwnCell['look'], height: number) => OwnRow;

/** The rows of one table; `whole` keeps them on one page. */
function tableRows(table: ListTable, line: Line, whole: boolean): OwnRow[] {
  const starts = new Map(table.groups?.starts.map(({ row, name }) => [row, name]));
  const hasFigures = table.columns.some(({ look }) => look === 'figure');
  const height = hasFigures ? 24 : 20;
  const figured = (column: number, figure: ListFigure | undefined): Pick<OwnCell, 'figure'> =>
    figure === undefined || table.columns[column]?.look !== 'figure' ? {} : { figure };
  const last = (texts: readonly string[], figure?: ListFigure): OwnRow => ({
    height,
    cells: texts.map((text, column) => ({
      text,
      column: column + 1,
      look: column === 0 ? ('label' as const) : ('sum' as const),
      ...figured(column, figure),
    })),
    withNext: whole,
  });
  const swatched = table.columns.some(({ swatch }) => swatch !== undefined);
  const most = Math.max(...table.columns.map(({ heading }) => heading.split('\n').length));
  return [
    {
      // The parts' looks stand over the words.
      height: swatched ? 14 + most * 13 : 24,
      cells: table.columns.map(({ heading, swatch }, column) => ({
        text: heading,
        column: column + 1,
        look: swatched ? 'low-heading' : 'heading',
        ...(swatch === undefined ? {} : { figure: { kind: 'swatch', look: swatch } as const }),
      })),
      withNext: true,
    },
    ...table.rows.flatMap((row, index): OwnRow[] => {
      const group = starts.get(index);
      return [
        ...(group === undefined
          ? []
          : [
              {
                height: 20,
                cells: [{ text: group, column: 1, span: table.columns.length, look: 'label' as const }],
                withNext: true,
              },
            ]),
        {
          height,
          cells: table.columns.map(({ look }, column) => ({
            text: row[column] ?? '',
            column: column + 1,
            look: look === 'figure' ? 'text' : look,
            ...figured(column, table.figures?.[index]),
          })),
          withNext: whole,
        },
      ];
    }),
    ...(table.sum === undefined ? [] : [last(table.sum, table.sumFigure)]),
    ...(table.shares === undefined ? [] : [last(table.shares)]),
    ...(table.remarks ?? []).map((text) => ({ ...line(text, 'plain', 17), withNext: whole })),
  ];
}
