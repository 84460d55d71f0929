import { fontFamily, type FontFamily } from '../../src-shared/text-metrics/families.ts';

const shipped: Readonly<Record<FontFamily['style'], string>> = {
  gothic: 'BIZ UDPGothic',
  mincho: 'BIZ UDPMincho',
  'mono-gothic': 'BIZ UDGothic',
  'mono-mincho': 'BIZ UDMincho',
};

/** Fonts that hold rarer characters where they are installed; Windows links 外字 (EUDC) to its own. */
export const rarerFonts =
  '"Noto Sans CJK JP", "IPAmj Mincho", "IPAexMincho", "IPAGothic", "Yu Gothic", "MS Gothic", "SimSun-ExtB", "EUDC", sans-serif';

const stacks = new Map<string, string>();

/** The shipped font of a form font's kind: text is fitted to the form font's advances, so every laptop prints alike. */
export const shippedFont = (formFont: string): string => shipped[fontFamily(formFont).style];

/** The `font-family` for a form's font. */
export function fontStack(formFont: string): string {
  let stack = stacks.get(formFont);
  if (stack === undefined) {
    stack = `"${shippedFont(formFont)}", ${rarerFonts}`;
    stacks.set(formFont, stack);
  }
  return stack;
}
