import { append } from '../domain/large-lists.ts';
import type { FieldPath } from '../domain/fields.ts';
import { ruledLines } from './borders.ts';
import { canvasOf, cellName, textArea, type Canvas } from './canvas.ts';
import { placeCell } from './cell-text.ts';
import { withoutCovered } from './cover.ts';
import { shrinkLimit, type TextPolicy } from './grow.ts';
import { neighboursOf } from './neighbours.ts';
import type { BlankCell, FieldBox, GridPlace, Graphic, Ink, LayoutNote, Rect, TextBlock } from './page.ts';
import { iconInk } from './icons.ts';
import { mapInk } from './page-map.ts';
import { shapeText } from './shape-text.ts';
import { shapeGraphics } from './shapes.ts';
import type { Anchor, Drawing, SheetCell, SheetGeometry } from './sheet.ts';

export interface DrawingOptions {
  readonly policy: TextPolicy;
  /** Cells (`D7`) to mark as changed since an earlier version. */
  readonly changed?: ReadonlySet<string>;
  /** Boxes of fields whose places the pages are to tell. */
  readonly boxes?: readonly BoxCells[];
  /** Cells of boxes that are filled in (`D7`), each with the block that it belongs to: every other word of a form is a head of one. */
  readonly values?: ReadonlyMap<string, string>;
}

/** The cells that a field's box takes, rows and columns from 1. */
export interface BoxCells extends Pick<SheetCell, 'row' | 'column' | 'bottom' | 'right'> {
  readonly path: FieldPath;
}

/** Everything of a sheet on its canvas, before pages are cut. */
export interface Drawn {
  readonly ink: readonly Ink[];
  readonly boxes?: readonly FieldBox[];
  readonly blanks: readonly BlankCell[];
}

/**
 * Draws a sheet: cells (fills, ruled lines, texts), then drawings in their order, each with its text, as Excel draws them. What
 * paper cannot show, or only in part, is added to `notes`.
 */
export function drawSheet(sheet: SheetGeometry, canvas: Canvas, options: DrawingOptions, notes: LayoutNote[]): Drawn {
  const ink: Ink[] = [];
  append(ink, cellInk(sheet, canvas, options, notes));
  for (const { cell, what } of sheet.unknown ?? []) notes.push({ kind: 'rule', sheet: sheet.name, cell, what });
  for (const { label, what } of sheet.partly ?? []) notes.push({ kind: 'partly', sheet: sheet.name, label, what });
  const form = canvasOf(sheet, sheet.rows);
  for (const drawing of sheet.drawings)
    append(ink, drawingInk(drawing, anchored(drawing.anchor, canvas, form), sheet, notes));
  return {
    ink: withoutCovered(ink),
    blanks: blankCells(sheet, canvas, options),
    ...(options.boxes === undefined
      ? {}
      : { boxes: options.boxes.map((box) => ({ path: box.path, ...canvas.area(box) })) }),
  };
}

function cellInk(sheet: SheetGeometry, canvas: Canvas, options: DrawingOptions, notes: LayoutNote[]): readonly Ink[] {
  const graphics: Graphic[] = [];
  const texts: TextBlock[] = [];
  const cuts: Graphic[] = [];
  for (const cell of sheet.cells) {
    const fill = cell.covered === true ? undefined : sheet.styles[cell.style]?.fill;
    const area = canvas.area(cell);
    if (fill !== undefined && area.width > 0 && area.height > 0) graphics.push({ kind: 'fill', colour: fill, ...area });
  }
  for (const cell of sheet.cells) append(graphics, markInk(cell, canvas.area(cell)));
  if (sheet.setup.gridLines) append(graphics, gridLines(canvas));
  append(graphics, ruledLines(sheet, canvas));
  const smallest = options.policy === 'shrink' ? shrinkLimit : 1;
  const neighbours = neighboursOf(sheet, canvas);
  for (const cell of sheet.cells) {
    if (options.changed?.has(cellName(cell.row, cell.column)) !== true) continue;
    const { x, y, height } = canvas.area(cell);
    graphics.push({
      kind: 'mark',
      mark: 'changed',
      x: x + 0.3,
      y: y + 0.5,
      width: 1.6,
      height: Math.max(1, height - 1),
    });
  }
  for (const cell of sheet.cells) {
    if (cell.covered === true || cell.text.length === 0) continue;
    const name = cellName(cell.row, cell.column);
    const area = textArea(canvas, cell);
    const placed = placeCell(sheet, cell, area, neighbours, name, smallest);
    if (placed === undefined) continue;
    texts.push({ ...placed.block, grid: gridOf(cell, sheet, options.values?.get(name)) });
    if (placed.condensed !== undefined && placed.condensed < 0.999) {
      notes.push({ kind: 'condensed', sheet: sheet.name, cell: name, percent: Math.round(placed.condensed * 100) });
    }
    if (!placed.fits) {
      notes.push({ kind: 'cut', sheet: sheet.name, cell: name });
      cuts.push({
        kind: 'mark',
        mark: 'cut',
        x: area.x + area.width - 9,
        y: area.y + area.height - 9,
        width: 8,
        height: 8,
      });
    }
  }
  return [...graphics, ...texts, ...cuts];
}

/** Bars and icons of conditional formats; an icon stands at the cell's left. */
function markInk({ bar, icon, text }: SheetCell, area: Rect): readonly Graphic[] {
  const graphics: Graphic[] = [];
  if (area.width <= 0 || area.height <= 0) return graphics;
  if (bar !== undefined && bar.to > bar.from) {
    const room = {
      x: area.x + 1,
      y: area.y + 1,
      width: Math.max(0, area.width - 2),
      height: Math.max(0, area.height - 2),
    };
    const [from, to] = bar.fromRight === true ? [1 - bar.to, 1 - bar.from] : [bar.from, bar.to];
    const [left, right] = [room.x + from * room.width, room.x + to * room.width];
    graphics.push({
      kind: 'path',
      d: `M${left} ${room.y}H${right}V${room.y + room.height}H${left}Z`,
      fill: bar.colour,
      ...(bar.fades
        ? {
            gradient: {
              angle: bar.fromRight === true ? 180 : 0,
              stops: [
                { at: 0, colour: bar.colour, opacity: 1 },
                { at: 1, colour: '#ffffff', opacity: 1 },
              ],
            },
          }
        : {}),
      opacity: 1,
      ...(bar.border === undefined ? {} : { stroke: bar.border }),
      width: bar.border === undefined ? 0 : 0.5,
      line: 'solid',
      label: '',
    });
  }
  if (icon !== undefined) {
    const size = Math.min(area.height - 1, area.width - 1, (text[0]?.font.size ?? 10) * 1.1);
    graphics.push(
      ...iconInk(icon, { x: area.x + 1.5, y: area.y + area.height - size - 0.5, width: size, height: size }),
    );
  }
  return graphics;
}

const everywhere: Rect = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };

/** Where a cell stands, for those who hear the page. */
function gridOf(cell: SheetCell, sheet: SheetGeometry, block: string | undefined): GridPlace {
  const { row, column, bottom = row, right = column, tag, own } = cell;
  const { left, right: beside, top, bottom: below } = sheet.styles[cell.style]?.border ?? {};
  return {
    row,
    column,
    bottom,
    right,
    framed: left !== undefined || beside !== undefined || top !== undefined || below !== undefined,
    ...(tag === undefined ? {} : { tag }),
    ...(own === undefined ? {} : { own }),
    ...(block === undefined ? {} : { value: true, block }),
  };
}

function blankCells(sheet: SheetGeometry, canvas: Canvas, { values }: DrawingOptions): readonly BlankCell[] {
  return sheet.cells.flatMap((cell): BlankCell[] => {
    if (cell.covered === true || cell.text.length > 0) return [];
    const grid = gridOf(cell, sheet, values?.get(cellName(cell.row, cell.column)));
    const box = canvas.area(cell);
    if (!grid.framed || box.width < 1 || box.height < 1) return [];
    return [{ grid, box, ...(cell.alt === undefined ? {} : { alt: cell.alt }) }];
  });
}

/** A drawing with its text. */
function drawingInk(drawing: Drawing, box: Rect, sheet: SheetGeometry, notes: LayoutNote[]): readonly Ink[] {
  if (drawing.kind === 'picture') {
    return [
      {
        kind: 'picture',
        source: `data:${drawing.type};base64,${drawing.data}`,
        label: drawing.label,
        rotation: drawing.rotation,
        ...(drawing.crop === undefined ? {} : { crop: drawing.crop }),
        ...(drawing.opaque === true ? { opaque: true } : {}),
        ...(drawing.flipH === true ? { flipH: true } : {}),
        ...(drawing.flipV === true ? { flipV: true } : {}),
        ...(drawing.opacity === undefined ? {} : { opacity: drawing.opacity }),
        ...box,
      },
    ];
  }
  if (drawing.kind === 'ink') {
    const move = { scale: 1, x: box.x, y: box.y };
    return drawing.ink.flatMap((one) => mapInk(one, move, everywhere));
  }
  const { missing, label } = drawing.shape;
  if (missing !== undefined)
    notes.push({ kind: 'picture', sheet: sheet.name, label, ...(missing === 'picture' ? {} : { what: missing }) });
  const text = shapeText(drawing.shape, box);
  return [
    ...shapeGraphics(drawing.shape, box),
    ...(text === undefined ? [] : [drawing.shape.silent === true ? { ...text, silent: true as const } : text]),
  ];
}

/** Drawings keep their size and stay at their cell when rows above them grow. */
function anchored(anchor: Anchor, canvas: Canvas, form: Canvas): Rect {
  const at = (list: readonly number[], index: number) => list[Math.min(index, list.length - 1)] ?? 0;
  const beyond = Math.max(0, anchor.row - (form.rows.length - 1));
  return {
    x: at(canvas.columns, anchor.column) + anchor.x,
    y: at(canvas.rows, anchor.row) + anchor.y + beyond,
    width: anchor.width,
    height: anchor.height,
  };
}

function gridLines(canvas: Canvas): Graphic[] {
  const right = canvas.columns.at(-1) ?? 0;
  const bottom = canvas.rows.at(-1) ?? 0;
  const line = (x1: number, y1: number, x2: number, y2: number): Graphic => ({
    kind: 'rule',
    x1,
    y1,
    x2,
    y2,
    width: 0.25,
    line: 'solid',
    colour: '#808080',
  });
  return [
    ...canvas.rows.slice(1).map((y) => line(0, y, right, y)),
    ...canvas.columns.slice(1).map((x) => line(x, 0, x, bottom)),
  ];
}
