import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { isSlipOf } from '../form/label-likeness.ts';
import type { CompiledLabel } from './compile.ts';
import { sharesColumns, sharesRows, type Grid, type Spot } from './grid.ts';
import type { LabelIndex, Met } from './label-index.ts';
import type { Layout } from './layout.ts';
import type { Alike } from './placed.ts';
import { isInside, type Region } from './regions.ts';

/** Finds labels of one sheet: inside their block, under or beside their outer labels; by likeness where nothing is equal. */
export class LabelSearch {
  readonly grid: Grid;
  readonly #index: LabelIndex;
  readonly #layout: Layout;
  readonly #alike = new Map<CompiledLabel, readonly Met[]>();
  readonly alike: Alike[] = [];
  /** Keys of every label and fixed word of the sheet's form: such a text is no value. */
  readonly #known: ReadonlySet<string>;
  readonly #patterns: readonly CompiledLabel[];
  readonly #labelSpots = new Set<Spot>();

  constructor(index: LabelIndex, layout: Layout, labels: readonly CompiledLabel[], words: ReadonlySet<string>) {
    this.grid = index.grid;
    this.#index = index;
    this.#layout = layout;
    const keys = labels.flatMap(({ patterns }) => patterns.flatMap(({ key }) => (key === undefined ? [] : [key])));
    this.#known = new Set([...keys, ...words].filter((key) => /\p{L}/u.test(key)));
    this.#patterns = labels.filter(({ patterns }) => patterns.some(({ key }) => key === undefined));
    for (const label of this.#patterns)
      if (hasWords(label)) for (const { spot } of index.find(label)) this.#labelSpots.add(spot);
  }

  /** The text is one of the form's own. */
  isKnown(spot: Spot): boolean {
    if (!spot.filled) return false;
    const key = this.grid.key(spot);
    return key !== '' && (this.#known.has(key) || this.#labelSpots.has(spot));
  }

  /** A spot that was taken for a label by likeness, or a heading by place. */
  noteLabel(spot: Spot): void {
    this.#labelSpots.add(spot);
  }

  /** Candidates of a label in a block: inside it, else the only ones outside. */
  candidates(label: CompiledLabel, region: Region): readonly Met[] {
    const all = this.#index.find(label);
    const inside = all.filter(({ spot }) => isInside(spot, region));
    if (inside.length > 0) return inside;
    if (all.length === 1 && region.block.block.repeat === undefined && region.heading !== undefined) return all;
    return this.#likeIn(label, region);
  }

  /** A path of labels, outer first, along one direction: `rows` stand beside each other, `columns` below each other. */
  path(labels: readonly CompiledLabel[], region: Region, along: 'rows' | 'columns'): readonly Met[][] {
    let chains: Met[][] = [[]];
    for (const label of labels) {
      const all = this.candidates(label, region);
      const nth = label.nth === undefined ? undefined : all[label.nth - 1];
      const met = label.nth === undefined ? all : nth === undefined ? [] : [nth];
      chains = chains.flatMap((chain) => {
        const outer = chain.at(-1)?.spot;
        const fits = outer === undefined ? met : met.filter(({ spot }) => isUnder(spot, outer, along));
        return fits.map((one) => [...chain, one]);
      });
      if (chains.length === 0) return [];
    }
    return chains;
  }

  /** Of several chains the one whose labels stand where they should. */
  one(labels: readonly CompiledLabel[], region: Region, along: 'rows' | 'columns'): readonly Met[] | undefined {
    const chains = this.path(labels, region, along);
    if (chains.length <= 1) return chains[0];
    const inner = labels.at(-1) as CompiledLabel;
    const best = this.#layout.nearest(
      inner,
      chains.map((chain) => chain.at(-1) as Met),
    );
    return chains.find((chain) => chain.at(-1) === best) ?? chains[0];
  }

  /** The cell in the block whose text begins with the label. */
  owning(label: CompiledLabel, region: Region): Spot | undefined {
    const all = this.#index.beginning(label);
    const inside = all.filter((spot) => isInside(spot, region));
    const met = (inside.length > 0 ? inside : all).map((spot): Met => ({ spot, match: {} }));
    return label.nth === undefined ? this.#layout.nearest(label, met)?.spot : met[label.nth - 1]?.spot;
  }

  nearest(label: CompiledLabel, met: readonly Met[]): Met | undefined {
    return this.#layout.nearest(label, met);
  }

  /** The text in the block that is one slip away, where there is only one and it is no other label. */
  #likeIn(label: CompiledLabel, region: Region): readonly Met[] {
    let like = this.#alike.get(label);
    if (like === undefined) this.#alike.set(label, (like = this.#likeAnywhere(label)));
    const inside = like.filter(({ spot }) => isInside(spot, region));
    if (inside.length !== 1) return [];
    const { spot } = inside[0] as Met;
    if (!this.#labelSpots.has(spot)) {
      this.#labelSpots.add(spot);
      this.alike.push({ spot, text: this.grid.text(spot), label: label.text });
    }
    return inside;
  }

  #likeAnywhere(label: CompiledLabel): readonly Met[] {
    const words = label.patterns.flatMap(({ key }) => (key === undefined || key.length < 2 ? [] : [key]));
    if (words.length === 0) return [];
    const bare = withoutBrackets(label.text);
    return this.#index.spots.flatMap((spot): readonly Met[] => {
      const key = this.grid.key(spot);
      if (key.length < 2 || key.length > 40 || this.#known.has(key)) return [];
      // 「実績値（年度末）」 is 実績値, and the other way round.
      const short = withoutBrackets(this.grid.text(spot));
      const isLike =
        words.some((word) => word.length >= 4 && isSlipOf(key, word)) ||
        (short.length >= 2 && (words.includes(short) || short === bare));
      return isLike ? [{ spot, match: {} }] : [];
    });
  }
}

/** The key without what stands in brackets; the whole where nothing else does. */
const withoutBrackets = (text: string): string => foldLabel(text.replace(/(?<=.)[(（〔【][^)）〕】]*[)）〕】]/gsu, ''));

/** A value may look like a year or a code: only what has words besides is a label wherever it stands. */
const hasWords = ({ text }: CompiledLabel): boolean => text.replace(/\{[a-z]+\}|[\s\p{P}\p{S}]/gu, '') !== '';

/** Inner labels stand right of their outer one in its rows, or below it within its columns. */
function isUnder(spot: Spot, outer: Spot, along: 'rows' | 'columns'): boolean {
  return along === 'rows'
    ? (spot.left > outer.right && sharesRows(spot, outer)) ||
        (spot.top > outer.bottom && spot.left >= outer.left && sharesColumns(spot, outer))
    : spot.top > outer.bottom && sharesColumns(spot, outer);
}
