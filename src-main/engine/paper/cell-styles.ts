import { boundedFormat } from '../book/sheet-limits.ts';
import type { CellStyle, Edge, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import { builtinFormats } from '../book/styles/builtin-formats.ts';
import { cellColour, type ColourTable } from '../book/styles/colours.ts';
import { child, childrenNamed, flag, numeric, type XmlNode } from '../xml/xml-tree.ts';

/** The workbook's formats as paper needs them (ECMA-376 part 1, 18.8). */
export interface StyleTable {
  /** By `s` of a cell. */
  readonly cells: readonly CellStyle[];
  readonly numberFormats: readonly string[];
  /** Of those, by `s`, whose ground has a pattern or goes over from colour to colour: paper has one even tone in its stead. */
  readonly evened: ReadonlySet<number>;
  readonly differential: readonly Differential[];
  /** The font of the Normal style: columns count in its digits. */
  readonly normal: TextRunStyle;
}

/** A `dxf`: what a conditional format changes. */
export interface Differential {
  readonly colour?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly underline?: 'none' | 'single' | 'double';
  readonly fill?: string;
  readonly border?: CellStyle['border'];
  readonly numberFormat?: string;
}

const fallbackFont = { name: 'ＭＳ Ｐゴシック', size: 11 };

/** Widths in points and kinds of ruled lines (18.18.3 `ST_BorderStyle`), as Excel prints them. */
const lines: Readonly<Record<string, Omit<Edge, 'colour'>>> = {
  hair: { width: 0.25, line: 'dotted' },
  thin: { width: 0.5, line: 'solid' },
  dotted: { width: 0.5, line: 'dotted' },
  dashed: { width: 0.5, line: 'dashed' },
  dashDot: { width: 0.5, line: 'dashDot' },
  dashDotDot: { width: 0.5, line: 'dashDot' },
  medium: { width: 1.25, line: 'solid' },
  mediumDashed: { width: 1.25, line: 'dashed' },
  mediumDashDot: { width: 1.25, line: 'dashDot' },
  mediumDashDotDot: { width: 1.25, line: 'dashDot' },
  slantDashDot: { width: 1.25, line: 'dashDot' },
  thick: { width: 2, line: 'solid' },
  double: { width: 1.5, line: 'double' },
};

/** A `CT_Font` or `CT_RPrElt`; what it does not say is the base's. */
export function fontOf(
  node: XmlNode | undefined,
  colours: ColourTable,
  base: Omit<TextRunStyle, 'text'>,
): Omit<TextRunStyle, 'text'> {
  if (node === undefined) return base;
  const value = (name: string) => child(node, name)?.attributes['val'];
  const toggle = (name: string) => {
    const entry = child(node, name);
    return entry !== undefined && flag(entry.attributes['val'], true);
  };
  const colour = cellColour(child(node, 'color')?.attributes, colours);
  const underline = child(node, 'u');
  const script = value('vertAlign');
  return {
    font: {
      name: value('name') ?? value('rFont') ?? base.font.name,
      size: numeric(value('sz')) ?? base.font.size,
      bold: toggle('b'),
      italic: toggle('i'),
    },
    ...(colour === undefined || colour === '#000000' ? {} : { colour }),
    ...(underline === undefined || underline.attributes['val'] === 'none'
      ? {}
      : {
          underline: (underline.attributes['val'] ?? 'single').startsWith('double')
            ? ('double' as const)
            : ('single' as const),
        }),
    ...(toggle('strike') ? { strike: true } : {}),
    ...(script === 'superscript'
      ? { script: 'super' as const }
      : script === 'subscript'
        ? { script: 'sub' as const }
        : {}),
  };
}

function underlineOf(node: XmlNode): 'none' | 'single' | 'double' {
  const kind = node.attributes['val'] ?? 'single';
  return kind === 'none' ? 'none' : kind.startsWith('double') ? 'double' : 'single';
}

function fillOf(node: XmlNode | undefined, colours: ColourTable): string | undefined {
  const pattern = child(node, 'patternFill');
  if (pattern === undefined) {
    const stop = child(child(node, 'gradientFill'), 'stop');
    return cellColour(child(stop, 'color')?.attributes, colours);
  }
  const kind = pattern.attributes['patternType'] ?? 'none';
  if (kind === 'none') return undefined;
  const front = cellColour(child(pattern, 'fgColor')?.attributes, colours);
  const back = cellColour(child(pattern, 'bgColor')?.attributes, colours);
  if (kind === 'solid') return front ?? '#ffffff';
  const share =
    kind === 'gray125'
      ? 0.125
      : kind === 'gray0625'
        ? 0.0625
        : kind === 'lightGray'
          ? 0.25
          : kind === 'darkGray'
            ? 0.75
            : 0.5;
  return mixed(front ?? '#000000', back ?? '#ffffff', share);
}

/** Whether a fill is more than one colour. */
function isEvened(node: XmlNode): boolean {
  const kind = child(node, 'patternFill')?.attributes['patternType'] ?? 'none';
  return child(node, 'gradientFill') !== undefined || (kind !== 'none' && kind !== 'solid');
}

/** A pattern as the even tone that it makes on paper. */
export function mixed(front: string, back: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(channel(front, at) * share + channel(back, at) * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function edgeOf(node: XmlNode | undefined, colours: ColourTable): Edge | undefined {
  const line = lines[node?.attributes['style'] ?? ''];
  return line === undefined
    ? undefined
    : { ...line, colour: cellColour(child(node, 'color')?.attributes, colours) ?? '#000000' };
}

function borderOf(node: XmlNode | undefined, colours: ColourTable): CellStyle['border'] {
  const diagonal = edgeOf(child(node, 'diagonal'), colours);
  const edges = {
    left: edgeOf(child(node, 'left') ?? child(node, 'start'), colours),
    right: edgeOf(child(node, 'right') ?? child(node, 'end'), colours),
    top: edgeOf(child(node, 'top'), colours),
    bottom: edgeOf(child(node, 'bottom'), colours),
    up: flag(node?.attributes['diagonalUp']) ? diagonal : undefined,
    down: flag(node?.attributes['diagonalDown']) ? diagonal : undefined,
  };
  return Object.fromEntries(Object.entries(edges).filter(([, edge]) => edge !== undefined));
}

const horizontals = new Set(['left', 'center', 'right', 'fill', 'justify', 'centerContinuous', 'distributed']);
const verticals = new Set(['top', 'center', 'justify', 'distributed']);

/** Reads `styles.xml`; a missing or empty part gives one plain style. */
export function readCellStyles(styles: XmlNode | undefined, colours: ColourTable): StyleTable {
  const plainFont = { font: fallbackFont };
  const fonts = childrenNamed(child(styles, 'fonts'), 'font').map((node) => fontOf(node, colours, plainFont));
  const fills = childrenNamed(child(styles, 'fills'), 'fill').map((node) => fillOf(node, colours));
  const evened = childrenNamed(child(styles, 'fills'), 'fill').map(isEvened);
  const borders = childrenNamed(child(styles, 'borders'), 'border').map((node) => borderOf(node, colours));
  const styleFormats = childrenNamed(child(styles, 'cellStyleXfs'), 'xf');
  const normalEntry = childrenNamed(child(styles, 'cellStyles'), 'cellStyle').find(
    (entry) => entry.attributes['builtinId'] === '0',
  );
  const normalFormat = styleFormats[numeric(normalEntry?.attributes['xfId']) ?? 0];
  const normal = fonts[numeric(normalFormat?.attributes['fontId']) ?? 0] ?? plainFont;
  const custom = new Map(
    childrenNamed(child(styles, 'numFmts'), 'numFmt').map((node) => [
      node.attributes['numFmtId'],
      boundedFormat(node.attributes['formatCode'] ?? ''),
    ]),
  );
  const formats = childrenNamed(child(styles, 'cellXfs'), 'xf');
  const cells = formats.map((format): CellStyle => {
    const parent = styleFormats[numeric(format.attributes['xfId']) ?? 0];
    const alignment =
      child(format, 'alignment') ??
      (flag(format.attributes['applyAlignment'], true) ? undefined : child(parent, 'alignment'));
    const horizontal = alignment?.attributes['horizontal'] ?? 'general';
    const vertical = alignment?.attributes['vertical'] ?? 'bottom';
    const fill = fills[numeric(format.attributes['fillId']) ?? 0];
    return {
      font: { text: '', ...(fonts[numeric(format.attributes['fontId']) ?? 0] ?? plainFont) },
      ...(fill === undefined ? {} : { fill }),
      border: borders[numeric(format.attributes['borderId']) ?? 0] ?? {},
      horizontal: (horizontals.has(horizontal) ? horizontal : 'general') as CellStyle['horizontal'],
      vertical: (verticals.has(vertical) ? vertical : 'bottom') as CellStyle['vertical'],
      wrap:
        flag(alignment?.attributes['wrapText']) ||
        vertical === 'justify' ||
        horizontal === 'justify' ||
        horizontal === 'distributed',
      shrink: flag(alignment?.attributes['shrinkToFit']),
      indent: Math.min(250, Math.max(0, numeric(alignment?.attributes['indent']) ?? 0)),
      rotation: numeric(alignment?.attributes['textRotation']) ?? 0,
    };
  });
  return {
    cells: cells.length === 0 ? [plainStyle] : cells,
    numberFormats: formats.map((format) => {
      const id = format.attributes['numFmtId'] ?? '0';
      return custom.get(id) ?? builtinFormats[Number(id)] ?? 'General';
    }),
    evened: new Set(
      formats.flatMap((format, at) => (evened[numeric(format.attributes['fillId']) ?? 0] === true ? [at] : [])),
    ),
    differential: childrenNamed(child(styles, 'dxfs'), 'dxf').map((node) => differentialOf(node, colours)),
    normal: { text: '', ...normal },
  };
}

export const plainStyle: CellStyle = {
  font: { text: '', font: fallbackFont },
  border: {},
  horizontal: 'general',
  vertical: 'bottom',
  wrap: false,
  shrink: false,
  indent: 0,
  rotation: 0,
};

export function differentialOf(node: XmlNode, colours: ColourTable): Differential {
  const font = child(node, 'font');
  const pattern = child(child(node, 'fill'), 'patternFill');
  // In a `dxf` a solid fill has its colour in `bgColor` (seen in every Excel since 2007).
  const fill = cellColour(child(pattern, 'bgColor')?.attributes ?? child(pattern, 'fgColor')?.attributes, colours);
  const colour = cellColour(child(font, 'color')?.attributes, colours);
  const toggle = (name: string) => {
    const entry = child(font, name);
    return entry === undefined ? undefined : flag(entry.attributes['val'], true);
  };
  const underline = child(font, 'u');
  const border = child(node, 'border') === undefined ? undefined : borderOf(child(node, 'border'), colours);
  const values = {
    colour,
    fill,
    bold: toggle('b'),
    italic: toggle('i'),
    strike: toggle('strike'),
    underline: underline === undefined ? undefined : underlineOf(underline),
    border,
    numberFormat: child(node, 'numFmt')?.attributes['formatCode'],
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
