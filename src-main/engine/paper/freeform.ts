import type { FreePath } from '../../../src-shared/paper/sheet.ts';
import { child, childrenNamed, flag, numeric, type XmlNode } from '../xml/xml-tree.ts';

type Step = FreePath['steps'][number];

/** Steps in one freeform that paper draws; a drawing by hand has some hundred. */
const maxSteps = 20_000;

/**
 * The paths of `custGeom` (ECMA-376 part 1, 20.1.9.8), in EMU where a path names no size of its own. `undefined` where
 * its places are formulas: Excel writes those for presets that were made freeforms, and the page does not work them out.
 */
export function freePaths(geometry: XmlNode, frame: XmlNode | undefined): readonly FreePath[] | undefined {
  const extent = child(frame, 'ext')?.attributes;
  const paths: FreePath[] = [];
  let count = 0;
  for (const path of childrenNamed(child(geometry, 'pathLst'), 'path')) {
    const steps: Step[] = [];
    let pen: readonly [number, number] = [0, 0];
    for (const node of path.children) {
      const made = stepsOf(node, pen);
      count += 1;
      if (made === undefined || count > maxSteps) return undefined;
      steps.push(...made);
      pen = steps.at(-1)?.points.at(-1) ?? pen;
    }
    paths.push({
      width: numeric(path.attributes['w']) ?? numeric(extent?.['cx']) ?? 0,
      height: numeric(path.attributes['h']) ?? numeric(extent?.['cy']) ?? 0,
      filled: path.attributes['fill'] !== 'none',
      stroked: flag(path.attributes['stroke'], true),
      steps,
    });
  }
  return paths.length === 0 ? undefined : paths;
}

const letters: Readonly<Record<string, readonly ['M' | 'L' | 'C' | 'Q', number]>> = {
  moveTo: ['M', 1],
  lnTo: ['L', 1],
  cubicBezTo: ['C', 3],
  quadBezTo: ['Q', 2],
};

function stepsOf(node: XmlNode, pen: readonly [number, number]): readonly Step[] | undefined {
  if (node.name === 'close') return [{ to: 'Z', points: [] }];
  if (node.name === 'arcTo') return arc(node, pen);
  const letter = letters[node.name];
  if (letter === undefined) return undefined;
  const points: [number, number][] = [];
  for (const { attributes } of childrenNamed(node, 'pt')) {
    const x = numeric(attributes['x']);
    const y = numeric(attributes['y']);
    if (x === undefined || y === undefined) return undefined;
    points.push([x, y]);
  }
  return points.length === letter[1] ? [{ to: letter[0], points }] : undefined;
}

/** `arcTo` (20.1.9.4): angles in 60,000ths of a degree, clockwise; SVG draws no full turn, so it is made of halves. */
function arc(node: XmlNode, [x, y]: readonly [number, number]): readonly Step[] | undefined {
  const [rx, ry, start, sweep] = ['wR', 'hR', 'stAng', 'swAng'].map((name) => numeric(node.attributes[name]));
  if (rx === undefined || ry === undefined || start === undefined || sweep === undefined) return undefined;
  const radians = (angle: number) => (angle / 60_000 / 180) * Math.PI;
  const from = radians(start);
  const turn = Math.max(-2 * Math.PI, Math.min(2 * Math.PI, radians(sweep)));
  const centre = { x: x - rx * Math.cos(from), y: y - ry * Math.sin(from) };
  return [0.5, 1].map((part) => ({
    to: 'A' as const,
    points: [[centre.x + rx * Math.cos(from + turn * part), centre.y + ry * Math.sin(from + turn * part)] as const],
    arc: { rx, ry, large: false, clockwise: turn > 0 },
  }));
}
