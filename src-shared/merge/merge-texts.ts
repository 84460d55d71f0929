import { append } from '../domain/large-lists.ts';
import { changedRanges } from './ranges.ts';
import { plainLineEnds } from './text.ts';
import { joinUnits, splitUnits } from './units.ts';

/** Units `[start, end)` of the base become `units`. `aligned`: one unit for one unit, by position in its hunk. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly units: readonly string[];
  readonly aligned: boolean;
}

/**
 * Merges any number of changed texts against their one base by whole lines or bullets. The result depends on the set
 * of texts only, never on their order or repetition: each text's edits are found against the base alone, and the edits
 * are then put together when no two of them touch the same place.
 *
 * Neighbouring units that are each changed by one text only, aligned one to one with the base, do not clash, and neither
 * does an insertion beside such a unit. Two insertions at one place clash, and so do deletions or rewrites that touch.
 *
 * @returns the merged text, or `undefined` when the texts clash or when comparing them would cost too much.
 */
export function mergeTexts(base: string, texts: readonly string[]): string | undefined {
  const plainBase = plainLineEnds(base);
  const changed = [...new Set(texts.map(plainLineEnds))].filter((text) => text !== plainBase).sort();
  if (changed.length === 0) return plainBase;
  if (changed.length === 1) return changed[0];
  // An empty box has no lines to keep apart: two people have each answered the whole of it.
  if (plainBase.trim() === '') return undefined;
  const baseUnits = splitUnits(plainBase);
  const owned = new Map<string, { readonly edit: Edit; readonly owners: Set<number> }>();
  for (const [owner, text] of changed.entries()) {
    const edits = editsOf(baseUnits, splitUnits(text));
    if (edits === undefined) return undefined;
    for (const edit of edits) {
      const key = JSON.stringify([edit.start, edit.end, edit.units]);
      const known = owned.get(key);
      if (known === undefined) owned.set(key, { edit, owners: new Set([owner]) });
      else known.owners.add(owner);
    }
  }
  const all = [...owned.values()].sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
  for (const [index, one] of all.entries()) {
    for (let next = index + 1; next < all.length; next++) {
      const other = all[next]!;
      if (other.edit.start > one.edit.end) break;
      if (clash(one.edit, other.edit) && !shareOwner(one.owners, other.owners)) return undefined;
    }
  }
  return applyEdits(
    baseUnits,
    all.map((entry) => entry.edit),
  );
}

function editsOf(base: readonly string[], text: readonly string[]): readonly Edit[] | undefined {
  return changedRanges(base, text)?.flatMap((range): Edit[] => {
    const units = text.slice(range.from, range.from + range.count);
    if (range.length !== range.count) {
      return [{ start: range.start, end: range.start + range.length, units, aligned: false }];
    }
    return units.map((unit, i) => ({
      start: range.start + i,
      end: range.start + i + 1,
      units: [unit],
      aligned: true,
    }));
  });
}

const isInsertion = (edit: Edit): boolean => edit.start === edit.end;

/** `a` starts no later than `b`; both are edits of the same base. */
function clash(a: Edit, b: Edit): boolean {
  if (isInsertion(a) && isInsertion(b)) return a.start === b.start;
  if (a.end > b.start && b.end > a.start) return true;
  if (a.end !== b.start && b.end !== a.start) return false;
  const calm = (edit: Edit): boolean => edit.aligned || isInsertion(edit);
  return !(calm(a) && calm(b));
}

/** Edits that one text holds together were found by one comparison and fit each other. */
function shareOwner(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const owner of a) if (b.has(owner)) return true;
  return false;
}

function applyEdits(base: readonly string[], edits: readonly Edit[]): string {
  const result: string[] = [];
  let at = 0;
  for (const edit of edits) {
    append(result, base.slice(at, edit.start));
    append(result, edit.units);
    at = Math.max(at, edit.end);
  }
  append(result, base.slice(at));
  return joinUnits(result);
}
