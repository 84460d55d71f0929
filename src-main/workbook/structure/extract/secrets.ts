/** Texts compare as labels do, so that a cached result without line breaks is still found. */
export const folded = (text: string): string => text.normalize('NFKC').replace(/_x000d_/gi, '').replace(/\s+/g, '');

/**
 * The texts that only sheets taken out have. What a workbook keeps must not hold one of them anywhere: a roll-up's cached
 * results, a list typed by hand, document properties, custom parts.
 */
export class Secrets {
  readonly #gone: readonly string[];
  readonly #long: readonly string[];
  readonly #exact: ReadonlySet<string>;
  readonly #kept: ReadonlySet<string>;
  readonly #keptText: string;

  /** `gone` are the texts of the sheets taken out, `kept` those of the items that stay. */
  constructor(gone: Iterable<string>, kept: Iterable<string>) {
    const keptList = Array.from(kept, folded);
    this.#kept = new Set([...keptList, ...Array.from(kept, (text) => text.split('\n').map(folded)).flat()]);
    this.#keptText = keptList.join('\n');
    this.#gone = [...new Set(Array.from(gone, folded))].filter((text) => text !== '' && !this.#kept.has(text));
    const only = this.#gone.filter((text) => text.length >= 6 && !this.#keptText.includes(text));
    this.#exact = new Set(only);
    this.#long = only.filter((text) => text.length >= 8);
  }

  /** True when the text is or holds a text of an item taken out: for what people typed, long enough to be no accident. */
  holds(text: string): boolean {
    const given = folded(text);
    if (given.length < 6) return false;
    return this.#exact.has(given) || this.#long.some((secret) => given.includes(secret));
  }

  /** Like `holds`, for places where nobody writes prose: names, properties, embedded data. */
  mentions(text: string): boolean {
    const given = folded(text);
    return given.length >= 6 && Array.from(this.#exact).some((secret) => given.includes(secret));
  }

  /** True when the result of a formula tells something that only items taken out say, were it one word. Numbers and grades tell nothing by themselves. */
  tells(result: string): boolean {
    const given = folded(result);
    if (given.length < 3 || this.#kept.has(given)) return false;
    return this.holds(result) || this.#gone.some((text) => text.includes(given));
  }
}
