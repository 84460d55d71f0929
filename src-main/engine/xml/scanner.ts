import { AttributeList, attributeNameEnd } from './attribute-list.ts';
import { decodeAttribute, decodeEntities, decodeText } from './entities.ts';
import { NamespaceScope } from './namespace-scope.ts';
import { internName, isBlank, nameClass } from './names.ts';
import { declarationAt, instructionEnd } from './sections.ts';
import { fromByteText } from './utf8.ts';
import { XmlError } from './xml-error.ts';

/** What `next()` stopped at. A self-closing element gives `open` and then an empty `close`. */
export const token = { end: 0, open: 1, close: 2, text: 3 } as const;
export type Token = (typeof token)[keyof typeof token];

/** No spreadsheet writer nests deeper than about 30; far below what could exhaust a stack of ours. */
const maxDepth = 256;

/**
 * A pull scanner over the decoded text of one XML part, made for parts of some MB that are read once and patched by offsets. It checks what XML 1.0 and Namespaces in XML ask of a document without DOCTYPE:
 * one root, matching tags, attributes once each, known entities, allowed characters, bound prefixes of elements.
 *
 * ```ts
 * const s = new XmlScanner(text);
 * for (let t = s.next(); t !== token.end; t = s.next()) {
 *   if (t === token.open && s.local === 'row') … s.attribute('r') …
 * }
 * ```
 *
 * All offsets are UTF-16 units of the text given. Throws `XmlError` only.
 */
export class XmlScanner {
  readonly text: string;
  /** Start of the current token: the `<` of a tag, the first character of a text. */
  start = 0;
  /** Just behind the current token: behind the `>` of a tag. */
  end = 0;
  /** Local name of the current `open` or `close`. */
  local = '';
  /** Depth of the current element, the root being 1; the same at its `open` and `close`; at a text that around it. */
  depth = 0;
  /** The current `open` is `<x/>`; its `close` follows with `start === end`. */
  selfClosing = false;

  readonly #first: number;
  #pos: number;
  #open = 0;
  #pendingClose = false;
  #rootSeen = false;
  #cdata = false;
  #entities = false;
  #nameStart = 0;
  #localStart = 0;
  #nameEnd = 0;
  readonly #openStart: number[] = [];
  readonly #openName: number[] = [];
  readonly #openLocal: string[] = [];
  readonly #attributes: AttributeList;
  readonly #fragment: boolean;
  readonly #bytes: boolean;
  readonly #namespaces = new NamespaceScope();

  /**
   * With `fragment` the text is an element cut out of a part: its prefixes may be declared further out. With `bytes` it is a
   * byte text (see utf8.ts): offsets count bytes, and values and attributes still come out as the text that they are.
   */
  constructor(
    text: string,
    { fragment = false, bytes = false }: { readonly fragment?: boolean; readonly bytes?: boolean } = {},
  ) {
    this.text = text;
    this.#fragment = fragment;
    this.#bytes = bytes;
    this.#attributes = new AttributeList(text, bytes);
    this.#first = this.#pos = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Goes to the next token; comments and processing instructions are passed over. */
  next(): Token {
    const { text } = this;
    if (this.#pendingClose) {
      this.#pendingClose = false;
      this.start = this.end;
      this.#leave();
      return token.close;
    }
    for (;;) {
      const at = this.#pos;
      if (at >= text.length) return this.#finish();
      if (text.charCodeAt(at) !== 0x3c) {
        if (this.#scanText(at)) return token.text;
        continue;
      }
      const code = text.charCodeAt(at + 1);
      if (code === 0x2f) {
        this.#scanClose(at);
        return token.close;
      }
      if (code === 0x21) {
        if (this.#scanDeclaration(at)) return token.text;
        continue;
      }
      if (code === 0x3f) {
        this.#pos = instructionEnd(this.text, at, this.#first);
        continue;
      }
      this.#scanOpen(at);
      return token.open;
    }
  }

  /** The decoded text of the current `text` token. */
  get value(): string {
    if (this.#cdata) return this.#slice(this.start + 9, this.end - 3).replace(/\r\n?/g, '\n');
    const raw = this.#slice(this.start, this.end);
    return this.#entities ? decodeText(raw, this.start) : raw;
  }

  #slice(start: number, end: number): string {
    const raw = this.text.slice(start, end);
    return this.#bytes ? fromByteText(raw) : raw;
  }

  /** The current `text` token is a CDATA section. */
  get isCdata(): boolean {
    return this.#cdata;
  }

  /** The whole name of the current `open` or `close` as written, prefix included. */
  get qualifiedName(): string {
    return this.text.slice(this.#nameStart, this.#nameEnd);
  }

  /** The prefix as written, or `''`. */
  get prefix(): string {
    return this.#localStart === this.#nameStart ? '' : this.text.slice(this.#nameStart, this.#localStart - 1);
  }

  /** The namespace of the current `open` (at a `close` it may be gone already). */
  get namespace(): string {
    return this.#localStart === this.#nameStart ? this.#namespaces.defaultUri : this.#uriOf(this.prefix);
  }

  /** The namespace that a prefix stands for at the current `open`. */
  namespaceOf(prefix: string): string | undefined {
    return this.#namespaces.uriOf(prefix);
  }

  /** Where the current element begins, at its `close` as well: the `<` of its start tag. */
  get elementStart(): number {
    return this.#openStart[this.depth] as number;
  }

  /** An attribute of the current `open` by its name as written (`r`, `xml:space`, `x:id`), decoded. */
  attribute(name: string): string | undefined {
    const index = this.#attributes.find(name);
    return index < 0 ? undefined : this.#attributes.value(index);
  }

  /** An attribute of the current `open` by local name and namespace: for `r:id`, whose prefix a writer chooses. */
  attributeNS(local: string, isNamespace: (uri: string) => boolean): string | undefined {
    for (let i = 0; i < this.#attributes.count; i += 1) {
      const name = this.#attributes.name(i);
      const colon = name.indexOf(':');
      if (colon > 0 && name.slice(colon + 1) === local && isNamespace(this.namespaceOf(name.slice(0, colon)) ?? '')) {
        return this.#attributes.value(i);
      }
    }
    return undefined;
  }

  /** Where the raw value of an attribute lies, without its quotes; for the patcher. */
  attributeRange(name: string): readonly [start: number, end: number] | undefined {
    const index = this.#attributes.find(name);
    return index < 0 ? undefined : [this.#attributes.valueStart(index), this.#attributes.valueEnd(index)];
  }

  /** The attributes of the current `open` as places in the text, for hot loops. Gone with the next token. */
  get attributes(): AttributeList {
    return this.#attributes;
  }

  /** The names of the current `open`'s attributes as written. */
  attributeNames(): string[] {
    return Array.from({ length: this.#attributes.count }, (_, i) => this.#attributes.name(i));
  }

  /**
   * Continues at an offset further on, behind a stretch of whole elements that the caller has checked itself: the fast way
   * over thousands of cells that all look alike.
   */
  continueAt(offset: number): void {
    this.#pos = offset;
  }

  /** From an `open`, goes to its `close`. */
  skip(): void {
    const { depth } = this;
    while (this.next() !== token.close || this.depth !== depth);
  }

  /** From an `open`, goes to its `close` and gives the text directly inside, elements inside left out. */
  readText(): string {
    const { depth } = this;
    let out = '';
    for (;;) {
      const t = this.next();
      if (t === token.text) {
        if (this.depth === depth) out = out === '' ? this.value : out + this.value;
      } else if (t === token.close && this.depth === depth) return out;
    }
  }

  #fail(message: string, at: number): never {
    throw new XmlError('damaged', message, at);
  }

  #finish(): Token {
    const { length } = this.text;
    if (this.#open > 0) this.#fail('the part ends inside an element', length);
    if (!this.#rootSeen) this.#fail('no root element', length);
    this.start = this.end = length;
    return token.end;
  }

  /** Takes text up to the next tag; false when it is the white space around the root. */
  #scanText(at: number): boolean {
    const { text } = this;
    let special = false;
    let entity = false;
    let pos = at;
    let last = 0;
    for (const { length } = text; pos < length; pos += 1) {
      const code = text.charCodeAt(pos);
      if (code === 0x3c) break;
      if (code < 0x20) {
        if (code === 0x0d) special = true;
        else if (code !== 0x0a && code !== 0x09) this.#fail('character not allowed in XML', pos);
      } else if (code === 0x26) entity = true;
      else if (code >= 0xfffe) this.#fail('character not allowed in XML', pos);
      else if (code === 0x3e && last === 0x5d && text.charCodeAt(pos - 2) === 0x5d) this.#fail('“]]>” in text', pos);
      last = code;
    }
    this.start = at;
    this.end = this.#pos = pos;
    this.depth = this.#open;
    this.#cdata = false;
    this.#entities = special || entity;
    if (this.#open === 0) {
      for (let i = at; i < pos; i += 1) if (text.charCodeAt(i) > 0x20) this.#fail('text outside the root', i);
      return false;
    }
    if (entity) decodeEntities(text.slice(at, pos), at);
    return true;
  }

  /** A comment (false), a CDATA section as text (true); a DOCTYPE is unsafe. */
  #scanDeclaration(at: number): boolean {
    const { kind, end } = declarationAt(this.text, at, this.#open > 0);
    this.#pos = end;
    if (kind === 'comment') return false;
    [this.start, this.end] = [at, end];
    this.depth = this.#open;
    this.#cdata = true;
    return true;
  }

  /** Scans a name; sets its offsets and `local`, gives the offset behind it. */
  #scanName(at: number): number {
    const { text } = this;
    let pos = at;
    let localStart = at;
    let hash = 0;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code < 128) {
        const kind = nameClass[code] as number;
        if (kind === 3 && localStart === at && pos > at) {
          localStart = pos + 1;
          hash = 0;
        } else if (kind === 1) break;
        else if (kind !== 0) this.#fail('not a name', pos);
        else hash = (hash * 31 + code) | 0;
      } else if (code >= 128) hash = (hash * 31 + code) | 0;
      else this.#fail(pos >= text.length ? 'unfinished tag' : 'not a name', pos);
      pos += 1;
    }
    const first = text.charCodeAt(localStart);
    if (pos === localStart || (first >= 0x2d && first <= 0x39)) this.#fail('not a name', at);
    this.#nameStart = at;
    this.#localStart = localStart;
    this.#nameEnd = pos;
    this.local = internName(text, localStart, pos, hash);
    return pos;
  }

  #scanOpen(at: number): void {
    const { text } = this;
    if (this.#open === 0 && this.#rootSeen) this.#fail('a second root element', at);
    let pos = this.#scanName(at + 1);
    const depth = this.#open + 1;
    if (depth > maxDepth) throw new XmlError('unsafe', 'elements nested too deeply', at);
    this.#open = this.depth = depth;
    this.#rootSeen = true;
    this.#attributes.clear();
    let selfClosing = false;
    for (;;) {
      let code = text.charCodeAt(pos);
      const blank = isBlank(code);
      while (isBlank(code)) code = text.charCodeAt((pos += 1));
      if (code === 0x3e) {
        pos += 1;
        break;
      }
      if (code === 0x2f) {
        if (text.charCodeAt(pos + 1) !== 0x3e) this.#fail('unfinished tag', at);
        selfClosing = true;
        pos += 2;
        break;
      }
      if (!blank) this.#fail('unfinished tag', pos);
      pos = this.#scanAttribute(pos, depth);
    }
    this.#openStart[depth] = at;
    this.#openName[depth] = this.#nameStart;
    this.#openLocal[depth] = this.local;
    this.selfClosing = this.#pendingClose = selfClosing;
    this.start = at;
    this.end = this.#pos = pos;
    if (this.#localStart !== this.#nameStart) this.#uriOf(this.prefix);
  }

  #scanAttribute(at: number, depth: number): number {
    const { text } = this;
    const nameEnd = attributeNameEnd(text, at);
    let pos = nameEnd;
    while (isBlank(text.charCodeAt(pos))) pos += 1;
    if (text.charCodeAt(pos) !== 0x3d) this.#fail('attribute without value', at);
    pos += 1;
    while (isBlank(text.charCodeAt(pos))) pos += 1;
    const quote = text.charCodeAt(pos);
    if (quote !== 0x22 && quote !== 0x27) this.#fail('attribute without quotes', pos);
    const valueStart = pos + 1;
    let entity = false;
    for (pos = valueStart; ; pos += 1) {
      const code = text.charCodeAt(pos);
      if (code === quote) break;
      if (code === 0x26) entity = true;
      else if (code === 0x3c || (code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code >= 0xfffe) {
        this.#fail('character not allowed in an attribute', pos);
      } else if (code !== code) this.#fail('unfinished attribute', at);
    }
    if (entity) decodeEntities(text.slice(valueStart, pos), valueStart);
    this.#attributes.add(at, nameEnd, valueStart, pos);
    if (text.startsWith('xmlns', at) && (nameEnd - at === 5 || text.charCodeAt(at + 5) === 0x3a)) {
      this.#namespaces.bind(
        text.slice(at + 6, nameEnd),
        decodeAttribute(text.slice(valueStart, pos), valueStart),
        depth,
      );
    }
    return pos + 1;
  }

  #scanClose(at: number): void {
    const { text } = this;
    const depth = this.#open;
    if (depth === 0) this.#fail('end tag without start tag', at);
    const nameStart = this.#openName[depth] as number;
    let pos = at + 2;
    let other = nameStart;
    let code = text.charCodeAt(pos);
    while (code === text.charCodeAt(other) && code !== 0x3e && !isBlank(code)) {
      pos += 1;
      other += 1;
      code = text.charCodeAt(pos);
    }
    const after = text.charCodeAt(other);
    if (!(after < 128) || nameClass[after] !== 1 || pos === at + 2) this.#fail('end tag does not match', at);
    while (isBlank(code)) code = text.charCodeAt((pos += 1));
    if (code !== 0x3e) this.#fail('end tag does not match', at);
    this.start = at;
    this.end = this.#pos = pos + 1;
    this.#nameStart = nameStart;
    this.#nameEnd = other;
    this.local = this.#openLocal[depth] as string;
    this.#localStart = other - this.local.length;
    this.#leave();
  }

  #leave(): void {
    const depth = this.#open;
    this.depth = depth;
    this.#open = depth - 1;
    this.#namespaces.leave(depth);
  }

  #uriOf(prefix: string): string {
    const uri = this.#namespaces.uriOf(prefix);
    if (uri === undefined && !this.#fragment) this.#fail(`prefix “${prefix}” is not declared`, this.start);
    return uri ?? '';
  }
}
