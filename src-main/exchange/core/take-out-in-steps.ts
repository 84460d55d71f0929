import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import type { SeenSheet } from '../../engine/read/open.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';

/** A plan, or a part of it that holds some of its items. */
type Source = Pick<ExchangedWorkbook, 'opened' | 'any'>;

/** Takes items out of a workbook by their keys, with what belongs to them and no text of others. */
export type TakeOut = (
  from: Source,
  keys: readonly string[],
  /** The whole plan, where the workbook is a part of it. */
  plan?: OpenedWorkbook,
  /** Sees the sheets of the result as they are read back, where they are. */
  onSheet?: (sheet: SeenSheet) => void,
) => Result<TakenOut, Failure>;

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

/** So many workbooks are taken out of one; more of them by way of larger ones that hold several. */
const atOnce = 5;

/** A stretch of the workbooks to take out, and a workbook that holds all their items. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly source: Source;
  /** What was emptied on the way. */
  readonly emptied: readonly CellPlace[];
}

/**
 * Takes many workbooks out of one plan, asked for in the order of `parcels`: out of a part of the plan that holds them and
 * their neighbours, that out of a larger part, and so on. What taking out costs by the size of what it is taken from is then
 * paid for a few workbooks and not for each of two hundred. A plan of another form goes without parts.
 */
export function takeOutInSteps(takeOut: TakeOut, plan: Source, parcels: readonly (readonly string[])[]): TakeOut {
  if (plan.any !== undefined) return takeOut;
  /** From the whole plan to the smallest part that is at hand. */
  const path: Part[] = [{ from: 0, to: parcels.length, source: plan, emptied: [] }];
  let next = 0;
  return (_from, keys, _plan, onSheet) => {
    const place = next;
    next += 1;
    while (path.length > 1 && path.at(-1)!.to <= place) path.pop();
    for (let whole = path.at(-1)!; whole.to - whole.from > atOnce; whole = path.at(-1)!) {
      const size = Math.ceil((whole.to - whole.from) / atOnce);
      const from = whole.from + Math.floor((place - whole.from) / size) * size;
      const to = Math.min(whole.to, from + size);
      const part = takeOut(whole.source, [...new Set(parcels.slice(from, to).flat())], plan.opened);
      const opened = part.ok ? part.value.opened : undefined;
      // Where no part can be taken out, each workbook shows for itself why.
      path.push({
        from,
        to,
        source: opened === undefined ? whole.source : { opened },
        emptied: opened === undefined || !part.ok ? whole.emptied : [...whole.emptied, ...part.value.emptied],
      });
    }
    const { source, emptied } = path.at(-1)!;
    const taken = takeOut(source, keys, source === plan ? undefined : plan.opened, onSheet);
    if (!taken.ok || emptied.length === 0) return taken;
    const wanted = new Set(keys);
    const sheets = new Set(plan.opened.items.flatMap(({ key, sheet }) => (wanted.has(key) ? [sheet] : [])));
    return ok({
      ...taken.value,
      emptied: [...emptied.filter(({ sheet }) => sheets.has(sheet)), ...taken.value.emptied],
    });
  };
}
