import type { Check } from '../../../src-shared/form/description.ts';
import type { BoxPath } from './describe-sheet.ts';
import type { BoxSeen } from './evidence.ts';
import { listColumns, type FormGroup } from './group.ts';
import { innerText } from './own.ts';
import { fold, typedNumber } from './words.ts';

/** A total without a formula, and the boxes whose numbers add up to it on nearly all samples. */
export interface GuessedSum {
  readonly check: Check;
  readonly total: BoxSeen;
}

const totalWords = /計|合計|総|トータル|評価点|得点|点数/;
/** At least so many samples must show numbers, and so many of them must add up. */
const fewest = 5;
const share = 0.8;
const mostTerms = 12;

type Instance = ReadonlyMap<BoxSeen, number>;

/**
 * Sums that no formula says, found by adding up: the boxes just before a total in its row, or those whose letters it names
 * (`トータルコスト(A)＋(B)`). Totals with the same label are judged together, so that one block's blanks decide nothing.
 */
export function guessedSums(
  group: FormGroup,
  seen: readonly BoxSeen[],
  paths: ReadonlyMap<BoxSeen, BoxPath>,
): readonly GuessedSum[] {
  const row = firstRow(group, seen);
  const instances = instancesOf(group, row);
  if (instances.length < fewest) return [];
  const numbers = row.filter((one) => one.found.kind === 'number');
  const totals = new Map<string, BoxSeen[]>();
  for (const one of numbers) {
    if (!totalWords.test(one.label)) continue;
    const key = fold(one.label);
    totals.set(key, [...(totals.get(key) ?? []), one]);
  }
  const guesses: GuessedSum[] = [];
  for (const members of totals.values()) {
    const termsOf = bestTerms(members, row, instances);
    if (termsOf === undefined) continue;
    for (const total of members) {
      const path = paths.get(total)?.path;
      const terms = termsOf(total)?.map((term) => paths.get(term)?.path);
      if (path === undefined || terms === undefined || terms.some((term) => term === undefined)) continue;
      guesses.push({ total, check: { kind: 'sum', total: path, terms: terms as string[] } });
    }
  }
  return guesses;
}

/** A list's first row stands for all; a sheet's boxes are their own row, in reading order. */
function firstRow(group: FormGroup, seen: readonly BoxSeen[]): readonly BoxSeen[] {
  const inOrder = seen.toSorted((a, b) => a.box.cell.row - b.box.cell.row || a.box.cell.column - b.box.cell.column);
  if (!group.list) return inOrder;
  const first = inOrder[0]?.box.cell.row;
  return inOrder.filter(({ box }) => box.cell.row === first);
}

/** The numbers of each sample: of a list's rows, else of its sheets. */
function instancesOf(group: FormGroup, row: readonly BoxSeen[]): readonly Instance[] {
  const numbers = row.filter(({ found }) => found.kind === 'number' || found.kind === 'computed');
  const numberIn = (one: BoxSeen, text: string) => typedNumber(innerText(text, one.evidence.own))?.value;
  if (!group.list)
    return group.models.map(({ byKey }) => {
      const values = numbers.flatMap((one) => {
        const value = numberIn(one, byKey.get(one.key)?.cell.text ?? '');
        return value === undefined ? [] : [[one, value] as const];
      });
      return new Map(values);
    });
  return group.models.flatMap((model) => {
    const columns = listColumns(model);
    const rows = new Map<number, Map<BoxSeen, number>>();
    for (const one of numbers)
      for (const { cell } of columns.get(one.key) ?? []) {
        const value = numberIn(one, cell.text);
        if (value === undefined) continue;
        const instance = rows.get(cell.row) ?? new Map<BoxSeen, number>();
        rows.set(cell.row, instance.set(one, value));
      }
    return [...rows.values()];
  });
}

type TermsOf = (total: BoxSeen) => readonly BoxSeen[] | undefined;

/** The way of finding terms that adds up most often, the fewest terms first among equals. */
function bestTerms(
  totals: readonly BoxSeen[],
  row: readonly BoxSeen[],
  instances: readonly Instance[],
): TermsOf | undefined {
  const ways: TermsOf[] = [(total) => lettered(total, row)];
  for (let count = 2; count <= mostTerms; count += 1) ways.push((total) => before(total, row, count));
  let best: { way: TermsOf; held: number } | undefined;
  for (const way of ways) {
    const held = holds(totals, way, instances);
    if (held >= share && held > (best?.held ?? 0)) best = { way, held };
  }
  return best?.way;
}

/** How often a total is the sum of its terms, of the samples that say something of it. */
function holds(totals: readonly BoxSeen[], way: TermsOf, instances: readonly Instance[]): number {
  let said = 0;
  let held = 0;
  for (const total of totals) {
    const terms = way(total);
    if (terms === undefined) continue;
    for (const instance of instances) {
      const value = instance.get(total);
      const filled = terms.filter((term) => (instance.get(term) ?? 0) !== 0).length;
      // A sum of one number proves nothing.
      if (value === undefined || value === 0 || filled < 2) continue;
      said += 1;
      const sum = terms.reduce((all, term) => all + (instance.get(term) ?? 0), 0);
      if (Math.abs(sum - value) <= 0.5) held += 1;
    }
  }
  return said < fewest ? 0 : held / said;
}

/** So many number boxes right before the total, with nothing else between. */
function before(total: BoxSeen, row: readonly BoxSeen[], count: number): readonly BoxSeen[] | undefined {
  const at = row.indexOf(total);
  const terms = row.slice(Math.max(0, at - count), at);
  const fits = terms.length === count && terms.every(({ found }) => found.kind === 'number');
  return fits ? terms : undefined;
}

/** `(A)＋(B)`: the nearest boxes before whose labels end in those letters. */
function lettered(total: BoxSeen, row: readonly BoxSeen[]): readonly BoxSeen[] | undefined {
  const lettersIn = (label: string) =>
    [...label.normalize('NFKC').matchAll(/\(([A-Z])\)|([A-Z])(?=[+)])/g)].map((found) => found[1] ?? found[2]);
  const letters = lettersIn(total.label);
  if (letters.length < 2 || !/[+＋]/.test(total.label)) return undefined;
  const earlier = row.slice(0, row.indexOf(total));
  const terms = letters.map((letter) =>
    earlier.findLast(({ label }) => lettersIn(label).length === 1 && lettersIn(label)[0] === letter),
  );
  return terms.every((term) => term !== undefined) ? (terms as BoxSeen[]) : undefined;
}
