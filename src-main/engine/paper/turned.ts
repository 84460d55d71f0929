import type { Anchor, Drawing } from '../../../src-shared/paper/sheet.ts';
import { flag, numeric, type XmlNode } from '../xml/xml-tree.ts';

/** How a frame is turned about its centre, after it was flipped (ECMA-376 part 1, 20.1.7.6); degrees clockwise. */
export interface Turn {
  readonly rotation: number;
  readonly flipH: boolean;
  readonly flipV: boolean;
}

export const turnOf = (frame: XmlNode | undefined): Turn => ({
  rotation: (numeric(frame?.attributes['rot']) ?? 0) / 60_000,
  flipH: flag(frame?.attributes['flipH']),
  flipV: flag(frame?.attributes['flipV']),
});

const around = (degrees: number): number => ((degrees % 360) + 360) % 360;

/**
 * The frame of the unturned shape in a two-cell anchor. Of a shape turned by 45° to 135° or 225° to 315° Excel anchors the
 * box of the shape laid on its side, so its own frame has the same centre with width and height exchanged. The cell stays
 * that of the anchor, since the drawing moves with it.
 */
export function unturned(place: Anchor, rotation: number): Anchor {
  const angle = around(rotation) % 180;
  if (angle < 45 || angle >= 135) return place;
  const { width, height } = place;
  return {
    ...place,
    x: place.x + (width - height) / 2,
    y: place.y + (height - width) / 2,
    width: height,
    height: width,
  };
}

/** Degrees by which a drawing is turned. */
export const rotationOf = (drawing: Drawing): number =>
  drawing.kind === 'shape' ? drawing.shape.rotation : drawing.kind === 'picture' ? drawing.rotation : 0;

/** Whereabouts of frames on the sheet; an anchor says where within its cell. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A member of a group as the group's turn leaves it: flipped with the group, then carried round the group's centre. */
export function turnedWith(
  group: Frame,
  turn: Turn,
  drawing: Drawing,
  corner: (anchor: Anchor) => { readonly left: number; readonly top: number },
  cellAt: (left: number, top: number) => Pick<Anchor, 'row' | 'column' | 'x' | 'y'>,
): Drawing {
  if (around(turn.rotation) === 0 && !turn.flipH && !turn.flipV) return drawing;
  const { anchor } = drawing;
  const { left, top } = corner(anchor);
  const centre = { x: group.left + group.width / 2, y: group.top + group.height / 2 };
  const dx = (left + anchor.width / 2 - centre.x) * (turn.flipH ? -1 : 1);
  const dy = (top + anchor.height / 2 - centre.y) * (turn.flipV ? -1 : 1);
  const angle = (turn.rotation * Math.PI) / 180;
  const x = centre.x + dx * Math.cos(angle) - dy * Math.sin(angle);
  const y = centre.y + dx * Math.sin(angle) + dy * Math.cos(angle);
  const moved = { ...anchor, ...cellAt(x - anchor.width / 2, y - anchor.height / 2) };
  const rotated = (own: number) => around((turn.flipH !== turn.flipV ? -own : own) + turn.rotation);
  if (drawing.kind === 'ink') return { ...drawing, anchor: moved };
  if (drawing.kind === 'picture')
    return {
      ...drawing,
      anchor: moved,
      rotation: rotated(drawing.rotation),
      flipH: (drawing.flipH === true) !== turn.flipH,
      flipV: (drawing.flipV === true) !== turn.flipV,
    };
  const { shape } = drawing;
  return {
    ...drawing,
    anchor: moved,
    shape: {
      ...shape,
      rotation: rotated(shape.rotation),
      flipH: shape.flipH !== turn.flipH,
      flipV: shape.flipV !== turn.flipV,
    },
  };
}
