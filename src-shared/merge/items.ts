import { groupingKey } from '../domain/normal.ts';
import { likeness } from './likeness.ts';
import { formOf } from '../form/forms.ts';
import type { FieldKey } from '../form/model.ts';
import { isNumberPath, titleIn } from '../form/roles.ts';

/** What tells one item from another: its id, when a sent workbook gave it one, its number, sheet and texts by path. */
export interface ItemFacts {
  readonly id?: string;
  readonly no: string;
  readonly sheet: string;
  readonly texts: Readonly<Record<string, string>>;
  /** The form that the texts' paths are of (`formOf`). */
  readonly form?: string;
}

/**
 * What became of an item.
 * - `matched`: it is there, with its number. - `renumbered`: it is there under another number.
 * - `missing`: no sheet holds it. - `new`: a sheet that belongs to no known item; `like` is the one that it resembles,
 *   which another sheet is already.
 * - `ambiguous`: what speaks for the item is not enough, or something speaks against it: a person must say.
 */
export type ItemMatch =
  | { readonly status: 'matched' | 'renumbered' | 'ambiguous'; readonly base: number; readonly other: number }
  | { readonly status: 'missing'; readonly base: number }
  | { readonly status: 'new'; readonly other: number; readonly like?: number };

export interface MatchOptions {
  /** Nothing on record says that the one was made from the other: an equal title is wanted then. */
  readonly strict?: boolean;
  /** Other items of the plan, which a sheet must not pretend to be. */
  readonly beside?: readonly ItemFacts[];
}

/**
 * How much a field's likeness says: texts that name an item count three times as much as what is filled in during the year,
 * the number and choices have no say.
 */
function sayOf(key: FieldKey | undefined): number {
  if (key === undefined) return 1;
  const { kind, role, traits } = key.field;
  if (role === 'no' || kind === 'choice' || kind === 'marks') return 0;
  return traits.names === undefined ? 1 : 3 * traits.names;
}

/** Two items with as much in common are one, when nothing else is as alike. */
const certain = 0.98;
/** With an equal title this much of the rest is enough. */
const alike = 0.8;
/** Below this a text is another one, not an edited one. */
const strong = 0.5;

/** Whether one likeness says clearly more than another, where a plan's items are written by one pattern. */
const clearlyMore = (one: number, other: number): boolean =>
  one - other >= 0.25 || (one >= 0.8 && (1 - one) * 3 <= 1 - other && one > other);

/** How alike two items are by their texts, 0 to 1; the number and status choices have no say. */
function itemLikeness(a: ItemFacts, b: ItemFacts): number {
  let total = 0;
  let shared = 0;
  const form = formOf(a);
  for (const path of new Set([...Object.keys(a.texts), ...Object.keys(b.texts)])) {
    const say = sayOf(form.keyOf(path));
    if (say === 0) continue;
    const left = a.texts[path] ?? '';
    const right = b.texts[path] ?? '';
    // A box filled in since says nothing against the item.
    if (left === '' || right === '') continue;
    const weight = Math.min(60, Math.max(left.length, right.length)) * say;
    total += weight;
    shared += weight * (left === right ? 1 : likeness(left, right));
  }
  return total === 0 ? 0 : shared / total;
}

/**
 * Finds the items of one workbook in another. A sheet is an item by its id, else by number, sheet name and title together,
 * else by two of them while the third does not speak against it, else by texts that are nearly all the same. Likeness short
 * of that only proposes: `ambiguous`. So is a sheet that is one item by its place and another one by what it says.
 *
 * @returns one entry for each item of `other` in its order, then the missing ones of `base`.
 */
export function matchItems(
  base: readonly ItemFacts[],
  other: readonly ItemFacts[],
  options: MatchOptions = {},
): readonly ItemMatch[] {
  const matcher = new Matcher(base, other, options);
  matcher.byId();
  matcher.byFacts();
  matcher.byTexts();
  matcher.bySheetOfBlanks();
  matcher.propose();
  return matcher.result();
}

class Matcher {
  private readonly base: readonly ItemFacts[];
  private readonly other: readonly ItemFacts[];
  private readonly options: MatchOptions;
  private readonly found: (number | undefined)[];
  private readonly claims: (number | undefined)[];
  private readonly likes: (number | undefined)[];
  private readonly taken = new Set<number>();

  constructor(base: readonly ItemFacts[], other: readonly ItemFacts[], options: MatchOptions) {
    this.base = base;
    this.other = other;
    this.options = options;
    this.found = other.map(() => undefined);
    this.claims = other.map(() => undefined);
    this.likes = other.map(() => undefined);
  }

  byId(): void {
    this.pairUnique((item) => item.id);
  }

  byFacts(): void {
    const join = (...facts: readonly (string | undefined)[]): string | undefined =>
      facts.some((fact) => fact === undefined) ? undefined : facts.join('\0');
    this.pairUnique((item) => join(numberOf(item), item.sheet, titleOf(item)));
    this.pairUnique((item) => join(numberOf(item), titleOf(item)));
    this.pairUnique((item) => join(item.sheet, titleOf(item)));
    this.pairUnique(
      (item) => join(numberOf(item), item.sheet),
      (left, right) => this.isSameUnderNewTitle(left, right),
    );
    this.pairUnique(titleOf, (left, right) => this.like(left, right) >= alike);
  }

  /** Texts that are all the same are the item's, wherever the sheet was moved and whatever number it got. */
  byTexts(): void {
    const wanted = new Map<number, number[]>();
    for (const right of this.openOthers()) {
      const best = this.best(right);
      if (best.left === undefined || best.score < certain || !clearlyMore(best.score, best.second)) continue;
      wanted.set(best.left, [...(wanted.get(best.left) ?? []), right]);
    }
    for (const [left, rights] of wanted) if (rights.length === 1) this.pair(left, rights[0]!);
  }

  /** Blank forms are alike; then a sheet's name, or a number, is all there is. */
  bySheetOfBlanks(): void {
    const isBlank = (left: number, right: number): boolean =>
      !hasTexts(this.base[left]!) || !hasTexts(this.other[right]!);
    this.pairUnique(numberOf, isBlank);
    this.pairUnique((item) => item.sheet, isBlank);
  }

  /** What a person will be asked: the item of the same number, else the one most alike. */
  propose(): void {
    const numbers = grouped([...this.base.keys()], (left) => numberOf(this.base[left]!));
    for (const right of this.openOthers()) {
      const no = numberOf(this.other[right]!);
      const [first] = no === undefined ? [] : (numbers.get(no) ?? []);
      const open = first !== undefined && !this.taken.has(first) ? first : undefined;
      const claim = open ?? this.mostAlike(right, first);
      if (claim === undefined) this.likes[right] = first;
      else this.claims[right] = claim;
    }
  }

  /** The open item that a sheet clearly resembles more than any other, its number's namesake among them. */
  private mostAlike(right: number, namesake: number | undefined): number | undefined {
    const { left, score, second } = this.best(right);
    const rival = Math.max(second, namesake === undefined ? 0 : this.like(namesake, right));
    return score >= strong && clearlyMore(score, rival) ? left : undefined;
  }

  result(): readonly ItemMatch[] {
    const claimed = new Set(this.claims.filter((left) => left !== undefined));
    return [
      ...this.other.map((item, right): ItemMatch => {
        const left = this.found[right];
        if (left !== undefined) {
          if (this.saysAnother(left, right)) return { status: 'ambiguous', base: left, other: right };
          const same = groupingKey(item.no) === groupingKey(this.base[left]!.no);
          return { status: same ? 'matched' : 'renumbered', base: left, other: right };
        }
        const claim = this.claims[right];
        const like = this.likes[right];
        if (claim !== undefined) return { status: 'ambiguous', base: claim, other: right };
        return { status: 'new', other: right, ...(like === undefined ? {} : { like }) };
      }),
      ...this.openBases()
        .filter((left) => !claimed.has(left))
        .map((left): ItemMatch => ({ status: 'missing', base: left })),
    ];
  }

  /** A sheet of the same name and number whose title was edited; with another title and other texts it is another item. */
  private isSameUnderNewTitle(left: number, right: number): boolean {
    const [before, after] = [titleOf(this.base[left]!), titleOf(this.other[right]!)];
    if (before === undefined || after === undefined || likeness(before, after) >= strong) return true;
    return this.options.strict !== true && this.like(left, right) >= strong;
  }

  /**
   * Whether a sheet that is an item by its id or place says that it is another one: it bears another item's title, or the
   * number of one that its texts fit better, or neither its number nor its title any more.
   */
  private saysAnother(left: number, right: number): boolean {
    const [own, now] = [this.base[left]!, this.other[right]!];
    const [before, after] = [titleOf(own), titleOf(now)];
    const isRenumbered = numberOf(own) !== numberOf(now) && numberOf(now) !== undefined && numberOf(own) !== undefined;
    const isRetitled = before !== undefined && after !== undefined && before !== after;
    if (!isRenumbered && !isRetitled) return false;
    if (isRenumbered && isRetitled && likeness(before, after) < strong) return true;
    const others = [...this.base.filter((_, index) => index !== left), ...(this.options.beside ?? [])].filter(
      (item) => item.id === undefined || item.id !== own.id,
    );
    if (isRetitled && likeness(before, after) < certain && others.some((item) => titleOf(item) === after)) return true;
    if (!isRenumbered) return false;
    const namesake = others.filter((item) => numberOf(item) === numberOf(now) && titleOf(item) !== before);
    return namesake.some((item) => itemLikeness(item, now) > Math.max(strong, itemLikeness(own, now)));
  }

  private pairUnique(
    key: (item: ItemFacts) => string | undefined,
    accept: (left: number, right: number) => boolean = () => true,
  ): void {
    const rights = grouped(this.openOthers(), (right) => key(this.other[right]!));
    if (rights.size === 0) return;
    const lefts = grouped(this.openBases(), (left) => {
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
  if (no === undefined) numbers.set(item, (no = groupingKey(item.no)));
  return no || undefined;
}

const titles = new WeakMap<ItemFacts, string>();

function titleOf(item: ItemFacts): string | undefined {
  let title = titles.get(item);
  if (title === undefined) titles.set(item, (title = groupingKey(titleIn(item))));
  return title || undefined;
}

const hasTexts = (item: ItemFacts): boolean =>
  Object.entries(item.texts).some(([path, text]) => text !== '' && !isNumberPath(item, path));

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
