import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import type { ExtractOptions } from '../../engine/make/extract/extract-items.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';

/** A plan, or a part of it that holds some of its items. */
type Source = Pick<ExchangedWorkbook, 'opened' | 'any'>;

/** Takes items out of a workbook by their keys, with what belongs to them and no text of others. */
export type TakeOut = (from: Source, keys: readonly string[], options: ExtractOptions) => Result<TakenOut, Failure>;

interface TakenOut {
  readonly bytes: Uint8Array;
  readonly opened?: OpenedWorkbook;
  readonly emptied: readonly CellPlace[];
}

/** A cell whose stored result told of sheets that are not sent: it is calculated anew where it is opened. */
export interface CellPlace {
  readonly sheet: string;
  readonly cell: string;
}

/** Fewer workbooks than these are taken out of the plan itself. */
const fewest = 5;

/** A stretch of the workbooks to take out, and a workbook that holds all their items. */
interface Part {
  readonly to: number;
  readonly source: Source;
  /** What was emptied on the way. */
  readonly emptied: readonly CellPlace[];
}

/**
 * Takes many workbooks out of one plan, asked for in the order of `parcels`: out of parts of the plan that hold the items of
 * several, as many parts as each holds workbooks. What taking out costs by the size of what it is taken from is then paid for a
 * few workbooks and not for each of two hundred. A plan of another form goes without parts.
 */
export function takeOutInSteps(takeOut: TakeOut, plan: Source, parcels: readonly (readonly string[])[]): TakeOut {
  if (plan.any !== undefined || parcels.length <= fewest) return takeOut;
  const size = Math.ceil(Math.sqrt(parcels.length));
  const partFrom = (from: number): Part => {
    const to = from + size;
    const keys = [...new Set(parcels.slice(from, to).flat())];
    const part = takeOut(plan, keys, { onTheWay: true });
    const opened = part.ok ? part.value.opened : undefined;
    // Where no part can be taken out, each workbook shows for itself why.
    return opened === undefined || !part.ok
      ? { to, source: plan, emptied: [] }
      : { to, source: { opened }, emptied: part.value.emptied };
  };
  let part: Part = { to: 0, source: plan, emptied: [] };
  let next = 0;
  return (_from, keys, options) => {
    const place = next;
    next += 1;
    if (place >= part.to) part = partFrom(place);
    const { source, emptied } = part;
    const taken = takeOut(source, keys, source === plan ? options : { ...options, plan: plan.opened });
    if (!taken.ok || emptied.length === 0) return taken;
    const wanted = new Set(keys);
    const sheets = new Set(plan.opened.items.flatMap(({ key, sheet }) => (wanted.has(key) ? [sheet] : [])));
    return ok({
      ...taken.value,
      emptied: [...emptied.filter(({ sheet }) => sheets.has(sheet)), ...taken.value.emptied],
    });
  };
}
