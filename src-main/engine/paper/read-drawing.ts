import type { Anchor, Drawing } from '../../../src-shared/paper/sheet.ts';
import type { Undrawn } from '../../../src-shared/paper/undrawn.ts';
import { append } from '../../../src-shared/domain/large-lists.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import { child, descend, flag, numeric, type XmlNode } from '../xml/xml-tree.ts';
import type { AnchorGrid } from './anchor-grid.ts';
import { emu, labelOf, nonVisual, type DrawingContext } from './drawing-node.ts';
import { placeholder } from './placeholder.ts';
import { borderOf, cutAway, pictureFill, shapeOf } from './read-shape.ts';
import { turnedWith, turnOf, unturned } from './turned.ts';

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
      const { rotation, flipH, flipV } = turnOf(frame);
      const alpha = numeric(child(blip, 'alphaModFix')?.attributes['amt']);
      out.push({
        kind: 'picture',
        anchor,
        ...picture,
        label,
        rotation,
        ...(flipH ? { flipH } : {}),
        ...(flipV ? { flipV } : {}),
        ...(alpha === undefined || alpha >= 100_000 ? {} : { opacity: Math.max(0, alpha / 100_000) }),
        ...cutAway(descend(node, 'blipFill', 'srcRect')),
      });
      const border = borderOf(node, context);
      if (border !== undefined) out.push({ kind: 'shape', anchor, shape: border });
    }
    return;
  }
  const filling = pictureFill(node, anchor, context);
  if (filling !== undefined) out.push(filling);
  out.push({ kind: 'shape', anchor, shape: shapeOf(node, context) });
}

/** What a frame holds by the kind of its data (ECMA-376 part 1, 20.1.2.2.17); anything unknown is some object. */
function whatOf(node: XmlNode): Undrawn {
  const kind = descend(node, 'graphic', 'graphicData')?.attributes['uri']?.split('/').at(-1) ?? '';
  return kind.startsWith('chart') ? 'chart' : kind === 'diagram' ? 'diagram' : 'object';
}

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
