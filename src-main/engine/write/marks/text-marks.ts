import type { SheetField } from '../../../../src-shared/domain/item.ts';
import type { ColourTable } from '../../book/styles/colours.ts';
import { fontMark } from '../../book/styles/font-mark.ts';
import { XmlScanner } from '../../xml/scanner.ts';

/**
 * What stands out in a field's text, as a person sees it: `3-8:FF0000 10-12:strike` for words in it, `all:FF0000` for the whole
 * text, `undefined` for plain text. Whether a mark is the cell's or the text's own makes no difference, and stretches that are
 * alike join: programs split runs as they like, and move what all of a text has between cell and text.
 */
export function textMarks(field: SheetField, colours: () => ColourTable): string | undefined {
  const { raw, mark = '', text } = field;
  if (raw.kind !== 'text' || raw.runs === undefined)
    return mark === '' || text.trim() === '' ? undefined : `all:${mark}`;
  const stretches: { start: number; end: number; mark: string }[] = [];
  let at = 0;
  for (const run of raw.runs) {
    const own = run.format === undefined || run.format === '' ? mark : markOf(run.format, colours);
    // Blanks at the ends of a run show nothing, and LibreOffice moves them from run to run.
    const start = at + run.text.length - run.text.trimStart().length;
    const end = at + run.text.trimEnd().length;
    const last = stretches.at(-1);
    if (own !== '' && last?.mark === own && raw.text.slice(last.end, start).trim() === '') last.end = end;
    else if (own !== '' && end > start) stretches.push({ start, end, mark: own });
    at += run.text.length;
  }
  const [first] = stretches;
  if (first === undefined) return undefined;
  const isWhole =
    stretches.length === 1 && raw.text.slice(0, first.start).trim() === '' && raw.text.slice(first.end).trim() === '';
  return isWhole
    ? `all:${first.mark}`
    : stretches.map(({ start, end, mark: own }) => `${start}-${end}:${own}`).join(' ');
}

function markOf(format: string, colours: () => ColourTable): string {
  const s = new XmlScanner(format, { fragment: true });
  s.next();
  return fontMark(s, colours);
}
