import type { CellStyle, SheetGeometry, TextRunStyle } from '../../../src-shared/paper/sheet.ts';

const black = '#000000';

function inBlack(coloured: TextRunStyle): TextRunStyle {
  const { colour: _, ...run } = coloured;
  return run;
}

function withoutInk(coloured: CellStyle): CellStyle {
  const { fill: _, ...style } = coloured;
  const border = Object.entries(style.border).map(([side, edge]) => [side, { ...edge, colour: black }]);
  return { ...style, font: inBlack(style.font), border: Object.fromEntries(border) };
}

/** Cells printed in black and white: black text and lines, no fills. Drawings keep their colours. */
export const blackAndWhite = ({
  styles,
  cells,
}: Pick<SheetGeometry, 'styles' | 'cells'>): Pick<SheetGeometry, 'styles' | 'cells'> => ({
  styles: styles.map(withoutInk),
  cells: cells.map((cell) => ({ ...cell, text: cell.text.map(inBlack) })),
});
