/** A segment of a path out of words of the sheet: letters and digits only, not too long, never only digits. */
export function segment(words: string): string {
  const plain = words
    .normalize('NFKC')
    .replace(/[（(〔［【][^（）()〔〕［］【】]*[)）〕］】]/gu, (group, at: number) => (at === 0 ? group : ''))
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 24);
  if (plain === '') return 'box';
  return /^\d+$/.test(plain) || reserved.has(plain) ? `n${plain}` : plain;
}

const reserved: ReadonlySet<string> = new Set([
  'sheet',
  'row',
  'cells',
  'edition',
  'sectionsText',
  'values',
  'constructor',
  'prototype',
]);

/** Hands out paths so that none is another's, or its beginning. */
export class PathBook {
  readonly #whole = new Set<string>();
  readonly #beginnings = new Set<string>();

  /** The path, its last plain segment numbered (`path-2`) where it is taken. */
  take(path: string): string {
    const free = this.#free(path);
    this.#whole.add(free);
    for (const beginning of beginningsOf(free)) this.#beginnings.add(beginning);
    return free;
  }

  /** A beginning that paths share (`cost`), free of others: a table's. */
  takeStem(stem: string): string {
    const free = this.#free(stem);
    for (const beginning of [...beginningsOf(free), free]) this.#beginnings.add(beginning);
    return free;
  }

  #free(path: string): string {
    let tried = path;
    for (;;) {
      // A beginning that is a whole path of another box is what must differ.
      const taken = beginningsOf(tried).find((beginning) => this.#whole.has(beginning));
      if (taken !== undefined) tried = counted(taken) + tried.slice(taken.length);
      else if (this.#whole.has(tried) || this.#beginnings.has(tried)) tried = counted(tried);
      else return tried;
    }
  }
}

/** The path with its last plain segment counted on: `a.b` → `a.b-2` → `a.b-3`; `{year}` → `n2.{year}`. */
function counted(path: string): string {
  const segments = path.split('.');
  const at = segments.findLastIndex((one) => !one.startsWith('{'));
  if (at < 0) return `n2.${path}`;
  const one = segments[at] as string;
  const found = /^(.*?)(?:-(\d+))?$/su.exec(one) as RegExpExecArray;
  segments[at] = `${found[1] as string}-${found[2] === undefined ? 2 : Number(found[2]) + 1}`;
  return segments.join('.');
}

function beginningsOf(path: string): readonly string[] {
  const segments = path.split('.');
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('.'));
}
