import { stringXml, type FixtureValue } from './fixture-values.ts';

/** The children of `<worksheet>` in the order of CT_Worksheet (ECMA-376 part 1, 18.3.1.99). */
export const worksheetElements = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
] as const;
export type WorksheetElement = (typeof worksheetElements)[number];

export interface FixtureCell {
  readonly style: number;
  readonly value?: FixtureValue;
}

/** A sheet to write; rows and columns count from 0. `elements` is raw XML put in its place by element name. */
export interface SheetModel {
  readonly columns: readonly number[];
  readonly rows: ReadonlyMap<number, { readonly height?: number; readonly hidden?: boolean }>;
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, FixtureCell>>;
  readonly merges: readonly string[];
  readonly elements: Readonly<Partial<Record<WorksheetElement, string>>>;
}

/** Shared strings collected while sheets are written. */
export class StringTable {
  readonly #index = new Map<string, number>();
  readonly #font: string;
  #count = 0;

  constructor(font: string) {
    this.#font = font;
  }

  id(value: Parameters<typeof stringXml>[0]): number {
    const xml = stringXml(value, this.#font);
    this.#count++;
    const known = this.#index.get(xml);
    if (known !== undefined) return known;
    this.#index.set(xml, this.#index.size);
    return this.#index.size - 1;
  }

  xml(): string {
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#count}" uniqueCount="${this.#index.size}">${[...this.#index.keys()].map((xml) => `<si>${xml}</si>`).join('')}</sst>`;
  }
}

/** `J15` from row 14, column 9. */
export function address(row: number, column: number): string {
  let letters = '';
  for (let c = column + 1; c > 0; c = Math.floor((c - 1) / 26))
    letters = String.fromCharCode(65 + ((c - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** Row and column, from 0, of `B2`. */
export function place(ref: string): readonly [number, number] {
  const m = /^([A-Z]+)(\d+)$/.exec(ref);
  if (m === null) throw new Error(`not an address: ${ref}`);
  const column = [...(m[1] as string)].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return [Number(m[2]) - 1, column];
}

export const area = (top: number, left: number, bottom: number, right: number): string =>
  top === bottom && left === right ? address(top, left) : `${address(top, left)}:${address(bottom, right)}`;

export function sheetXml(sheet: SheetModel, strings: StringTable | 'inline', font: string): string {
  const rowNumbers = [...new Set([...sheet.rows.keys(), ...sheet.cells.keys()])].sort((a, b) => a - b);
  let lastColumn = 0;
  const rows = rowNumbers.map((r) => {
    const cells = [...(sheet.cells.get(r) ?? new Map<number, FixtureCell>())].sort(([a], [b]) => a - b);
    lastColumn = Math.max(lastColumn, cells.at(-1)?.[0] ?? 0);
    const { height, hidden } = sheet.rows.get(r) ?? {};
    const spans = cells.length > 0 ? ` spans="${(cells[0]?.[0] ?? 0) + 1}:${(cells.at(-1)?.[0] ?? 0) + 1}"` : '';
    const size = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    return `<row r="${r + 1}"${spans}${size}${hidden ? ' hidden="1"' : ''}>${cells.map(([c, cell]) => cellXml(address(r, c), cell, strings, font)).join('')}</row>`;
  });
  const cols = sheet.columns.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const elements: Partial<Record<WorksheetElement, string>> = {
    dimension: `<dimension ref="${area(rowNumbers[0] ?? 0, 0, rowNumbers.at(-1) ?? 0, lastColumn)}"/>`,
    sheetFormatPr: '<sheetFormatPr defaultRowHeight="13.5"/>',
    cols: cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    sheetData: `<sheetData>${rows.join('')}</sheetData>`,
    mergeCells:
      sheet.merges.length > 0
        ? `<mergeCells count="${sheet.merges.length}">${sheet.merges.map((m) => `<mergeCell ref="${m}"/>`).join('')}</mergeCells>`
        : '',
    phoneticPr: '<phoneticPr fontId="1"/>',
    ...sheet.elements,
  };
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${worksheetElements.map((name) => elements[name] ?? '').join('')}</worksheet>`;
}

function cellXml(ref: string, { style, value }: FixtureCell, strings: StringTable | 'inline', font: string): string {
  const start = `<c r="${ref}" s="${style}"`;
  if (value === undefined || value === '') return `${start}/>`;
  if (typeof value !== 'string' && 'number' in value && !('formula' in value))
    return `${start}><v>${value.number}</v></c>`;
  if (typeof value !== 'string' && 'formula' in value) {
    const type = value.number === true ? '' : ' t="str"';
    return `${start}${type}><f>${escapeText(value.formula)}</f><v>${escapeText(value.cached)}</v></c>`;
  }
  if (strings === 'inline') return `${start} t="inlineStr"><is>${stringXml(value, font)}</is></c>`;
  return `${start} t="s"><v>${strings.id(value)}</v></c>`;
}

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
