import type { LabelMatch } from '../../../../src-shared/form/label-pattern.ts';
import type { CompiledLabel } from './compile.ts';
import type { Grid, Spot } from './grid.ts';

export interface Met {
  readonly spot: Spot;
  readonly match: LabelMatch;
}

/** Labels stand among the first spots of a sheet; a list of thousands of rows has them in its head. */
const mostSpots = 12_000;

/** Where the labels of any form stand on one sheet. */
export class LabelIndex {
  readonly grid: Grid;
  readonly spots: readonly Spot[];
  readonly #byKey = new Map<string, Spot[]>();
  readonly #met = new Map<CompiledLabel, readonly Met[]>();
  readonly #keys: readonly string[];

  /** Throws `XmlError` for a string that is not there. */
  constructor(grid: Grid, spots = grid.filled.slice(0, mostSpots)) {
    this.grid = grid;
    this.spots = spots;
    this.#keys = spots.map((spot) => grid.key(spot));
    spots.forEach((spot, i) => {
      const key = this.#keys[i] as string;
      if (key === '') return;
      const list = this.#byKey.get(key);
      if (list === undefined) this.#byKey.set(key, [spot]);
      else list.push(spot);
    });
  }

  /** Spots whose text is the label's, in reading order. */
  find(label: CompiledLabel): readonly Met[] {
    let met = this.#met.get(label);
    if (met === undefined) this.#met.set(label, (met = this.#find(label)));
    return met;
  }

  #find(label: CompiledLabel): readonly Met[] {
    const found: Met[] = [];
    for (const pattern of label.patterns) {
      if (pattern.key !== undefined) {
        for (const spot of this.#byKey.get(pattern.key) ?? []) found.push({ spot, match: {} });
        continue;
      }
      this.spots.forEach((spot, i) => {
        const key = this.#keys[i] as string;
        const match = key === '' ? undefined : pattern.match(key);
        if (match !== undefined) found.push({ spot, match });
      });
    }
    if (label.patterns.length === 1) return found;
    const once = new Map(found.toReversed().map((one) => [one.spot, one]));
    return [...once.values()].toSorted((a, b) => a.spot.top - b.spot.top || a.spot.left - b.spot.left);
  }

  /** Spots whose text begins with the label's words and goes on: `指標名：…`, `作成日 令和…`. */
  beginning(label: CompiledLabel): readonly Spot[] {
    return this.spots.filter((spot) => {
      const text = this.grid.text(spot).slice(0, 300).normalize('NFKC').replace(/\s/gu, '');
      return label.beginnings.some((words) => words !== '' && !words.includes('{') && text.startsWith(words));
    });
  }

  keyAt(i: number): string {
    return this.#keys[i] as string;
  }
}
