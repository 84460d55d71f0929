import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook, type SeenSheet } from '../../read/open.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { openPackage } from '../../package/open-package.ts';
import { takeOut, type TakenOut } from './take-out.ts';

export interface ExtractedWorkbook extends TakenOut {
  readonly opened: OpenedWorkbook;
}

/** How items are taken out where many workbooks are made of one plan. */
export interface ExtractOptions {
  /** The workbook that `opened` was itself taken out of. */
  readonly plan?: OpenedWorkbook | undefined;
  /** Sees the sheets of the result as they are read back. */
  readonly onSheet?: ((sheet: SeenSheet) => void) | undefined;
  /** The result is only there to be taken out of again: its items are known from `opened`, and it is not read back. */
  readonly onTheWay?: boolean | undefined;
}

/**
 * The workbook with only some of its items: their sheets, and every sheet that is no item (cover, instructions, roll-up,
 * lists); see `takeOut`. `keys` are `ItemSheet.key`; kept sheets keep theirs.
 *
 * Fails as `takeOut` does, with `unknown-item` and `damaged`.
 */
export function extractItems(
  opened: OpenedWorkbook,
  keys: readonly string[],
  { plan, onSheet, onTheWay = false }: ExtractOptions = {},
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
  const choices = choicesOf(plan ?? opened);
  const taken = attempt(() =>
    takeOut(opened.package, { itemSheets, wanted, rows: new Map(), choices, damaged, plan: plan?.package, onTheWay }),
  );
  if (!taken.ok) return taken;
  if (onTheWay) {
    const pkg = openPackage(taken.value.bytes);
    const items = opened.items.filter(({ key }) => wanted.has(key.toLowerCase()));
    return pkg.ok ? ok({ ...taken.value, opened: { ...opened, items, package: pkg.value } }) : pkg;
  }
  const again = openWorkbook(taken.value.bytes, onSheet === undefined ? {} : { onSheet });
  if (!again.ok || again.value.items.length !== wanted.size) return err({ kind: 'write-failed', reason: 'check' });
  return ok({ ...taken.value, opened: again.value });
}

const knownChoices = new WeakMap<OpenedWorkbook, readonly string[]>();

/** The words to choose from in the boxes of a plan; worked out once for all that is taken out of it. */
function choicesOf(plan: OpenedWorkbook): readonly string[] {
  let found = knownChoices.get(plan);
  if (found === undefined) {
    const all = plan.items.flatMap((item) => Object.values(item.fields).flatMap((field) => field?.choices ?? []));
    knownChoices.set(plan, (found = [...new Set(all)]));
  }
  return found;
}
