import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openPackage } from '../../package/open-package.ts';
import { attempt } from '../../package/attempt.ts';
import type { OpenedAny } from '../../read/any/any-item.ts';
import type { CompiledForm } from '../../read/any/compile.ts';
import { readAny } from '../../read/any/open-any.ts';
import { takeOut, type TakenOut } from './take-out.ts';

/**
 * The workbook with only some of the items of any form: all sheets of each, and of lists its rows alone; see `takeOut`. Between
 * the first and the last item of a list nothing else stays, nor do sums: they are of the others too. `keys` are `AnyItem.key`.
 *
 * Fails as `takeOut` does, with `unknown-item` and `damaged`.
 */
export function extractAny(opened: OpenedAny, form: CompiledForm, keys: readonly string[]): Result<TakenOut, Failure> {
  const chosen = new Set(keys);
  const kept = opened.items.filter(({ key }) => chosen.has(key));
  const unknown = keys.find((key) => !kept.some((item) => item.key === key));
  if (unknown !== undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: unknown } });
  const lists = new Map(opened.sheets.flatMap(({ part, list }) => (list === undefined ? [] : [[part, list] as const])));
  const itemSheets = new Set<string>();
  for (const { part, role, list } of opened.sheets)
    if (role === 'item' || role === 'part' || list !== undefined) itemSheets.add(part.toLowerCase());
  const wanted = new Set<string>();
  const keptRows = new Map<string, Set<number>>();
  for (const { fields } of kept)
    for (const { part, cell } of fields.values()) {
      wanted.add(part.toLowerCase());
      if (!lists.has(part)) continue;
      const rows = keptRows.get(part) ?? new Set();
      const row = Number(cell.replace(/^[A-Z]+/, ''));
      const card = lists.get(part)?.cards?.find(({ top, bottom }) => row >= top && row <= bottom);
      for (let at = card?.top ?? row; at <= (card?.bottom ?? row); at += 1) rows.add(at);
      keptRows.set(part, rows);
    }
  const rows = new Map<string, ReadonlySet<number>>();
  for (const [part, list] of lists) rows.set(part.toLowerCase(), rowsOfOthers(list, keptRows.get(part) ?? new Set()));
  const choices = opened.items.flatMap(({ fields }) =>
    [...fields.values()].flatMap((field) => [...(field.choices ?? []), ...(field.traits.choices ?? [])]),
  );
  const damaged = new Set(
    opened.warnings.flatMap((one) =>
      one.kind === 'damaged' && one.reason === 'sheet' && one.sheet !== undefined ? [one.sheet] : [],
    ),
  );
  const taken = attempt(() => takeOut(opened.package, { itemSheets, wanted, rows, choices, damaged }));
  if (!taken.ok) return taken;
  const pkg = openPackage(taken.value.bytes);
  const again = pkg.ok ? readAny(pkg.value, form) : pkg;
  return again.ok && again.value.items.length === kept.length
    ? ok(taken.value)
    : err({ kind: 'write-failed', reason: 'check' });
}

/** Rows from the first to the last item that are of no item that stays, and sums behind them. */
function rowsOfOthers(
  { rows, sums }: { readonly rows: readonly number[]; readonly sums: readonly number[] },
  kept: ReadonlySet<number>,
): ReadonlySet<number> {
  const going = new Set(sums);
  for (let row = rows[0] ?? 1; row <= (rows.at(-1) ?? 0); row += 1) if (!kept.has(row)) going.add(row);
  return going;
}
