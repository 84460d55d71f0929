import { child, descend, flag, numeric, type XmlNode } from '../../xml/xml-tree.ts';

/** A colour as CSS writes it, `#rrggbb`. */
export type Colour = string;

/** The palette of `indexed` colours (ECMA-376 part 1, 18.8.27); 64 and 65 are the window's text and ground. */
const indexed = (
  '000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff 000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff ' +
  '800000 008000 000080 808000 800080 008080 c0c0c0 808080 9999ff 993366 ffffcc ccffff 660066 ff8080 0066cc ccccff ' +
  '000080 ff00ff ffff00 00ffff 800080 800000 008080 0000ff 00ccff ccffff ccffcc ffff99 99ccff ff99cc cc99ff ffcc99 ' +
  '3366ff 33cccc 99cc00 ffcc00 ff9900 ff6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333 ' +
  '000000 ffffff'
).split(' ');

const office = [
  'ffffff',
  '000000',
  'eeece1',
  '1f497d',
  '4f81bd',
  'c0504d',
  '9bbb59',
  '8064a2',
  '4bacc6',
  'f79646',
  '0000ff',
  '800080',
];
const themeOrder = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
];
const aliases: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2', phClr: 'accent1' };
const presets: Readonly<Record<string, string>> = {
  black: '000000',
  white: 'ffffff',
  red: 'ff0000',
  green: '008000',
  blue: '0000ff',
  yellow: 'ffff00',
  gray: '808080',
  grey: '808080',
  cyan: '00ffff',
  magenta: 'ff00ff',
  orange: 'ffa500',
  purple: '800080',
};

/** The workbook's colours: its theme in the order of `theme` attributes, its own palette when it has one. */
export interface ColourTable {
  readonly theme: readonly string[];
  readonly indexed: readonly string[];
}

/** Reads `theme1.xml` (may be missing: Office's colours) and `colors/indexedColors` of the styles. */
export function colourTable(theme: XmlNode | undefined, styles: XmlNode | undefined): ColourTable {
  const scheme = descend(theme, 'themeElements', 'clrScheme');
  const own = descend(styles, 'colors', 'indexedColors')?.children.map((entry) =>
    (entry.attributes['rgb'] ?? '').slice(-6).toLowerCase(),
  );
  return {
    theme: themeOrder.map((name, index) => {
      const entry = child(scheme, name)?.children[0];
      const value = entry?.attributes['lastClr'] ?? entry?.attributes['val'];
      return value !== undefined && /^[0-9a-f]{6}$/iu.test(value) ? value.toLowerCase() : (office[index] as string);
    }),
    indexed: indexed.map((standard, index) =>
      own?.[index] !== undefined && own[index].length === 6 ? own[index] : standard,
    ),
  };
}

/** A `CT_Color` (18.8.19 and others): rgb, theme with tint, or indexed. `undefined` for automatic. */
export function cellColour(
  attributes: Readonly<Record<string, string>> | undefined,
  table: ColourTable,
): Colour | undefined {
  if (attributes === undefined || flag(attributes['auto'])) return undefined;
  const theme = numeric(attributes['theme']);
  const index = numeric(attributes['indexed']);
  let base: string | undefined;
  if (attributes['rgb'] !== undefined && attributes['rgb'].length >= 6)
    base = attributes['rgb'].slice(-6).toLowerCase();
  else if (theme !== undefined) base = table.theme[theme];
  else if (index !== undefined) base = index >= 64 ? undefined : table.indexed[index];
  if (base === undefined || !/^[0-9a-f]{6}$/u.test(base)) return undefined;
  return `#${tinted(base, numeric(attributes['tint']) ?? 0)}`;
}

/** A drawing's colour (20.1.2.3): `srgbClr`, `schemeClr`, `sysClr`, `prstClr` with its modifiers. */
export function drawingColour(node: XmlNode | undefined, table: ColourTable, placeholder?: Colour): Colour | undefined {
  const entry = node?.children.find((candidate) => candidate.name.endsWith('Clr'));
  if (entry === undefined) return undefined;
  const value = entry.attributes['val'] ?? '';
  let base: string | undefined;
  if (entry.name === 'srgbClr') base = value.toLowerCase();
  else if (entry.name === 'sysClr')
    base = entry.attributes['lastClr']?.toLowerCase() ?? (value === 'window' ? 'ffffff' : '000000');
  else if (entry.name === 'prstClr') base = presets[value];
  else if (entry.name === 'schemeClr') {
    if (value === 'phClr' && placeholder !== undefined) base = placeholder.slice(1);
    else base = table.theme[themeOrder.indexOf(aliases[value] ?? value)];
  }
  if (base === undefined || !/^[0-9a-f]{6}$/u.test(base)) return undefined;
  const [h, lightness, saturation] = toHls(base);
  let l = lightness;
  let s = saturation;
  for (const change of entry.children) {
    const amount = (numeric(change.attributes['val']) ?? 0) / 100_000;
    if (change.name === 'lumMod') l *= amount;
    else if (change.name === 'lumOff') l += amount;
    else if (change.name === 'satMod') s *= amount;
    else if (change.name === 'shade') l *= amount;
    else if (change.name === 'tint') l = l * amount + (1 - amount);
  }
  l = Math.min(1, Math.max(0, l));
  s = Math.min(1, Math.max(0, s));
  return `#${fromHls(h, l, s)}`;
}

/** Share of a drawing's colour that covers, 0 to 1. */
export function drawingAlpha(node: XmlNode | undefined): number {
  const entry = node?.children.find((candidate) => candidate.name.endsWith('Clr'));
  const alpha = numeric(child(entry, 'alpha')?.attributes['val']);
  return alpha === undefined ? 1 : alpha / 100_000;
}

/** Lightens (tint above 0) or darkens a colour by its luminance, as 18.8.19 says. */
function tinted(rgb: string, tint: number): string {
  if (tint === 0) return rgb;
  const [h, l, s] = toHls(rgb);
  return fromHls(h, tint < 0 ? l * (1 + tint) : l * (1 - tint) + tint, s);
}

function toHls(rgb: string): [number, number, number] {
  const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255) as [number, number, number];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const l = (max + min) / 2;
  if (max === min) return [0, l, 0];
  const d = max - min;
  const s = l > 0.5 ? d / (2 - max - min) : d / (max + min);
  const h = max === r ? (g - b) / d + (g < b ? 6 : 0) : max === g ? (b - r) / d + 2 : (r - g) / d + 4;
  return [h / 6, l, s];
}

function fromHls(h: number, l: number, s: number): string {
  const q = l < 0.5 ? l * (1 + s) : l + s - l * s;
  const p = 2 * l - q;
  const channel = (offset: number): number => {
    const t = (((h + offset) % 1) + 1) % 1;
    if (t < 1 / 6) return p + (q - p) * 6 * t;
    if (t < 1 / 2) return q;
    if (t < 2 / 3) return p + (q - p) * (2 / 3 - t) * 6;
    return p;
  };
  return [1 / 3, 0, -1 / 3]
    .map((offset) =>
      Math.round(Math.min(1, Math.max(0, channel(offset))) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}
