import { cellKind, CellTable } from '../../book/cell-table.ts';
import { displayCell } from '../../book/cell-value.ts';
import { columnName, formatAddress, parseArea } from '../../book/address.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { openWorkbookParts } from '../../book/workbook-parts.ts';
import { workbookPart } from '../../package/open-package.ts';
import { rewritePackage } from '../../package/rewrite-package.ts';
import type { WorkbookPackage } from '../../types.ts';

/** A copy of a workbook in which somebody has moved things, and where each cell went. */
export interface Disturbed {
  readonly bytes: Uint8Array;
  /** The address that a cell has now; sheets keep their names. */
  readonly moved: (sheet: string, cell: string) => string;
  readonly what: readonly string[];
}

/** Numbers from 0 up to 1 that are the same in each run (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Change {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly hidden: number;
  readonly memo: boolean;
  readonly relabel: boolean;
}

/**
 * Copies a workbook with rows and columns inserted, labels written otherwise, rows hidden and a memo beside the form. `isLabel`
 * tells texts of the form: only they may be written otherwise.
 */
export function disturb(
  pkg: WorkbookPackage,
  seed: number,
  isLabel: (sheet: string, cell: string) => boolean,
): Disturbed {
  const parts = openWorkbookParts(pkg, workbookPart(pkg));
  const next = random(seed + 1);
  const replace = new Map<string, Uint8Array>();
  const maps = new Map<string, Change>();
  const what: string[] = [];
  for (const location of parts.sheets) {
    const bytes = parts.bytesOf(location, (part) => pkg.utf8(part));
    if (bytes === undefined) continue;
    const cells = new CellTable();
    const sheet = readSheetPart(bytes, cells);
    const change = changeFor(cells, next);
    maps.set(location.name, change);
    what.push(`${location.name}: ${JSON.stringify(change)}`);
    const xml = sheetXml(cells, sheet.merges.numbers.slice(0, sheet.merges.length), change, {
      next,
      isLabel: (cell) => isLabel(location.name, cell),
      textOf: (index) => displayCell(cells, index, parts.context),
      validations: sheet.validations,
    });
    replace.set(location.part, Buffer.from(xml, 'utf8'));
  }
  const bytes = rewritePackage(pkg, { replace });
  const moved = (sheet: string, cell: string): string => {
    const change = maps.get(sheet);
    const area = parseArea(cell);
    return change === undefined || area === undefined
      ? cell
      : formatAddress(shifted(area.top, change.rows), shifted(area.left, change.columns));
  };
  return { bytes, moved, what };
}

function changeFor(cells: CellTable, next: () => number): Change {
  let rows = 1;
  let columns = 1;
  for (let i = 0; i < cells.count; i += 1) {
    rows = Math.max(rows, cells.row[i] as number);
    columns = Math.max(columns, cells.column[i] as number);
  }
  const some = (count: number, most: number): number[] =>
    Array.from({ length: count }, () => 1 + Math.floor(next() * most)).toSorted((a, b) => a - b);
  return {
    rows: some(Math.floor(next() * 3), rows),
    columns: some(Math.floor(next() * 2.2), Math.min(columns, 60)),
    hidden: next() < 0.4 ? 1 + Math.floor(next() * rows) : 0,
    memo: next() < 0.4,
    relabel: next() < 0.6,
  };
}

/** Where a row or column goes when others are inserted before it. */
const shifted = (at: number, inserted: readonly number[]): number => at + inserted.filter((one) => one <= at).length;

interface SheetMaking {
  readonly next: () => number;
  readonly isLabel: (cell: string) => boolean;
  readonly textOf: (index: number) => string;
  readonly validations: readonly { readonly areas: string; readonly formula: string; readonly strict: boolean }[];
}

/** A sheet with the same values and formats at their new places; formulas leave their results. */
function sheetXml(
  cells: CellTable,
  merges: Int32Array,
  change: Change,
  { next, isLabel, textOf, validations }: SheetMaking,
): string {
  const rows = new Map<number, [number, string][]>();
  let lastColumn = 1;
  for (let i = 0; i < cells.count; i += 1) {
    const address = formatAddress(cells.row[i] as number, cells.column[i] as number);
    const row = shifted(cells.row[i] as number, change.rows);
    const column = shifted(cells.column[i] as number, change.columns);
    lastColumn = Math.max(lastColumn, column);
    const list = rows.get(row) ?? [];
    const place = `r="${columnName(column)}${row}" s="${cells.style[i] as number}"`;
    list.push([
      column,
      cellXml(cells, i, place, change.relabel && isLabel(address) ? rewritten(textOf(i), next) : undefined, textOf),
    ]);
    rows.set(row, list);
  }
  if (change.memo) {
    const [first] = [...rows.keys()];
    if (first !== undefined) {
      const column = lastColumn + 2;
      rows.get(first)?.push([column, `<c r="${columnName(column)}${first}" t="inlineStr"><is><t>メモ</t></is></c>`]);
    }
  }
  const hidden = change.hidden === 0 ? 0 : shifted(change.hidden, change.rows);
  const data = [...rows]
    .toSorted((a, b) => a[0] - b[0])
    .map(
      ([row, list]) =>
        `<row r="${row}"${row === hidden ? ' hidden="1"' : ''}>${list
          .toSorted((a, b) => a[0] - b[0])
          .map(([, xml]) => xml)
          .join('')}</row>`,
    )
    .join('');
  const merged: string[] = [];
  for (let i = 0; i < merges.length; i += 4) {
    const from = formatAddress(
      shifted(merges[i] as number, change.rows),
      shifted(merges[i + 1] as number, change.columns),
    );
    const to = formatAddress(
      shifted(merges[i + 2] as number, change.rows),
      shifted(merges[i + 3] as number, change.columns),
    );
    merged.push(`<mergeCell ref="${from}:${to}"/>`);
  }
  const lists = validations.map(({ areas, formula, strict }) => {
    const sqref = areas.split(/\s+/).flatMap((reference) => {
      const area = parseArea(reference);
      if (area === undefined) return [];
      return [
        `${formatAddress(shifted(area.top, change.rows), shifted(area.left, change.columns))}:${formatAddress(shifted(area.bottom, change.rows), shifted(area.right, change.columns))}`,
      ];
    });
    return `<dataValidation type="list"${strict ? ' showErrorMessage="1"' : ''} sqref="${sqref.join(' ')}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData>` +
    (merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`) +
    (lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`) +
    '</worksheet>'
  );
}

function cellXml(
  cells: CellTable,
  i: number,
  place: string,
  label: string | undefined,
  textOf: (index: number) => string,
): string {
  if (label !== undefined)
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(label)}</t></is></c>`;
  const formula = cells.formulas.has(i) ? '<f>0</f>' : '';
  const raw =
    cells.oddValues.get(i) === undefined ? cells.slice(cells.valueStart[i] as number, cells.valueEnd[i] as number) : '';
  switch (cells.kind[i]) {
    case cellKind.number:
      return `<c ${place}>${formula}<v>${raw}</v></c>`;
    case cellKind.shared:
      return `<c ${place} t="s"><v>${cells.valueStart[i] as number}</v></c>`;
    case cellKind.boolean:
      return `<c ${place} t="b">${formula}<v>${raw}</v></c>`;
    case cellKind.error:
      return `<c ${place} t="e">${formula}<v>${raw}</v></c>`;
    case cellKind.text:
      return `<c ${place} t="str">${formula}<v>${escapeXml(textOf(i))}</v></c>`;
    case cellKind.inline:
      return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(textOf(i))}</t></is></c>`;
    default:
      return formula === '' ? `<c ${place}/>` : `<c ${place}>${formula}</c>`;
  }
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&"\r]/g, (sign) =>
    sign === '\r' ? '&#13;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : '&quot;',
  );

/** A label as somebody else writes it: blanks inside, a line break, digits and letters of the other width, another bracket. */
function rewritten(text: string, next: () => number): string {
  if (text === '' || next() < 0.5) return text;
  const way = Math.floor(next() * 4);
  if (way === 0) return [...text].join(' ');
  if (way === 1) {
    const at = 1 + Math.floor(next() * Math.max(1, [...text].length - 1));
    return `${[...text].slice(0, at).join('')}\n${[...text].slice(at).join('')}`;
  }
  if (way === 2) return text.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  return text.replace(/（/g, '(').replace(/）/g, ')');
}
