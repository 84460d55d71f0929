/** Marks that stand before their words, empty and set. */
const offMarks = '□☐';
const onMarks = '■☑☒✓✔レ';
const anyMark = new RegExp(`[${offMarks}${onMarks}]`, 'u');
const marked = new RegExp(`([${offMarks}${onMarks}])[\\s]*([^${offMarks}${onMarks}\\n]*)`, 'gu');

export interface MarkText {
  readonly choices: readonly string[];
  readonly on: string | undefined;
  readonly off: string | undefined;
  readonly chosen: number;
}

/** Words behind marks in one text, `■あり ・ □なし`; `undefined` for a text with fewer than two. */
export function marksIn(text: string): MarkText | undefined {
  if (!anyMark.test(text)) return undefined;
  const choices: string[] = [];
  let on: string | undefined;
  let off: string | undefined;
  let chosen = 0;
  for (const [, mark = '', words = ''] of text.matchAll(marked)) {
    const choice = words.replace(/[（(][\s\S]*$/u, '').replace(/[\s・、,／/]+$/u, '');
    if (choice === '') continue;
    choices.push(choice);
    if (offMarks.includes(mark)) off ??= mark;
    else {
      on ??= mark;
      chosen += 1;
    }
  }
  return choices.length < 2 ? undefined : { choices, on, off, chosen };
}

export interface BlankText {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Blanks between words of an unfilled text: white space of two or more, or what stands in brackets that hold nothing. */
const blankIn =
  /(?<=[〔［（(「【])\s*(?=[〕］）)」】])|(?<=[年月])\s+(?=[月日])|(?<=令和|平成)\s+(?=年)|\s{2,}(?=年|月|日|名|人|円|件)/gu;

/** The blanks of a text that nobody has filled; empty for a text without any. */
export function blanksIn(text: string): readonly BlankText[] {
  const found = [...text.matchAll(blankIn)];
  const used = new Set<string>();
  return found.map((one, i) => {
    const start = one.index;
    const end = start + one[0].length;
    const previous = found[i - 1];
    const from = previous === undefined ? 0 : previous.index + previous[0].length;
    const next = found[i + 1];
    const before = text.slice(from, start).replace(/^\s+/u, '');
    const after = text.slice(end, next?.index ?? text.length);
    const name = blankName(before, after, i, used);
    used.add(name);
    return { name, before: before.slice(-12), after: shortAfter(after) };
  });
}

const shortAfter = (after: string): string => /^[〕］）)」】年月日]?[^〔［（(「【\s]{0,12}/u.exec(after)?.[0] ?? '';

function blankName(before: string, after: string, index: number, used: ReadonlySet<string>): string {
  const unit = /^(?:年|月|日|名|人|円|件)/.exec(after)?.[0];
  const word = /([\p{L}\p{N}]{1,12})[〔［（(「【]$/u.exec(before)?.[1];
  const name = unit ?? word ?? `${index + 1}`;
  return used.has(name) ? `${name}${index + 1}` : name;
}

/** A date whose numbers may be filled: `令和６年６月２日`, `令和 年 月 日`. */
export const isDateFrame = (text: string): boolean =>
  /^[^～~\d０-９年]{0,12}(?:令和|平成|昭和)?\s*[\d０-９元]*\s*年\s*[\d０-９]*\s*月\s*[\d０-９]*\s*日\s*$/.test(text);

/** Brackets with something in them, as a sentence with filled blanks has: `〔対象〕に対して〔手段〕を…`. */
export const bracketed = (text: string): readonly string[] => text.split(/〔[^〔〕]*〕|［[^［］]*］/u);
