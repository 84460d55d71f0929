import { contentTypesPart } from '../../package/content-types.ts';
import { withMissingTypes } from '../../package/missing-types.ts';
import type { PartText } from '../../package/part-text.ts';
import type { ReadParts } from './read-parts.ts';
import { partKey } from '../../package/entry-name.ts';
import { encodePart } from '../../package/part-text.ts';
import { relationshipsPart, resolveTarget } from '../../package/part-names.ts';
import { rewritePackage } from '../../package/rewrite-package.ts';
import { escapeAttribute } from '../../xml/entities.ts';
import type { Relationship, TextEncodingName, WorkbookPackage } from '../../types.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

export const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A relationship as a draft has it, with how it is written. */
export interface DraftRelationship extends Relationship {
  /** The type's whole URI. */
  readonly fullType: string;
  /** The target as written. */
  readonly written: string;
  readonly mode: string | undefined;
}

/**
 * A package being changed in its structure: parts are edited, added and taken out, with their content types and
 * relationships, and the new package is made at the end. Part names compare without case.
 */
export class PackageDraft {
  readonly original: WorkbookPackage;
  readonly #texts = new Map<
    string,
    { readonly name: string; readonly text: string; readonly encoding: TextEncodingName }
  >();
  readonly #binary = new Map<string, { readonly name: string; readonly data: Uint8Array }>();
  readonly #removed = new Map<string, string>();
  readonly #read: ReadParts | undefined;
  /** What relationships parts say, with the text that says it: structure asks for the same ones again and again. */
  readonly #related = new Map<string, { readonly text: string; readonly found: readonly DraftRelationship[] }>();

  /** `read` is what has been read of the package, for many drafts of one. */
  constructor(original: WorkbookPackage, read?: ReadParts) {
    this.original = original;
    this.#read = read;
  }

  has(part: string): boolean {
    const key = partKey(part);
    if (this.#texts.has(key) || this.#binary.has(key)) return true;
    return !this.#removed.has(key) && this.original.has(part);
  }

  /** Every entry as it will be. */
  names(): readonly string[] {
    const kept = this.original.entryNames.filter((name) => !this.#removed.has(partKey(name)));
    const known = new Set(kept.map(partKey));
    const added = [...this.#texts, ...this.#binary].filter(([key]) => !known.has(key)).map(([, part]) => part.name);
    return [...kept, ...added];
  }

  /** Parts whose text was replaced or added. */
  changedParts(): readonly string[] {
    return [...this.#texts.values()].map(({ name }) => name);
  }

  text(part: string): string {
    return this.#texts.get(partKey(part))?.text ?? this.#originalText(part).text;
  }

  #originalText(part: string): PartText {
    const key = partKey(part);
    const known = this.#read?.get(key);
    if (known !== undefined) return known;
    const text = this.original.text(part);
    this.#read?.keep(key, text);
    return text;
  }

  /** The bytes of a part as it will be. */
  read(part: string): Uint8Array {
    const text = this.#texts.get(partKey(part));
    if (text !== undefined) return encodePart(text.text, text.encoding);
    return this.#binary.get(partKey(part))?.data ?? this.original.read(part);
  }

  /** Replaces a part's text in the encoding that it had, or adds a new part in UTF-8. */
  put(part: string, text: string): void {
    const key = partKey(part);
    const known = this.#texts.get(key);
    const encoding = known?.encoding ?? (this.original.has(part) ? this.#originalText(part).encoding : 'utf-8');
    this.#removed.delete(key);
    this.#texts.set(key, { name: known?.name ?? part, text, encoding });
  }

  putBytes(part: string, data: Uint8Array): void {
    this.#removed.delete(partKey(part));
    this.#binary.set(partKey(part), { name: part, data });
  }

  /** Edits a part in place when it is there. */
  edit(part: string, visit: (edit: XmlEdit) => void): void {
    if (!this.has(part)) return;
    const edit = new XmlEdit(this.text(part));
    visit(edit);
    if (edit.changed) this.put(part, edit.result());
  }

  /** Takes parts out, with their own relationships and content types; relationships to them are the caller's. */
  remove(...parts: readonly string[]): void {
    if (parts.length === 0) return;
    const names = parts.flatMap((part) => [part, relationshipsPart(part)]);
    for (const name of names) {
      const key = partKey(name);
      this.#texts.delete(key);
      this.#binary.delete(key);
      if (this.original.has(name)) this.#removed.set(key, name);
    }
    // LibreOffice declares relationships parts one by one.
    const keys = new Set(names.map(partKey));
    this.edit(contentTypesPart, (edit) =>
      edit.walk((e, s) => {
        if (s.local === 'Override' && keys.has(partKey((s.attribute('PartName') ?? '').replace(/^\/+/, ''))))
          e.remove();
      }),
    );
  }

  /** The relationships of a part as they will be, targets resolved. */
  relationships(part: string): readonly DraftRelationship[] {
    const name = relationshipsPart(part);
    if (!this.has(name)) return [];
    const text = this.text(name);
    const known = this.#related.get(name);
    if (known?.text === text) return known.found;
    const found: DraftRelationship[] = [];
    new XmlEdit(text).walk((_, s) => {
      if (s.local !== 'Relationship') return;
      const target = s.attribute('Target') ?? '';
      const fullType = s.attribute('Type') ?? '';
      // A fragment alone is a place in the workbook itself, as drawings link to cells: it leads to no part.
      const external =
        s.attribute('TargetMode')?.toLowerCase() === 'external' || /^(?:#|[a-z][a-z0-9+.-]+:)/i.test(target);
      found.push({
        id: s.attribute('Id') ?? '',
        type: fullType.slice(fullType.lastIndexOf('/') + 1),
        fullType,
        target: external ? target : resolveTarget(part, target),
        external,
        written: target,
        mode: s.attribute('TargetMode'),
      });
    });
    this.#related.set(name, { text, found });
    return found;
  }

  /** Takes relationships of a part out; the relationships part goes when it is empty. */
  unrelate(part: string, which: (relationship: Relationship) => boolean): void {
    const name = relationshipsPart(part);
    const gone = new Set(
      this.relationships(part)
        .filter(which)
        .map((one) => one.id),
    );
    if (gone.size === 0) return;
    this.edit(name, (edit) =>
      edit.walk((e, s) => {
        if (s.local === 'Relationship' && gone.has(s.attribute('Id') ?? '')) e.remove();
      }),
    );
    if (this.relationships(part).length === 0 && part !== '') this.remove(name);
  }

  /** Adds a relationship of a part (`''` for the package) and gives its id. The target is an entry name, or a URL. */
  relate(from: string, fullType: string, target: string, external = false): string {
    const part = relationshipsPart(from);
    if (!this.has(part)) {
      this.put(
        part,
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${packageRelationships}"></Relationships>`,
      );
    }
    const used = new Set(this.relationships(from).map((one) => one.id.toLowerCase()));
    let n = 1;
    while (used.has(`rid${n}`)) n++;
    const where = external
      ? `Target="${escapeAttribute(target)}" TargetMode="External"`
      : `Target="/${escapeAttribute(encodeURI(target))}"`;
    this.append(part, (prefix) => `<${prefix}Relationship Id="rId${n}" Type="${escapeAttribute(fullType)}" ${where}/>`);
    return `rId${n}`;
  }

  contentType(part: string): string | undefined {
    let byExtension: string | undefined;
    let byName: string | undefined;
    const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
    new XmlEdit(this.text(contentTypesPart)).walk((_, s) => {
      const type = s.attribute('ContentType');
      if (s.local === 'Default' && s.attribute('Extension')?.toLowerCase() === extension) byExtension = type;
      if (s.local === 'Override' && partKey((s.attribute('PartName') ?? '').replace(/^\/+/, '')) === partKey(part))
        byName = type;
    });
    return byName ?? byExtension;
  }

  /** Declares the content type of a part (ECMA-376 part 2, 6.2.3.3), unless it has that type already. */
  declare(part: string, type: string): void {
    if (this.contentType(part) === type) return;
    this.append(
      contentTypesPart,
      (prefix) => `<${prefix}Override PartName="/${escapeAttribute(part)}" ContentType="${escapeAttribute(type)}"/>`,
    );
  }

  /** A name that no part has: `freeName((n) => \`xl/worksheets/sheet${n}.xml\`)`. */
  freeName(make: (n: number) => string): string {
    for (let n = 1; ; n++) if (!this.has(make(n)) && !this.original.has(make(n))) return make(n);
  }

  /** Puts markup behind the last child of a part's root element. */
  append(part: string, make: (prefix: string) => string): void {
    this.edit(part, (edit) => {
      edit.walk((e, s) => {
        if (s.depth !== 1) return;
        const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
        if (s.selfClosing) {
          const tag = s.text.slice(s.start, s.end).replace(/\s*\/>$/, '>');
          e.replace(`${tag}${make(prefix)}</${s.qualifiedName}>`);
        } else {
          s.skip();
          e.splice(s.start, s.start, make(prefix));
        }
      });
    });
  }

  bytes(): Uint8Array {
    const replace = new Map<string, Uint8Array>();
    const add = new Map<string, Uint8Array>();
    for (const { name } of [...this.#texts.values(), ...this.#binary.values()]) {
      (this.original.has(name) ? replace : add).set(name, this.read(name));
    }
    const types = withMissingTypes(this.text(contentTypesPart), [...add.keys()]);
    if (types !== this.text(contentTypesPart)) {
      this.put(contentTypesPart, types);
      replace.set(contentTypesPart, this.read(contentTypesPart));
    }
    return rewritePackage(this.original, { replace, add, remove: new Set(this.#removed.values()) });
  }
}
