import type { Area } from '../../book/address.ts';
import type { CompiledBlock, CompiledSheet } from './compile.ts';
import type { Grid, Spot } from './grid.ts';
import type { LabelIndex, Met } from './label-index.ts';
import type { Layout } from './layout.ts';

/** A block as it stands on the sheet: where its labels are looked for. */
export interface Region {
  readonly block: CompiledBlock;
  readonly heading: Met | undefined;
  /** Counts the block's occurrences from 0. */
  readonly slot: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const isInside = (spot: Spot, region: Region): boolean =>
  spot.top >= region.top && spot.top <= region.bottom && spot.left >= region.left && spot.left <= region.right;

interface Headed {
  readonly block: CompiledBlock;
  readonly met: Met;
  readonly slot: number;
}

/**
 * Cuts the sheet into the stretches of its blocks. A heading stands over its block as far as the next heading over the same
 * columns, or is a bar at the left of it.
 */
export function regionsOf(sheet: CompiledSheet, index: LabelIndex, layout: Layout): readonly Region[] {
  const headed = headings(sheet, index, layout);
  const regions = headed.map((one): Region => regionOf(one, headed, index.grid));
  for (const block of sheet.blocks) {
    if (block.heading !== undefined) continue;
    regions.push({ block, heading: undefined, slot: 0, top: 1, left: 1, bottom: Infinity, right: Infinity });
  }
  return sheet.blocks.flatMap((block) => regions.filter((region) => region.block === block));
}

/** Which texts are the blocks' headings. One that stands more often than the form has it is told by where it should be. */
function headings(sheet: CompiledSheet, index: LabelIndex, layout: Layout): readonly Headed[] {
  const taken = new Set<Spot>();
  const headed: Headed[] = [];
  for (const block of sheet.blocks) {
    if (block.heading === undefined) continue;
    const met = index.find(block.heading).filter(({ spot }) => !taken.has(spot));
    if (block.block.repeat !== undefined) {
      met.forEach((one, slot) => {
        taken.add(one.spot);
        headed.push({ block, met: one, slot });
      });
      continue;
    }
    const last = headed.at(-1)?.met.spot;
    const chosen =
      block.heading.nth === undefined ? layout.nearest(block.heading, met, last) : met[block.heading.nth - 1];
    if (chosen === undefined) continue;
    taken.add(chosen.spot);
    headed.push({ block, met: chosen, slot: 0 });
  }
  return headed;
}

function regionOf({ block, met, slot }: Headed, all: readonly Headed[], grid: Grid): Region {
  const { spot } = met;
  const base = { block, heading: met, slot };
  if (isBar(spot, block, grid))
    return { ...base, top: spot.top, bottom: spot.bottom, left: spot.right + 1, right: rightEnd(spot, all) };
  const right = rightEnd(spot, all);
  // A bar inside this block is a block of its own only for what stands beside it.
  const under = all
    .filter((one) => !isInnerBar(one, block, grid))
    .map((one) => one.met.spot)
    .filter((other) => other.top > spot.bottom && other.left <= right && other.right >= spot.left);
  const bottom = Math.min(Infinity, ...under.map((other) => other.top - 1));
  return { ...base, top: spot.bottom + 1, bottom, left: leftEnd(spot, all), right: Math.max(right, spot.right) };
}

/** A bar below which the block went on where the description was made. */
function isInnerBar({ block: other, met }: Headed, block: CompiledBlock, grid: Grid): boolean {
  const at = other.heading?.at;
  return at !== undefined && areasOf(block).some(({ top }) => top > at.bottom) && isBar(met.spot, other, grid);
}

/** Where the boxes of a block were seen: fields, and the first of each column. */
const areasOf = ({ fields, tables }: CompiledBlock): readonly Area[] =>
  [...fields.map(({ at }) => at), ...tables.flatMap(({ columns }) => columns.map(({ at }) => at))].filter(
    (area) => area !== undefined,
  );

/** The column before the next heading in the same rows; a heading over everything ends nowhere. */
function rightEnd(spot: Spot, all: readonly Headed[]): number {
  const beside = all
    .map((one) => one.met.spot)
    .filter((other) => other.left > spot.right && other.top <= spot.bottom && other.bottom >= spot.top);
  return Math.min(Infinity, ...beside.map((other) => other.left - 1));
}

/** The column after the heading before it in the same rows; else the first: labels may begin left of a narrow heading. */
function leftEnd(spot: Spot, all: readonly Headed[]): number {
  const beside = all
    .map((one) => one.met.spot)
    .filter((other) => other.right < spot.left && other.top <= spot.bottom && other.bottom >= spot.top);
  return Math.max(1, ...beside.map((other) => other.right + 1));
}

/** A bar at the left of its block: the labels stand beside it. Where hints say where they stood, these decide. */
function isBar(spot: Spot, block: CompiledBlock, grid: Grid): boolean {
  const { heading } = block;
  const known = areasOf(block);
  if (heading?.at !== undefined && known.length > 0) {
    const { top, bottom } = heading.at;
    const beside = known.filter((area) => area.top >= top && area.top <= bottom).length;
    return beside * 2 > known.length;
  }
  return spot.bottom > spot.top && spot.right - spot.left <= 2 && spot.right < grid.columns;
}
