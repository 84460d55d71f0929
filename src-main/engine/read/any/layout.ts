import type { Area } from '../../book/address.ts';
import type { CompiledLabel, CompiledSheet } from './compile.ts';
import { inReadingOrder, type Spot } from './grid.ts';
import type { LabelIndex, Met } from './label-index.ts';

interface Anchor {
  readonly at: Area;
  readonly spot: Spot;
}

/** Where an area of the sheet that the description was made from would lie here. */
export interface Predicted {
  readonly row: number;
  readonly column: number;
}

/**
 * What became of rows and columns: labels that stand once, here and in the sheet that the description was made from, say by
 * how much their surroundings moved. It chooses between equals; it finds nothing by itself.
 */
export class Layout {
  readonly #anchors: readonly Anchor[];

  constructor(sheet: CompiledSheet, index: LabelIndex) {
    const times = new Map<string, number>();
    for (const { text, at } of sheet.labels) if (at) times.set(text, (times.get(text) ?? 0) + 1);
    this.#anchors = sheet.labels.flatMap((label): readonly Anchor[] => {
      if (label.at === undefined || times.get(label.text) !== 1) return [];
      const met = index.find(label);
      return met.length === 1 ? [{ at: label.at, spot: (met[0] as Met).spot }] : [];
    });
  }

  /** `undefined` where nothing is known of the surroundings. */
  predict(at: Area): Predicted | undefined {
    const near = (distance: (anchor: Anchor) => number): Anchor | undefined => {
      let best: Anchor | undefined;
      let least = Infinity;
      for (const anchor of this.#anchors) {
        const away = distance(anchor);
        if (away < least) {
          least = away;
          best = anchor;
        }
      }
      return best;
    };
    const byRow = near((a) => Math.abs(a.at.top - at.top) * 1000 + Math.abs(a.at.left - at.left));
    const byColumn = near((a) => Math.abs(a.at.left - at.left) * 1000 + Math.abs(a.at.top - at.top));
    if (byRow === undefined || byColumn === undefined) return undefined;
    return { row: at.top + byRow.spot.top - byRow.at.top, column: at.left + byColumn.spot.left - byColumn.at.left };
  }

  distance(at: Area | undefined, spot: Spot): number | undefined {
    const predicted = at && this.predict(at);
    return predicted && Math.abs(predicted.row - spot.top) + Math.abs(predicted.column - spot.left);
  }

  /** Of texts that are equal the one where the label should stand; without a hint the first after `after`. */
  nearest(label: CompiledLabel, met: readonly Met[], after?: Spot): Met | undefined {
    if (met.length <= 1) return met[0];
    const measured = met.map((one) => ({ one, away: this.distance(label.at, one.spot) }));
    if (measured.some(({ away }) => away !== undefined))
      return measured.reduce((best, next) => ((next.away ?? Infinity) < (best.away ?? Infinity) ? next : best)).one;
    return (after && met.find(({ spot }) => inReadingOrder(spot, after) > 0)) ?? met[0];
  }
}
