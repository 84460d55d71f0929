import { groupingKey } from '../domain/normal.ts';
import { groupName, type Dimension, type GlanceField, type GlanceItem } from './plan.ts';

const keys = new Map<string, string>();
/** `groupingKey`, which 300 sheets ask for the same few words again and again. */
function keyOf(text: string): string {
  let key = keys.get(text);
  if (key === undefined) {
    if (keys.size > 20_000) keys.clear();
    keys.set(text, (key = groupingKey(text)));
  }
  return key;
}

/** One answer of a scale. */
export interface ScaleValue {
  /** `groupingKey` of its words. */
  readonly key: string;
  /** As the form writes it, line ends too. */
  readonly shown: string;
  /** Not in the form's own list. */
  readonly unlisted?: true;
}

/** One box that every item has and that is answered out of a scale: 令和8年度 上半期 進捗状況. */
export interface Measure {
  readonly path: string;
  readonly label: string;
  /** See `GlanceField.heading`. */
  readonly heading: string;
  readonly role: GlanceField['role'];
  readonly year?: number;
  readonly stage?: string;
}

/** Boxes that are answered out of the same list, in the order of time: they can stand side by side. */
export interface Scale {
  readonly id: string;
  readonly role: GlanceField['role'];
  /** Every answer of the form's list in its order, given or not; then others, by their words. */
  readonly values: readonly ScaleValue[];
  readonly measures: readonly Measure[];
}

/** What an item says of a measure: the keys of its answers, `[]` for a blank, `undefined` where the box is not there or not to be filled in. */
export type Answers = readonly string[] | undefined;

const indexes = new WeakMap<GlanceItem, ReadonlyMap<string, GlanceField>>();

export function fieldAt(item: GlanceItem, path: string): GlanceField | undefined {
  let byPath = indexes.get(item);
  if (byPath === undefined) indexes.set(item, (byPath = new Map(item.fields.map((field) => [field.path, field]))));
  return byPath.get(path);
}

/** `１．` and `Ａ_` before a choice's words: what a box beside a printed legend holds alone. */
const code = /^([0-9a-zア-ン①-⑳Ⅰ-Ⅻ]+)[.．:：、_＿)）\s]/iu;
const codeOf = (choice: string): string | undefined => code.exec(choice.normalize('NFKC').trim())?.[1];

/** The answer that a text means: equal in width and blanks, else the code that stands before one choice only. */
function answerKey(text: string, choices: readonly string[]): string {
  const key = keyOf(text);
  if (key === '' || choices.some((choice) => keyOf(choice) === key)) return key;
  const coded = choices.filter((choice) => keyOf(codeOf(choice) ?? '') === key);
  return coded.length === 1 ? keyOf(coded[0] as string) : key;
}

const textsOf = (field: GlanceField): readonly string[] =>
  field.chosen ?? (keyOf(field.text) === '' ? [] : [field.text]);

const answers = new WeakMap<GlanceItem, Map<string, Answers>>();

export function answersOf(item: GlanceItem, path: string): Answers {
  let known = answers.get(item);
  if (known === undefined) answers.set(item, (known = new Map<string, Answers>()));
  if (known.has(path)) return known.get(path);
  const field = fieldAt(item, path);
  const said =
    field === undefined || field.notApplying === true
      ? undefined
      : textsOf(field).map((text) => answerKey(text, field.choices ?? []));
  known.set(path, said);
  return said;
}

const isAnswered = ({ kind, role }: GlanceField): boolean =>
  role === 'status' || role === 'grade' || kind === 'choice' || kind === 'marks';

interface Gathered {
  readonly field: GlanceField;
  readonly place: number;
  readonly choices: Map<string, string>;
  readonly others: Map<string, string>;
}

/** Every answered box of any item with all answers that are possible or given. */
function gather(items: readonly GlanceItem[]): readonly Gathered[] {
  const found = new Map<string, Gathered>();
  for (const { fields } of items)
    for (const [index, field] of fields.entries()) {
      if (!isAnswered(field)) continue;
      let one = found.get(field.path);
      if (one === undefined)
        found.set(field.path, (one = { field, place: index, choices: new Map(), others: new Map() }));
      for (const choice of field.choices ?? [])
        if (keyOf(choice) !== '' && !one.choices.has(keyOf(choice))) one.choices.set(keyOf(choice), choice.trim());
      for (const text of textsOf(field)) {
        const key = answerKey(text, field.choices ?? []);
        if (key !== '' && !one.others.has(key)) one.others.set(key, text.trim());
      }
    }
  return [...found.values()];
}

/** Boxes that are answered by few words again and again are a scale; what nearly each item says otherwise is none. */
function isScale({ field, choices, others }: Gathered, count: number): boolean {
  if (field.role === 'status' || field.role === 'grade' || choices.size > 0) return true;
  return others.size <= Math.max(2, Math.min(12, count / 3));
}

/** By year, then as the form has them; what belongs to no year (the whole period) comes last. */
const inTime = (a: Gathered, b: Gathered): number =>
  (a.field.year ?? Infinity) === (b.field.year ?? Infinity)
    ? a.place - b.place
    : (a.field.year ?? Infinity) - (b.field.year ?? Infinity);

/** Same role, and the same list; without lists, a word that both say. */
function isAlike(a: readonly Gathered[], b: Gathered): boolean {
  const [first] = a;
  if (first === undefined || first.field.role !== b.field.role) return false;
  if (first.choices.size > 0 && b.choices.size > 0)
    return [...first.choices.keys()].join('\n') === [...b.choices.keys()].join('\n');
  const words = new Set(a.flatMap(({ choices, others }) => [...choices.keys(), ...others.keys()]));
  const own = [...b.choices.keys(), ...b.others.keys()];
  return own.length === 0 || words.size === 0 ? b.field.role !== undefined : own.some((key) => words.has(key));
}

function valuesOf(members: readonly Gathered[]): readonly ScaleValue[] {
  const listed = new Map<string, string>();
  const others = new Map<string, string>();
  for (const { choices } of members) for (const [key, shown] of choices) if (!listed.has(key)) listed.set(key, shown);
  for (const { others: said } of members)
    for (const [key, shown] of said) if (!listed.has(key) && !others.has(key)) others.set(key, shown);
  return [
    ...[...listed].map(([key, shown]) => ({ key, shown })),
    ...[...others]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, shown]) => ({ key, shown, unlisted: true as const })),
  ];
}

const rank = (role: GlanceField['role']): number => (role === 'status' ? 0 : role === 'grade' ? 1 : 2);

/** The scales of a plan: statuses, then grades, then other choices. `items` may be those of several versions. */
export function scalesOf(items: readonly GlanceItem[]): readonly Scale[] {
  const groups: Gathered[][] = [];
  for (const one of gather(items)
    .filter((gathered) => isScale(gathered, items.length))
    .toSorted(inTime)) {
    const known = groups.find((group) => isAlike(group, one));
    if (known === undefined) groups.push([one]);
    else known.push(one);
  }
  return groups
    .map((members) => ({
      id: (members[0] as Gathered).field.path,
      role: (members[0] as Gathered).field.role,
      values: valuesOf(members),
      measures: members.map(({ field: { path, label, heading = label, role, year, stage } }) => ({
        path,
        label,
        heading,
        role,
        ...(year === undefined ? {} : { year }),
        ...(stage === undefined ? {} : { stage }),
      })),
    }))
    .toSorted((a, b) => rank(a.role) - rank(b.role));
}

/** Whether any item has answered. */
export const isSaid = (items: readonly GlanceItem[], { path }: Measure): boolean =>
  items.some((item) => (answersOf(item, path) ?? []).length > 0);

/** The items of one group: by answer, blank, and those that the measure does not ask. Keys of items. */
export interface TallyRow {
  readonly name: string;
  readonly items: readonly string[];
  /** As `Scale.values`. */
  readonly by: readonly (readonly string[])[];
  readonly blank: readonly string[];
  readonly out: readonly string[];
}

/** Counts of one measure, by group or section in the order in which they first come. */
export function tallyRows(
  items: readonly GlanceItem[],
  { values }: Pick<Scale, 'values'>,
  { path }: Pick<Measure, 'path'>,
  by: Dimension,
): readonly TallyRow[] {
  return groupsOf(items, by).map(({ name, items: members }) => tallyOf(name, members, values, path));
}

/** The same of all items together. */
export const tallyAll = (
  items: readonly GlanceItem[],
  { values }: Pick<Scale, 'values'>,
  { path }: Pick<Measure, 'path'>,
): TallyRow => tallyOf('', items, values, path);

function tallyOf(name: string, items: readonly GlanceItem[], values: readonly ScaleValue[], path: string): TallyRow {
  const by = new Map(values.map(({ key }) => [key, [] as string[]]));
  const blank: string[] = [];
  const out: string[] = [];
  for (const item of items) {
    const answers = answersOf(item, path);
    if (answers === undefined) out.push(item.key);
    else if (answers.length === 0) blank.push(item.key);
    else for (const key of new Set(answers)) by.get(key)?.push(item.key);
  }
  return { name, items: items.map(({ key }) => key), by: [...by.values()], blank, out };
}

/** Items that go together, in the order in which their groups first come, whatever the width of their letters. */
export function groupsOf(
  items: readonly GlanceItem[],
  by: Dimension,
): readonly { readonly name: string; readonly items: readonly GlanceItem[] }[] {
  const groups = new Map<string, { readonly name: string; readonly items: GlanceItem[] }>();
  for (const item of items) {
    const name = groupName(item, by);
    const key = keyOf(name);
    const group = groups.get(key) ?? { name, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The measure that the plan has come to: the last one that any item has answered, else the first. */
export const currentMeasure = (items: readonly GlanceItem[], { measures }: Scale): Measure | undefined =>
  measures.findLast((measure) => isSaid(items, measure)) ?? measures[0];

/** A change of answer: `now` and `before` are shown words, `''` for a blank. */
export interface Move {
  readonly now: string;
  readonly before: string;
  readonly items: readonly string[];
}

/** The items whose answer differs between two pairs of item and measure, by move, in the order of the scale. */
export function movesOf(
  pairs: readonly { readonly item: GlanceItem; readonly now: Answers; readonly before: Answers }[],
  { values }: Pick<Scale, 'values'>,
): readonly Move[] {
  const place = (key: string): number => {
    const found = values.findIndex((value) => value.key === key);
    return found < 0 ? values.length : found;
  };
  const shown = (keys: readonly string[]): string =>
    keys.map((key) => values[place(key)]?.shown.replaceAll('\n', '') ?? key).join('・');
  const moves = new Map<string, { readonly order: readonly number[]; readonly move: Move & { items: string[] } }>();
  for (const { item, now, before } of pairs) {
    if (now === undefined || before === undefined) continue;
    const key = `${now.join('\n')}\0${before.join('\n')}`;
    if (now.join('\n') === before.join('\n')) continue;
    const known = moves.get(key);
    if (known !== undefined) known.move.items.push(item.key);
    else
      moves.set(key, {
        order: [place(before[0] ?? ''), place(now[0] ?? '')],
        move: { now: shown(now), before: shown(before), items: [item.key] },
      });
  }
  return [...moves.values()]
    .toSorted((a, b) => (a.order[0] ?? 0) - (b.order[0] ?? 0) || (a.order[1] ?? 0) - (b.order[1] ?? 0))
    .map(({ move }) => move);
}

/** The earlier version of an item: by the id that sending gave it, else by its number, told apart by its sheet. */
export function earlierItem(item: GlanceItem, earlier: readonly GlanceItem[]): GlanceItem | undefined {
  const byId = item.itemId === undefined ? undefined : earlier.find(({ itemId }) => itemId === item.itemId);
  if (byId !== undefined) return byId;
  const key = keyOf(item.no);
  const named = (list: readonly GlanceItem[]): GlanceItem | undefined => list.find(({ sheet }) => sheet === item.sheet);
  if (key === '') return named(earlier);
  const alike = earlier.filter((one) => keyOf(one.no) === key);
  return named(alike) ?? alike[0];
}
