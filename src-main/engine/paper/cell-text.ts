import type { Ruby, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import { displayNumber, printedText } from '../book/styles/number-format.ts';
import { serialOfIsoDate } from '../book/styles/date-serial.ts';
import { visibleText } from '../xml/xstring.ts';
import type { ColourTable } from '../book/styles/colours.ts';
import { fontOf } from './cell-styles.ts';
import { child, childrenNamed, numeric, type XmlNode } from '../xml/xml-tree.ts';

/** A string item (18.4.8) as paper shows it: runs with their fonts, furigana beside. */
export interface PaperString {
  readonly text: string;
  readonly runs?: readonly { readonly text: string; readonly format?: XmlNode }[];
  readonly ruby?: readonly Ruby[];
}

/** Reads an `si` or `is` element. */
export function paperString(node: XmlNode): PaperString {
  const runs = childrenNamed(node, 'r').map((run) => {
    const format = child(run, 'rPr');
    return { text: visibleText(child(run, 't')?.text ?? ''), ...(format === undefined ? {} : { format }) };
  });
  const text = runs.length > 0 ? runs.map((run) => run.text).join('') : visibleText(child(node, 't')?.text ?? '');
  const ruby = childrenNamed(node, 'rPh').map((phonetic) => ({
    start: numeric(phonetic.attributes['sb']) ?? 0,
    end: numeric(phonetic.attributes['eb']) ?? 0,
    text: visibleText(child(phonetic, 't')?.text ?? ''),
  }));
  return { text, ...(runs.length > 0 ? { runs } : {}), ...(ruby.length > 0 ? { ruby } : {}) };
}

/** A string's runs in the cell's font, each with what its own format changes. */
export function styledRuns(string: PaperString, base: TextRunStyle, colours: ColourTable): readonly TextRunStyle[] {
  if (string.text === '') return [];
  if (string.runs === undefined) return [{ ...base, text: string.text }];
  const bare = { font: base.font };
  return string.runs
    .filter((run) => run.text !== '')
    .map((run) =>
      run.format === undefined ? { ...base, text: run.text } : { text: run.text, ...fontOf(run.format, colours, bare) },
    );
}

/** A string as its number format has it on paper: `@"様"` puts words around its runs, `;;;` leaves nothing. */
export function formattedString(string: PaperString, format: string): PaperString {
  const shown = printedText(string.text, format);
  if (shown === string.text) return string;
  const at = string.text === '' ? -1 : shown.indexOf(string.text);
  if (string.runs === undefined || at < 0) return { text: shown };
  const around = [shown.slice(0, at), shown.slice(at + string.text.length)].map((text) => ({ text }));
  return { text: shown, runs: [around[0] ?? { text: '' }, ...string.runs, around[1] ?? { text: '' }] };
}

/** What a cell without a string shows, by its type and number format. */
export function shownValue(
  type: string,
  value: string,
  format: string,
  date1904: boolean,
): { readonly text: string; readonly number?: number } {
  if (value === '') return { text: '' };
  switch (type) {
    case 'n':
    case 'd': {
      const number = type === 'd' ? serialOfIsoDate(value.trim(), date1904) : Number(value);
      return number === undefined || !Number.isFinite(number)
        ? { text: value }
        : { text: displayNumber(number, format, date1904), number };
    }
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { text: value };
    default:
      return { text: printedText(value, format) };
  }
}
