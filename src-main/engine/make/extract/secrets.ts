/** Texts compare as labels do, so that a cached result without line breaks is still found. */
export const folded = (text: string): string =>
  asItIs.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/_x000d_/gi, '')
        .replace(/\s+/g, '');

/** Letters, digits and marks of ASCII without `_` stand for themselves: most of what a workbook holds beside its texts. */
const asItIs = /^[!-^`-~]*$/;

/** A text shorter than this tells nothing by itself. */
const shortest = 6;
/** What a person typed must hold this much of a text to be no accident. */
const prose = 8;

/** Words of a text by number, so that most that do not stand in it are known without looking through it. */
const wordNumbers = 1 << 18;

/** Of the four characters at a place; equal words have equal numbers. */
function numberOfWord(text: string, at: number): number {
  const [a, b, c, d] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3)];
  return (a * 40_503 + b * 3_079 + c * 211 + d) & (wordNumbers - 1);
}

/** In order, without those that begin with another: where one of these stands in a text, the other stands as well. */
function withoutLonger(texts: readonly string[]): readonly string[] {
  const shorter: string[] = [];
  for (const text of texts.toSorted()) {
    const last = shorter.at(-1);
    if (last === undefined || !text.startsWith(last)) shorter.push(text);
  }
  return shorter;
}

/** Which of the texts, as `withoutLonger` gives them, stands at a place: only the last that is not behind what stands there can. */
function standingAt(texts: readonly string[], given: string, place: number): string | undefined {
  let [low, high] = [0, texts.length - 1];
  if (low < high) {
    const rest = given.slice(place);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((texts[middle] ?? '') <= rest) low = middle;
      else high = middle - 1;
    }
  }
  const text = texts[low];
  return text !== undefined && given.startsWith(text, place) ? text : undefined;
}

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
  readonly #beginnings = new Uint8Array(wordNumbers);

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
      this.#beginnings[numberOfWord(text, 0)] = 1;
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

  /** The texts that may stand at a place of a text: they begin with its next characters. */
  at(text: string, place: number): readonly KnownText[] | undefined {
    if (this.#beginnings[numberOfWord(text, place)] === 0) return undefined;
    return this.#byBeginning.get(text.slice(place, place + shortest));
  }
}

/** What items that stay say, folded: each text, and each line of those that have several. */
export interface Kept {
  readonly texts: readonly string[];
  readonly lines: readonly string[];
}

export const keptOf = (texts: readonly string[]): Kept => ({
  texts: texts.map(folded),
  lines: texts.flatMap((text) => (text.includes('\n') ? text.split('\n').map(folded) : [])),
});

/** Everything that stays, to look for a text in: thousands are asked for, and few stand there. */
class KeptText {
  readonly #text: string;
  readonly #words = new Uint8Array(wordNumbers);

  constructor(text: string) {
    this.#text = text;
    for (let at = 0; at + shortest <= text.length; at += 1) this.#words[numberOfWord(text, at)] = 1;
  }

  /** `text` has at least the shortest length. */
  includes(text: string): boolean {
    return this.#words[numberOfWord(text, 0)] === 1 && this.#text.includes(text);
  }
}

/**
 * The texts that only sheets taken out have. What a workbook keeps must not hold one of them anywhere: a roll-up's cached
 * results, a list typed by hand, document properties, custom parts.
 */
export class Secrets {
  readonly #index: TextIndex;
  readonly #isGone: (sheet: string) => boolean;
  readonly #keptText: KeptText;
  readonly #kept: ReadonlySet<string>;
  /** Which texts were found to be secret or not. */
  readonly #known = new Map<KnownText, boolean>();
  /** By the texts of one beginning: the secrets among them of at least a length, without longer ones. */
  readonly #secret = {
    [shortest]: new Map<readonly KnownText[], readonly string[]>(),
    [prose]: new Map<readonly KnownText[], readonly string[]>(),
  };

  /** `isGone`: whether a sheet of the index was taken out. */
  constructor(index: TextIndex, isGone: (sheet: string) => boolean, kept: readonly Kept[]) {
    this.#index = index;
    this.#isGone = isGone;
    this.#kept = new Set(kept.flatMap(({ texts, lines }) => [...texts, ...lines]));
    this.#keptText = new KeptText(kept.flatMap(({ texts }) => texts).join('\n'));
  }

  /** Of a workbook that nothing is taken out of. */
  static readonly none = new Secrets(new TextIndex(), () => false, []);

  #isSecret(one: KnownText): boolean {
    let secret = this.#known.get(one);
    if (secret === undefined) {
      const { text, sheets } = one;
      secret = sheets.some(this.#isGone) && !this.#kept.has(text) && !this.#keptText.includes(text);
      this.#known.set(one, secret);
    }
    return secret;
  }

  /** True when what stays says the same, in words enough to be no accident: then it tells nothing of the others. */
  isKept(text: string): boolean {
    const given = folded(text);
    return given.length >= prose && (this.#kept.has(given) || this.#keptText.includes(given));
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

  #foundIn(given: string, length: typeof shortest | typeof prose): string | undefined {
    for (let at = 0; at + length <= given.length; at += 1) {
      const begun = this.#index.at(given, at);
      if (begun === undefined) continue;
      const found = standingAt(this.#secretOf(begun, length), given, at);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Thousands of texts may begin alike and be no secrets: they are judged once, not at each place where they could stand. */
  #secretOf(begun: readonly KnownText[], length: typeof shortest | typeof prose): readonly string[] {
    const known = this.#secret[length].get(begun);
    if (known !== undefined) return known;
    const secret = begun.filter((one) => one.text.length >= length && this.#isSecret(one)).map(({ text }) => text);
    const found = withoutLonger(secret);
    this.#secret[length].set(begun, found);
    return found;
  }
}
