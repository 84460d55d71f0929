import { append } from '../../../src-shared/domain/large-lists.ts';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { recordPath } from '../../../src-shared/form/model.ts';
import { isPath } from '../../../src-shared/form/paths.ts';
import { isNumberPath } from '../../../src-shared/form/roles.ts';
import { matchItems, type ItemFacts } from '../../../src-shared/merge/items.ts';
import { movedAlone } from './lone-boxes.ts';
import { mapPaths } from './rows-between.ts';
import { exactTextOf, factsOf, type Snapshot, type SnapshotItem } from './snapshot.ts';
import { exactText, isUnfit, sameNumber } from './values.ts';
import type { StoredValue } from '../../../src-shared/domain/item.ts';

/** One field that a returned file holds otherwise than its base. `path` counts rows as the base does. */
export interface FieldChange {
  readonly path: FieldPath;
  /** `null` when there is no base. */
  readonly base: string | null;
  readonly theirs: string;
  /** What the box holds beside its text: goes into the plan with it, or keeps it from going there. */
  readonly stored?: StoredValue;
  /** The box itself lies elsewhere than in the base, alone of its sheet: a person says whether this is its text. */
  readonly elsewhere?: true;
}

/**
 * What a returned workbook holds of one item. `base` is the item's place in the base snapshot.
 * - `matched`, `renumbered`: its changes are taken, a new number never. - `ambiguous`: nothing is taken until a person says.
 */
export type ItemReading =
  | {
      readonly status: 'matched' | 'renumbered' | 'ambiguous';
      readonly base: number;
      readonly sheet: string;
      readonly returnedNo: string;
      readonly changes: readonly FieldChange[];
      /** The whole sheet, where a person may say that it is another item than it seems. */
      readonly seen?: SnapshotItem;
    }
  | { readonly status: 'missing'; readonly base: number }
  | {
      readonly status: 'new';
      readonly sheet: string;
      readonly returnedNo: string;
      readonly texts: Readonly<Record<string, string>>;
      readonly seen?: SnapshotItem;
      /** The item of the base that it is a copy of, or bears the number of. */
      readonly like?: number;
      /** The item of another sending that it is beyond doubt: two sections' sheets in one workbook. */
      readonly tied?: { readonly base: string; readonly item: number };
    };

/** A difference in the form rather than in a field: rows of lists, boxes that are gone, a formula where a text was typed. */
export interface FormDifference {
  readonly sheet: string;
  readonly kind: 'row-added' | 'row-removed' | 'box-removed' | 'box-added' | 'formula';
  readonly paths: readonly string[];
}

export interface Comparison {
  readonly items: readonly ItemReading[];
  readonly form: readonly FormDifference[];
}

/**
 * Compares a returned workbook's items with their base. `trusted` is false when nothing recorded says that the file was
 * made from that base; then every difference has base `null` and will be a conflict.
 *
 * @param plan the items of the whole plan, of which the base may hold a section's only.
 */
export function compareWorkbooks(
  base: Snapshot,
  other: Snapshot,
  trusted: boolean,
  plan: readonly ItemFacts[] = [],
): Comparison {
  const form: FormDifference[] = [];
  const options = { strict: !trusted, beside: plan };
  const items = matchItems(base.items.map(factsOf), other.items.map(factsOf), options).map((match): ItemReading => {
    switch (match.status) {
      case 'missing':
        return { status: 'missing', base: match.base };
      case 'new': {
        const seen = other.items[match.other]!;
        const { sheet, no, texts } = seen;
        const like = match.like === undefined ? {} : { like: match.like };
        return { status: 'new', sheet, returnedNo: no, texts, seen, ...like };
      }
      default: {
        const left = base.items[match.base]!;
        const right = other.items[match.other]!;
        const compared = compareItems(left, right, trusted);
        append(form, compared.form);
        return {
          status: match.status,
          base: match.base,
          sheet: right.sheet,
          returnedNo: right.no,
          changes: compared.changes,
          // Under another number without a base: told to be that number's item, it is compared with that one as a whole.
          ...(match.status === 'ambiguous' || (match.status === 'renumbered' && !trusted) ? { seen: right } : {}),
        };
      }
    }
  });
  return { items, form };
}

/** What a sheet holds otherwise than an item of a base, paths counted as the base does. */
export function compareItems(
  base: SnapshotItem,
  other: SnapshotItem,
  trusted: boolean,
): { readonly changes: readonly FieldChange[]; readonly form: readonly FormDifference[] } {
  const changes: FieldChange[] = [];
  const map = mapPaths(base, other);
  const { lists } = formOf(base);
  const moved = lists.some(({ id }) => !map.isSame(id));
  const seen = new Set<string>();
  const added: string[] = [];
  const formulas = new Set(other.formulas ?? []);
  const formulasBefore = new Set(base.formulas ?? []);
  const typed: string[] = [];
  for (const [at, shown] of Object.entries(other.texts)) {
    const stored = other.values?.[at];
    // Most boxes are as they were, at their own place.
    if (!moved && base.texts[at] === shown && sameNumber(base.values?.[at], stored) && !isUnfit(stored)) continue;
    if (!isPath(at)) continue;
    const path = moved ? map.toBase(at) : at;
    if (moved) seen.add(path);
    if (base.texts[path] === undefined && rowOf(base, path) === undefined) added.push(path);
    if (formulas.has(at)) {
      // A formula's result differs by what the program worked out, not by what somebody typed, unless it was typed.
      if (formulasBefore.has(path)) continue;
      typed.push(path);
    }
    const change = changeOf(base, path, shown, stored);
    if (change === undefined) continue;
    const placed = movedAlone(base, other, at) ? { ...change, elsewhere: true as const } : change;
    changes.push(trusted ? placed : { ...placed, base: null });
  }
  const missingRows = new Set(lists.flatMap(({ id }) => map.missing(id).map((row) => `${id}.${row}`)));
  const inMissingRow = (path: string): boolean => {
    const place = rowOf(base, path);
    return place !== undefined && missingRows.has(`${place.block}.${place.row}`);
  };
  const gone = Object.keys(base.texts).filter((path) => (moved ? !seen.has(path) : other.texts[path] === undefined));
  const form: FormDifference[] = [];
  const note = (kind: FormDifference['kind'], paths: readonly string[]): void => {
    if (paths.length > 0) form.push({ sheet: other.sheet, kind, paths });
  };
  for (const list of lists) {
    note(
      'row-added',
      map.added(list.id).map((row) => recordPath(list, row)),
    );
    note(
      'row-removed',
      map.missing(list.id).map((row) => recordPath(list, row)),
    );
  }
  note(
    'box-removed',
    gone.filter((path) => !inMissingRow(path)),
  );
  note('box-added', added);
  note('formula', typed);
  return { changes: inFormOrder(changes, base), form };
}

function changeOf(
  base: SnapshotItem,
  path: FieldPath,
  shown: string,
  stored: StoredValue | undefined,
): FieldChange | undefined {
  const theirs = exactText(shown, stored);
  const before = exactTextOf(base, path);
  const old = base.values?.[path];
  // A snapshot of an older program knows what was shown, and that is all there is to compare with.
  const isSame = before === theirs || (base.values === undefined && before === shown && !isUnfit(stored));
  if (isSame && sameNumber(old, stored)) return undefined;
  // The same number written otherwise (` 17 ` for 17) is no edit, and would turn the plan's number into a text.
  if (isNumberPath(base, path) && groupingKey(before ?? '') === groupingKey(theirs)) return undefined;
  if (before === undefined && theirs === '') return undefined;
  const kept = stored === undefined ? {} : { stored };
  // Two moments that are shown as one day differ by their digits alone.
  if (isSame && stored?.kind === 'number') return { path, base: before ?? '', theirs: stored.lexical, ...kept };
  return { path, base: before ?? '', theirs, ...kept };
}

function inFormOrder(changes: readonly FieldChange[], base: SnapshotItem): readonly FieldChange[] {
  const order = new Map(Object.keys(base.texts).map((path, index) => [path, index]));
  const place = (change: FieldChange): number => order.get(change.path) ?? Number.MAX_SAFE_INTEGER;
  return changes.toSorted((a, b) => place(a) - place(b));
}

/** Whether a changed `no` is another number and not only another writing of it. */
export const isRenumbering = (change: FieldChange, item: { readonly form?: string | undefined }): boolean =>
  isNumberPath(item, change.path) && groupingKey(change.base ?? '') !== groupingKey(change.theirs);
