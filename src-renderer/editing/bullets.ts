/**
 * Bullets that go on by themselves, as staff type them: Enter after a line that begins with a mark begins the next
 * line with the same mark, and on a line that holds only the mark it ends the list.
 */
const marks = /^([ \t\u3000]*)([・･●○◎■□◆◇▲△※➢-]|[①-⑳]|[（(]?[0-9０-９]{1,2}[）).．])([ \t\u3000]*)/u;

export interface Replacement {
  /** The stretch of text to replace, by UTF-16 offsets, and what to put there. */
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

function nextMark(mark: string): string {
  const circled = /^[①-⑳]$/u.test(mark) ? mark.charCodeAt(0) - 0x2460 : -1;
  if (circled >= 0) return circled < 19 ? String.fromCharCode(0x2460 + circled + 1) : mark;
  return mark.replace(/[0-9]+|[０-９]+/u, (digits) => {
    const full = digits.charCodeAt(0) > 0x7f;
    const next = String(Number(digits.normalize('NFKC')) + 1);
    return full ? next.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : next;
  });
}

/** What Enter does at `caret`; `undefined` where it is a plain line end. */
export function bulletOnEnter(text: string, caret: number): Replacement | undefined {
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1;
  const match = marks.exec(text.slice(lineStart));
  if (match === null || caret < lineStart + match[0].length) return undefined;
  const [prefix = '', indent = '', mark = '', blank = ''] = match;
  const lineEnd = text.indexOf('\n', lineStart);
  const rest = text.slice(lineStart + prefix.length, lineEnd < 0 ? text.length : lineEnd);
  if (rest.trim() === '') return { start: lineStart, end: lineStart + prefix.length, insert: '' };
  // A hyphen or a figure without a blank after it is text such as «-5％» or «10.5», not a list.
  if (mark === '-' && blank === '') return undefined;
  if (/^[0-9０-９]+[.．]$/u.test(mark) && /^[0-9０-９]/u.test(rest)) return undefined;
  return { start: caret, end: caret, insert: `\n${indent}${nextMark(mark)}${blank}` };
}
