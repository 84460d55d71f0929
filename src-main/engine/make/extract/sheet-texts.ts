import { token, XmlScanner } from '../../xml/scanner.ts';

/** The texts of a shared strings part (ECMA-376 part 1, 18.4), furigana left out, by index. */
export function stringTexts(text: string): readonly string[] {
  const found: string[] = [];
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 2) continue;
    if (s.local === 'si') found.push(textOf(s));
    else s.skip();
  }
  return found;
}

/** From an `open` of `si` or `is`, goes to its `close` and gives the text that is seen. */
function textOf(s: XmlScanner): string {
  const { depth } = s;
  let text = '';
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'rPh') s.skip();
    else if (s.local === 't') text += s.readText();
  }
  return text;
}

export interface SheetTexts {
  /** Texts of cells: constants and cached results of formulas. */
  readonly texts: readonly string[];
  /** Indices of shared strings that cells use. */
  readonly strings: ReadonlySet<number>;
  /** How many cells use a shared string. */
  readonly uses: number;
}

/**
 * The shared strings that a sheet's cells use, one entry a cell; by expression where every such cell is written plainly.
 * Throws `XmlError`.
 */
export function stringsUsed(text: string): readonly number[] {
  const plain = Array.from(text.matchAll(/ t="s"[^<>]*><v>(\d+)<\/v>/g), (match) => Number(match[1]));
  const all = text.match(/\st\s*=\s*["']s["']/g)?.length ?? 0;
  if (all === plain.length && !text.includes('<!')) return plain;
  const { strings, uses } = sheetTexts(text, []);
  return [...strings, ...Array.from({ length: uses - strings.size }, () => [...strings][0]!)];
}

/** What a sheet's cells say, cells of `skip` (`C5`) apart. */
export function sheetTexts(text: string, strings: readonly string[], skip?: ReadonlySet<string>): SheetTexts {
  const texts: string[] = [];
  const used = new Set<number>();
  let uses = 0;
  let type = '';
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 4 && s.local === 'c') {
      type = s.attribute('t') ?? 'n';
      if (skip?.has(s.attribute('r') ?? '') === true) s.skip();
    } else if (s.depth === 5 && s.local === 'v') {
      const value = s.readText();
      if (type === 's') {
        uses++;
        used.add(Number(value));
        texts.push(strings[Number(value)] ?? '');
      } else if (type === 'str') texts.push(value);
    } else if (s.depth === 5 && s.local === 'is') texts.push(textOf(s));
  }
  return { texts, strings: used, uses };
}
