import { fontFamily } from './families.ts';
import { advanceTables, type TableName } from './tables.ts';

/** A font as a cell names it; `size` in points. */
export interface FontSpec {
  readonly name: string;
  readonly size: number;
  readonly bold?: boolean;
}

const decoded = new Map<TableName, Uint16Array>();

/** Advances of the basic plane in thousandths of an em; 0 stands for a full em that no run names. */
function advances(name: TableName): Uint16Array {
  let table = decoded.get(name);
  if (table !== undefined) return table;
  table = new Uint16Array(0x10000);
  for (const run of advanceTables[name].advances.split(';')) {
    const [start = '', widths = ''] = run.split(':');
    let code = Number.parseInt(start, 36);
    for (const item of widths.split(',')) {
      const [width = '', count = '1'] = item.split('*');
      const end = code + Number.parseInt(count, 36);
      // A stored 0 would mean «full em»; marks of no width are decided by `isZeroWidth`.
      table.fill(Math.max(1, Number.parseInt(width, 36)), code, end);
      code = end;
    }
  }
  decoded.set(name, table);
  return table;
}

/** Marks that stand on the character before them: combining marks, voiced marks, variation selectors, joiners. */
export const isZeroWidth = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) ||
  code === 0x3099 ||
  code === 0x309a ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xe0100 && code <= 0xe01ef) ||
  code < 0x20;

const isJapanese = (code: number): boolean => code >= 0x2e80 && !(code >= 0xff61 && code <= 0xff9f);

/** Advance of one code point in ems. */
export function advanceOf(code: number, font: FontSpec): number {
  if (isZeroWidth(code)) return 0;
  if (code > 0xffff) return 1;
  const family = fontFamily(font.name);
  if (family.fullWidthKana === true && isJapanese(code)) return 1;
  const table = advances(font.bold === true && family.bold !== undefined ? family.bold : family.regular);
  const width = table[code] ?? 0;
  return width === 0 ? 1 : width / 1000;
}

/** Width of a text on one line in points, line ends not counted. */
export function textWidth(text: string, font: FontSpec): number {
  const family = fontFamily(font.name);
  const table = advances(font.bold === true && family.bold !== undefined ? family.bold : family.regular);
  let thousandths = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i) ?? 0;
    if (code > 0xffff) i += 1;
    if (isZeroWidth(code)) continue;
    const width = code > 0xffff || (family.fullWidthKana === true && isJapanese(code)) ? 1000 : (table[code] ?? 0);
    thousandths += width === 0 ? 1000 : width;
  }
  return (thousandths * font.size) / 1000;
}

/** Distance of two base lines in points. */
export const lineHeight = (font: FontSpec): number => fontFamily(font.name).line * font.size;
