import { boundsOf, framed, moving, times } from './matrix.ts';
import type { Graphic, Ink, PlacedText, Rect, TextBlock } from './page.ts';
import { polygonBounds, polygonsOf } from './polygons.ts';

/** From the canvas to the paper: scaled, then moved. */
export interface Move {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const moved = (rect: Rect, move: Move): Rect => ({
  x: rect.x * move.scale + move.x,
  y: rect.y * move.scale + move.y,
  width: rect.width * move.scale,
  height: rect.height * move.scale,
});

function overlap(a: Rect, b: Rect): Rect | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0.01 && height > 0.01 ? { x, y, width, height } : undefined;
}

/** What lies in the window, on paper; nothing when none of it does. */
export const mapInk = (ink: Ink, move: Move, window: Rect): readonly Ink[] =>
  ink.kind === 'text' ? mapText(ink, move, window) : mapGraphic(ink, move, window);

/** What of a graphic lies in the window, on paper. Of shapes and pictures at its edge the part inside is seen, on either page. */
export function mapGraphic(graphic: Graphic, move: Move, window: Rect): readonly Graphic[] {
  switch (graphic.kind) {
    case 'fill': {
      const part = overlap(graphic, window);
      return part === undefined ? [] : [{ ...graphic, ...moved(part, move) }];
    }
    case 'rule': {
      const inside = clipped(graphic, window);
      if (inside === undefined) return [];
      const at = (value: number, offset: number) => value * move.scale + offset;
      return [
        {
          ...graphic,
          x1: at(inside.x1, move.x),
          y1: at(inside.y1, move.y),
          x2: at(inside.x2, move.x),
          y2: at(inside.y2, move.y),
          width: Math.max(0.25, graphic.width * move.scale),
        },
      ];
    }
    case 'path': {
      const bounds = polygonBounds(polygonsOf(graphic.d, graphic.place));
      if (!isSeen(bounds, window)) return [];
      return [
        {
          ...graphic,
          place: times(moving(move.x, move.y, move.scale), graphic.place ?? moving(0, 0)),
          ...clipOf(graphic, bounds, move, window),
        },
      ];
    }
    case 'picture': {
      const bounds = boundsOf(framed(graphic, graphic), { x: 0, y: 0, width: graphic.width, height: graphic.height });
      return isSeen(bounds, window)
        ? [{ ...graphic, ...moved(graphic, move), ...clipOf(graphic, bounds, move, window) }]
        : [];
    }
    case 'mark':
      return overlap(graphic, window) === undefined || graphic.y < window.y - 0.01
        ? []
        : [{ ...graphic, ...moved(graphic, move) }];
  }
}

/** Whether some of a box, which may be as thin as a line, lies in the window. */
const isSeen = (box: Rect, window: Rect): boolean =>
  box.x + Math.max(box.width, 0.02) > window.x + 0.01 &&
  box.x < window.x + window.width - 0.01 &&
  box.y + Math.max(box.height, 0.02) > window.y + 0.01 &&
  box.y < window.y + window.height - 0.01;

/** A line on the window's edge may stand out by its own width. */
const clipSlack = 1.5;

function clipOf({ clip }: { readonly clip?: Rect }, bounds: Rect, move: Move, window: Rect): { readonly clip?: Rect } {
  const inside =
    bounds.x >= window.x - clipSlack &&
    bounds.y >= window.y - clipSlack &&
    bounds.x + bounds.width <= window.x + window.width + clipSlack &&
    bounds.y + bounds.height <= window.y + window.height + clipSlack;
  if (inside) return clip === undefined ? {} : { clip: moved(clip, move) };
  const part = clip === undefined ? window : overlap(clip, window);
  return part === undefined ? {} : { clip: moved(part, move) };
}

/** What of a box lies in the window, on paper. */
export function mapBox(box: Rect, move: Move, window: Rect): Rect | undefined {
  const part = overlap(box, window);
  return part === undefined ? undefined : moved(part, move);
}

type Rule = Extract<Graphic, { kind: 'rule' }>;

/** A ruled line inside the window; diagonals count when they begin there. */
function clipped(rule: Rule, window: Rect): Pick<Rule, 'x1' | 'y1' | 'x2' | 'y2'> | undefined {
  const right = window.x + window.width;
  const bottom = window.y + window.height;
  const slack = 0.01;
  const straight = rule.x1 === rule.x2 || rule.y1 === rule.y2;
  const x1 = Math.max(Math.min(rule.x1, rule.x2), window.x);
  const x2 = Math.min(Math.max(rule.x1, rule.x2), right);
  const y1 = Math.max(Math.min(rule.y1, rule.y2), window.y);
  const y2 = Math.min(Math.max(rule.y1, rule.y2), bottom);
  if (x2 < x1 - slack || y2 < y1 - slack) return undefined;
  if (rule.leading === true && (rule.y1 === rule.y2 ? rule.y1 > bottom - slack : rule.x1 > right - slack))
    return undefined;
  if (!straight) return rule;
  // A line along the window's edge counts; one that only touches it with its end does not.
  return x2 - x1 < slack && y2 - y1 < slack ? undefined : { x1, y1, x2, y2 };
}

/** The lines of a text whose middle lies in the window. */
function mapText(block: TextBlock, move: Move, window: Rect): readonly TextBlock[] {
  if (block.rotation !== undefined) {
    const x = block.box.x + block.box.width / 2;
    const y = block.box.y + block.box.height / 2;
    if (y < window.y || y > window.y + window.height || x < window.x || x > window.x + window.width) return [];
  }
  const inside = (line: PlacedText): boolean => {
    const y = line.y - line.size * 0.4;
    return (
      y >= window.y &&
      y < window.y + window.height &&
      line.x >= window.x - line.width &&
      line.x < window.x + window.width
    );
  };
  const lines = block.rotation === undefined ? block.lines.filter(inside) : block.lines;
  if (lines.length === 0) return [];
  const within = block.within === undefined ? undefined : overlap(block.within, window);
  return [
    {
      ...block,
      box: moved(block.box, move),
      ...(within === undefined ? {} : { within: moved(within, move) }),
      lines: lines.map((line) => ({
        ...line,
        x: line.x * move.scale + move.x,
        y: line.y * move.scale + move.y,
        width: line.width * move.scale,
        size: line.size * move.scale,
      })),
    },
  ];
}
