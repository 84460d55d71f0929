import type { PartText } from '../../package/part-text.ts';

/** Characters that are kept: a large roll-up, string table and styles, but not every sheet of a plan of a thousand items. */
const room = 16 * 2 ** 20;

/** Texts of parts of one package, for many drafts of it: what all of them read is inflated and decoded once. */
export class ReadParts {
  readonly #texts = new Map<string, PartText>();
  #left = room;

  get(key: string): PartText | undefined {
    return this.#texts.get(key);
  }

  keep(key: string, text: PartText): void {
    if (text.text.length > this.#left) return;
    this.#left -= text.text.length;
    this.#texts.set(key, text);
  }
}
