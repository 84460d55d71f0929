import { token, XmlScanner } from '../xml/scanner.ts';
import { byteText } from '../xml/utf8.ts';
import { XmlError } from '../xml/xml-error.ts';
import { endOfPlainValue, endOfText, markup, standsAt } from './plain-markup.ts';

/** Far more than a workbook of sheets has; a table of this size alone costs 100 MB. */
const maxStrings = 4_000_000;

/** Where the strings of a string table lie in its bytes. */
export class StringPlaces {
  count = 0;
  /**
   * Per string its start and end. Plain strings (one `<t>`, furigana or nothing beside it): the raw characters. Others: the
   * whole `<si>` element, its start negative (`~start`).
   */
  #places = new Int32Array(2048);

  start(index: number): number {
    return this.#places[index * 2] as number;
  }

  end(index: number): number {
    return this.#places[index * 2 + 1] as number;
  }

  add(start: number, end: number): void {
    const at = this.count * 2;
    if (this.count >= maxStrings) throw new XmlError('unsafe', 'too many strings', end);
    if (at + 2 > this.#places.length) {
      const more = new Int32Array(this.#places.length * 2);
      more.set(this.#places);
      this.#places = more;
    }
    this.#places[at] = start;
    this.#places[at + 1] = end;
    this.count += 1;
  }
}

/** Finds and checks all strings of a table (ECMA-376 part 1, 18.4.9). Throws `XmlError`. */
export function placeStrings(bytes: Buffer): StringPlaces {
  return placeAlike(bytes) ?? placeByScanner(bytes);
}

/** One pass of the scanner over the whole part. */
function placeByScanner(bytes: Buffer): StringPlaces {
  const places = new StringPlaces();
  const s = new XmlScanner(byteText(bytes), { bytes: true });
  let preserved = false;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) preserved = s.attribute('xml:space') === 'preserve';
    if (s.depth === 1 && s.local !== 'sst') throw new XmlError('damaged', 'the root is no string table', s.start);
    if (s.depth !== 2) continue;
    if (s.local === 'si') placeString(s, places, 0, preserved);
    else s.skip();
  }
  return places;
}

/** From the `open` of an `si`, goes to its `close` and notes where its text lies, the scanner's text beginning at `from`. */
function placeString(s: XmlScanner, places: StringPlaces, from: number, preserved = false): void {
  const { depth } = s;
  const whole = s.start;
  let plain = true;
  let texts = 0;
  let kept = preserved;
  let start = s.end;
  let end = s.end;
  for (;;) {
    const t = s.next();
    if (t === token.close && s.depth === depth) break;
    if (t === token.open && s.depth === depth + 1) {
      if (s.local === 't') {
        texts += 1;
        kept = preserved || s.attribute('xml:space') === 'preserve';
        start = end = s.end;
      } else if (s.local === 'rPh' || s.local === 'phoneticPr') s.skip();
      else plain = false;
    } else if (t === token.open) plain = false;
    else if (t === token.text && s.depth === depth + 1) {
      if (s.start !== start || s.isCdata) plain = false;
      end = s.end;
    }
  }
  if (plain && texts <= 1) {
    if (!kept) {
      while (start < end && isBlank(s.text.charCodeAt(start))) start += 1;
      while (end > start && isBlank(s.text.charCodeAt(end - 1))) end -= 1;
    }
    places.add(from + start, from + end);
  } else places.add(~(from + whole), from + s.end);
}

/** White space at the ends of a text that is not marked as kept is none of it (XML 1.0, 2.10): Excel drops it. */
const isBlank = (code: number | undefined): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const stringStart = markup('<si>');
const stringEnd = markup('</si>');
const tableEnd = markup('</sst>');
const textStart = markup('<t>');
const keptTextStart = markup('<t xml:space="preserve">');
const textEnd = markup('</t>');
const phoneticStart = markup('<rPh sb="');
const phoneticMiddle = markup(' eb="');
const phoneticEnd = markup('</rPh>');
const phoneticFormat = markup('<phoneticPr fontId="');
const phoneticMore = [markup(' type="'), markup(' alignment="')];

/**
 * The same for a table as all programs write it: strings one after another and nothing beside them. The plain ones are read
 * as bytes (see plain-markup.ts); one with runs, or anything else in it, is given to the scanner as a text of its own. No
 * string of the size of the part is made, which costs more than all the rest. `undefined` for any other table and for
 * one that is damaged: the scanner then says how.
 */
function placeAlike(bytes: Buffer): StringPlaces | undefined {
  let at = bytes.indexOf(stringStart);
  if (at < 0 || !beginsTable(byteText(bytes, 0, at))) return undefined;
  const places = new StringPlaces();
  at = placeAll(bytes, at, places);
  if (at < 0 || !standsAt(bytes, at, tableEnd)) return undefined;
  for (at += tableEnd.length; at < bytes.length; at += 1)
    if (bytes[at] !== 0x0a && bytes[at] !== 0x0d) return undefined;
  return places;
}

/** Gives the offset behind the last string; -1 for one that cannot be placed here. */
function placeAll(bytes: Buffer, from: number, places: StringPlaces): number {
  let at = from;
  while (at >= 0 && standsAt(bytes, at, stringStart)) {
    const next = placePlainString(bytes, at, places);
    at = next > at ? next : placeOneString(bytes, at, places);
  }
  return at;
}

/** The beginning of a part up to its first string is a root without prefix, and nothing else. */
function beginsTable(head: string): boolean {
  try {
    const s = new XmlScanner(`${head}</sst>`, { bytes: true });
    return (
      s.next() === token.open &&
      s.local === 'sst' &&
      s.attribute('xml:space') === undefined &&
      s.next() === token.close &&
      s.next() === token.end
    );
  } catch (error) {
    if (error instanceof XmlError) return false;
    throw error;
  }
}

/** Places the string at an offset if it is a plain one, and gives the offset behind it; else the same offset. */
function placePlainString(bytes: Buffer, from: number, places: StringPlaces): number {
  let at = behindTextStart(bytes, from + stringStart.length);
  if (at < 0) return from;
  let start = at;
  let end = endOfText(bytes, at, textEnd);
  if (end < 0) return from;
  at = end + textEnd.length;
  if (bytes[start - 2] !== 0x22) {
    while (start < end && isBlank(bytes[start])) start += 1;
    while (end > start && isBlank(bytes[end - 1])) end -= 1;
  }
  while (standsAt(bytes, at, phoneticStart)) {
    at = endOfPlainValue(bytes, at + phoneticStart.length) + 1;
    if (at === 0 || !standsAt(bytes, at, phoneticMiddle)) return from;
    at = endOfPlainValue(bytes, at + phoneticMiddle.length) + 1;
    at = at === 0 || bytes[at] !== 0x3e ? -1 : behindTextStart(bytes, at + 1);
    const phonetic = at < 0 ? -1 : endOfText(bytes, at, textEnd);
    if (phonetic < 0 || !standsAt(bytes, phonetic + textEnd.length, phoneticEnd)) return from;
    at = phonetic + textEnd.length + phoneticEnd.length;
  }
  if (standsAt(bytes, at, phoneticFormat)) {
    at = endOfPlainValue(bytes, at + phoneticFormat.length) + 1;
    for (const more of phoneticMore)
      if (at > 0 && standsAt(bytes, at, more)) at = endOfPlainValue(bytes, at + more.length) + 1;
    if (at === 0 || bytes[at] !== 0x2f || bytes[at + 1] !== 0x3e) return from;
    at += 2;
  }
  if (!standsAt(bytes, at, stringEnd)) return from;
  places.add(start, end);
  return at + stringEnd.length;
}

function behindTextStart(bytes: Buffer, at: number): number {
  if (standsAt(bytes, at, textStart)) return at + textStart.length;
  return standsAt(bytes, at, keptTextStart) ? at + keptTextStart.length : -1;
}

/** Places the string at an offset by the scanner and gives the offset behind it; -1 where it is no whole element of its own. */
function placeOneString(bytes: Buffer, from: number, places: StringPlaces): number {
  const end = bytes.indexOf(stringEnd, from) + stringEnd.length;
  if (end < from) return -1;
  const text = byteText(bytes, from, end);
  // Prefixes are declared further out.
  if (/<\/?[^\s/>]*:/.test(text)) return -1;
  try {
    const s = new XmlScanner(text, { fragment: true, bytes: true });
    s.next();
    placeString(s, places, from);
    return s.end === text.length ? end : -1;
  } catch (error) {
    if (error instanceof XmlError) return -1;
    throw error;
  }
}
