/** Preset geometries that the page draws; others (20.1.10.56 has 187) are drawn as the nearest of these. */
const known = new Set([
  'rect',
  'roundRect',
  'ellipse',
  'triangle',
  'rtTriangle',
  'diamond',
  'parallelogram',
  'trapezoid',
  'hexagon',
  'octagon',
  'pentagon',
  'rightArrow',
  'leftArrow',
  'upArrow',
  'downArrow',
  'leftRightArrow',
  'upDownArrow',
  'homePlate',
  'chevron',
  'line',
  'straightConnector1',
  'bentConnector3',
  'curvedConnector3',
  'leftBracket',
  'rightBracket',
  'leftBrace',
  'rightBrace',
  'bracketPair',
  'bracePair',
  'plus',
  'star5',
  'can',
  'wedgeRectCallout',
  'wedgeRoundRectCallout',
  'stripedRightArrow',
  'notchedRightArrow',
]);

const nearest: readonly (readonly [RegExp, string])[] = [
  [/connector/iu, 'straightConnector1'],
  [/^flowChart(Alternate|Terminator)|^round|snip/u, 'roundRect'],
  [/^flowChartDecision/u, 'diamond'],
  [/^flowChartConnector|donut|pie|chord|smiley|sun|moon|cloud/iu, 'ellipse'],
  [/rightArrow/iu, 'rightArrow'],
  [/leftArrow/iu, 'leftArrow'],
  [/upArrow/iu, 'upArrow'],
  [/downArrow/iu, 'downArrow'],
  [/ellipseCallout/iu, 'ellipse'],
  [/callout/iu, 'wedgeRectCallout'],
  [/star|seal|irregular/iu, 'star5'],
];

export function presetOf(name: string): string {
  if (known.has(name)) return name;
  return nearest.find(([pattern]) => pattern.test(name))?.[1] ?? 'rect';
}
