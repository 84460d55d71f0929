import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook, type SeenSheet } from '../../read/open.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { takeOut, type TakenOut } from './take-out.ts';

export interface ExtractedWorkbook extends TakenOut {
  readonly opened: OpenedWorkbook;
}

/**
 * The workbook with only some of its items: their sheets, and every sheet that is no item (cover, instructions, roll-up,
 * lists); see `takeOut`. `keys` are `ItemSheet.key`; kept sheets keep theirs. `plan` is the workbook that `opened` was itself
 * taken out of, where it was; `onSheet` sees the sheets of the result as they are read back.
 *
 * Fails as `takeOut` does, with `unknown-item` and `damaged`.
 */
export function extractItems(
  opened: OpenedWorkbook,
  keys: readonly string[],
  plan?: OpenedWorkbook,
  onSheet?: (sheet: SeenSheet) => void,
): Result<ExtractedWorkbook, Failure> {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  const itemSheets = new Set(opened.items.map((item) => item.key.toLowerCase()));
  const unknown = keys.find((key) => !itemSheets.has(key.toLowerCase()));
  if (unknown !== undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: unknown } });
  const damaged = new Set(
    opened.warnings.flatMap((one) =>
      one.kind === 'damaged' && one.reason === 'sheet' && one.sheet !== undefined ? [one.sheet] : [],
    ),
  );
  const choices = opened.items.flatMap((item) => Object.values(item.fields).flatMap((field) => field?.choices ?? []));
  const taken = attempt(() =>
    takeOut(opened.package, { itemSheets, wanted, rows: new Map(), choices, damaged, plan: plan?.package }),
  );
  if (!taken.ok) return taken;
  const again = openWorkbook(taken.value.bytes, onSheet === undefined ? {} : { onSheet });
  if (!again.ok || again.value.items.length !== wanted.size) return err({ kind: 'write-failed', reason: 'check' });
  return ok({ ...taken.value, opened: again.value });
}
