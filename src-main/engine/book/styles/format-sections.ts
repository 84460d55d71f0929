/** One piece of a section of a number format. */
export type FormatToken =
  | { readonly kind: 'literal'; readonly text: string }
  /** `_x`: a gap as wide as x. */
  | { readonly kind: 'gap' }
  /** `0`, `#`, `?`. */
  | { readonly kind: 'digit'; readonly text: string }
  | { readonly kind: 'point' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'slash' }
  /** `E+` or `E-`. */
  | { readonly kind: 'exponent'; readonly plus: boolean }
  | { readonly kind: 'general' }
  /** `@`. */
  | { readonly kind: 'text' }
  /** `yyyy`, `m`, `ggg`, `AM/PM`, `[h]`, … in lower case. */
  | { readonly kind: 'date'; readonly text: string };

export interface FormatSection {
  readonly tokens: readonly FormatToken[];
  readonly condition?: { readonly operator: string; readonly value: number };
  readonly isDate: boolean;
  readonly isText: boolean;
  /** `[DBNum1]` to `[DBNum4]`: digits as kanji or full-width; 0 for none. */
  readonly dbNum: number;
  /** 令和元年 instead of 令和1年. */
  readonly gannen: boolean;
  /** Names of months and days in Japanese: `[$-411]`, `[$-ja-JP]`. */
  readonly japanese: boolean;
  /** `[Red]`, `[赤]`: as `#rrggbb`. */
  readonly colour?: string;
}

/** Colours that a code may name (18.8.31), in English and as Excel (Japanese) writes them. */
const colours: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0000ff',
  cyan: '#00ffff',
  green: '#00ff00',
  magenta: '#ff00ff',
  red: '#ff0000',
  white: '#ffffff',
  yellow: '#ffff00',
  黒: '#000000',
  青: '#0000ff',
  水: '#00ffff',
  緑: '#00ff00',
  紫: '#ff00ff',
  赤: '#ff0000',
  白: '#ffffff',
  黄: '#ffff00',
};

/** The system's long date and time (`[$-F800]`, `[$-x-sysdate]`): what follows shows only where the code was made. */
const systemFormats = /\[\$-(?:[0-9a-f]*f[84]00|x-sys(?:date|time))\](?:"[^"]*"|\\.|[^;"\\])*/giu;

/** As Japanese Windows has them. */
const inJapan = (code: string): string =>
  code.includes('[$-')
    ? code.replaceAll(systemFormats, (all) =>
        /^\[\$-(?:[0-9a-f]*f8|x-sysd)/iu.test(all) ? 'yyyy"年"m"月"d"日"' : 'h:mm:ss',
      )
    : code;

/** Takes a format code apart (ECMA-376 part 1, 18.8.31). Never fails: what it does not know is literal text. */
export function parseFormat(code: string): readonly FormatSection[] {
  const sections: FormatSection[] = [];
  let rest = inJapan(code);
  do {
    const { section, length } = parseSection(rest);
    sections.push(section);
    rest = rest.slice(length);
    if (rest === '') break;
    rest = rest.slice(1);
  } while (sections.length < 8);
  return sections;
}

const datePattern = /^(?:am\/pm|a\/p|午前\/午後|y+|m+|d+|h+|s+|g+|e+|a{3,4}|b{2,4}|r{1,2})/i;

function parseSection(code: string): { section: FormatSection; length: number } {
  const tokens: FormatToken[] = [];
  let condition: FormatSection['condition'];
  let colour: string | undefined;
  let dbNum = 0;
  let gannen = false;
  let japanese = false;
  let at = 0;
  const literal = (text: string): void => {
    if (text !== '') tokens.push({ kind: 'literal', text });
  };
  for (; at < code.length && code[at] !== ';'; at += 1) {
    const c = code[at] as string;
    const rest = code.slice(at);
    if (c === '"') {
      const end = code.indexOf('"', at + 1);
      literal(code.slice(at + 1, end < 0 ? undefined : end));
      at = end < 0 ? code.length : end;
    } else if (c === '\\' || c === '!') {
      literal(String.fromCodePoint(code.codePointAt(at + 1) ?? 0x5c));
      at += (code.codePointAt(at + 1) ?? 0) > 0xffff ? 2 : 1;
    } else if (c === '_') {
      tokens.push({ kind: 'gap' });
      at += 1;
    } else if (c === '*') at += 1;
    else if (c === '[') {
      const end = code.indexOf(']', at);
      if (end < 0) {
        literal(rest);
        at = code.length;
        continue;
      }
      const inner = code.slice(at + 1, end);
      const test = /^(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)$/i.exec(inner);
      if (test) condition = { operator: test[1] as string, value: Number(test[2]) };
      else if (/^(h+|m+|s+)$/i.test(inner)) tokens.push({ kind: 'date', text: `[${inner.toLowerCase()}]` });
      else if (colours[inner.toLowerCase()] !== undefined) colour = colours[inner.toLowerCase()];
      else if (/^dbnum[1-4]$/i.test(inner)) dbNum = Number(inner.at(-1));
      else if (inner.startsWith('$')) {
        literal(inner.slice(1).split('-')[0] as string);
        if (/gannen/i.test(inner)) gannen = true;
        if (/-(?:[0-9a-f]*411|ja(?:-jp.*)?)$/i.test(inner)) japanese = true;
      }
      at = end;
    } else if (/^general/i.test(rest) || rest.startsWith('G/標準')) {
      tokens.push({ kind: 'general' });
      at += rest.startsWith('G/') ? 3 : 6;
    } else if (/^e[+-]/i.test(rest) && tokens.some((token) => token.kind === 'digit')) {
      tokens.push({ kind: 'exponent', plus: code[at + 1] === '+' });
      at += 1;
    } else if (c === '0' || c === '#' || c === '?') tokens.push({ kind: 'digit', text: c });
    else if (c === '.') tokens.push({ kind: 'point' });
    else if (c === ',') tokens.push({ kind: 'comma' });
    else if (c === '%') tokens.push({ kind: 'percent' });
    else if (c === '/') tokens.push({ kind: 'slash' });
    else if (c === '@') tokens.push({ kind: 'text' });
    else {
      const date = datePattern.exec(rest)?.[0];
      if (date === undefined) literal(c);
      else {
        tokens.push({ kind: 'date', text: date.toLowerCase() });
        at += date.length - 1;
      }
    }
  }
  const section: FormatSection = {
    tokens,
    ...(condition ? { condition } : {}),
    ...(colour === undefined ? {} : { colour }),
    isDate: tokens.some((token) => token.kind === 'date'),
    isText: tokens.some((token) => token.kind === 'text'),
    dbNum,
    gannen,
    japanese,
  };
  return { section, length: Math.min(at, code.length) };
}
