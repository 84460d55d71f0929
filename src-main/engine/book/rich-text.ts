import type { TextRun } from '../../../src-shared/domain/item.ts';
import { token, type XmlScanner } from '../xml/scanner.ts';
import { decodeXstring } from '../xml/xstring.ts';

/** The text of a `CT_Rst` (ECMA-376 part 1, 18.4.8) and its runs when it has any; furigana (`rPh`) is left out. */
export interface RichText {
  /** Decoded but with its own line ends; see `visibleText`. */
  readonly text: string;
  readonly runs?: readonly TextRun[];
}

/** From the `open` of an `si` or `is`, reads to its `close`. */
export function readRichText(s: XmlScanner): RichText {
  const { depth } = s;
  let text = '';
  let runs: TextRun[] | undefined;
  for (;;) {
    const t = s.next();
    if (t === token.close && s.depth === depth) return runs ? { text, runs } : { text };
    if (t !== token.open) continue;
    if (s.local === 't') text += readText(s);
    else if (s.local === 'r') {
      const run = readRun(s);
      text += run.text;
      (runs ??= []).push(run);
    } else s.skip();
  }
}

/** White space at the ends of a text that is not marked as kept is none of it (XML 1.0, 2.10): Excel drops it. */
function readText(s: XmlScanner): string {
  const kept = s.attribute('xml:space') === 'preserve';
  const text = s.readText();
  return decodeXstring(kept ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
}

function readRun(s: XmlScanner): TextRun {
  const { depth } = s;
  let text = '';
  let format: string | undefined;
  for (;;) {
    const t = s.next();
    if (t === token.close && s.depth === depth) return format === undefined ? { text } : { text, format };
    if (t !== token.open) continue;
    if (s.local === 't') text += readText(s);
    else if (s.local === 'rPr') {
      const from = s.start;
      s.skip();
      format = s.text.slice(from, s.end);
    } else s.skip();
  }
}
