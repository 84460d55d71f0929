import { isFieldPath, parseFieldPath, type FieldPath } from '../../../src-shared/domain/fields.ts';
import { matchItems, type ItemFacts } from '../../../src-shared/merge/items.ts';
import { comparable } from '../../../src-shared/merge/text.ts';
import { mapPaths } from './rows-between.ts';
import { factsOf, type Snapshot, type SnapshotItem } from './snapshot.ts';

/** One field that a returned file holds otherwise than its base. `path` counts rows as the base does. */
export interface FieldChange {
  readonly path: FieldPath;
  /** `null` when there is no base. */
  readonly base: string | null;
  readonly theirs: string;
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
    }
  | { readonly status: 'missing'; readonly base: number }
  | {
      readonly status: 'new';
      readonly sheet: string;
      readonly returnedNo: string;
      readonly texts: Readonly<Record<string, string>>;
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
        const { sheet, no, texts } = other.items[match.other]!;
        return { status: 'new', sheet, returnedNo: no, texts };
      }
      default: {
        const left = base.items[match.base]!;
        const right = other.items[match.other]!;
        const compared = compareItems(left, right, trusted);
        form.push(...compared.form);
        return {
          status: match.status,
          base: match.base,
          sheet: right.sheet,
          returnedNo: right.no,
          changes: compared.changes,
        };
      }
    }
  });
  return { items, form };
}

function compareItems(
  base: SnapshotItem,
  other: SnapshotItem,
  trusted: boolean,
): { readonly changes: readonly FieldChange[]; readonly form: readonly FormDifference[] } {
  const changes: FieldChange[] = [];
  const map = mapPaths(base, other);
  const moved = !map.isSame('steps') || !map.isSame('indicators');
  const seen = new Set<string>();
  const added: string[] = [];
  const formulas = new Set(other.formulas ?? []);
  const formulasBefore = new Set(base.formulas ?? []);
  const typed: string[] = [];
  for (const [at, theirs] of Object.entries(other.texts)) {
    // Most boxes are as they were, at their own place.
    if (!moved && base.texts[at] === theirs) continue;
    if (!isFieldPath(at)) continue;
    const path = moved ? map.toBase(at) : at;
    const before = base.texts[path];
    if (moved) seen.add(path);
    if (before === undefined && !isRowPath(path)) added.push(path);
    if (formulas.has(at)) {
      // A formula's result differs by what the program worked out, not by what somebody typed …
      if (formulasBefore.has(path)) continue;
      // … unless it was typed where none was; one that has not been worked out yet shows nothing that could be taken.
      typed.push(path);
      if (theirs === '') continue;
    }
    if (before === theirs || (before === undefined && theirs === '')) continue;
    changes.push({ path, base: trusted ? (before ?? '') : null, theirs });
  }
  const missingRows = new Set(
    (['steps', 'indicators'] as const).flatMap((list) => map.missing(list).map((row) => `${list}.${row}.`)),
  );
  const inMissingRow = (path: string): boolean => missingRows.has(/^\w+\.\d+\./.exec(path)?.[0] ?? '');
  const gone = Object.keys(base.texts).filter((path) => (moved ? !seen.has(path) : other.texts[path] === undefined));
  const form: FormDifference[] = [];
  const note = (kind: FormDifference['kind'], paths: readonly string[]): void => {
    if (paths.length > 0) form.push({ sheet: other.sheet, kind, paths });
  };
  for (const list of ['steps', 'indicators'] as const) {
    note(
      'row-added',
      map.added(list).map((row) => `${list}.${row}`),
    );
    note(
      'row-removed',
      map.missing(list).map((row) => `${list}.${row}`),
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

const isRowPath = (path: FieldPath): boolean => {
  const block = parseFieldPath(path)?.block;
  return block === 'steps' || block === 'indicators';
};

function inFormOrder(changes: readonly FieldChange[], base: SnapshotItem): readonly FieldChange[] {
  const order = new Map(Object.keys(base.texts).map((path, index) => [path, index]));
  const place = (change: FieldChange): number => order.get(change.path) ?? Number.MAX_SAFE_INTEGER;
  return changes.toSorted((a, b) => place(a) - place(b));
}

/** Whether a changed `no` is another number and not only another writing of it. */
export const isRenumbering = (change: FieldChange): boolean =>
  change.path === 'no' && comparable(change.base ?? '') !== comparable(change.theirs);
