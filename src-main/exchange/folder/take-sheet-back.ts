import { extractItems } from '../../engine/make/extract/extract-items.ts';
import { openExchanged, type ExchangedWorkbook } from '../core/open-exchanged.ts';

/**
 * The plan without a sheet that came in as a new item; `undefined` where it has to stay: somebody has written into it since, it
 * is gone or called otherwise, or something else in the plan would change with it.
 */
export function withoutInserted(
  plan: ExchangedWorkbook,
  sheet: string,
  returned: Uint8Array,
  from: string,
): ExchangedWorkbook | undefined {
  const own = plan.opened.items.find((item) => item.sheet === sheet);
  const source = openExchanged(returned);
  const came = source.ok ? source.value.snapshot.items.find((item) => item.sheet === from) : undefined;
  const now = plan.snapshot.items.find((item) => item.sheet === sheet);
  if (own === undefined || came === undefined || now === undefined || !isAlike(now.texts, came.texts)) return undefined;
  const rest = plan.opened.items.flatMap(({ key }) => (key === own.key ? [] : [key]));
  const made = extractItems(plan.opened, rest);
  const before = openExchanged(plan.bytes, true);
  const after = made.ok ? openExchanged(made.value.bytes, true) : made;
  if (!before.ok || !after.ok) return undefined;
  // What mentions the item elsewhere was typed by somebody: taking the sheet out would take it along.
  const saying = ({ contents = [], snapshot }: ExchangedWorkbook): string =>
    JSON.stringify([
      contents.filter((one) => one.sheet !== sheet).map((one) => [one.sheet, one.addresses, one.texts, one.notes]),
      snapshot.items.filter((item) => item.sheet !== sheet).map(({ texts }) => texts),
    ]);
  return saying(before.value) === saying(after.value) ? after.value : undefined;
}

const isAlike = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((path) => (a[path] ?? '') === (b[path] ?? ''));
