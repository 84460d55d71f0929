import type { DrawnStyle as FormStyle } from '../../src-shared/form/description.ts';
import { escapeXml } from './fixture-values.ts';

export type FixtureStyle =
  | FormStyle
  | 'plain'
  | 'coverTitle'
  | 'coverLine'
  | 'heading'
  | 'instruction'
  | 'listHead'
  | 'rollHead'
  | 'rollText'
  | 'rollCenter'
  | 'memo';

interface Xf {
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly format?: number;
  readonly align: string;
  readonly unlocked?: boolean;
}

const center = 'horizontal="center" vertical="center" wrapText="1"';
const left = 'horizontal="left" vertical="center" wrapText="1"';
const table: Readonly<Record<FixtureStyle, Xf>> = {
  plain: { align: 'vertical="center"' },
  pillar: { font: 2, align: 'vertical="center"', unlocked: true },
  label: { font: 3, fill: 2, border: 1, align: center },
  note: { font: 5, fill: 2, border: 1, align: left },
  vertical: { font: 3, fill: 2, border: 1, align: 'horizontal="center" vertical="center" textRotation="255"' },
  title: { font: 4, border: 1, align: left, unlocked: true },
  text: { font: 3, border: 1, align: left, unlocked: true },
  step: { font: 3, border: 1, align: 'horizontal="left" vertical="top" wrapText="1"', unlocked: true },
  indicatorName: { font: 5, border: 1, align: left, unlocked: true },
  number: { font: 3, border: 1, align: 'horizontal="center" vertical="center" shrinkToFit="1"', unlocked: true },
  choice: { font: 3, border: 1, align: center, unlocked: true },
  grade: { font: 6, border: 1, align: center, unlocked: true },
  coverTitle: { font: 7, align: center },
  coverLine: { font: 8, align: center },
  heading: { font: 2, align: 'vertical="center"' },
  instruction: { font: 9, align: 'vertical="top" wrapText="1"' },
  listHead: { font: 4, fill: 2, border: 1, align: 'vertical="center"' },
  rollHead: { font: 3, fill: 2, border: 1, align: center },
  rollText: { font: 3, border: 1, align: left },
  rollCenter: { font: 3, border: 1, align: center },
  memo: { font: 5, align: 'vertical="top" wrapText="1"' },
};

/** Collects the number formats that cells ask for and writes `xl/styles.xml` at the end. */
export class FixtureStyles {
  readonly #font: string;
  readonly #fill: string;
  readonly #formats = new Map<string, number>();
  readonly #xfs: Xf[] = Object.values(table);
  readonly #extra = new Map<string, number>();

  constructor(font: string, fill: string) {
    this.#font = font;
    this.#fill = fill;
  }

  /** Index in `cellXfs`; with a number format of its own when `format` is given. */
  id(style: FixtureStyle, format?: string): number {
    if (format === undefined) return Object.keys(table).indexOf(style);
    const key = `${style} ${format}`;
    const known = this.#extra.get(key);
    if (known !== undefined) return known;
    const builtin = { General: 0, '0': 1, '0.00': 2, '#,##0': 3, '0%': 9, '0.00%': 10 }[format];
    const numFmt = builtin ?? this.#formats.get(format) ?? 176 + this.#formats.size;
    if (builtin === undefined) this.#formats.set(format, numFmt);
    this.#extra.set(key, this.#xfs.length);
    return this.#xfs.push({ ...table[style], format: numFmt }) - 1;
  }

  xml(): string {
    const font = (size: number, bold = false) =>
      `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color theme="1"/><name val="${escapeXml(this.#font)}"/><family val="3"/><charset val="128"/></font>`;
    const fonts = [
      font(11),
      `<font><sz val="6"/><name val="${escapeXml(this.#font)}"/><family val="3"/><charset val="128"/></font>`,
      font(13, true),
      font(9),
      font(10, true),
      font(8),
      font(12, true),
      font(22, true),
      font(14),
      font(10.5),
    ];
    const side = (name: string) => `<${name} style="thin"><color indexed="64"/></${name}>`;
    const formats = [...this.#formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`,
    );
    const xfs = this.#xfs.map((xf) => {
      const applies = `${xf.format ? ' applyNumberFormat="1"' : ''}${xf.font ? ' applyFont="1"' : ''}${xf.fill ? ' applyFill="1"' : ''}${xf.border ? ' applyBorder="1"' : ''} applyAlignment="1"${xf.unlocked ? ' applyProtection="1"' : ''}`;
      return `<xf numFmtId="${xf.format ?? 0}" fontId="${xf.font ?? 0}" fillId="${xf.fill ?? 0}" borderId="${xf.border ?? 0}" xfId="0"${applies}><alignment ${xf.align}/>${xf.unlocked ? '<protection locked="0"/>' : ''}</xf>`;
    });
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''}<fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="${this.#fill}"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><b/><color rgb="FFC00000"/></font></dxf></dxfs><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;
  }
}
