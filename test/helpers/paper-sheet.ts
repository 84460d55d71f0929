import { layoutSheet } from '../../src-shared/paper/layout.ts';
import { graphicsOf, textsOf, type PrintedPage } from '../../src-shared/paper/page.ts';
import type { CellStyle, PageSetup, SheetCell, SheetGeometry } from '../../src-shared/paper/sheet.ts';

/** A small sheet as the paper's layout takes it, for tests of the layout alone. */
export const style = (more: Partial<CellStyle> = {}): CellStyle => ({
  font: { text: '', font: { name: 'ＭＳ ゴシック', size: 10 } },
  border: {},
  horizontal: 'general',
  vertical: 'top',
  wrap: true,
  shrink: false,
  indent: 0,
  rotation: 0,
  ...more,
});
export const thin = { width: 0.5, line: 'solid', colour: '#000000' } as const;
export const medium = { width: 1.25, line: 'solid', colour: '#000000' } as const;

export const setup: PageSetup = {
  paper: { width: 595.28, height: 841.89, name: 'A4' },
  landscape: false,
  margins: { left: 50, right: 50, top: 50, bottom: 50, header: 20, footer: 20 },
  scale: 100,
  centreX: false,
  centreY: false,
  areas: [],
  rowBreaks: [],
  columnBreaks: [],
  overThenDown: false,
  gridLines: false,
  headerScales: true,
  header: { odd: '' },
  footer: { odd: '' },
};

const run = (text: string) => [{ text, font: { name: 'ＭＳ ゴシック', size: 10 } }];
export const cell = (row: number, column: number, text = '', more: Partial<SheetCell> = {}): SheetCell => ({
  row,
  column,
  style: 0,
  text: text === '' ? [] : run(text),
  kind: 'text',
  ...more,
});

export function sheet(more: Partial<SheetGeometry> = {}): SheetGeometry {
  return {
    name: 'No.1',
    part: 'xl/worksheets/sheet1.xml',
    hidden: false,
    columns: [100, 100, 100],
    rows: [30, 30, 30],
    styles: [style()],
    cells: [],
    drawings: [],
    setup,
    padding: 1.5,
    ...more,
  };
}

export const lay = (geometry: SheetGeometry, policy: 'grow' | 'shrink' | 'leave' = 'grow') =>
  layoutSheet(geometry, { policy });
export const textOf = (pages: readonly PrintedPage[]) =>
  pages.flatMap((page) => textsOf(page).flatMap((block) => block.lines.map((line) => line.text))).join('');
export const verticalRules = (page: PrintedPage | undefined) =>
  graphicsOf(page).filter((graphic) => graphic.kind === 'rule' && graphic.x1 === graphic.x2) ?? [];
