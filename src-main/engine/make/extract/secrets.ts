/** Texts compare as labels do, so that a cached result without line breaks is still found. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/_x000d_/gi, '')
    .replace(/\s+/g, '');

/** A text shorter than this tells nothing by itself. */
const shortest = 6;
/** What a person typed must hold this much of a text to be no accident. */
const prose = 8;

/**
 * The texts that only sheets taken out have. What a workbook keeps must not hold one of them anywhere: a roll-up's cached
 * results, a list typed by hand, document properties, custom parts.
 */
export class Secrets {
  readonly #goneText: string;
  readonly #exact: ReadonlySet<string>;
  /** The texts by their first characters, so that looking for thousands in one text costs no more than its length. */
  readonly #byBeginning = new Map<string, string[]>();
  readonly #kept: ReadonlySet<string>;

  /** `gone` are the folded texts of the sheets taken out, `kept` the texts of the items that stay. */
  constructor(gone: Iterable<string>, kept: readonly string[]) {
    const keptList = kept.map(folded);
    this.#kept = new Set([
      ...keptList,
      ...kept.flatMap((text) => (text.includes('\n') ? text.split('\n').map(folded) : [])),
    ]);
    const keptText = keptList.join('\n');
    const keptBeginnings = new Set(beginningsIn(keptText));
    const only = [...new Set(gone)].filter((text) => text !== '' && !this.#kept.has(text));
    this.#goneText = only.join('\n');
    const long = only.filter(
      (text) => text.length >= shortest && !(keptBeginnings.has(text.slice(0, shortest)) && keptText.includes(text)),
    );
    this.#exact = new Set(long);
    for (const text of long) {
      const beginning = text.slice(0, shortest);
      const known = this.#byBeginning.get(beginning);
      if (known === undefined) this.#byBeginning.set(beginning, [text]);
      else known.push(text);
    }
  }

  /** True when the text is or holds a text of an item taken out: for what people typed, long enough to be no accident. */
  holds(text: string): boolean {
    const given = folded(text);
    if (given.length < shortest) return false;
    return this.#exact.has(given) || this.#isIn(given, prose);
  }

  /** Like `holds`, for places where nobody writes prose: names, properties, embedded data. */
  mentions(text: string): boolean {
    return this.#isIn(folded(text), shortest);
  }

  /** True when the result of a formula tells something that only items taken out say, were it one word. Numbers and grades tell nothing by themselves. */
  tells(result: string): boolean {
    const given = folded(result);
    if (given.length < 3 || this.#kept.has(given)) return false;
    // A folded text has no line break, so it cannot reach from one text into the next.
    return this.holds(given) || this.#goneText.includes(given);
  }

  #isIn(given: string, length: number): boolean {
    for (let at = 0; at + shortest <= given.length; at += 1) {
      const texts = this.#byBeginning.get(given.slice(at, at + shortest));
      if (texts?.some((text) => text.length >= length && given.startsWith(text, at)) === true) return true;
    }
    return false;
  }
}

function* beginningsIn(text: string): Iterable<string> {
  for (let at = 0; at + shortest <= text.length; at += 1) yield text.slice(at, at + shortest);
}
