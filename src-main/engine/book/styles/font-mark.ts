import { cellColour, type ColourTable } from './colours.ts';
import { isTrue } from '../../xml/is-true.ts';
import { token, type XmlScanner } from '../../xml/scanner.ts';

/**
 * How a font makes a text stand out: `strike`, `underline` and its colour as `FF0000`, in order, joined by `+`; `''` for plain
 * black. Black and the automatic colour are none.
 *
 * @param s at the `open` of `font` or `rPr` (ECMA-376 part 1, 18.8.22 and 18.4.7); it is left at their end.
 * @param colours is asked for only where a colour is one of the theme or of the palette.
 */
export function fontMark(s: XmlScanner, colours: () => ColourTable): string {
  const marks: string[] = [];
  const { depth } = s;
  for (let t = s.next(); t !== token.end && (t !== token.close || s.depth > depth); t = s.next()) {
    if (t !== token.open) continue;
    const value = s.attribute('val');
    if (s.local === 'strike' && (value === undefined || isTrue(value))) marks.push('strike');
    else if (s.local === 'u' && value !== 'none') marks.push('underline');
    else if (s.local === 'color') marks.push(...colourMark(s, colours));
  }
  return marks.sort().join('+');
}

const colourAttributes = ['auto', 'theme', 'indexed', 'tint'] as const;

function colourMark(s: XmlScanner, colours: () => ColourTable): readonly string[] {
  const rgb = s.attribute('rgb');
  if (rgb !== undefined && s.attribute('tint') === undefined) return visible(rgb.slice(-6).toUpperCase());
  const attributes: Record<string, string> = rgb === undefined ? {} : { rgb };
  for (const name of colourAttributes) {
    const value = s.attribute(name);
    if (value !== undefined) attributes[name] = value;
  }
  return visible(cellColour(attributes, colours())?.slice(1).toUpperCase() ?? '');
}

const visible = (rgb: string): readonly string[] => (/^[\dA-F]{6}$/.test(rgb) && rgb !== '000000' ? [rgb] : []);
