import { isZeroWidth, lineHeight, textWidth, type FontSpec } from './measure.ts';

/**
 * Japanese line breaking as a wrapped cell does it: between any two ideographs or kana, never before closing marks
 * and small signs, never after opening ones (JIS X 4051, 行頭禁則 and 行末禁則), never inside a word of Latin letters or
 * digits unless the word alone is wider than the line. A blank at a line's end hangs.
 */

/** A stretch of text in one font; a cell's rich text is several of them. */
export interface TextPiece {
  readonly text: string;
  readonly font: FontSpec;
  /** Size in points of a thing that stands in the text like a character; `text` is then that one character. */
  readonly box?: { readonly width: number; readonly height: number };
}

/** A piece on its line. `run` is the index of the piece that it came from. */
export interface LinePart {
  readonly text: string;
  readonly run: number;
  /** Points. */
  readonly width: number;
}

export interface TextLine {
  readonly parts: readonly LinePart[];
  /** Width without hanging blanks, in points. */
  readonly width: number;
  /** Distance to the next base line in points: the highest font of the line. */
  readonly height: number;
}

const notAtStart = new Set(
  '、。，．・：；？！゛゜´｀¨ヽヾゝゞ々ー―…‥’”）〕］｝〉》」』】°′″℃￠％‰,.:;?!)]}｡｣､･ﾞﾟ｝〟〙〗»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～',
);
const notAtEnd = new Set('‘“（〔［｛〈《「『【￥＄￡([{｢〝〘〖«№＠§〒＃');

const isWord = (char: string): boolean =>
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}'’@#$%&+\-=_/\\.,:;!?*~^|<>"]/u.test(char) &&
  char.charCodeAt(0) < 0x2e80;
const wordCache = new Map<string, boolean>();
function inWord(char: string): boolean {
  let known = wordCache.get(char);
  if (known === undefined) {
    known = isWord(char);
    if (wordCache.size < 2000) wordCache.set(char, known);
  }
  return known;
}

const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\u3000';

interface Unit {
  readonly text: string;
  readonly run: number;
  readonly width: number;
  readonly height: number;
}

/** Code points with the marks that stand on them. */
function units(pieces: readonly TextPiece[]): Unit[][] {
  const paragraphs: Unit[][] = [[]];
  for (const [run, piece] of pieces.entries()) {
    const height = piece.box?.height ?? lineHeight(piece.font);
    for (const char of piece.text.replace(/\r\n?/gu, '\n')) {
      if (char === '\n') {
        paragraphs.push([]);
        continue;
      }
      const paragraph = paragraphs.at(-1) as Unit[];
      const last = paragraph.at(-1);
      if (last !== undefined && last.run === run && isZeroWidth(char.codePointAt(0) as number)) {
        paragraph[paragraph.length - 1] = { ...last, text: last.text + char };
      } else {
        paragraph.push({
          text: char,
          run,
          width: piece.box?.width ?? textWidth(char === '\t' ? '    ' : char, piece.font),
          height,
        });
      }
    }
  }
  return paragraphs;
}

function mayBreakBetween(before: Unit, after: Unit): boolean {
  const last = [...before.text][0] ?? '';
  const first = [...after.text][0] ?? '';
  if (isBlank(first)) return false;
  if (notAtStart.has(first) || notAtEnd.has(last)) return false;
  if (isBlank(last)) return true;
  return !(inWord(last) && inWord(first));
}

function lineOf(paragraph: readonly Unit[], from: number, to: number, fallback: number): TextLine {
  const parts: { text: string; run: number; width: number }[] = [];
  let height = 0;
  for (let i = from; i < to; i += 1) {
    const unit = paragraph[i] as Unit;
    const part = parts.at(-1);
    if (part !== undefined && part.run === unit.run) {
      part.text += unit.text;
      part.width += unit.width;
    } else parts.push({ text: unit.text, run: unit.run, width: unit.width });
    height = Math.max(height, unit.height);
  }
  let end = to;
  while (end > from && isBlank((paragraph[end - 1] as Unit).text)) end -= 1;
  let width = 0;
  for (let i = from; i < end; i += 1) width += (paragraph[i] as Unit).width;
  return { parts, width, height: height === 0 ? fallback : height };
}

/** How many units from `from` on stand on one line of `width` points, at a place where a break is allowed. */
function fitting(paragraph: readonly Unit[], from: number, width: number): number {
  let used = 0;
  let allowed = from;
  let i = from;
  for (; i < paragraph.length; i += 1) {
    const unit = paragraph[i] as Unit;
    if (i > from && mayBreakBetween(paragraph[i - 1] as Unit, unit)) allowed = i;
    used += unit.width;
    if (used > width + 1e-6 && !isBlank(unit.text)) break;
  }
  if (i >= paragraph.length) return paragraph.length;
  if (allowed > from) return allowed;
  // Nothing on this line may break: break anyway before the unit that does not fit, one unit at the least.
  return Math.max(from + 1, i);
}

/**
 * Breaks text into lines of at most `width` points. Every character of the text is on exactly one line, line ends
 * excepted. An empty text has one empty line.
 */
export function layoutPieces(pieces: readonly TextPiece[], width: number, wrap = true): readonly TextLine[] {
  const first = pieces[0];
  const fallback = first === undefined ? 0 : lineHeight(first.font);
  const lines: TextLine[] = [];
  for (const paragraph of units(pieces)) {
    let from = 0;
    do {
      const to = wrap ? fitting(paragraph, from, width) : paragraph.length;
      lines.push(lineOf(paragraph, from, to, fallback));
      from = to;
    } while (from < paragraph.length);
  }
  return lines;
}

/** `layoutPieces` for a text in one font. */
export const layoutText = (text: string, font: FontSpec, width: number, wrap = true): readonly TextLine[] =>
  layoutPieces([{ text, font }], width, wrap);

/** Share of a line's height that its characters take; the rest is leading, which the last line does not need. */
export const inkShare = 0.84;

/** Height that lines need in points: all pitches, the last line without its leading. */
export function linesHeight(lines: readonly TextLine[]): number {
  const all = lines.reduce((sum, line) => sum + line.height, 0);
  return all - (lines.at(-1)?.height ?? 0) * (1 - inkShare);
}
