import type { HeaderPlace, HeaderSide, PageSetup, TextRunStyle } from './sheet.ts';

/** What the codes of a header or footer stand for on one page. */
export interface HeaderValues {
  readonly page: number;
  /** What stands for the number where a sheet replaces one of a booklet: `12-2`. */
  readonly label?: string | undefined;
  readonly pages: number;
  readonly sheet: string;
  readonly file: string;
  /** Where the file lies, with the separator at its end; absent where that is not known. */
  readonly folder?: string | undefined;
  /** Already in words, `2013/10/7` and `9:00`: the page asks no clock. */
  readonly date: string;
  readonly time: string;
}

/** A stretch of text, or the place of the section's picture among it. */
export interface HeaderRun extends TextRunStyle {
  readonly picture?: true;
}

export type HeaderSections = Readonly<Record<HeaderSide, readonly HeaderRun[]>>;

/** Stands for a picture among text, U+FFFC. */
const objectReplacement = '\ufffc';

/** Size of headers' text in points, where their codes name none. */
const usualSize = 11;

/** Codes that switch a look on and, named again, off (18.3.1.46); one underline or script takes the place of the other. */
const toggles: Readonly<Record<string, Pick<TextRunStyle, 'underline' | 'strike' | 'script'>>> = {
  U: { underline: 'single' },
  E: { underline: 'double' },
  S: { strike: true },
  X: { script: 'super' },
  Y: { script: 'sub' },
};

function toggled(style: TextRunStyle, letter: string): TextRunStyle {
  const [[key, value] = []] = Object.entries(toggles[letter] ?? {});
  if (key === undefined) return style;
  const { [key as 'underline']: now, ...rest } = style;
  return now === value ? rest : { ...rest, [key]: value };
}

/** Takes the codes apart (ECMA-376 part 1, 18.3.1.46): three sections with runs in their fonts, `scale` times their size. */
export function headerSections(code: string, values: HeaderValues, scale: number): HeaderSections {
  const base: TextRunStyle = { text: '', font: { name: 'ＭＳ Ｐゴシック', size: usualSize * scale } };
  const sections: Record<HeaderSide, HeaderRun[]> = { left: [], center: [], right: [] };
  let side: HeaderSide = 'center';
  let style = base;
  let text = '';
  const flush = () => {
    if (text !== '') sections[side].push({ ...style, text });
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
      change(
        font({
          ...(named[1] === '-' || named[1] === '' ? {} : { name: named[1] as string }),
          bold: /bold|太字/iu.test(face),
          italic: /italic|斜体/iu.test(face),
        }),
      );
      at += named[0].length - 1;
    } else if (colour !== null) {
      if (colour[1]?.length === 6) change({ ...style, colour: `#${colour[1].toLowerCase()}` });
      at += colour[0].length - 1;
    } else {
      const letter = (code[at] ?? '').toUpperCase();
      const next = { L: 'left', C: 'center', R: 'right' }[letter] as HeaderSide | undefined;
      if (next !== undefined) {
        flush();
        side = next;
        style = base;
      } else if (letter === 'B') change(font({ bold: style.font.bold !== true }));
      else if (letter === 'I') change(font({ italic: style.font.italic !== true }));
      else if (letter in toggles) change(toggled(style, letter));
      else if (letter === 'P') {
        // `&P+3` counts on from another number.
        const offset = /^[+-]\d{1,5}/u.exec(code.slice(at + 1));
        text +=
          offset === null && values.label !== undefined ? values.label : String(values.page + Number(offset?.[0] ?? 0));
        at += offset?.[0].length ?? 0;
      } else if (letter === 'G') {
        flush();
        // A section has one picture, however often it is named.
        if (!sections[side].some((run) => run.picture === true))
          sections[side].push({ text: objectReplacement, font: style.font, picture: true });
      } else
        text +=
          {
            N: String(values.pages),
            A: values.sheet,
            F: values.file,
            Z: values.folder ?? '',
            D: values.date,
            T: values.time,
            '&': '&',
          }[letter] ?? '';
    }
  }
  flush();
  return sections;
}

const noValues: HeaderValues = { page: 1, pages: 1, sheet: '', file: '', date: '', time: '' };

/** The sections that `&G` gives a picture, of all headers and footers that a sheet has. */
export function picturePlaces(setup: Pick<PageSetup, 'header' | 'footer'>): readonly HeaderPlace[] {
  return (['header', 'footer'] as const).flatMap((part) =>
    (['odd', 'even', 'first'] as const).flatMap((pages) => {
      const sections = headerSections(setup[part][pages] ?? '', noValues, 1);
      return (['left', 'center', 'right'] as const).flatMap((side) =>
        sections[side].some((run) => run.picture === true) ? [{ part, pages, side }] : [],
      );
    }),
  );
}
