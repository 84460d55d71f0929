import { likeness } from './likeness.ts';
import { comparable } from './text.ts';

/** What tells one item from another: its id, when a sent workbook gave it one, its number, sheet and texts by path. */
export interface ItemFacts {
  readonly id?: string;
  readonly no: string;
  readonly sheet: string;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * What became of an item.
 * - `matched`: it is there, with its number. - `renumbered`: it is there under another number.
 * - `missing`: no sheet holds it. - `new`: a sheet that belongs to no known item.
 * - `ambiguous`: several sheets could be it, and a person must say which.
 */
export type ItemMatch =
  | { readonly status: 'matched' | 'renumbered' | 'ambiguous'; readonly base: number; readonly other: number }
  | { readonly status: 'missing'; readonly base: number }
  | { readonly status: 'new'; readonly other: number };

/** Texts that name an item count three times as much as what is filled in during the year. */
const naming = new Set(['title', 'background', 'purpose', 'actions', 'sections']);

/** An item found by its number is it without question when it is this much like it. */
const certain = 0.98;
/** An item found by its texts alone must be this much like it. */
const strong = 0.5;

/**
 * Whether one likeness says clearly more than another: by a quarter of the scale, or, where a plan's items are written by
 * one pattern and all much alike, by far fewer differences.
 */
const clearlyMore = (one: number, other: number): boolean =>
  one - other >= 0.25 || (one >= 0.8 && (1 - one) * 3 <= 1 - other && one > other);

/** How alike two items are by their texts, 0 to 1; the number and status choices have no say. */
export function itemLikeness(a: ItemFacts, b: ItemFacts): number {
  let total = 0;
  let shared = 0;
  for (const path of new Set([...Object.keys(a.texts), ...Object.keys(b.texts)])) {
    if (path === 'no' || path.endsWith('.status') || path.endsWith('.grade')) continue;
    const left = a.texts[path] ?? '';
    const right = b.texts[path] ?? '';
    // A box filled in since says nothing against the item.
    if (left === '' || right === '') continue;
    const weight = Math.min(60, Math.max(left.length, right.length)) * (naming.has(path) ? 3 : 1);
    total += weight;
    shared += weight * (left === right ? 1 : likeness(left, right));
  }
  return total === 0 ? 0 : shared / total;
}

/**
 * Finds the items of one workbook in another: by id, else by number where the texts do not speak against it, else by the
 * texts themselves. Never by path, position or sheet name alone, except between sheets that nothing else tells apart.
 *
 * @returns one entry for each item of `other` in its order, then the missing ones of `base`.
 */
export function matchItems(base: readonly ItemFacts[], other: readonly ItemFacts[]): readonly ItemMatch[] {
  const matcher = new Matcher(base, other);
  matcher.byId();
  matcher.byNumber();
  matcher.byTexts();
  matcher.byNumberAlone();
  matcher.bySheet();
  return matcher.result();
}

class Matcher {
  private readonly base: readonly ItemFacts[];
  private readonly other: readonly ItemFacts[];
  private readonly found: (number | undefined)[];
  private readonly claims: (number | undefined)[];
  private readonly taken = new Set<number>();

  constructor(base: readonly ItemFacts[], other: readonly ItemFacts[]) {
    this.base = base;
    this.other = other;
    this.found = other.map(() => undefined);
    this.claims = other.map(() => undefined);
  }

  byId(): void {
    this.pairUnique((item) => item.id, undefined);
  }

  byNumber(): void {
    // A plan is matched with the base of each of its parts: its numbers are put in order once.
    this.pairUnique(numberOf, this.taken.size === 0 ? byNumbers(this.base) : undefined, (left, right) => {
      const like = this.like(left, right);
      if (like >= certain) return true;
      const { score } = this.best(right);
      return score < strong || !clearlyMore(score, like);
    });
  }

  byTexts(): void {
    const wanted = new Map<number, number[]>();
    for (const right of this.openOthers()) {
      const best = this.best(right);
      if (best.left === undefined || best.score < strong || !clearlyMore(best.score, best.second)) continue;
      wanted.set(best.left, [...(wanted.get(best.left) ?? []), right]);
    }
    for (const [left, rights] of wanted) {
      if (rights.length === 1) this.pair(left, rights[0]!);
      else for (const right of rights) this.claims[right] = left;
    }
  }

  byNumberAlone(): void {
    this.pairUnique(numberOf, undefined);
    for (const right of this.openOthers()) {
      const no = numberOf(this.other[right]!);
      const left = this.openBases().find((index) => no !== undefined && numberOf(this.base[index]!) === no);
      if (left !== undefined) this.claims[right] = left;
    }
  }

  /** Blank forms are alike; then a sheet's name is all there is. */
  bySheet(): void {
    this.pairUnique(
      (item) => item.sheet,
      undefined,
      (left, right) => this.like(left, right) > 0 || !hasTexts(this.base[left]!) || !hasTexts(this.other[right]!),
    );
  }

  result(): readonly ItemMatch[] {
    const claimed = new Set(this.claims.filter((left) => left !== undefined));
    return [
      ...this.other.map((item, right): ItemMatch => {
        const left = this.found[right];
        if (left !== undefined) {
          const same = comparable(item.no) === comparable(this.base[left]!.no);
          return { status: same ? 'matched' : 'renumbered', base: left, other: right };
        }
        const claim = this.claims[right];
        return claim === undefined
          ? { status: 'new', other: right }
          : { status: 'ambiguous', base: claim, other: right };
      }),
      ...this.openBases()
        .filter((left) => !claimed.has(left))
        .map((left): ItemMatch => ({ status: 'missing', base: left })),
    ];
  }

  private pairUnique(
    key: (item: ItemFacts) => string | undefined,
    ready: ReadonlyMap<string, readonly number[]> | undefined,
    accept: (left: number, right: number) => boolean = () => true,
  ): void {
    const rights = grouped(this.openOthers(), (right) => key(this.other[right]!));
    if (rights.size === 0) return;
    const lefts =
      ready ??
      grouped(this.openBases(), (left) => {
        const value = key(this.base[left]!);
        return value !== undefined && rights.has(value) ? value : undefined;
      });
    for (const [value, [right, ...more]] of rights) {
      const [left, ...rest] = lefts.get(value) ?? [];
      if (left === undefined || more.length > 0 || rest.length > 0) continue;
      if (accept(left, right!)) this.pair(left, right!);
    }
  }

  private pair(left: number, right: number): void {
    this.found[right] = left;
    this.taken.add(left);
  }

  private like(left: number, right: number): number {
    return itemLikeness(this.base[left]!, this.other[right]!);
  }

  /** The open item of the base most like a sheet, and how alike the next one is. */
  private best(right: number): { readonly left: number | undefined; readonly score: number; readonly second: number } {
    let best: { left: number | undefined; score: number; second: number } = { left: undefined, score: 0, second: 0 };
    for (const left of this.openBases()) {
      const score = this.like(left, right);
      if (score > best.score) best = { left, score, second: best.score };
      else if (score > best.second) best = { ...best, second: score };
    }
    return best;
  }

  private openBases(): readonly number[] {
    return [...this.base.keys()].filter((left) => !this.taken.has(left));
  }

  private openOthers(): readonly number[] {
    return [...this.other.keys()].filter(
      (right) => this.found[right] === undefined && this.claims[right] === undefined,
    );
  }
}

/** Plans of hundreds of items are matched with each of their parts, so a number is brought into its form once. */
const numbers = new WeakMap<ItemFacts, string>();

function numberOf(item: ItemFacts): string | undefined {
  let no = numbers.get(item);
  if (no === undefined) numbers.set(item, (no = comparable(item.no)));
  return no || undefined;
}

const numbered = new WeakMap<readonly ItemFacts[], ReadonlyMap<string, readonly number[]>>();

function byNumbers(items: readonly ItemFacts[]): ReadonlyMap<string, readonly number[]> {
  let places = numbered.get(items);
  if (places === undefined)
    numbered.set(items, (places = grouped([...items.keys()], (index) => numberOf(items[index]!))));
  return places;
}

const hasTexts = (item: ItemFacts): boolean =>
  Object.entries(item.texts).some(([path, text]) => path !== 'no' && text !== '');

function grouped(
  indexes: readonly number[],
  key: (index: number) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const value = key(index);
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), index]);
  }
  return groups;
}
