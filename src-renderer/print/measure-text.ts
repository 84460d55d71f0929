import { textsOf, type PlacedText, type PrintedPage } from '../../src-shared/paper/page.ts';
import { fontStack, rarerFonts, shippedFont } from './font-stacks.ts';

/** Widths are measured at this size in pixels and scaled, so that rounding does not count. */
const measuredAt = 100;

let context: CanvasRenderingContext2D | undefined;

function measuring(): CanvasRenderingContext2D {
  if (context === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 48;
    const made = canvas.getContext('2d', { willReadFrequently: true });
    if (made === null) throw new Error('no 2d canvas');
    made.fontKerning = 'none';
    made.textRendering = 'geometricPrecision';
    context = made;
  }
  return context;
}

const fontOf = (part: Pick<PlacedText, 'font' | 'bold' | 'italic'>, size: number): string =>
  `${part.italic === true ? 'italic ' : ''}${part.bold === true ? '700' : '400'} ${size}px ${fontStack(part.font)}`;

/** Natural widths at `measuredAt` by font and text: labels stand on every item's sheet. */
const naturals = new Map<string, number>();
const keptNaturals = 5000;
let fontSet = '';

function naturalWidth(part: PlacedText): number {
  const font = fontOf(part, measuredAt);
  const key = `${font}\n${part.text}`;
  let width = naturals.get(key);
  if (width === undefined) {
    const canvas = measuring();
    // Setting a font makes Chromium look for its faces, even when it is the same.
    if (fontSet !== font) canvas.font = fontSet = font;
    width = canvas.measureText(part.text).width;
    for (const char of unprintable(part.text)) {
      // A code in its box is a full em wide, whatever the missing glyph would be.
      const times = part.text.split(char).length - 1;
      width += times * (measuredAt - canvas.measureText(char).width);
    }
    if (naturals.size >= keptNaturals) naturals.clear();
    naturals.set(key, width);
  }
  return width;
}

/** By how much a stretch of text must be widened or narrowed to take the width that the layout gave it. */
export function textScale(part: PlacedText): number {
  const natural = (naturalWidth(part) * part.size) / measuredAt;
  return natural > 0 ? Math.min(4, Math.max(0.2, part.width / natural)) : 1;
}

/** Loads the faces that the pages' characters need. The shipped fonts come in some hundred files by character. */
export async function loadFonts(pages: readonly PrintedPage[]): Promise<void> {
  const wanted = new Map<string, Set<string>>();
  for (const page of pages) {
    for (const block of textsOf(page)) {
      for (const part of block.lines) {
        const key = `${part.bold === true ? 700 : 400} 16px "${shippedFont(part.font)}"`;
        const chars = wanted.get(key) ?? new Set<string>();
        for (const char of part.text) chars.add(char);
        wanted.set(key, chars);
      }
    }
  }
  await Promise.all([...wanted].map(([font, chars]) => document.fonts.load(font, [...chars].join(''))));
  for (const [font, chars] of wanted) findUnprintable(chars, font);
}

/** The face that nearly every form has (ＭＳ Ｐゴシック), before it is known which pages come. */
export const loadUsualFont = async (): Promise<void> => {
  await document.fonts.load(`400 16px "${shippedFont('ＭＳ Ｐゴシック')}"`, '個');
};

const known = new Map<string, boolean>();
const none: ReadonlySet<string> = new Set();

/**
 * Characters that no font at hand draws: they look like a character that no font can have. `font` is the face that was loaded
 * for them: another of the shipped ones may not be there, and where the system has no Japanese font every 漢字 would count.
 */
function findUnprintable(chars: Iterable<string>, font: string): void {
  let missing: string | undefined;
  for (const char of chars) {
    const code = char.codePointAt(0) ?? 0;
    if (known.has(char) || !mayBeMissing(code)) continue;
    // U+10FFFF is no character: every font shows its sign for «missing».
    missing ??= picture('\u{10ffff}', font);
    known.set(char, picture(char, font) === missing);
  }
}

/** Ranges that the shipped fonts and every system's cover are not looked at. */
const mayBeMissing = (code: number): boolean =>
  code >= 0x80 &&
  !(code >= 0x3000 && code <= 0x30ff) &&
  !(code >= 0xfe00 && code <= 0xfe0f) &&
  !(code >= 0xe0100 && code <= 0xe01ef) &&
  !(code >= 0x200b && code <= 0x200f);

function picture(char: string, font: string): string {
  const canvas = measuring();
  canvas.font = fontSet = `${font.replace('16px', '32px')}, ${rarerFonts}`;
  canvas.clearRect(0, 0, 48, 48);
  canvas.fillText(char, 4, 38);
  const { data } = canvas.getImageData(0, 0, 48, 48);
  let hash = 0;
  for (let i = 3; i < data.length; i += 4) hash = (hash * 31 + (data[i] ?? 0)) | 0;
  return `${hash} ${canvas.measureText(char).width}`;
}

/** The characters of a text that print as boxed codes; `loadFonts` has looked at them. */
export function unprintable(text: string): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (const char of text) if (known.get(char) === true) (found ??= new Set()).add(char);
  return found ?? none;
}

/** The characters of these pages that print as boxed codes, each once. */
export const unprintableOn = (pages: readonly PrintedPage[]): readonly string[] => [
  ...new Set(
    pages.flatMap((page) => textsOf(page).flatMap(({ lines }) => lines.flatMap(({ text }) => [...unprintable(text)]))),
  ),
];

/** All characters found so far that print as boxed codes. */
export const unprintableFound = (): readonly string[] =>
  [...known].filter(([, missing]) => missing).map(([char]) => char);
