import type { Style } from 'exceljs';
import type { DrawnStyle } from '../../../../src-shared/form/description.ts';

/** `Ｐ` fonts of Windows 10 and later, which the program ships too, so that paper and screen are alike. */
export const formFont = 'BIZ UDPゴシック';
const labelFill = 'FFE8F1FE';

const thin = { style: 'thin', color: { argb: 'FF000000' } } as const;
const frame = { top: thin, left: thin, bottom: thin, right: thin };
const font = (size: number, bold = false): Style['font'] =>
  ({ name: formFont, size, bold, family: 3, charset: 128 }) as Style['font'];
const fill: Style['fill'] = { type: 'pattern', pattern: 'solid', fgColor: { argb: labelFill } };
const middle = { vertical: 'middle', wrapText: true } as const;

const label = { font: font(9), fill, border: frame, alignment: { ...middle, horizontal: 'center' } } as const;
const box = {
  font: font(9),
  border: frame,
  alignment: { ...middle, horizontal: 'left' },
  protection: { locked: false },
} as const;

/** How each kind of box of the form looks; boxes to fill in are unlocked. */
export const formStyles: Readonly<Record<DrawnStyle, Partial<Style>>> = {
  pillar: { font: font(13, true), alignment: { vertical: 'middle' }, protection: { locked: false } },
  label,
  note: { ...label, font: font(8), alignment: { ...middle, horizontal: 'left' } },
  vertical: { ...label, alignment: { vertical: 'middle', horizontal: 'center', textRotation: 'vertical' } },
  title: { ...box, font: font(10, true) },
  text: box,
  step: { ...box, alignment: { wrapText: true, vertical: 'top', horizontal: 'left' } },
  indicatorName: { ...box, font: font(8) },
  number: { ...box, alignment: { vertical: 'middle', horizontal: 'center', shrinkToFit: true } },
  choice: { ...box, alignment: { ...middle, horizontal: 'center' } },
  grade: { ...box, font: font(12, true), alignment: { ...middle, horizontal: 'center' } },
};

export const otherStyles = {
  coverTitle: { font: font(22, true), alignment: { ...middle, horizontal: 'center' } },
  coverLine: { font: font(14), alignment: { ...middle, horizontal: 'center' } },
  heading: { font: font(13, true), alignment: { vertical: 'middle' } },
  instruction: { font: font(10.5), alignment: { vertical: 'top', wrapText: true } },
  aside: { font: font(8), alignment: { vertical: 'top', wrapText: true } },
  head: label,
  cell: { ...box, protection: { locked: true } },
  center: { ...box, alignment: { ...middle, horizontal: 'center' }, protection: { locked: true } },
  choice: { font: font(9), border: frame, alignment: { ...middle, horizontal: 'left' } },
} as const satisfies Readonly<Record<string, Partial<Style>>>;
