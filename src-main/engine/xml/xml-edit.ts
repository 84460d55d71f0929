import { applySplices, type Splice } from './splice.ts';
import { escapeAttribute, escapeText } from './entities.ts';
import { token, XmlScanner } from './scanner.ts';

/**
 * Edits one XML part by places: a visitor sees each start tag once and may change its attributes, replace its text or
 * take the whole element out. What is not touched stays byte by byte.
 */
export class XmlEdit {
  readonly s: XmlScanner;
  readonly #splices: Splice[] = [];

  /** With `fragment` the text is one element cut out of a part: its prefixes may be declared further out. */
  constructor(text: string, fragment = false) {
    this.s = new XmlScanner(text, { fragment });
  }

  /** Calls `visit` at every `open`. The visitor may move the scanner to the element's own `close`, not further. */
  walk(visit: (edit: this, s: XmlScanner) => void): this {
    for (let t = this.s.next(); t !== token.end; t = this.s.next()) if (t === token.open) visit(this, this.s);
    return this;
  }

  /** Calls `visit` at the direct children of the current `open`, and ends at its `close`. */
  children(visit: (edit: this, s: XmlScanner) => void): void {
    const { depth } = this.s;
    for (let t = this.s.next(); t !== token.close || this.s.depth !== depth; t = this.s.next()) {
      if (t !== token.open) continue;
      const { start } = this.s;
      visit(this, this.s);
      if (this.s.start === start) this.s.skip();
    }
  }

  /** Sets an attribute of the current `open`; `undefined` takes it out. No change when it has that value. */
  set(name: string, value: string | undefined): void {
    const range = this.s.attributeRange(name);
    if (range === undefined) {
      if (value === undefined) return;
      const at = this.s.start + 1 + this.s.qualifiedName.length;
      this.#splices.push({ start: at, end: at, insert: ` ${name}="${escapeAttribute(value)}"` });
    } else if (value === undefined) {
      // The value may begin with the attribute's own name.
      const before = this.s.text.lastIndexOf(name, range[0] - 2 - name.length);
      this.#splices.push({ start: before - 1, end: range[1] + 1, insert: '' });
    } else if (this.s.attribute(name) !== value) {
      const quote = this.s.text.charAt(range[0] - 1);
      const escaped = escapeAttribute(value);
      this.#splices.push({
        start: range[0],
        end: range[1],
        insert: quote === "'" ? escaped.replaceAll("'", '&apos;') : escaped,
      });
    }
  }

  /** Changes an attribute of the current `open` when it is there; `undefined` leaves it. */
  change(name: string, change: (value: string) => string | undefined): void {
    const old = this.s.attribute(name);
    const value = old === undefined ? undefined : change(old);
    if (value !== undefined) this.set(name, value);
  }

  /** From an `open`, goes to its `close`; `change` gives the new text, or `undefined` to leave it. */
  text(change: (text: string) => string | undefined): void {
    const { s } = this;
    const start = s.end;
    const closing = s.selfClosing;
    const old = s.readText();
    const text = change(old);
    if (text !== undefined && text !== old && !closing) {
      this.#splices.push({ start, end: s.start, insert: escapeText(text) });
    }
  }

  /** From an `open`, takes the whole element out and goes to its `close`. */
  remove(): void {
    const { start } = this.s;
    this.s.skip();
    this.#splices.push({ start, end: this.s.end, insert: '' });
  }

  /** From an `open`, puts other markup in the whole element's place and goes to its `close`. */
  replace(markup: string): void {
    const { start } = this.s;
    this.s.skip();
    this.#splices.push({ start, end: this.s.end, insert: markup });
  }

  splice(start: number, end: number, insert: string): void {
    this.#splices.push({ start, end, insert });
  }

  get changed(): boolean {
    return this.#splices.length > 0;
  }

  /** The edited text. An edit inside an element that is taken out or replaced as a whole goes with it. */
  result(): string {
    if (this.#splices.length === 0) return this.s.text;
    const whole: Splice[] = [];
    for (const one of this.#splices.toSorted(byPlace)) {
      const last = whole.at(-1);
      if (last === undefined || one.start >= last.end) whole.push(one);
    }
    return applySplices(this.s.text, whole);
  }
}

/** At one place what is put in comes first, then the longest stretch. */
function byPlace(a: Splice, b: Splice): number {
  if (a.start !== b.start) return a.start - b.start;
  if ((a.start === a.end) !== (b.start === b.end)) return a.start === a.end ? -1 : 1;
  return b.end - a.end;
}
