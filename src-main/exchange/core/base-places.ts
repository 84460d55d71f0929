import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { matchItems, type ItemFacts } from '../../../src-shared/merge/items.ts';
import { followPaths, type PathMap } from './rows-between.ts';
import { factsOf, type Snapshot } from './snapshot.ts';
import { rolePath, titleIn } from '../../../src-shared/form/roles.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';

/** A field of the master: the item's place in the master's snapshot, and the path there. */
export interface MasterPlace {
  readonly item: number;
  readonly path: FieldPath;
}

/**
 * Where the items and fields of one archived base lie in the master as it is now: renamed and moved sheets, changed
 * numbers and moved rows are followed. `undefined` for an item that the master no longer has.
 */
export class BasePlaces {
  readonly #master: Snapshot;
  readonly #base: Snapshot;
  readonly #items = new Map<number, number>();
  readonly #maps = new Map<number, PathMap>();

  /** `facts` are those of the master's items, shared by all bases; `titles` those written into the base's items since. */
  constructor(
    master: Snapshot,
    facts: readonly ItemFacts[],
    base: Snapshot,
    titles: ReadonlyMap<number, string> = new Map(),
  ) {
    this.#master = master;
    this.#base = base;
    const borne = titles.size === 0 ? undefined : new Set(facts.map(titleIn));
    const items = base.items.map((item, index) => {
      const title = titles.get(index);
      const isOther = title !== undefined && borne?.has(title) === true && !borne.has(titleIn(item));
      const path = rolePath(formOf(item), 'title');
      return isOther && path !== undefined
        ? { ...factsOf(item), texts: { ...item.texts, [path]: title } }
        : factsOf(item);
    });
    for (const match of matchItems(facts, items)) {
      if (match.status === 'matched' || match.status === 'renumbered') this.#items.set(match.other, match.base);
    }
  }

  item(base: number): number | undefined {
    return this.#items.get(base);
  }

  field(base: number, path: FieldPath): MasterPlace | undefined {
    const item = this.#items.get(base);
    return item === undefined ? undefined : { item, path: this.#map(base, item).toBase(path) };
  }

  /** Whether a field lies in a list whose rows are not as they were. */
  moved(base: number, path: FieldPath): boolean {
    const item = this.#items.get(base);
    const list = item === undefined ? undefined : rowOf(this.#master.items[item]!, path)?.block;
    return item !== undefined && list !== undefined && !this.#map(base, item).isSame(list);
  }

  #map(base: number, item: number): PathMap {
    const known = this.#maps.get(base);
    if (known !== undefined) return known;
    const map = followPaths(this.#master.items[item]!, this.#base.items[base]!);
    this.#maps.set(base, map);
    return map;
  }
}
