import type { Box } from './around.ts';
import { keyOfLabel, listColumns, namer, type FormGroup } from './group.ts';
import { kindOf, type Evidence, type KindFound } from './kinds.ts';
import { ownWords } from './own.ts';
import { isMissing, labelKeyOf } from './words.ts';

/** One box of a form with what all samples show of it. */
export interface BoxSeen {
  readonly key: string;
  /** Boxes of one family are one column of a table, or one line of it in several years. */
  readonly family: string;
  readonly box: Box;
  readonly label: string;
  readonly headings: readonly string[];
  readonly evidence: Evidence;
  readonly found: KindFound;
}

/** Like boxes of a table share their evidence: a column that nobody filled in the third row is the same column. */
export function seenBoxes(group: FormGroup): readonly BoxSeen[] {
  const [first] = group.models;
  if (first === undefined) return [];
  if (group.list) return seenColumns(group);
  const nameOf = namer(first);
  const shared = new Map<string, Shared>();
  const own = new Map<string, string[]>();
  for (const model of group.models) {
    const families = familiesOf(model.byKey);
    for (const [key, box] of model.byKey) {
      const family = families.get(key) as string;
      const one = shared.get(family) ?? newShared();
      shared.set(family, one);
      add(one, box, first.byKey.has(key));
      const texts = own.get(key);
      if (texts === undefined) own.set(key, [box.cell.text]);
      else texts.push(box.cell.text);
    }
  }
  const families = familiesOf(first.byKey);
  const counts = new Map<string, number>();
  for (const family of families.values()) counts.set(family, (counts.get(family) ?? 0) + 1);
  const seen = [...first.byKey].map(([key, box]): BoxSeen => {
    const family = families.get(key) as string;
    const names = nameOf(box);
    const evidence = {
      ...evidenceOf(box, names, shared.get(family) as Shared, counts.get(family) ?? 1),
      own: ownWords(own.get(key) ?? []),
    };
    return { key, family, box, ...names, evidence, found: kindOf(evidence) };
  });
  return borrow(seen);
}

/** The columns of a list, each by its first box, with what all rows of all samples show. */
function seenColumns(group: FormGroup): readonly BoxSeen[] {
  const [first, ...others] = group.models.map(listColumns);
  if (first === undefined) return [];
  return borrow(
    [...first].map(([key, boxes]): BoxSeen => {
      const shared = newShared();
      for (const box of [...boxes, ...others.flatMap((columns) => columns.get(key) ?? [])]) add(shared, box, true);
      const box = boxes[0] as Box;
      const label = box.heads.at(-1)?.text ?? '';
      const names = { label, headings: box.heads.slice(0, -1).map(({ text }) => text) };
      const evidence = { ...evidenceOf(box, names, shared, boxes.length), own: ownWords(shared.texts) };
      return { key, family: key, box, ...names, evidence, found: kindOf(evidence) };
    }),
  );
}

/**
 * The family of each box: what it has in common with those above it in the same column. Where a record of one row in one
 * column is two in another (name over date), the second is a family of its own.
 */
function familiesOf(byKey: ReadonlyMap<string, Box>): ReadonlyMap<string, string> {
  const columns = new Map<string, [string, Box][]>();
  for (const [key, box] of byKey) {
    const column = key.slice(0, key.lastIndexOf('|'));
    const members = columns.get(column);
    if (members === undefined) columns.set(column, [[key, box]]);
    else members.push([key, box]);
  }
  const bands = new Map<string, number>();
  const headOf = ({ heads, block }: Box) => `${heads.at(-1)?.row ?? ''} ${block?.row ?? ''} ${block?.column ?? ''}`;
  for (const members of columns.values()) {
    if ((members[0] as [string, Box])[1].rows.length > 0) continue;
    const head = headOf((members[0] as [string, Box])[1]);
    bands.set(head, Math.min(bands.get(head) ?? Infinity, members.length));
  }
  const families = new Map<string, string>();
  for (const [column, members] of columns) {
    const box = (members[0] as [string, Box])[1];
    const records = box.heads.length > 0 && box.rows.length === 0 ? (bands.get(headOf(box)) ?? 1) : members.length;
    const each = members.length % records === 0 ? members.length / records : 1;
    for (const [i, [key, one]] of members.entries()) {
      const alone = one.heads.length === 0 && one.rows.length > 0;
      families.set(key, alone ? key : each > 1 ? `${column}|${i % each}` : column);
    }
  }
  return families;
}

function evidenceOf(
  box: Box,
  names: { readonly label: string; readonly headings: readonly string[] },
  all: Shared,
  count: number,
): Omit<Evidence, 'own'> {
  const { cell } = box;
  const fromHead = box.rows.length === 0 && box.heads.length > 0 && cell.row - (box.heads.at(-1)?.bottom ?? 0) > 1;
  return {
    ...names,
    block: box.block?.text ?? '',
    texts: all.texts,
    numeric: all.numeric,
    formats: usualFormats(all.formats),
    computed: all.computed * 2 > all.texts.length || (all.computed > 0 && cell.formula !== undefined),
    choices: all.choices,
    height: cell.bottom - cell.row + 1,
    width: cell.right - cell.column + 1,
    top: cell.top,
    repeated: count > 1 || fromHead,
    crossed: box.rows.length > 0 && box.heads.length > 0,
    hasYear: [...box.heads, ...box.rows].some((label) => keyOfLabel(label).includes('#year')),
  };
}

/** A box that no sample fills takes the kind of those beside it: in its line, its column, or with the same words. */
function borrow(seen: readonly BoxSeen[]): readonly BoxSeen[] {
  const known = seen.filter(
    ({ found, evidence }) => found.sure && evidence.texts.some((text) => text !== '' && !isMissing(text)),
  );
  const vote = (like: (one: BoxSeen) => boolean): KindFound['kind'] | undefined => {
    const counts = new Map<KindFound['kind'], number>();
    for (const one of known)
      if (like(one) && one.found.kind !== 'computed') counts.set(one.found.kind, (counts.get(one.found.kind) ?? 0) + 1);
    const [best, next] = [...counts].toSorted((a, b) => b[1] - a[1]);
    return best === undefined || (next !== undefined && next[1] * 2 > best[1]) ? undefined : best[0];
  };
  return seen.map((one) => {
    if (one.found.sure || one.evidence.texts.some((text) => text !== '' && !isMissing(text))) return one;
    const head = one.box.heads.at(-1);
    const row = one.box.rows.at(-1);
    const stem = stemOf(one.label);
    const byRow = head && row && vote(({ box }) => box.rows.at(-1) === row && box.heads.at(-1)?.row === head.row);
    const byColumn = head && row && vote(({ box }) => box.heads.at(-1) === head && box.rows.length > 0);
    const byTable = head && row && vote(({ box }) => box.heads.at(-1)?.row === head.row && box.rows.length > 0);
    const kind =
      // Years of one line hold the same kind; beside them a column of its own holds its own.
      (one.evidence.hasYear ? (byRow ?? byColumn) : (byColumn ?? byRow)) ??
      byTable ??
      (stem === undefined ? undefined : vote((other) => stemOf(other.label) === stem));
    return kind === undefined ? one : { ...one, found: { kind, sure: false } };
  });
}

/** A label without the sign that counts it: `⑤活動指標\nア`, `指標２`. */
function stemOf(label: string): string | undefined {
  const stem = label.trim().replace(/\s*[ア-ンｱ-ﾝ①-⑳0-9０-９A-Za-z]$/u, '');
  return stem === label.trim() || stem === '' ? undefined : labelKeyOf(stem);
}

/** Formats that many boxes have; a few that somebody changed say nothing. */
function usualFormats(formats: ReadonlyMap<string, number>): readonly string[] {
  const most = Math.max(0, ...formats.values());
  return [...formats].flatMap(([format, count]) => (count * 3 >= most ? [format] : []));
}

interface Shared {
  readonly texts: string[];
  readonly numeric: boolean[];
  readonly formats: Map<string, number>;
  computed: number;
  choices: readonly string[] | undefined;
}

const newShared = (): Shared => ({ texts: [], numeric: [], formats: new Map(), computed: 0, choices: undefined });

function add(one: Shared, { cell }: Box, known: boolean): void {
  one.texts.push(cell.text);
  one.numeric.push(cell.numeric);
  if (cell.formula !== undefined) one.computed += 1;
  else if (cell.format !== 'General' && (known || cell.text !== ''))
    one.formats.set(cell.format, (one.formats.get(cell.format) ?? 0) + 1);
  one.choices ??= cell.choices;
}
