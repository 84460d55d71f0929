import { relationshipsPart } from '../../package/part-names.ts';
import { escapeAttribute } from '../../xml/entities.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Threaded comments need the list of persons, and the older notes beside them say the same. */
const leftOut = new Set(['threadedComment', 'slicer', 'timeline', 'queryTable', 'pivotTable']);

/**
 * Copies what hangs on a part (drawings, pictures, notes, charts, printer settings, tables) from one package into
 * another under free names, with content types and relationships, and relates it to `to` by the same ids.
 */
export class PartCopier {
  readonly #from: PackageDraft;
  readonly #into: PackageDraft;
  readonly #convert: (text: string, part: string) => string;
  readonly #copied = new Map<string, string>();

  /** `convert` changes the text of each copied part: namespaces, names of sheets. */
  constructor(from: PackageDraft, into: PackageDraft, convert: (text: string, part: string) => string) {
    this.#from = from;
    this.#into = into;
    this.#convert = convert;
  }

  /** Gives the ids of relationships that were left out. */
  relate(from: string, to: string): ReadonlySet<string> {
    const missing = new Set<string>();
    const entries: string[] = [];
    for (const one of this.#from.relationships(from)) {
      if (leftOut.has(one.type)) {
        missing.add(one.id);
        continue;
      }
      // What led nowhere (`../NULL` of a picture that was lost) still does, and its id is still used.
      const inside = !one.external && this.#from.has(one.target);
      const target = inside ? `/${encodeURI(this.#copy(one.target))}` : one.written;
      const mode = one.mode === undefined ? '' : ` TargetMode="${escapeAttribute(one.mode)}"`;
      entries.push(
        `<Relationship Id="${escapeAttribute(one.id)}" Type="${escapeAttribute(this.#convert(one.fullType, ''))}" Target="${escapeAttribute(target)}"${mode}/>`,
      );
    }
    if (entries.length > 0) {
      this.#into.put(
        relationshipsPart(to),
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`,
      );
    }
    return missing;
  }

  #copy(part: string): string {
    const key = part.toLowerCase();
    const known = this.#copied.get(key);
    if (known !== undefined) return known;
    const m = /^(.*?)(\d*)(\.[^./]+)?$/.exec(part);
    const name = this.#into.has(part) ? this.#into.freeName((n) => `${m?.[1] ?? part}${n}${m?.[3] ?? ''}`) : part;
    this.#copied.set(key, name);
    if (/\.(xml|vml)$/i.test(part)) {
      const text = this.#convert(asUtf8(this.#from.text(part)), part);
      this.#into.put(name, /\/tables\//i.test(part) ? uniqueTable(this.#into, text) : text);
    } else this.#into.putBytes(name, this.#from.read(part));
    const type = this.#from.contentType(part);
    if (type !== undefined) this.#into.declare(name, type);
    this.relate(part, name);
    return name;
  }
}

/** New parts are written as UTF-8, whatever they were. */
export const asUtf8 = (text: string): string =>
  text.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(["'])[^"']*\2/, '$1$2UTF-8$2');

/** A table's id and name must be the workbook's only ones (18.5.1.2). */
function uniqueTable(into: PackageDraft, text: string): string {
  const ids = new Set<number>();
  const names = new Set<string>();
  for (const part of into.names()) {
    if (!/\/tables\/[^/]+\.xml$/i.test(part)) continue;
    try {
      new XmlEdit(into.text(part)).walk((_, s) => {
        if (s.depth !== 1) return;
        ids.add(Number(s.attribute('id')));
        names.add((s.attribute('displayName') ?? '').toUpperCase());
      });
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
    }
  }
  const edit = new XmlEdit(text);
  edit.walk((e, s) => {
    if (s.depth !== 1) return;
    e.set('id', String(Math.max(0, ...ids) + 1));
    const name = s.attribute('displayName') ?? 'Table';
    let free = name;
    for (let n = 2; names.has(free.toUpperCase()); n++) free = `${name}_${n}`;
    if (free !== name) {
      e.set('displayName', free);
      e.set('name', free);
    }
  });
  return edit.result();
}
