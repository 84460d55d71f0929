import type { CellStyle, Drawing, SheetGeometry, TextRunStyle } from '../../../src-shared/paper/sheet.ts';

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

/** Cells printed in black and white: black text and lines, no fills. */
export const blackAndWhite = ({
  styles,
  cells,
}: Pick<SheetGeometry, 'styles' | 'cells'>): Pick<SheetGeometry, 'styles' | 'cells'> => ({
  styles: styles.map(withoutInk),
  cells: cells.map((cell) => ({ ...cell, text: cell.text.map(inBlack) })),
});

/** A shape in black and white has black lines and words on white; pictures and charts keep their colours. */
export function drawingInBlack(drawing: Drawing): Drawing {
  if (drawing.kind !== 'shape') return drawing;
  const { gradient, fill, line, text, ...shape } = drawing.shape;
  return {
    ...drawing,
    shape: {
      ...shape,
      ...(fill === undefined && gradient === undefined ? {} : { fill: '#ffffff' }),
      ...(line === undefined ? {} : { line: { ...line, colour: black } }),
      text: text.map((paragraph) => ({ ...paragraph, runs: paragraph.runs.map(inBlack) })),
    },
  };
}
