import type { Graphic, LineKind, PrintedPage } from '../../src-shared/page/page.ts';
import { unreachable } from '../../src-shared/result.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const n = (value: number): string => String(Math.round(value * 100) / 100);

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Fills, ruled lines, shapes and pictures of a page as one SVG behind its text. */
export function drawGraphics(page: PrintedPage): SVGElement {
  const svg = element('svg', { class: 'kp-graphics', 'aria-hidden': 'true', viewBox: `0 0 ${n(page.width)} ${n(page.height)}` });
  svg.append(...page.graphics.flatMap(drawGraphic));
  return svg;
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

function drawGraphic(graphic: Graphic): readonly SVGElement[] {
  switch (graphic.kind) {
    case 'fill':
      return [element('rect', { x: n(graphic.x), y: n(graphic.y), width: n(graphic.width), height: n(graphic.height), fill: graphic.colour })];
    case 'rule':
      return drawRule(graphic);
    case 'path':
      return [
        element('path', {
          d: graphic.d,
          fill: graphic.fill ?? 'none',
          transform: graphic.transform ?? '',
          ...(graphic.opacity < 1 ? { 'fill-opacity': n(graphic.opacity) } : {}),
          ...(graphic.stroke === undefined ? {} : { stroke: graphic.stroke, 'stroke-width': n(graphic.width), ...dashed(graphic.line, graphic.width) }),
        }),
      ];
    case 'picture':
      return [
        element('image', {
          x: n(graphic.x),
          y: n(graphic.y),
          width: n(graphic.width),
          height: n(graphic.height),
          preserveAspectRatio: 'none',
          href: graphic.source,
          ...(graphic.rotation === 0 ? {} : { transform: `rotate(${n(graphic.rotation)} ${n(graphic.x + graphic.width / 2)} ${n(graphic.y + graphic.height / 2)})` }),
        }),
      ];
    case 'mark':
      return [
        graphic.mark === 'cut'
          ? element('path', { d: `M${n(graphic.x)} ${n(graphic.y)}h${n(graphic.width)}l${n(-graphic.width / 2)} ${n(graphic.height)}z`, fill: '#d00000' })
          : element('rect', { x: n(graphic.x), y: n(graphic.y), width: n(graphic.width), height: n(graphic.height), fill: '#1a1aff' }),
      ];
    default:
      return unreachable(graphic);
  }
}

/** A ruled line; a double one is two thin lines. */
function drawRule(rule: Extract<Graphic, { kind: 'rule' }>): readonly SVGElement[] {
  const line = (dx: number, dy: number, width: number): SVGElement =>
    element('line', {
      x1: n(rule.x1 + dx),
      y1: n(rule.y1 + dy),
      x2: n(rule.x2 + dx),
      y2: n(rule.y2 + dy),
      stroke: rule.colour,
      'stroke-width': n(width),
      ...(rule.line === 'solid' ? { 'stroke-linecap': 'square' } : dashed(rule.line, width)),
    });
  if (rule.line !== 'double') return [line(0, 0, rule.width)];
  const away = rule.width / 3 + 0.25;
  const [dx, dy] = rule.x1 === rule.x2 ? [away, 0] : [0, away];
  return [line(dx, dy, rule.width / 3), line(-dx, -dy, rule.width / 3)];
}
