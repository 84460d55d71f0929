import type {
  Anchor,
  Drawing,
  Edge,
  Picture,
  Shape,
  ShapeParagraph,
  TextRunStyle,
} from '../../../src-shared/paper/sheet.ts';
import type { Undrawn } from '../../../src-shared/paper/undrawn.ts';
import type { Ink } from '../../../src-shared/paper/page.ts';
import { append } from '../../../src-shared/domain/large-lists.ts';
import { cropOf, type Crop } from '../../../src-shared/paper/crop.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import { drawingAlpha, drawingColour, type ColourTable } from '../book/styles/colours.ts';
import { child, childrenNamed, descend, flag, numeric, type XmlNode } from '../xml/xml-tree.ts';
import { placeholder } from './placeholder.ts';
import { freePaths } from './freeform.ts';
import { hasOutline, isBox, presetOf } from './presets.ts';
import { turnedWith, turnOf, unturned } from './turned.ts';

/** Where drawings lie: the grid of their sheet, positions in points from the sheet's corner. */
export interface AnchorGrid {
  columnLeft(column: number): number;
  rowTop(row: number): number;
  columnWidth(column: number): number;
  rowHeight(row: number): number;
  /** The row (column) that holds a position. */
  rowAt(y: number): number;
  columnAt(x: number): number;
}

export interface DrawingContext {
  readonly grid: AnchorGrid;
  readonly colours: ColourTable;
  readonly font: TextRunStyle['font'];
  /** Picture bytes by relationship id; `undefined` for what is missing or of a kind that paper cannot show. */
  picture(relationshipId: string): Picture | undefined;
  /** A chart by its relationship, drawn into a frame of that size; `undefined` when paper cannot show it. */
  chart?(
    relationshipId: string,
    size: { readonly width: number; readonly height: number },
    label: string,
  ): readonly Ink[] | undefined;
  /** What a cell shows whose text a shape repeats; `undefined` when it is not in this workbook. */
  linked?(reference: string): string | undefined;
}

const emu = (value: string | undefined): number => (numeric(value) ?? 0) / 12_700;

/** Reads a drawing part (ECMA-376 part 1, 20.5): shapes, connectors, text boxes, pictures, groups of them. */
export function readDrawing(root: XmlNode, context: DrawingContext): readonly Drawing[] {
  const drawings: Drawing[] = [];
  for (const anchor of root.children) {
    const place = placeOf(anchor, context.grid);
    if (place === undefined || flag(child(anchor, 'clientData')?.attributes['fPrintsWithSheet'], true) === false)
      continue;
    for (const node of anchor.children) {
      const own = anchor.name === 'twoCellAnchor' ? unturned(place, turnOf(frameOf(node)).rotation) : place;
      collect(node, own, undefined, context, drawings);
    }
    if (drawings.length < sheetLimits.drawings) continue;
    drawings.push({
      kind: 'shape',
      anchor: place,
      shape: placeholder('', context.font, 'picture', '図形が多すぎるため、ここから先は印刷していません'),
    });
    break;
  }
  return drawings;
}

function placeOf(anchor: XmlNode, grid: AnchorGrid): Anchor | undefined {
  const corner = (node: XmlNode | undefined) => {
    const row = Number(child(node, 'row')?.text ?? 0) + 1;
    const column = Number(child(node, 'col')?.text ?? 0) + 1;
    // An offset beyond its cell ends at the cell's edge, as Excel shows it.
    const x = Math.min(emu(child(node, 'colOff')?.text), grid.columnWidth(column));
    const y = Math.min(emu(child(node, 'rowOff')?.text), grid.rowHeight(row));
    return { row, column, x, y, left: grid.columnLeft(column) + x, top: grid.rowTop(row) + y };
  };
  const extent = child(anchor, 'ext');
  const size = { width: emu(extent?.attributes['cx']), height: emu(extent?.attributes['cy']) };
  if (anchor.name === 'twoCellAnchor') {
    const { row, column, x, y, left, top } = corner(child(anchor, 'from'));
    const to = corner(child(anchor, 'to'));
    return { row, column, x, y, width: Math.max(0, to.left - left), height: Math.max(0, to.top - top) };
  }
  if (anchor.name === 'oneCellAnchor') {
    const { row, column, x, y } = corner(child(anchor, 'from'));
    return { row, column, x, y, ...size };
  }
  if (anchor.name === 'absoluteAnchor') {
    const pos = child(anchor, 'pos');
    return { ...cellAt(emu(pos?.attributes['x']), emu(pos?.attributes['y']), grid), ...size };
  }
  return undefined;
}

/** The cell that a position in points lies in, and where in it. */
export const cellAt = (left: number, top: number, grid: AnchorGrid) => {
  const column = grid.columnAt(left);
  const row = grid.rowAt(top);
  return { row, column, x: left - grid.columnLeft(column), y: top - grid.rowTop(row) };
};

const frameOf = (node: XmlNode): XmlNode | undefined =>
  node.name === 'grpSp' ? descend(node, 'grpSpPr', 'xfrm') : (descend(node, 'spPr', 'xfrm') ?? child(node, 'xfrm'));

/** The frame that a group maps its children from. */
interface GroupFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function collect(
  node: XmlNode,
  place: Anchor,
  group: GroupFrame | undefined,
  context: DrawingContext,
  out: Drawing[],
): void {
  if (flag(nonVisual(node)?.attributes['hidden'])) return;
  if (node.name === 'grpSp') {
    const frame = frameOf(node);
    const turn = turnOf(frame);
    const own = group === undefined ? place : within(place, group, frame, context.grid);
    const inner = {
      x: emu(child(frame, 'chOff')?.attributes['x']),
      y: emu(child(frame, 'chOff')?.attributes['y']),
      width: emu(child(frame, 'chExt')?.attributes['cx']),
      height: emu(child(frame, 'chExt')?.attributes['cy']),
    };
    const members: Drawing[] = [];
    for (const member of node.children) collect(member, own, inner, context, members);
    const { grid } = context;
    const corner = ({ row, column, x, y }: Anchor) => ({
      left: grid.columnLeft(column) + x,
      top: grid.rowTop(row) + y,
    });
    const box = { ...corner(own), width: own.width, height: own.height };
    append(
      out,
      members.map((one) => turnedWith(box, turn, one, corner, (left, top) => cellAt(left, top, grid))),
    );
    return;
  }
  const drawn = node.name === 'sp' || node.name === 'cxnSp' || node.name === 'pic';
  if (!drawn && nonVisual(node) === undefined) return;
  const frame = frameOf(node);
  const anchor = group === undefined ? place : within(place, group, frame, context.grid);
  if (!drawn) {
    const label = labelOf(node);
    const what = whatOf(node);
    const id = descend(node, 'graphic', 'graphicData', 'chart')?.attributes['id'];
    const ink = what === 'chart' && id !== undefined ? context.chart?.(id, anchor, label) : undefined;
    out.push(
      ink === undefined
        ? { kind: 'shape', anchor, shape: placeholder(label, context.font, what) }
        : { kind: 'ink', anchor, ink, label },
    );
    return;
  }
  if (node.name === 'pic') {
    const blip = descend(node, 'blipFill', 'blip');
    const picture = context.picture(blip?.attributes['embed'] ?? '');
    const label = labelOf(node);
    if (picture === undefined) out.push({ kind: 'shape', anchor, shape: placeholder(label, context.font, 'picture') });
    else {
      out.push({
        kind: 'picture',
        anchor,
        ...picture,
        label,
        rotation: turnOf(frame).rotation,
        ...cutAway(descend(node, 'blipFill', 'srcRect')),
      });
    }
    return;
  }
  out.push({ kind: 'shape', anchor, shape: shapeOf(node, context) });
}

/** What `srcRect` (ECMA-376 part 1, 20.1.8.55) cuts off a picture: thousandths of a percent, or `12%` in strict files. */
function cutAway(rect: XmlNode | undefined): { readonly crop?: Crop } {
  const share = (name: string): number => {
    const value = rect?.attributes[name] ?? '0';
    return value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value) / 100_000;
  };
  const crop = cropOf(share('l'), share('t'), share('r'), share('b'));
  return crop === undefined ? {} : { crop };
}

const labelOf = (node: XmlNode): string => {
  const { descr = '', name = '' } = nonVisual(node)?.attributes ?? {};
  return descr === '' ? name : descr;
};

/** What a frame holds by the kind of its data (ECMA-376 part 1, 20.1.2.2.17); anything unknown is some object. */
function whatOf(node: XmlNode): Undrawn {
  const kind = descend(node, 'graphic', 'graphicData')?.attributes['uri']?.split('/').at(-1) ?? '';
  return kind.startsWith('chart') ? 'chart' : kind === 'diagram' ? 'diagram' : 'object';
}

const nonVisual = (node: XmlNode): XmlNode | undefined =>
  child(
    node.children.find((candidate) => candidate.name.startsWith('nv')),
    'cNvPr',
  );

function within(place: Anchor, group: GroupFrame, frame: XmlNode | undefined, grid: AnchorGrid): Anchor {
  const scaleX = group.width > 0 ? place.width / group.width : 1;
  const scaleY = group.height > 0 ? place.height / group.height : 1;
  const left = grid.columnLeft(place.column) + place.x + (emu(child(frame, 'off')?.attributes['x']) - group.x) * scaleX;
  const top = grid.rowTop(place.row) + place.y + (emu(child(frame, 'off')?.attributes['y']) - group.y) * scaleY;
  const extent = child(frame, 'ext');
  return {
    ...cellAt(left, top, grid),
    width: emu(extent?.attributes['cx']) * scaleX,
    height: emu(extent?.attributes['cy']) * scaleY,
  };
}

function shapeOf(node: XmlNode, context: DrawingContext): Shape {
  const properties = child(node, 'spPr');
  const style = child(node, 'style');
  const frame = child(properties, 'xfrm');
  const geometry = child(properties, 'prstGeom');
  const fill = fillOf(properties, style, context.colours);
  const body = descend(node, 'txBody', 'bodyPr');
  const inset = (name: string, absent: number) => {
    const value = body?.attributes[name];
    return value === undefined ? absent : emu(value);
  };
  const anchor = body?.attributes['anchor'] ?? 't';
  const line = lineOf(properties, style, context.colours);
  const fontColour = drawingColour(child(style, 'fontRef'), context.colours);
  const freeform = child(properties, 'custGeom');
  const paths = freeform === undefined ? undefined : freePaths(freeform, frame);
  const preset = geometry?.attributes['prst'] ?? (node.name === 'cxnSp' ? 'line' : 'rect');
  // A frame that stands for another form must not hide what that form would leave open.
  const framed = freeform === undefined ? !hasOutline(preset) : paths === undefined;
  const text = linkedText(node, paragraphs(child(node, 'txBody'), context, fontColour), context);
  const instead = placeholder(labelOf(node), context.font, 'shape');
  const unfilled = node.name === 'cxnSp' || (framed && (freeform !== undefined || !isBox(preset)));
  return {
    preset: presetOf(preset),
    ...(paths === undefined ? {} : { paths }),
    ...(framed ? { missing: 'shape' as const } : {}),
    adjust: Object.fromEntries(
      childrenNamed(child(geometry, 'avLst'), 'gd').map((guide) => [
        guide.attributes['name'] ?? '',
        Number(/-?\d+/u.exec(guide.attributes['fmla'] ?? '')?.[0] ?? 0),
      ]),
    ),
    ...(fill === undefined || unfilled ? {} : { fill: fill.colour }),
    opacity: fill?.opacity ?? 1,
    ...(line === undefined ? (framed ? { line: instead.line } : {}) : { line }),
    ...turnOf(frame),
    text: framed && text.length === 0 ? instead.text : text,
    vertical: anchor === 'ctr' ? 'center' : anchor === 'b' ? 'bottom' : 'top',
    wrap: body?.attributes['wrap'] !== 'none',
    stacked: /^(eaVert|vert|wordArtVert)/u.test(body?.attributes['vert'] ?? ''),
    inset: { left: inset('lIns', 7.2), top: inset('tIns', 3.6), right: inset('rIns', 7.2), bottom: inset('bIns', 3.6) },
    label: labelOf(node),
  };
}

/** A shape that repeats a cell (`textlink`) says what the cell says now, in the look of its first words. */
function linkedText(
  node: XmlNode,
  stored: readonly ShapeParagraph[],
  context: DrawingContext,
): readonly ShapeParagraph[] {
  const reference = node.attributes['textlink'] ?? '';
  const text = reference === '' ? undefined : context.linked?.(reference);
  if (text === undefined) return stored;
  const [first] = stored;
  const look = first?.runs[0] ?? { text: '', font: context.font };
  return text === '' ? [] : [{ align: first?.align ?? 'left', runs: [{ ...look, text }] }];
}

function fillOf(properties: XmlNode | undefined, style: XmlNode | undefined, colours: ColourTable) {
  if (child(properties, 'noFill') !== undefined) return undefined;
  const solid =
    child(properties, 'solidFill') ??
    descend(properties, 'gradFill', 'gsLst', 'gs') ??
    descend(properties, 'pattFill', 'fgClr');
  if (solid !== undefined) {
    const colour = drawingColour(solid, colours);
    return colour === undefined ? undefined : { colour, opacity: drawingAlpha(solid) };
  }
  const reference = child(style, 'fillRef');
  const colour =
    reference !== undefined && reference.attributes['idx'] !== '0' ? drawingColour(reference, colours) : undefined;
  return colour === undefined ? undefined : { colour, opacity: 1 };
}

function lineOf(properties: XmlNode | undefined, style: XmlNode | undefined, colours: ColourTable): Shape['line'] {
  const own = child(properties, 'ln');
  if (child(own, 'noFill') !== undefined) return undefined;
  const reference = child(style, 'lnRef');
  const referred =
    reference !== undefined && reference.attributes['idx'] !== '0' ? drawingColour(reference, colours) : undefined;
  const colour = drawingColour(child(own, 'solidFill'), colours) ?? referred;
  if (colour === undefined) return undefined;
  const dash = child(own, 'prstDash')?.attributes['val'] ?? 'solid';
  const line: Edge['line'] =
    dash === 'solid'
      ? 'solid'
      : /dot/iu.test(dash) && !/dash/iu.test(dash)
        ? 'dotted'
        : /dashDot/iu.test(dash)
          ? 'dashDot'
          : 'dashed';
  const end = (name: string) => child(own, name)?.attributes['type'];
  const head = end('headEnd');
  const tail = end('tailEnd');
  return {
    width: own?.attributes['w'] === undefined ? 0.75 : Math.max(0.25, emu(own.attributes['w'])),
    line,
    colour,
    ...(head === undefined || head === 'none' ? {} : { head }),
    ...(tail === undefined || tail === 'none' ? {} : { tail }),
  };
}

function paragraphs(
  body: XmlNode | undefined,
  context: DrawingContext,
  fontColour: string | undefined,
): readonly ShapeParagraph[] {
  const result = childrenNamed(body, 'p').map((paragraph): ShapeParagraph => {
    const align =
      child(paragraph, 'pPr')?.attributes['algn'] ?? descend(body, 'lstStyle', 'lvl1pPr')?.attributes['algn'] ?? 'l';
    const runs = paragraph.children
      .filter((node) => node.name === 'r' || node.name === 'br' || node.name === 'fld')
      .map((node): TextRunStyle => {
        const format = child(node, 'rPr') ?? descend(paragraph, 'pPr', 'defRPr');
        const colour = drawingColour(child(format, 'solidFill'), context.colours) ?? fontColour;
        const name = child(format, 'ea')?.attributes['typeface'] ?? child(format, 'latin')?.attributes['typeface'];
        return {
          text: node.name === 'br' ? '\n' : (child(node, 't')?.text ?? ''),
          font: {
            name: name === undefined || name.startsWith('+') || name === '' ? context.font.name : name,
            size: (numeric(format?.attributes['sz']) ?? context.font.size * 100) / 100,
            bold: flag(format?.attributes['b']),
            italic: flag(format?.attributes['i']),
          },
          ...(colour === undefined ? {} : { colour }),
          ...(/^(sng|dbl)$/u.test(format?.attributes['u'] ?? '')
            ? { underline: format?.attributes['u'] === 'dbl' ? ('double' as const) : ('single' as const) }
            : {}),
        };
      });
    return { align: align === 'ctr' ? 'center' : align === 'r' ? 'right' : 'left', runs };
  });
  return result.some((paragraph) => paragraph.runs.some((run) => run.text !== '')) ? result : [];
}
