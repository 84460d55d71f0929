import type { Capacity, SheetField } from '../domain/item.ts';
import { layoutText } from '../text-metrics/line-break.ts';
import { lineHeight } from '../text-metrics/measure.ts';

/** A text against the box it is printed in. */
export interface BoxUse {
  readonly characters: number;
  readonly lines: number;
  /** UTF-16 offset from which on paper shows nothing; the text's length when all of it is printed. */
  readonly cutAt: number;
}

/** Characters as people count them: code points, line ends left out, a variation selector with its character. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const mark = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
    if (character !== '\n' && !mark) count += 1;
  }
  return count;
}

/**
 * Lays a text out in its printed box, by the rule that the paper uses. A box that shrinks its text never cuts; a box
 * that does not wrap shows one line.
 */
export function boxUse(text: string, capacity: Capacity): BoxUse {
  const font = { name: capacity.font, size: capacity.size };
  const laid = layoutText(text, font, capacity.width, capacity.wrap);
  const characters = countCharacters(text);
  const whole = { characters, lines: laid.length, cutAt: text.length };
  if (text === '' || capacity.shrink) return whole;
  const shown = Math.max(1, capacity.lines);
  if (laid.length <= shown) return whole;
  let offset = 0;
  for (const line of laid.slice(0, shown)) {
    for (const part of line.parts) offset += part.text.length;
    if (text[offset] === '\n') offset += 1;
  }
  return { ...whole, cutAt: offset };
}

/** The height in points that Excel allows a row (Excel specifications and limits). */
const highestRow = 409.5;

/** What paper does with a text that is longer than its box: its row is raised, or the rest is cut off. */
export type Overflow = 'grows' | 'cut';

/** Whether a box can be made as high as its text: the last of its rows takes what is missing, up to Excel's limit. */
function canGrow(lines: number, capacity: Capacity, area: string): boolean {
  if (!capacity.wrap) return false;
  const [from, to] = area.split(':').map((cell) => Number(/\d+$/u.exec(cell)?.[0] ?? 1));
  const rows = Math.max(1, (to ?? from ?? 1) - (from ?? 1) + 1);
  const missing = lines * lineHeight({ name: capacity.font, size: capacity.size }) - capacity.height;
  return missing + capacity.height / rows <= highestRow;
}

/** What paper does with a text that its box has no room for; `undefined` for one that fits. `grow`: rows may be raised. */
export function overflowOf(
  text: string,
  { cutAt, lines }: BoxUse,
  { capacity, area }: Pick<SheetField, 'capacity' | 'area'>,
  grow: boolean,
): Overflow | undefined {
  if (capacity === undefined || cutAt >= text.length) return undefined;
  return grow && canGrow(lines, capacity, area) ? 'grows' : 'cut';
}
