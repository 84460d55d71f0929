import type { TextBlock } from './page.ts';
import { linesOf, placeLines } from './place-text.ts';
import type { PageSetup, TextRunStyle } from './sheet.ts';

/** What the codes of a header or footer stand for on one page. */
export interface HeaderValues {
  readonly page: number;
  /** What stands for the number where a sheet replaces one of a booklet: `12-2`. */
  readonly label?: string | undefined;
  readonly pages: number;
  readonly sheet: string;
  readonly file: string;
  /** Already in words, `2013/10/7` and `9:00`: the page asks no clock. */
  readonly date: string;
  readonly time: string;
}

type Part = 'left' | 'center' | 'right';

/** Takes the codes apart (ECMA-376 part 1, 18.3.1.46): three parts with runs in their fonts. */
export function headerParts(code: string, values: HeaderValues, base: TextRunStyle): Readonly<Record<Part, readonly TextRunStyle[]>> {
  const parts: Record<Part, TextRunStyle[]> = { left: [], center: [], right: [] };
  let part: Part = 'center';
  let style = base;
  // The base has 11 points before it is scaled.
  const scale = base.font.size / 11;
  let text = '';
  const flush = () => {
    if (text !== '') parts[part].push({ ...style, text });
    text = '';
  };
  const change = (next: TextRunStyle) => {
    flush();
    style = next;
  };
  const font = (more: Partial<TextRunStyle['font']>): TextRunStyle => ({ ...style, font: { ...style.font, ...more } });
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] !== '&') {
      text += code[at];
      continue;
    }
    at += 1;
    const rest = code.slice(at);
    const size = /^\d{1,3}/u.exec(rest);
    const named = /^"([^",]*),?([^"]*)"/u.exec(rest);
    const colour = /^K([0-9A-Fa-f]{6}|[0-9A-Fa-f]{2}[+-]\d{3})/u.exec(rest);
    if (size !== null) {
      change(font({ size: Math.min(409, Math.max(1, Number(size[0]))) * scale }));
      at += size[0].length - 1;
    } else if (named !== null) {
      const face = named[2] ?? '';
      change(font({ ...(named[1] === '-' || named[1] === '' ? {} : { name: named[1] as string }), bold: /bold|太字/iu.test(face), italic: /italic|斜体/iu.test(face) }));
      at += named[0].length - 1;
    } else if (colour !== null) {
      if (colour[1]?.length === 6) change({ ...style, colour: `#${colour[1].toLowerCase()}` });
      at += colour[0].length - 1;
    } else {
      const letter = (code[at] ?? '').toUpperCase();
      const side = { L: 'left', C: 'center', R: 'right' }[letter] as Part | undefined;
      if (side !== undefined) {
        flush();
        part = side;
        style = base;
      } else if (letter === 'B') change(font({ bold: style.font.bold !== true }));
      else if (letter === 'I') change(font({ italic: style.font.italic !== true }));
      else if (letter === 'U' || letter === 'E') change({ ...style, underline: 'single' });
      else if (letter === 'S') change({ ...style, strike: true });
      else if (letter === 'P') {
        // `&P+3` counts on from another number.
        const offset = /^[+-]\d{1,5}/u.exec(code.slice(at + 1));
        text += offset === null && values.label !== undefined ? values.label : String(values.page + Number(offset?.[0] ?? 0));
        at += offset?.[0].length ?? 0;
      } else text += { N: String(values.pages), A: values.sheet, F: values.file, D: values.date, T: values.time, '&': '&' }[letter] ?? '';
    }
  }
  flush();
  return parts;
}

/** Whether a header or footer has a picture (`&G`), which is not printed. */
export const hasHeaderPicture = ({ header, footer }: PageSetup): boolean =>
  [header, footer].flatMap(({ odd, even, first }) => [odd, even ?? '', first ?? '']).some((code) => /&G/iu.test(code.replaceAll('&&', '').replaceAll(/&"[^"]*"/gu, '')));

/** Header and footer of one page as text blocks. `fromFirst` counts the sheet's pages from 0. */
export function headerBlocks(setup: PageSetup, values: HeaderValues, fromFirst: number, base: TextRunStyle): readonly TextBlock[] {
  const { paper, margins } = setup;
  const blocks: TextBlock[] = [];
  for (const which of ['header', 'footer'] as const) {
    const texts = setup[which];
    const code = (fromFirst === 0 ? texts.first : undefined) ?? (values.page % 2 === 0 ? texts.even : undefined) ?? texts.odd;
    if (code === '') continue;
    const parts = headerParts(code, values, base);
    for (const align of ['left', 'center', 'right'] as const) {
      const runs = parts[align];
      if (runs.every((run) => run.text.trim() === '')) continue;
      const width = paper.width - margins.left - margins.right;
      const lines = linesOf(runs, width, true);
      const height = lines.reduce((sum, line) => sum + line.height, 0);
      const y = which === 'header' ? margins.header : paper.height - margins.footer - height;
      const box = { x: margins.left, y, width, height };
      blocks.push({ box, role: 'header', lines: placeLines(lines, runs, { box, align, vertical: 'top' }) });
    }
  }
  return blocks;
}
