import { groupingKey } from '../../src-shared/domain/normal.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';

/**
 * The item that `--item NO` and `--sheet NAME` mean; `１０`, `10` and `10 ` are one number. Equal numbers are refused unless the sheet decides. A sheet name
 * that is meant exactly wins over one that is only alike.
 */
export function chooseItem(
  items: readonly ItemSheet[],
  no: string,
  sheet: string | undefined,
): Result<ItemSheet, Failure> {
  const numbered = items.filter((item) => groupingKey(item.no) === groupingKey(no));
  const exact = numbered.filter((item) => item.sheet === sheet);
  const matches =
    sheet === undefined
      ? numbered
      : exact.length > 0
        ? exact
        : numbered.filter((item) => groupingKey(item.sheet) === groupingKey(sheet));
  const [first, ...others] = matches;
  if (first === undefined)
    return err({ kind: 'unknown-item', reason: 'none', values: { no }, ...(sheet === undefined ? {} : { sheet }) });
  if (others.length > 0) {
    return err({
      kind: 'ambiguous-item',
      reason: 'several',
      values: { no, sheets: matches.map((item) => item.sheet).join('、') },
    });
  }
  return ok(first);
}
