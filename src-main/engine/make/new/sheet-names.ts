import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { PlanSettings } from '../../../../src-shared/form/plan-settings.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';

/** What Excel allows as the name of a sheet: 1 to 31 UTF-16 units, none of `:\/?*[]`, no `'` at either end, not History. */
const isSheetName = (name: string): boolean =>
  name.length >= 1 && name.length <= 31 && !/[:\\/?*[\]\p{Cc}]|^'|'$/u.test(name) && name.toLowerCase() !== 'history';

const reserved = ['表紙', '記入要領', '一覧表', 'リスト'];

/** The sheet's name of every item. Fails with `structure` for a name that Excel does not allow and for a number twice. */
export function sheetNames(settings: PlanSettings): Result<readonly string[], Failure> {
  const taken = new Set(reserved);
  const numbers = new Set<string>();
  const names: string[] = [];
  for (const { no, sheet } of settings.items) {
    const number = groupingKey(String(no));
    if (numbers.has(number)) return err({ kind: 'structure', reason: 'same-no', values: { no: String(no) } });
    numbers.add(number);
    const name = sheet ?? `No.${no}`;
    if (!isSheetName(name) || taken.has(name.toUpperCase()))
      return err({ kind: 'structure', reason: 'sheet-name', values: { name } });
    taken.add(name.toUpperCase());
    names.push(name);
  }
  return ok(names);
}
