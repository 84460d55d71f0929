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

/** A text of a plan and the sheets that say it. */
interface KnownText {
  readonly text: string;
  readonly sheets: string[];
}

/**
 * What the sheets of a plan say, by the texts' first characters, so that looking for thousands in one text costs no more than
 * its length. Made once for all the workbooks that are taken out of the plan.
 */
export class TextIndex {
  readonly #byBeginning = new Map<string, KnownText[]>();
  readonly #byText = new Map<string, KnownText>();

  /** `texts` are folded; each once for its sheet. */
  add(sheet: string, texts: Iterable<string>): void {
    for (const text of texts) {
      if (text.length < shortest) continue;
      const same = this.#byText.get(text);
      if (same !== undefined) {
        same.sheets.push(sheet);
        continue;
      }
      const one = { text, sheets: [sheet] };
      this.#byText.set(text, one);
      const beginning = text.slice(0, shortest);
      const known = this.#byBeginning.get(beginning);
      if (known === undefined) this.#byBeginning.set(beginning, [one]);
      else known.push(one);
    }
  }

  /** The text itself, where a sheet says it. */
  get(text: string): KnownText | undefined {
    return this.#byText.get(text);
  }

  /** The texts that begin with these characters. */
  at(beginning: string): readonly KnownText[] | undefined {
    return this.#byBeginning.get(beginning);
  }
}

/**
 * The texts that only sheets taken out have. What a workbook keeps must not hold one of them anywhere: a roll-up's cached
 * results, a list typed by hand, document properties, custom parts.
 */
export class Secrets {
  readonly #index: TextIndex;
  readonly #isGone: (sheet: string) => boolean;
  readonly #keptText: string;
  readonly #kept: ReadonlySet<string>;
  readonly #keptBeginnings: ReadonlySet<string>;
  /** Which texts were found to be secret or not. */
  readonly #known = new Map<KnownText, boolean>();

  /** `isGone`: whether a sheet of the index was taken out; `kept` are the texts of the items that stay. */
  constructor(index: TextIndex, isGone: (sheet: string) => boolean, kept: readonly string[]) {
    this.#index = index;
    this.#isGone = isGone;
    const keptList = kept.map(folded);
    this.#kept = new Set([
      ...keptList,
      ...kept.flatMap((text) => (text.includes('\n') ? text.split('\n').map(folded) : [])),
    ]);
    this.#keptText = keptList.join('\n');
    this.#keptBeginnings = new Set(beginningsIn(this.#keptText));
  }

  /** Of a workbook that nothing is taken out of. */
  static readonly none = new Secrets(new TextIndex(), () => false, []);

  #isSecret(one: KnownText): boolean {
    let secret = this.#known.get(one);
    if (secret === undefined) {
      const { text, sheets } = one;
      secret =
        sheets.some(this.#isGone) &&
        !this.#kept.has(text) &&
        !(this.#keptBeginnings.has(text.slice(0, shortest)) && this.#keptText.includes(text));
      this.#known.set(one, secret);
    }
    return secret;
  }

  /** True when what stays says the same, in words enough to be no accident: then it tells nothing of the others. */
  isKept(text: string): boolean {
    const given = folded(text);
    if (given.length < prose) return false;
    // Most texts begin in no way that the kept ones hold: looking through all of them is for the few others.
    return (
      this.#kept.has(given) || (this.#keptBeginnings.has(given.slice(0, shortest)) && this.#keptText.includes(given))
    );
  }

  /** True when the text is or holds a text of an item taken out: for what people typed, long enough to be no accident. */
  holds(text: string): boolean {
    const given = folded(text);
    if (given.length < shortest) return false;
    const whole = this.#index.get(given);
    return (whole !== undefined && this.#isSecret(whole)) || this.#foundIn(given, prose) !== undefined;
  }

  /** Like `holds`, for places where nobody writes prose: names, properties, embedded data. */
  mentions(text: string): boolean {
    return this.#foundIn(folded(text), shortest) !== undefined;
  }

  /** A text of the others that stands in this one, in words enough to be no accident; `undefined` when none does. */
  reveals(text: string): string | undefined {
    return this.#foundIn(folded(text), prose);
  }

  #foundIn(given: string, length: number): string | undefined {
    for (let at = 0; at + length <= given.length; at += 1) {
      const found = this.#index
        .at(given.slice(at, at + shortest))
        ?.find((one) => one.text.length >= length && given.startsWith(one.text, at) && this.#isSecret(one));
      if (found !== undefined) return found.text;
    }
    return undefined;
  }
}

function* beginningsIn(text: string): Iterable<string> {
  for (let at = 0; at + shortest <= text.length; at += 1) yield text.slice(at, at + shortest);
}
