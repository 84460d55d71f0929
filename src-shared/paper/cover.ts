import { textWidth } from '../text-metrics/measure.ts';
import { applied, boundsOf, framed, inverted } from './matrix.ts';
import type { Graphic, Ink, Matrix, Outlines, PlacedText, Rect, TextBlock } from './page.ts';
import { segments } from './place-text.ts';
import { isInside, polygonBounds, polygonsOf, type Polygon } from './polygons.ts';

/** Something through which nothing shows. */
interface Cover {
  /** Place in the order of drawing: it covers what comes before. */
  readonly at: number;
  readonly bounds: Rect;
  readonly polygons: readonly Polygon[];
}

/** Points of height that covers are looked up by. */
const band = 40;

/** Covers by where they lie: a sheet may have thousands (icons in cells), and as many texts. */
class CoverIndex {
  readonly #bands = new Map<number, Cover[]>();

  constructor(covers: readonly Cover[]) {
    for (const cover of covers)
      for (const at of bandsOf(cover.bounds)) {
        const known = this.#bands.get(at);
        if (known === undefined) this.#bands.set(at, [cover]);
        else known.push(cover);
      }
  }

  /** The covers that come after a place in the order of drawing and whose bounds touch a box, in their order. */
  above(after: number, box: Rect): readonly Cover[] {
    const found = new Set<Cover>();
    for (const at of bandsOf(box))
      for (const cover of this.#bands.get(at) ?? [])
        if (cover.at > after && touches(cover.bounds, box)) found.add(cover);
    return [...found].toSorted((a, b) => a.at - b.at);
  }
}

function* bandsOf({ y, height }: Rect): Generator<number> {
  for (let at = Math.floor(y / band); at * band <= y + height; at += 1) yield at;
}

/**
 * What is drawn without the texts and pictures that lie under something opaque. Paper shows none of them anyway; in a PDF they
 * would still be there for anybody who marks and copies the place. Of a line that is covered in part the characters that
 * can be seen stay, of a picture what is not to be kept is told. Cells cover nothing: their texts are drawn over all fills.
 */
export function withoutCovered(ink: readonly Ink[]): readonly Ink[] {
  const covers = ink.flatMap((one, at) => (one.kind === 'text' ? [] : coverOf(one, at)));
  if (covers.length === 0) return ink;
  const lastCover = covers.at(-1)?.at ?? 0;
  const index = new CoverIndex(covers);
  return ink.flatMap((one, at): readonly Ink[] => {
    if (at >= lastCover) return [one];
    if (one.kind === 'picture') {
      const matrix = framed(one, one);
      const above = index.above(at, boundsOf(matrix, { ...one, x: 0, y: 0 }));
      if (above.length === 0) return [one];
      return isHidden(matrix, one, above)
        ? []
        : [{ ...one, hidden: above.map((cover) => inShares(cover, matrix, one)) }];
    }
    if (one.kind !== 'text') return [one];
    const lines = one.lines.flatMap((line) => visibleParts(line, one, (reach) => index.above(at, reach)));
    if (lines.length === one.lines.length && lines.every((line, place) => line === one.lines[place])) return [one];
    return lines.length === 0 ? [] : [{ ...one, lines }];
  });
}

/** A cover's outlines in shares of the frame that `matrix` takes to the canvas. */
function inShares({ polygons }: Cover, matrix: Matrix, { width, height }: Pick<Rect, 'width' | 'height'>): Outlines {
  const back = inverted(matrix);
  return polygons.map((polygon) =>
    polygon.map(([px, py]) => {
      const [x, y] = applied(back, px, py);
      return [x / width, y / height] as const;
    }),
  );
}

function coverOf(graphic: Graphic, at: number): readonly Cover[] {
  if (graphic.kind === 'path') {
    const opaque = graphic.opacity >= 1 && (graphic.gradient?.stops.every(({ opacity }) => opacity >= 1) ?? true);
    if (graphic.fill === undefined || !opaque) return [];
    const polygons = polygonsOf(graphic.d, graphic.place);
    return [{ at, polygons, bounds: polygonBounds(polygons) }];
  }
  if (graphic.kind !== 'picture' || graphic.opaque !== true || (graphic.opacity ?? 1) < 1) return [];
  const { width, height } = graphic;
  const polygons = polygonsOf(`M0 0L${width} 0L${width} ${height}L0 ${height}Z`, framed(graphic, graphic));
  return [{ at, polygons, bounds: polygonBounds(polygons) }];
}

const touches = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Shares of a frame's sides at which it is looked at: what shows between them is less than can be read. */
const looks = [0.1, 0.5, 0.9];

/** Whether next to nothing of a frame is seen; `matrix` takes its own corner to the canvas. */
function isHidden(matrix: Matrix, { width, height }: Pick<Rect, 'width' | 'height'>, above: readonly Cover[]): boolean {
  let seen = 0;
  for (const across of looks) {
    for (const down of looks) {
      const [x, y] = applied(matrix, width * across, height * down);
      if (!above.some(({ polygons }) => isInside(polygons, x, y))) seen += 1;
      if (seen > 1) return false;
    }
  }
  return true;
}

/** The stretches of a line that are seen. */
function visibleParts(
  line: PlacedText,
  block: TextBlock,
  above: (reach: Rect) => readonly Cover[],
): readonly PlacedText[] {
  const turned = framed(block.box, { rotation: block.rotation ?? 0 });
  const place = (x: number): Matrix => {
    const [atX, atY] = [x - block.box.x, line.y - line.size * 0.82 - block.box.y];
    const [a, b, c, d, e, f] = turned;
    return [a, b, c, d, a * atX + c * atY + e, b * atX + d * atY + f];
  };
  const height = line.size * 0.9;
  const near = above(boundsOf(place(line.x), { x: 0, y: 0, width: line.width, height }));
  if (near.length === 0) return [line];
  const font = { name: line.font, size: line.size, ...(line.bold === true ? { bold: true } : {}) };
  const characters = segments(line.text).map((text) => ({ text, width: textWidth(text, font) }));
  const stretch =
    line.width /
    Math.max(
      0.01,
      characters.reduce((sum, { width }) => sum + width, 0),
    );
  const parts: PlacedText[] = [];
  let x = line.x;
  let text = '';
  let from = line.x;
  const flush = (): void => {
    if (text.trim() !== '') parts.push({ ...line, x: from, width: x - from, text });
    text = '';
  };
  for (const character of characters) {
    const width = character.width * stretch;
    if (isHidden(place(x), { width, height }, near)) {
      flush();
      from = x + width;
    } else text += character.text;
    x += width;
  }
  if (text === line.text) return [line];
  flush();
  return parts;
}
