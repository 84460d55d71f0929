import ExcelJS from 'exceljs';
import { Random } from '../random-words.ts';

/** What a form's looks are: which ground labels have, and whether boxes are unlocked. */
export interface CityLook {
  readonly ground?: string;
  readonly locks?: boolean;
  readonly bold?: boolean;
}

/** What somebody did to a sheet: rows and columns put in, blanks in labels, a memo beside it. */
export interface CityDrift {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}
const undrifted: CityDrift = { rows: [], columns: [] };

type Typed = string | number;
export interface CityBox {
  readonly label: string;
  readonly kind: string;
  /** What a filled sheet holds; blank sheets hold nothing there. */
  readonly value?: (random: Random) => Typed;
  /** What a blank sheet holds already. */
  readonly blank?: string;
  /** A computed box: how it follows from others. */
  readonly sum?: CitySum;
  readonly headings?: readonly string[];
  readonly choices?: readonly string[];
  readonly format?: string;
  readonly role?: string;
  readonly fill?: string;
  readonly own?: string;
  readonly unlined?: boolean;
  readonly align?: 'left' | 'center';
}
export interface CitySum {
  readonly op: 'sum' | 'difference' | 'ratio' | 'product' | 'mean';
  readonly terms: readonly string[];
}

interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
export const columnLetters = (column: number): string =>
  column > 26
    ? `${columnLetters(Math.floor((column - 1) / 26))}${columnLetters(((column - 1) % 26) + 1)}`
    : String.fromCharCode(64 + column);
function areaOf(at: string): Area {
  const cells = at.split(':').map((one) => /^([A-Z]+)(\d+)$/.exec(one) as unknown as [string, string, string]);
  const [from, to = from] = cells as [[string, string, string], [string, string, string]?];
  return { top: Number(from[2]), left: columnNumber(from[1]), bottom: Number(to[2]), right: columnNumber(to[1]) };
}

const line = { style: 'thin' } as const;
const lines = { top: line, left: line, bottom: line, right: line };

interface TruthSheet {
  readonly sheet: string;
  readonly role: string;
  readonly item?: string;
  readonly row?: number;
  readonly fields: unknown[];
}

/** One sheet that is being drawn, with the truth about what is drawn. */
export class CitySheet {
  readonly random: Random;
  readonly blank: boolean;
  readonly #sheet: ExcelJS.Worksheet;
  readonly #look: CityLook;
  readonly #drift: CityDrift;
  readonly #truth: TruthSheet[];
  readonly #values = new Map<string, Typed>();
  #right = 1;

  constructor(
    sheet: ExcelJS.Worksheet,
    random: Random,
    blank: boolean,
    look: CityLook,
    drift: CityDrift,
    truth: TruthSheet[],
  ) {
    this.#sheet = sheet;
    this.random = random;
    this.blank = blank;
    this.#look = look;
    this.#drift = drift;
    this.#truth = truth;
  }

  /** Fields from here on belong to this item (or to no item). */
  begin(role: string, item?: string, row?: number): void {
    const place = row === undefined ? {} : { row: this.#row(row) };
    this.#truth.push({ sheet: this.#sheet.name, role, ...(item === undefined ? {} : { item }), ...place, fields: [] });
  }

  #row = (row: number): number => row + this.#drift.rows.filter((one) => one <= row).length;
  #column = (column: number): number => column + this.#drift.columns.filter((one) => one <= column).length;
  #moved(at: string): Area {
    const { top, left, bottom, right } = areaOf(at);
    return { top: this.#row(top), left: this.#column(left), bottom: this.#row(bottom), right: this.#column(right) };
  }

  #draw(
    at: string,
    value: ExcelJS.CellValue,
    look: { lined: boolean; fill?: string | undefined; bold?: boolean; open?: boolean },
  ) {
    const { top, left, bottom, right } = this.#moved(at);
    this.#right = Math.max(this.#right, right);
    if (top !== bottom || left !== right) this.#sheet.mergeCells(top, left, bottom, right);
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const cell = this.#sheet.getCell(row, column);
        if (look.lined) cell.border = lines;
        if (look.fill !== undefined) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: look.fill } };
        if (look.open === true && this.#look.locks === true) cell.protection = { locked: false };
      }
    const cell = this.#sheet.getCell(top, left);
    cell.value = value;
    cell.alignment = { wrapText: true, vertical: 'middle' };
    if (look.bold === true) cell.font = { bold: true };
    return cell;
  }

  /** A label on a drifted sheet has other blanks in it. */
  #written(text: string): string {
    const isPlain = /^[\p{Script=Han}]{2,5}$/u.test(text);
    if (this.#drift === undrifted || !isPlain || !this.random.chance(0.3)) return text;
    return this.random.chance(0.5) ? [...text].join('　') : `${text.slice(0, 2)}\n${text.slice(2)}`.trim();
  }

  label(at: string, text: string): string {
    const written = this.#written(text);
    const { ground, bold } = this.#look;
    this.#draw(at, written, { lined: true, fill: ground, ...(bold === true ? { bold } : {}) });
    return written;
  }
  /** A heading over a stretch: bold, without lines. */
  bar = (at: string, text: string): void => void this.#draw(at, text, { lined: false, bold: true });
  title(at: string, text: string): void {
    this.#draw(at, text, { lined: false, bold: true }).font = { bold: true, size: 14 };
  }
  /** Words without lines: a remark, a unit, an arrow. */
  words = (at: string, text: string): void => void this.#draw(at, text, { lined: false });
  /** Words in lines, without a label's ground. */
  linedWords = (at: string, text: string): void => void this.#draw(at, text, { lined: true });

  box(at: string, box: CityBox): Typed {
    const { kind, sum } = box;
    const value = sum === undefined ? this.#value(box) : this.#result(sum);
    this.#values.set(at.split(':')[0] as string, value);
    const written: ExcelJS.CellValue =
      sum === undefined ? (value === '' ? null : value) : { formula: this.#formula(sum), result: value };
    const cell = this.#draw(at, written, { lined: box.unlined !== true, fill: box.fill, open: sum === undefined });
    const format =
      box.format ?? (kind === 'number' || kind === 'computed' ? '#,##0' : kind === 'percent' ? '0.0%' : undefined);
    if (format !== undefined) cell.numFmt = format;
    if (box.choices !== undefined)
      cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${box.choices.join(',')}"`] };
    const { top, left, bottom, right } = this.#moved(at);
    const first = `${columnLetters(left)}${top}`;
    const text = textOf(value, format);
    this.#truth.at(-1)?.fields.push({
      cell: first,
      area: top === bottom && left === right ? first : `${first}:${columnLetters(right)}${bottom}`,
      label: box.label,
      headings: box.headings ?? [],
      kind,
      text,
      ...(box.role === undefined ? {} : { role: box.role }),
      ...(box.own === undefined ? {} : { own: box.own, inner: text.replace(box.own, '') }),
    });
    return value;
  }

  #value({ value, blank = '', kind }: CityBox): Typed {
    if (value === undefined || this.blank) return blank;
    const typed = value(this.random);
    return kind === 'number' && typed !== '' && this.random.chance(0.04) ? this.random.dash() : typed;
  }

  #numbers = (at: string): readonly number[] => {
    const { top, left, bottom, right } = areaOf(at);
    const numbers: number[] = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const value = this.#values.get(`${columnLetters(column)}${row}`);
        if (typeof value === 'number') numbers.push(value);
      }
    return numbers;
  };

  #result({ op, terms }: CitySum): Typed {
    const numbers = terms.flatMap(this.#numbers);
    const [first = 0, ...rest] = terms.map((at) => this.#numbers(at)[0] ?? 0);
    if (op === 'sum') return numbers.reduce((sum, one) => sum + one, 0);
    if (op === 'mean') return numbers.length === 0 ? '' : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    if (op === 'difference') return rest.reduce((sum, one) => sum - one, first);
    if (op === 'product') return rest.reduce((sum, one) => sum * one, first);
    return (rest[0] ?? 0) === 0 ? '' : first / (rest[0] as number);
  }

  #formula({ op, terms }: CitySum): string {
    const refs = terms.map((at) => {
      const { top, left, bottom, right } = this.#moved(at);
      const from = `${columnLetters(left)}${top}`;
      return at.includes(':') ? `${from}:${columnLetters(right)}${bottom}` : from;
    });
    if (op === 'sum') return `SUM(${refs.join(',')})`;
    if (op === 'mean') return `IFERROR(AVERAGE(${refs.join(',')}),"")`;
    if (op === 'ratio') return `IFERROR(${refs.join('/')},"")`;
    return refs.map((ref) => `N(${ref})`).join(op === 'product' ? '*' : '-');
  }

  /** A remark beside a drifted sheet, which is no box. */
  memo(): void {
    if (this.#drift === undrifted) return;
    this.#sheet.getCell(2, this.#right + 2).value = 'メモ';
    this.#sheet.getCell(3, this.#right + 2).value = '確認済み（企画）';
  }
}

function textOf(value: Typed, format: string | undefined): string {
  if (typeof value === 'string') return value;
  if (format === undefined) return String(value);
  if (format.endsWith('%'))
    return `${(value * 100).toFixed(format.includes('.') ? (format.split('.')[1] as string).length - 1 : 0)}%`;
  const places = format.includes('.') ? ((format.split('.')[1] as string).match(/^0+/)?.[0].length ?? 0) : 0;
  const said = /"([^"]*)"$/.exec(format)?.[1] ?? '';
  return `${value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })}${said}`;
}

/** One workbook that is being made. */
export class CityBook {
  readonly #book = new ExcelJS.Workbook();
  readonly #truth: TruthSheet[] = [];
  readonly #look: CityLook;
  readonly #drift: CityDrift | undefined;
  readonly random: Random;
  readonly blank: boolean;

  constructor(look: CityLook, seed: number, blank: boolean, drift?: CityDrift) {
    this.#look = look;
    this.#drift = drift;
    this.random = new Random(seed);
    this.blank = blank;
  }

  sheet(name: string, drifts = true): CitySheet {
    const sheet = this.#book.addWorksheet(name);
    const drift = drifts ? (this.#drift ?? undrifted) : undrifted;
    return new CitySheet(sheet, this.random, this.blank, this.#look, drift, this.#truth);
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#look.locks === true) for (const sheet of this.#book.worksheets) await sheet.protect('', {});
    return new Uint8Array(await this.#book.xlsx.writeBuffer());
  }

  get truth(): unknown {
    return { sheets: this.#truth, findings: [] };
  }
}

/** A form of an invented city: what it draws into a workbook with so many items. */
export interface CityForm {
  readonly name: string;
  readonly look?: CityLook;
  /** Where drifted workbooks have more rows and columns. */
  readonly drift?: CityDrift;
  readonly draw: (book: CityBook, items: number) => void;
}
