import { evaluate, type FormulaCells, type FormulaPlace } from '../../../../src-shared/formula/evaluate.ts';
import { parseFormula } from '../../../../src-shared/formula/parse.ts';
import { single, toNumber } from '../../../../src-shared/formula/values.ts';
import type { CellBar, CellIcon } from '../../../../src-shared/paper/sheet.ts';
import { cellColour, type ColourTable } from '../../book/styles/colours.ts';
import { child, childrenNamed, flag, numeric, type XmlNode } from '../../xml/xml-tree.ts';
import type { Effect } from './effects.ts';

/** What scales are worked out with: the numbers of all cells of the rule, ascending. */
export interface ScaleContext {
  readonly numbers: readonly number[];
  readonly colours: ColourTable;
  readonly cells: FormulaCells;
  readonly place: FormulaPlace;
}

/** The value that a `cfvo` (18.3.1.11) stands for. */
function threshold(node: XmlNode, { numbers, cells, place }: ScaleContext, absent: 'min' | 'max'): number {
  const type = node.attributes['type'] ?? 'num';
  const text = node.attributes['val'] ?? child(node, 'f')?.text ?? '';
  const [low, high] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  if (type === 'min') return low;
  if (type === 'max') return high;
  if (type === 'autoMin') return Math.min(0, low);
  if (type === 'autoMax') return Math.max(0, high);
  const given = numeric(text) ?? toNumber(single(evaluate(parseFormula(text), cells, place)));
  if (typeof given !== 'number') return absent === 'min' ? low : high;
  if (type === 'percent') return low + ((high - low) * given) / 100;
  if (type !== 'percentile') return given;
  const at = ((numbers.length - 1) * Math.max(0, Math.min(100, given))) / 100;
  const [below, above] = [numbers[Math.floor(at)] ?? 0, numbers[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

const coloursIn = (node: XmlNode, colours: ColourTable): readonly string[] =>
  childrenNamed(node, 'color').map((one) => cellColour(one.attributes, colours) ?? '#ffffff');

/** The colour between others at a value (18.3.1.16). */
export function scaleColour(node: XmlNode, value: number, context: ScaleContext): Effect {
  const stops = childrenNamed(node, 'cfvo').map((one, index) => threshold(one, context, index === 0 ? 'min' : 'max'));
  const colours = coloursIn(node, context.colours);
  let at = 0;
  while (at < stops.length - 2 && value > (stops[at + 1] ?? 0)) at += 1;
  const [low, high] = [stops[at] ?? 0, stops[at + 1] ?? 0];
  const share = high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : value > low ? 1 : 0;
  const [from = '#ffffff', to = from] = colours.slice(at, at + 2);
  const channel = (place: number): string =>
    Math.round(
      Number.parseInt(from.slice(place, place + 2), 16) * (1 - share) +
        Number.parseInt(to.slice(place, place + 2), 16) * share,
    )
      .toString(16)
      .padStart(2, '0');
  return { changes: [{ fill: `#${channel(1)}${channel(3)}${channel(5)}` }] };
}

/** A bar as long as the value is high (18.3.1.28); `newer` is what Excel 2010 added to it. */
export function barOf(
  node: XmlNode | undefined,
  newer: XmlNode | undefined,
  value: number,
  context: ScaleContext,
): Effect {
  const given = newer ?? node;
  const [first, second] = childrenNamed(given, 'cfvo');
  const low = first === undefined ? (context.numbers[0] ?? 0) : threshold(first, context, 'min');
  const high = second === undefined ? (context.numbers.at(-1) ?? 0) : threshold(second, context, 'max');
  const least = (numeric(given?.attributes['minLength']) ?? (newer === undefined ? 10 : 0)) / 100;
  const most = (numeric(given?.attributes['maxLength']) ?? (newer === undefined ? 90 : 100)) / 100;
  const share = (one: number): number =>
    high > low ? Math.max(0, Math.min(1, (one - low) / (high - low))) : one > low ? 1 : 0;
  const own = (name: string, of = newer): string | undefined =>
    cellColour(child(of, name)?.attributes, context.colours);
  const colour = own('fillColor') ?? own('color', node) ?? '#638ec6';
  // Values below zero reach to the left of an axis at zero.
  const axis =
    newer !== undefined && low < 0 && high > 0 && newer.attributes['axisPosition'] !== 'none' ? share(0) : undefined;
  const reach = share(value);
  const [from, to] =
    axis === undefined ? [0, least + reach * (most - least)] : value < 0 ? [reach, axis] : [axis, reach];
  const border = flag(newer?.attributes['border']) ? own('borderColor') : undefined;
  const bar: CellBar = {
    from,
    to,
    colour: value < 0 && axis !== undefined ? (own('negativeFillColor') ?? '#ff0000') : colour,
    fades: flag(newer?.attributes['gradient'], true),
    ...(border === undefined ? {} : { border }),
    ...(axis === undefined ? {} : { axis }),
    ...(newer?.attributes['direction'] === 'rightToLeft' ? { fromRight: true } : {}),
  };
  return { changes: [], bar, ...(flag((node ?? newer)?.attributes['showValue'], true) ? {} : { hidesText: true }) };
}

/** The icon of a value's step (18.3.1.49). */
export function iconOf(node: XmlNode, value: number, context: ScaleContext): Effect {
  const set = node.attributes['iconSet'] ?? '3TrafficLights1';
  const steps = childrenNamed(node, 'cfvo');
  let step = 0;
  for (const [index, one] of steps.entries()) {
    const edge = threshold(one, context, 'min');
    if (index > 0 && (flag(one.attributes['gte'], true) ? value >= edge : value > edge)) step = index;
  }
  const at = flag(node.attributes['reverse']) ? steps.length - 1 - step : step;
  const own = childrenNamed(node, 'cfIcon')[at]?.attributes;
  const icon: CellIcon = {
    set: own?.['iconSet'] ?? set,
    index: own === undefined ? at : (numeric(own['iconId']) ?? at),
  };
  const hidesText = !flag(node.attributes['showValue'], true);
  return { changes: [], ...(icon.set === 'NoIcons' ? {} : { icon }), ...(hidesText ? { hidesText } : {}) };
}
