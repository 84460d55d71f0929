import { contentTypesPart } from '../../package/content-types.ts';
import { withMissingTypes } from '../../package/missing-types.ts';
import { encodePart } from '../../package/part-text.ts';
import { relationshipsPart } from '../../package/part-names.ts';
import { rewritePackage } from '../../package/rewrite-package.ts';
import { asEmpty, asOpening } from '../../xml/start-tag.ts';
import type { WorkbookPackage } from '../../types.ts';
import { escapeAttribute } from '../../xml/entities.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';

const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Collects changes to a package's parts, several to one part if need be, and makes the new package at the end. */
export class PackageEditor {
  readonly #pkg: WorkbookPackage;
  readonly #texts = new Map<string, string>();
  readonly #removed = new Set<string>();

  constructor(pkg: WorkbookPackage) {
    this.#pkg = pkg;
  }

  has(part: string): boolean {
    return !this.#removed.has(part) && (this.#texts.has(part) || this.#pkg.has(part));
  }

  text(part: string): string {
    return this.#texts.get(part) ?? this.#pkg.text(part).text;
  }

  /** Replaces a part or adds a new one, in the encoding that the old one had. */
  put(part: string, text: string): void {
    this.#removed.delete(part);
    this.#texts.set(part, text);
  }

  /** A name that no part has: `xl/worksheets/kohyo1.xml`. */
  freeName(make: (n: number) => string): string {
    for (let n = 1; ; n++) if (!this.has(make(n)) && !this.#pkg.has(make(n))) return make(n);
  }

  /** Declares the content type of one part (ECMA-376 part 2, 6.2.3.3). */
  declare(part: string, type: string): void {
    const entry = `<Override PartName="/${escapeAttribute(part)}" ContentType="${escapeAttribute(type)}"/>`;
    this.put(
      contentTypesPart,
      appendToRoot(this.text(contentTypesPart), (prefix) => withPrefix(entry, 'Override', prefix)),
    );
  }

  /** Adds a relationship of a part (`''` for the package) and gives its id. The target is an entry name. */
  relate(from: string, type: string, target: string): string {
    const part = relationshipsPart(from);
    if (!this.has(part)) {
      this.put(
        part,
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${packageRelationships}"/>`,
      );
    }
    const text = this.text(part);
    const id = freeId(text);
    const entry = `<Relationship Id="${id}" Type="${escapeAttribute(type)}" Target="/${escapeAttribute(encodeURI(target))}"/>`;
    this.put(
      part,
      appendToRoot(text, (prefix) => withPrefix(entry, 'Relationship', prefix)),
    );
    return id;
  }

  bytes(): Uint8Array {
    const added = [...this.#texts.keys()].filter((part) => !this.#pkg.has(part));
    const types = withMissingTypes(this.text(contentTypesPart), added);
    if (types !== this.text(contentTypesPart)) this.put(contentTypesPart, types);
    const replace = new Map<string, Uint8Array>();
    const add = new Map<string, Uint8Array>();
    for (const [part, text] of this.#texts) {
      if (this.#pkg.has(part)) replace.set(part, encodePart(text, this.#pkg.text(part).encoding));
      else add.set(part, encodePart(text, 'utf-8'));
    }
    return rewritePackage(this.#pkg, { replace, add, remove: this.#removed });
  }
}

/** Puts markup behind the last child of a document's root element. */
export function appendToRoot(text: string, make: (prefix: string) => string): string {
  const s = new XmlScanner(text);
  while (s.next() !== token.open);
  const prefix = s.prefix;
  const { start, end, selfClosing, qualifiedName } = s;
  if (selfClosing) {
    return `${text.slice(0, start)}${asOpening(asEmpty(text.slice(start, end)))}${make(prefix)}</${qualifiedName}>${text.slice(end)}`;
  }
  s.skip();
  return text.slice(0, s.start) + make(prefix) + text.slice(s.start);
}

/** Writes an element with the namespace prefix that the document uses. */
const withPrefix = (markup: string, element: string, prefix: string): string =>
  prefix === ''
    ? markup
    : markup.replaceAll(`<${element}`, `<${prefix}:${element}`).replaceAll(`</${element}`, `</${prefix}:${element}`);

function freeId(rels: string): string {
  const s = new XmlScanner(rels);
  const used = new Set<string>();
  for (let t = s.next(); t !== token.end; t = s.next())
    if (t === token.open) used.add(s.attribute('Id')?.toLowerCase() ?? '');
  for (let n = 1; ; n++) if (!used.has(`rkohyo${n}`)) return `rKohyo${n}`;
}
