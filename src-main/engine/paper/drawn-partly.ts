import type { Drawing } from '../../../src-shared/paper/sheet.ts';
import type { Partly } from '../../../src-shared/paper/undrawn.ts';
import { child, flag, type XmlNode } from '../xml/xml-tree.ts';
import type { SetupAttributes } from './page-setup.ts';
import { labelOf, nonVisual } from './drawing-node.ts';

/** Elements that paper leaves out of what it draws otherwise (ECMA-376 part 1, 20.1 and 21.2). */
const leftOut: Readonly<Record<string, Partly>> = {
  userShapes: 'chart-shapes',
  trendline: 'trend-line',
  errBars: 'error-bars',
  bar3DChart: 'flat',
  line3DChart: 'flat',
  area3DChart: 'flat',
  pie3DChart: 'flat',
  highlight: 'highlight',
  outerShdw: 'effect',
  innerShdw: 'effect',
  prstShdw: 'effect',
  glow: 'effect',
  reflection: 'effect',
  softEdge: 'effect',
};

/** What a sheet asks for in its page set-up (18.3.1.63 `cellComments`, 18.3.1.70 `headings`) and paper leaves out. */
export function askedInVain(
  { pageSetup, printOptions }: SetupAttributes,
  hasComments: boolean,
  drawings: readonly Drawing[] = [],
): readonly DrawnPartly[] {
  const inColour = flag(pageSetup['blackAndWhite']) ? drawings.find(({ kind }) => kind !== 'shape') : undefined;
  const { cellComments = 'none' } = pageSetup;
  return [
    ...(hasComments && cellComments !== 'none' ? [{ label: '', what: 'comments' as const }] : []),
    ...(flag(printOptions['headings']) ? [{ label: '', what: 'headings' as const }] : []),
    ...(inColour !== undefined && 'label' in inColour ? [{ label: inColour.label, what: 'colour' as const }] : []),
  ];
}

export interface DrawnPartly {
  readonly label: string;
  readonly what: Partly;
}

const unprinted = (anchor: XmlNode): boolean =>
  !flag(child(anchor, 'clientData')?.attributes['fPrintsWithSheet'], true);

/** What is left out of the drawings below `root`, each kind once for each drawing; `label` names those without a name of their own. */
export function drawnPartly(root: XmlNode, label = ''): readonly DrawnPartly[] {
  const found = new Map<string, DrawnPartly>();
  const waiting: { readonly node: XmlNode; readonly name: string }[] = [{ node: root, name: label }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next;
    if (flag(nonVisual(node)?.attributes['hidden']) || unprinted(node)) continue;
    const name = nonVisual(node) === undefined ? next.name : labelOf(node);
    const what = Object.hasOwn(leftOut, node.name) ? leftOut[node.name] : undefined;
    if (what !== undefined) found.set(`${what} ${name}`, { label: name, what });
    for (const inner of node.children.toReversed()) waiting.push({ node: inner, name });
  }
  return [...found.values()];
}
