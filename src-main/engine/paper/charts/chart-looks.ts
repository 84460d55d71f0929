import type { Edge, TextRunStyle } from '../../../../src-shared/paper/sheet.ts';
import { drawingColour, type ColourTable } from '../../book/styles/colours.ts';
import { child, childrenNamed, descend, flag, numeric, type XmlNode } from '../../xml/xml-tree.ts';

/** What a chart is read with. */
export interface ChartContext {
  readonly colours: ColourTable;
  readonly font: TextRunStyle['font'];
  readonly label: string;
  /** Numbers of a `numRef` or `numLit`, as the cells have them now. */
  numbers(source: XmlNode | undefined): readonly (number | undefined)[];
  /** Words of a `strRef`, `numRef`, `multiLvlStrRef` or literal, as the cells show them now. */
  texts(source: XmlNode | undefined): readonly string[];
  /** A number by its format. */
  words(value: number, format: string): string;
}

/** The `val` of an element inside. */
export const val = (node: XmlNode | undefined, name: string): string | undefined =>
  child(node, name)?.attributes['val'];

/** The look of text by `txPr` or a run's properties. */
export function chartFont(node: XmlNode | undefined, context: ChartContext, base: TextRunStyle): TextRunStyle {
  return runFont(descend(node, 'p', 'pPr', 'defRPr'), context, base);
}

function runFont(format: XmlNode | undefined, context: ChartContext, base: TextRunStyle): TextRunStyle {
  if (format === undefined) return base;
  const colour = drawingColour(child(format, 'solidFill'), context.colours);
  const name = child(format, 'ea')?.attributes['typeface'] ?? child(format, 'latin')?.attributes['typeface'] ?? '';
  return {
    ...base,
    font: {
      name: name === '' || name.startsWith('+') ? base.font.name : name,
      size: (numeric(format.attributes['sz']) ?? base.font.size * 100) / 100,
      bold: flag(format.attributes['b'], base.font.bold),
      italic: flag(format.attributes['i'], base.font.italic),
    },
    ...(colour === undefined ? {} : { colour }),
  };
}

export function richText(body: XmlNode, context: ChartContext, base: TextRunStyle): readonly TextRunStyle[] {
  return childrenNamed(body, 'p').flatMap((paragraph, index): readonly TextRunStyle[] => {
    const own = runFont(descend(paragraph, 'pPr', 'defRPr'), context, base);
    const runs = paragraph.children
      .filter(({ name }) => name === 'r' || name === 'fld' || name === 'br')
      .map((run) => ({
        ...runFont(child(run, 'rPr'), context, own),
        text: run.name === 'br' ? '\n' : (child(run, 't')?.text ?? ''),
      }));
    return index === 0 ? runs : [{ ...own, text: '\n' }, ...runs];
  });
}

const dashes: Readonly<Record<string, Edge['line']>> = {
  sysDot: 'dotted',
  dot: 'dotted',
  dashDot: 'dashDot',
  lgDashDot: 'dashDot',
  sysDashDot: 'dashDot',
  dash: 'dashed',
  lgDash: 'dashed',
  sysDash: 'dashed',
};

/** The line of `spPr`; `none` where it says so, `undefined` where it says nothing. */
export function lineOf(properties: XmlNode | undefined, context: ChartContext): Edge | 'none' | undefined {
  const line = child(properties, 'ln');
  if (line === undefined) return undefined;
  if (child(line, 'noFill') !== undefined) return 'none';
  const colour = drawingColour(child(line, 'solidFill'), context.colours);
  if (colour === undefined) return undefined;
  const width = numeric(line.attributes['w']);
  return {
    width: width === undefined ? 0.75 : Math.max(0.25, width / 12_700),
    line: dashes[val(line, 'prstDash') ?? ''] ?? 'solid',
    colour,
  };
}

/** The colour of a series without one of its own: the theme's accents in turn, then darker and lighter (as style 2 has them). */
export function accent(index: number, { colours }: ChartContext): string {
  const name = `accent${(index % 6) + 1}`;
  const round = Math.floor(index / 6);
  const change = [[], ['lumMod', 60_000], ['lumMod', 80_000]][round % 3] ?? [];
  const entry: XmlNode = {
    name: 'schemeClr',
    attributes: { val: name },
    text: '',
    children:
      change.length === 0
        ? []
        : [{ name: String(change[0]), attributes: { val: String(change[1]) }, text: '', children: [] }],
  };
  return drawingColour({ name: '', attributes: {}, text: '', children: [entry] }, colours) ?? '#4f81bd';
}
