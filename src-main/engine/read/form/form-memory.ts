import type { LabelHit } from './label-hit.ts';
import type { WorkbookPackage } from '../../types.ts';
import { PlacementCache } from './placement-cache.ts';

/** More texts than the labels of a hundred forms. */
const maxLabels = 10_000;
/** Values that look like labels: most differ from sheet to sheet, and keeping them costs more than looking again. */
const maxOthers = 1000;
/** Bytes of one part, and parts: some megabytes together. */
const maxPart = 16_384;
const maxParts = 500;

/**
 * What was found out about forms, for reading many workbooks of one form one after another: where its fields lie, which
 * texts are labels, what small parts say that are the same in many of them (the arrows drawn over a form).
 */
export class FormMemory {
  readonly placements = new PlacementCache();
  readonly #parts = new Map<string, unknown>();
  readonly #labels = new Map<string, LabelHit | null>();
  #others = 0;

  /** What `read` makes of a part, worked out once for parts that are stored alike. `kind` names what is made of it. */
  part<T>(pkg: WorkbookPackage, name: string, kind: string, read: () => T): T {
    const bytes = pkg.stored(name);
    if (bytes.length > maxPart) return read();
    const key = `${kind}\0${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')}`;
    if (this.#parts.has(key)) return this.#parts.get(key) as T;
    const made = read();
    if (this.#parts.size >= maxParts) this.#parts.clear();
    this.#parts.set(key, made);
    return made;
  }

  /** `find` of a text; worked out once for labels. */
  label(text: string, find: (text: string) => LabelHit | undefined): LabelHit | null {
    let hit = this.#labels.get(text);
    if (hit !== undefined) return hit;
    hit = find(text) ?? null;
    if (hit === null) {
      this.#others += 1;
      if (this.#others > maxOthers) return null;
    } else if (this.#labels.size >= maxLabels) return hit;
    this.#labels.set(text, hit);
    return hit;
  }
}
