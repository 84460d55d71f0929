import { eraYear } from '../domain/era-year.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { groupingKey } from '../domain/normal.ts';
import { fieldLabel } from '../form/field-label.ts';
import { formOf } from '../form/forms.ts';
import { indicatorsOf, type Amount, type Indicator } from '../glance/indicators.ts';
import { glanceItem } from '../glance/items.ts';

/** One row of 新旧対照. */
export interface ComparedRow {
  readonly label: string;
  readonly old: string;
  readonly now: string;
}

/**
 * The changed boxes of an item in the order of the form, those of indicators by the indicator's name: one that has moved to another row is not a
 * change, and a number stands beside the number of the same indicator.
 */
export function comparedRows(
  item: ItemSheet,
  before: ItemSheet | undefined,
  changed: Iterable<FieldPath>,
): readonly ComparedRow[] {
  const text = (sheet: ItemSheet | undefined, path: FieldPath): string => sheet?.fields[path]?.text ?? '';
  const named = before === undefined ? [] : namedPairs(item, before);
  const series = named.flatMap(({ now, old }) => [now?.series, old?.series].filter((one) => one !== undefined));
  const isOfIndicator = (path: FieldPath): boolean => series.some((one) => path.startsWith(`${one}.`));
  const rows: ComparedRow[] = [];
  let told = false;
  for (const path of changed) {
    if (!isOfIndicator(path))
      rows.push({ label: fieldLabel(path, formOf(item)), old: text(before, path), now: text(item, path) });
    else if (!told) {
      rows.push(...named.flatMap(listRows));
      told = true;
    }
  }
  return rows;
}

interface Pair {
  readonly name: string;
  readonly now?: Indicator;
  readonly old?: Indicator;
}

/** Indicators of both versions by their names; those without a name are compared by their rows, as other boxes are. */
function namedPairs(item: ItemSheet, before: ItemSheet): readonly Pair[] {
  const byName = (sheet: ItemSheet): ReadonlyMap<string, Indicator> =>
    new Map(
      indicatorsOf(glanceItem(sheet))
        .filter(({ name, money }) => !money && groupingKey(name) !== '')
        .map((one) => [groupingKey(one.name), one]),
    );
  const [now, old] = [byName(item), byName(before)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key): Pair => {
    const [one, other] = [now.get(key), old.get(key)];
    return {
      name: (one ?? other)?.name ?? '',
      ...(one === undefined ? {} : { now: one }),
      ...(other === undefined ? {} : { old: other }),
    };
  });
}

function listRows({ name, now, old }: Pair): readonly ComparedRow[] {
  const state = old === undefined ? '（新規）' : now === undefined ? '（削除）' : '';
  const row = (what: string, was: Amount | undefined, is: Amount | undefined): readonly ComparedRow[] =>
    (was?.text ?? '') === (is?.text ?? '')
      ? []
      : [{ label: `指標「${name}」${state} ${what}`.trim(), old: was?.text ?? '', now: is?.text ?? '' }];
  const years = [...new Set([...(old?.points ?? []), ...(now?.points ?? [])].map(({ year }) => year))];
  const rows = [
    ...row('現状', old?.start, now?.start),
    ...years.flatMap((year) => {
      const [was, is] = [old, now].map((one) => one?.points.find((point) => point.year === year));
      const when = year === undefined ? '' : `${eraYear(year)} `;
      return [...row(`${when}計画`, was?.target, is?.target), ...row(`${when}実績`, was?.actual, is?.actual)];
    }),
  ];
  return rows.length > 0 || state === ''
    ? rows
    : [{ label: `指標${state}`, old: old === undefined ? '' : name, now: now === undefined ? '' : name }];
}
