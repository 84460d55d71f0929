import { hasPresetOutline } from '../../../src-shared/paper/more-presets.ts';

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
  'wedgeEllipseCallout',
  'borderCallout1',
  'borderCallout2',
  'borderCallout3',
]);

const isKnown = (name: string): boolean => known.has(name) || hasPresetOutline(name);

const nearest: readonly (readonly [RegExp, string])[] = [
  [/connector/iu, 'straightConnector1'],
  [/^flowChart(Alternate|Terminator)|^round|snip/u, 'roundRect'],
  [/^flowChartDecision/u, 'diamond'],
  [/^cloudCallout/u, 'wedgeEllipseCallout'],
  [/^flowChartConnector|smiley|sun|cloud/iu, 'ellipse'],
  [/rightArrow/iu, 'rightArrow'],
  [/leftArrow/iu, 'leftArrow'],
  [/upArrow/iu, 'upArrow'],
  [/downArrow/iu, 'downArrow'],
  [/^accentBorderCallout1/u, 'borderCallout1'],
  [/^accentBorderCallout2/u, 'borderCallout2'],
  [/^accentBorderCallout3/u, 'borderCallout3'],
  [/callout/iu, 'wedgeRectCallout'],
  [/star|seal|irregular/iu, 'star5'],
];

const nearestOf = (name: string): string | undefined => nearest.find(([pattern]) => pattern.test(name))?.[1];

export const presetOf = (name: string): string => (isKnown(name) ? name : (nearestOf(name) ?? 'rect'));

/** Whether a preset is drawn in its form or nearly so; of others the page has the frame alone. */
export const hasOutline = (name: string): boolean => isKnown(name) || nearestOf(name) !== undefined;

/** Whether a preset without outline fills about all of its frame, so that a filled frame hides no more than it does. */
export const isBox = (name: string): boolean => /^(actionButton|plaqueTabs|cornerTabs|squareTabs)/u.test(name);
