import type { Gradient, Graphic, LineKind, PrintedPage, Rect } from '../../src-shared/paper/page.ts';
import { wholePicture } from '../../src-shared/paper/crop.ts';
import { unreachable } from '../../src-shared/domain/result.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const n = (value: number): string => String(Math.round(value * 100) / 100);

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * Fills, ruled lines, shapes and pictures that follow each other on a page as one SVG. Neighbours in the list that look alike
 * share one path: a form has a hundred ruled lines in two or three looks, and every element costs the printing window time.
 */
export function drawGraphics(page: Pick<PrintedPage, 'width' | 'height'>, graphics: readonly Graphic[]): SVGElement {
  const svg = element('svg', {
    class: 'kp-graphics',
    'aria-hidden': 'true',
    viewBox: `0 0 ${n(page.width)} ${n(page.height)}`,
  });
  let key = '';
  let d = '';
  let attributes: Readonly<Record<string, string>> = {};
  const flush = (): void => {
    if (d !== '') svg.append(element('path', { ...attributes, d }));
    d = '';
  };
  for (const graphic of inLooks(graphics)) {
    const look = lookOf(graphic);
    if (look === undefined) {
      flush();
      key = '';
      svg.append(...drawGraphic(graphic));
      continue;
    }
    if (look.key !== key) {
      flush();
      ({ key, attributes } = look);
    }
    d += look.d;
  }
  flush();
  return svg;
}

/** Solid ruled lines sorted by their look, the heavy ones last; everything else keeps its place. */
function inLooks(graphics: readonly Graphic[]): readonly Graphic[] {
  const sorted: Graphic[] = [];
  let rules: Rule[] = [];
  const flush = (): void => {
    sorted.push(...rules.toSorted((a, b) => a.width - b.width || a.colour.localeCompare(b.colour)));
    rules = [];
  };
  for (const graphic of graphics) {
    if (graphic.kind === 'rule') rules.push(graphic);
    else {
      flush();
      sorted.push(graphic);
    }
  }
  flush();
  return sorted;
}

type Rule = Extract<Graphic, { kind: 'rule' }>;

/** What graphics share that one path can draw; nothing for those that stand alone. */
function lookOf(
  graphic: Graphic,
): { readonly key: string; readonly attributes: Readonly<Record<string, string>>; readonly d: string } | undefined {
  if (graphic.kind === 'fill') {
    const { x, y, width, height, colour } = graphic;
    return {
      key: `fill ${colour}`,
      attributes: { fill: colour },
      d: `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`,
    };
  }
  if (graphic.kind !== 'rule' || graphic.line === 'double') return undefined;
  const { x1, y1, x2, y2, width, line, colour } = graphic;
  const attributes = {
    fill: 'none',
    stroke: colour,
    'stroke-width': n(width),
    ...(line === 'solid' ? { 'stroke-linecap': 'square' } : dashed(line, width)),
  };
  return { key: `rule ${colour} ${n(width)} ${line}`, attributes, d: `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}` };
}

const dashes: Readonly<Record<LineKind, ((width: number) => string) | undefined>> = {
  solid: undefined,
  double: undefined,
  dashed: (width) => `${n(width * 4 + 1)} ${n(width * 2 + 1)}`,
  dotted: (width) => `${n(width)} ${n(width + 0.6)}`,
  dashDot: (width) => `${n(width * 5 + 1)} ${n(width * 2 + 1)} ${n(width)} ${n(width * 2 + 1)}`,
};

function dashed(line: LineKind, width: number): Readonly<Record<string, string>> {
  const dash = dashes[line];
  return dash === undefined ? {} : { 'stroke-dasharray': dash(width) };
}

/** What stands alone. */
function drawGraphic(graphic: Graphic): readonly SVGElement[] {
  switch (graphic.kind) {
    case 'fill':
      return [];
    case 'rule':
      return drawDouble(graphic);
    case 'path':
      return [
        ...(graphic.gradient === undefined ? [] : [gradientOf(graphic.gradient)]),
        clippedTo(
          graphic.clip,
          element('path', {
            d: graphic.d,
            fill: graphic.gradient === undefined ? (graphic.fill ?? 'none') : `url(#kp-gradient-${gradients})`,
            ...(graphic.place === undefined ? {} : { transform: `matrix(${graphic.place.map(fine).join(' ')})` }),
            ...(graphic.opacity < 1 ? { 'fill-opacity': n(graphic.opacity) } : {}),
            ...(graphic.stroke === undefined
              ? {}
              : { stroke: graphic.stroke, 'stroke-width': n(graphic.width), ...dashed(graphic.line, graphic.width) }),
          }),
        ),
      ];
    case 'picture':
      return [clippedTo(graphic.clip, drawPicture(graphic))];
    case 'mark':
      return [
        graphic.mark === 'cut'
          ? element('path', {
              d: `M${n(graphic.x)} ${n(graphic.y)}h${n(graphic.width)}l${n(-graphic.width / 2)} ${n(graphic.height)}z`,
              fill: '#d00000',
            })
          : element('rect', {
              x: n(graphic.x),
              y: n(graphic.y),
              width: n(graphic.width),
              height: n(graphic.height),
              fill: '#1a1aff',
            }),
      ];
    default:
      return unreachable(graphic);
  }
}

/** Gradients drawn so far: each has a name of its own in the document. */
let gradients = 0;

function gradientOf({ angle, stops }: Gradient): SVGElement {
  gradients += 1;
  const made = element(angle === undefined ? 'radialGradient' : 'linearGradient', {
    id: `kp-gradient-${gradients}`,
    ...(angle === undefined ? {} : { gradientTransform: `rotate(${n(angle)} 0.5 0.5)` }),
  });
  made.append(
    ...stops.map(({ at, colour, opacity }) =>
      element('stop', { offset: n(at), 'stop-color': colour, ...(opacity < 1 ? { 'stop-opacity': n(opacity) } : {}) }),
    ),
  );
  return made;
}

const fine = (value: number): string => String(Math.round(value * 1e5) / 1e5);

/** What is seen of it: the part inside a box of the page. */
function clippedTo(clip: Rect | undefined, drawn: SVGElement): SVGElement {
  if (clip === undefined) return drawn;
  const frame = { x: n(clip.x), y: n(clip.y), width: n(clip.width), height: n(clip.height) };
  const window = element('svg', { ...frame, viewBox: Object.values(frame).join(' '), overflow: 'hidden' });
  window.append(drawn);
  return window;
}

/** A picture in its frame; what is cut off it lies outside the frame and is not seen. */
function drawPicture(graphic: Extract<Graphic, { kind: 'picture' }>): SVGElement {
  const { x, y, width, height, crop, rotation, opacity } = graphic;
  const whole = crop === undefined ? graphic : wholePicture(graphic, crop);
  const image = element('image', {
    x: n(whole.x),
    y: n(whole.y),
    width: n(whole.width),
    height: n(whole.height),
    preserveAspectRatio: 'none',
    href: graphic.source,
    ...(opacity === undefined ? {} : { opacity: n(opacity) }),
  });
  const drawn = clippedTo(crop === undefined ? undefined : { x, y, width, height }, image);
  const flipped = graphic.flipH === true || graphic.flipV === true;
  if (rotation === 0 && !flipped) return drawn;
  const [middle, centre] = [n(x + width / 2), n(y + height / 2)];
  const flip = flipped
    ? ` translate(${middle} ${centre}) scale(${graphic.flipH === true ? -1 : 1} ${graphic.flipV === true ? -1 : 1}) translate(-${middle} -${centre})`
    : '';
  const turned = element('g', { transform: `rotate(${n(rotation)} ${middle} ${centre})${flip}` });
  turned.append(drawn);
  return turned;
}

/** A double line is two thin ones. */
function drawDouble(rule: Rule): readonly SVGElement[] {
  const away = rule.width / 3 + 0.25;
  const [dx, dy] = rule.x1 === rule.x2 ? [away, 0] : [0, away];
  const line = (side: number): SVGElement =>
    element('line', {
      x1: n(rule.x1 + dx * side),
      y1: n(rule.y1 + dy * side),
      x2: n(rule.x2 + dx * side),
      y2: n(rule.y2 + dy * side),
      stroke: rule.colour,
      'stroke-width': n(rule.width / 3),
    });
  return [line(1), line(-1)];
}
