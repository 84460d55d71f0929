import { partKey } from './entry-name.ts';
import { contentTypeOf, contentTypesPart, readContentTypes, type ContentTypes } from './content-types.ts';
import { damaged, tooLarge } from './package-error.ts';
import { packageLimits } from './limits.ts';
import { decodePart, utf8Part, type PartText } from './part-text.ts';
import { ReadAhead } from './read-ahead.ts';
import { readEntry } from './read-entry.ts';
import { readXml } from './read-xml.ts';
import { readRelationships } from './relationships.ts';
import { relationshipsPart } from './part-names.ts';
import type { Relationship, WorkbookPackage } from '../types.ts';
import type { ZipDirectory } from './zip-directory.ts';

/**
 * A package over the bytes of its file. Entries are inflated when asked for and not kept: a plan of 300 sheets is
 * 4 MB packed and 100 MB as text. Relationships and content types are small and kept.
 */
export class OpenedPackage implements WorkbookPackage {
  readonly bytes: Uint8Array;
  readonly directory: ZipDirectory;
  readonly #relationships = new Map<string, readonly Relationship[]>();
  readonly #counted = new Set<string>();
  #contentTypes: ContentTypes | undefined;
  #inflated = 0;

  constructor(bytes: Uint8Array, directory: ZipDirectory) {
    this.bytes = bytes;
    this.directory = directory;
  }

  get entryNames(): readonly string[] {
    return this.directory.entries.map((entry) => entry.name);
  }

  has(name: string): boolean {
    return this.directory.byKey.has(partKey(name));
  }

  read(name: string): Uint8Array {
    return this.#read(name, undefined);
  }

  #read(name: string, ahead: ReadAhead | undefined): Uint8Array {
    const key = partKey(name);
    const entry = this.directory.byKey.get(key);
    if (entry === undefined) throw damaged(name);
    const data = ahead?.take(key) ?? readEntry(this.bytes, entry);
    if (!this.#counted.has(key)) {
      this.#counted.add(key);
      this.#inflated += data.length;
      if (this.#inflated > packageLimits.read) throw tooLarge(`${Math.ceil(this.#inflated / 2 ** 20)} MB`);
    }
    return data;
  }

  inTurn(names: readonly string[]): (name: string) => Buffer {
    const entries = names.map((name) => this.directory.byKey.get(partKey(name))).filter((entry) => entry !== undefined);
    const ahead = new ReadAhead(this.bytes, entries);
    return (name) => utf8Part(this.#read(name, ahead), name);
  }

  stored(name: string): Uint8Array {
    const entry = this.directory.byKey.get(partKey(name));
    if (entry === undefined) throw damaged(name);
    return this.bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  }

  text(name: string): PartText {
    return decodePart(this.read(name), name);
  }

  utf8(name: string): Buffer {
    return utf8Part(this.read(name), name);
  }

  contentType(name: string): string | undefined {
    this.#contentTypes ??= readXml(contentTypesPart, () => readContentTypes(this.text(contentTypesPart).text));
    return contentTypeOf(this.#contentTypes, name);
  }

  relationships(part: string): readonly Relationship[] {
    const key = partKey(part);
    const known = this.#relationships.get(key);
    if (known) return known;
    const name = relationshipsPart(part);
    const found = this.has(name) ? readXml(name, () => readRelationships(this.text(name).text, part)) : [];
    this.#relationships.set(key, found);
    return found;
  }
}
