import { countTogether, readTogether } from './read-together.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Entries that are inflated before they are asked for. */
const mostAhead = 64;

/** Entries that are asked for one after another, inflated some dozens together. */
export class ReadAhead {
  readonly #bytes: Uint8Array;
  readonly #entries: readonly ZipEntry[];
  #next = 0;
  readonly #ready = new Map<string, Uint8Array>();

  /** `entries` in the order in which they will be asked for. */
  constructor(bytes: Uint8Array, entries: readonly ZipEntry[]) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** An entry's bytes; `undefined` for one that must be read by itself. */
  take(key: string): Uint8Array | undefined {
    if (this.#ready.size === 0 && this.#entries[this.#next]?.key === key) this.#inflateNext();
    const data = this.#ready.get(key);
    this.#ready.delete(key);
    return data;
  }

  #inflateNext(): void {
    const entries = this.#entries.slice(this.#next, this.#next + mostAhead);
    const count = countTogether(entries);
    const some = entries.slice(0, count);
    const read = count > 1 ? readTogether(this.#bytes, some) : undefined;
    for (const [i, data] of (read ?? []).entries()) this.#ready.set((some[i] as ZipEntry).key, data);
    this.#next += Math.max(1, count);
  }
}
