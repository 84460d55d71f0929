import { changeKind } from '../../../src-shared/merge/text.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { isRenumbering, type FieldChange, type ItemReading } from './compare.ts';
import type { MasterPlace } from './base-places.ts';
import { isOutsideStep } from './outside.ts';
import type { ExchangeState } from './exchange-state.ts';
import { exactTextOf, type Snapshot } from './snapshot.ts';
import type { FileRecord } from './records.ts';
import type { FieldEntry } from './field-entry.ts';
import type { ChangeKind } from '../../../src-shared/domain/exchange.ts';
import { isNumberPath } from '../../../src-shared/form/roles.ts';

/**
 * What became of one file's text for one field. `replaced`: nothing of it is in the result, since a later file of the same
 * section or a person's choice has taken its place.
 */
export type Outcome = 'theirs' | 'mine' | 'same' | 'merged' | 'conflict' | 'replaced';

export interface FieldReview {
  readonly path: FieldPath;
  readonly base: string | null;
  /** Always the master's own text. */
  readonly mine: string;
  readonly theirs: string;
  readonly result: string;
  readonly outcome: Outcome;
  readonly change: ChangeKind;
  /** The box was not to be filled in at the step that the file was sent for. */
  readonly outside?: boolean;
}

export interface ItemReview {
  /** The item's place in the master; missing for a sheet that is none of its items. */
  readonly index?: number;
  /** The title of the master's item. */
  readonly title?: string;
  /** The master's number; `null` for a sheet that is none of its items. */
  readonly no: string | null;
  readonly returnedNo: string | null;
  readonly sheet: string;
  readonly status: ItemReading['status'];
  readonly fields: readonly FieldReview[];
  /** A person has to say something: which item this is, whether the number changes. */
  readonly open: boolean;
}

/** What a file gave, item by item, as the master stands after all files are weighed together. */
export function reviewFile(state: ExchangeState, file: FileRecord): readonly ItemReview[] {
  return file.items.map((reading) => {
    const item = reviewItem(state, file, reading);
    const gone = reading.status === 'missing' ? [] : takenBack(state, file, reading, item.fields);
    return gone.length === 0 ? item : { ...item, fields: [...item.fields, ...gone] };
  });
}

/** The boxes that an earlier file of the section had filled and this one, which takes its place, holds as they were before. */
function takenBack(
  state: ExchangeState,
  file: FileRecord,
  reading: Sheet,
  told: readonly FieldReview[],
): readonly FieldReview[] {
  const index = state.itemOf(file, reading);
  const known = new Set<string>(told.map(({ path }) => path));
  const found = new Map<string, FieldReview>();
  for (const earlier of state.files.values()) {
    if (index === undefined || !state.replaced.has(earlier.hash) || !state.knowledge.replaces(file.hash, earlier.hash))
      continue;
    for (const before of earlier.items) {
      for (const { place, change } of before.status === 'missing' ? [] : state.changesOf(earlier, before)) {
        const entry = place.item === index && !known.has(place.path) ? state.field(place) : undefined;
        if (entry === undefined || change.base === null) continue;
        const theirs = change.base;
        found.set(place.path, {
          path: place.path,
          base: change.theirs,
          mine: entry.mine ?? '',
          theirs,
          result: entry.resolution.text,
          outcome: outcomeOf(state, entry, theirs, file.hash),
          change: changeKind(change.theirs, theirs),
        });
      }
    }
  }
  return [...found.values()];
}

/** A sheet that a person has to say something about. */
export interface OpenSheet {
  readonly file: FileRecord;
  readonly reading: Exclude<ItemReading, { readonly status: 'missing' }>;
}

/** The sheets of all files taken in that nobody has identified yet; those of replaced files no longer matter. */
export function openSheets(state: ExchangeState): readonly OpenSheet[] {
  return [...state.files.values()]
    .filter((file) => !state.replaced.has(file.hash) && !state.knowledge.isHeld(file))
    .flatMap((file) => file.items.flatMap((reading) => (isOpen(state, file, reading) ? [{ file, reading }] : [])));
}

function isOpen(state: ExchangeState, file: FileRecord, reading: ItemReading): reading is OpenSheet['reading'] {
  if (reading.status === 'missing') return false;
  if (state.answer(file.hash, reading.sheet) !== undefined) return false;
  if (reading.status === 'new' && reading.tied !== undefined) return state.itemOf(file, reading) === undefined;
  // An item that the master no longer has keeps its texts in the file only.
  return reading.status !== 'matched' || (reading.changes.length > 0 && state.itemOf(file, reading) === undefined);
}

function reviewItem(state: ExchangeState, file: FileRecord, reading: ItemReading): ItemReview {
  const index = state.itemOf(file, reading);
  const item = index === undefined ? undefined : state.master.items[index];
  const { title } = item?.texts ?? {};
  const named = {
    ...(index === undefined ? {} : { index }),
    ...(title === undefined || title === '' ? {} : { title }),
  };
  const base = state.memory.bases.get(file.base);
  switch (reading.status) {
    case 'missing': {
      const left = item ?? base?.items[reading.base];
      return {
        no: left?.no ?? null,
        returnedNo: null,
        ...named,
        sheet: left?.sheet ?? '',
        status: 'missing',
        fields: [],
        open: false,
      };
    }
    case 'new':
      return {
        no: item?.no ?? null,
        returnedNo: reading.returnedNo,
        ...named,
        sheet: reading.sheet,
        // Whose sheet it is stands beyond doubt or was answered, though its file was not made from that item's sending.
        status: item === undefined ? 'new' : 'matched',
        fields: item === undefined ? reviewUnknown(state, file, reading) : reviewFields(state, file, reading),
        open: isOpen(state, file, reading),
      };
    default:
      return {
        no: item?.no ?? base?.items[reading.base]?.no ?? null,
        returnedNo: reading.returnedNo,
        ...named,
        sheet: reading.sheet,
        status: reading.status,
        fields: reviewFields(state, file, reading),
        open: isOpen(state, file, reading),
      };
  }
}

type Compared = Extract<ItemReading, { readonly status: 'matched' | 'renumbered' | 'ambiguous' }>;
type Sheet = Exclude<ItemReading, { readonly status: 'missing' }>;

function reviewFields(state: ExchangeState, file: FileRecord, reading: Sheet): readonly FieldReview[] {
  const placed = state.changesOf(file, reading);
  const index = state.itemOf(file, reading);
  const taken = placed.map(({ change, place, from }) => {
    const snapshot = file.recognisedBy === 'likeness' ? undefined : state.memory.bases.get(from.base);
    const entry = state.field(place);
    const shared = fieldOf(state, change, place, snapshot, from.item);
    return entry === undefined
      ? { ...shared, result: shared.mine, outcome: 'conflict' as const }
      : { ...shared, result: entry.resolution.text, outcome: outcomeOf(state, entry, change.theirs, file.hash) };
  });
  const edits = index === undefined || reading.status === 'new' ? [] : masterEdits(state, file, reading, index);
  const waiting =
    reading.status === 'new'
      ? []
      : reviewWaiting(state, file, reading, new Set(placed.map(({ change }) => change.path)));
  return [...waiting, ...taken, ...edits];
}

/** What a sheet says that is not taken: a new number, which is asked about, and all of a sheet that belongs to nobody yet. */
function reviewWaiting(
  state: ExchangeState,
  file: FileRecord,
  reading: Compared,
  taken: ReadonlySet<string>,
): readonly FieldReview[] {
  const answer = state.answer(file.hash, reading.sheet);
  // Told of another item than it seemed: what it holds otherwise than that one stands with the rest.
  const said = answer?.item ?? undefined;
  const isMoved = said !== undefined && (said.base !== file.base || said.item !== reading.base);
  const snapshot = file.recognisedBy === 'likeness' ? undefined : state.memory.bases.get(file.base);
  const base = state.memory.bases.get(file.base)?.items[reading.base] ?? {};
  return reading.changes
    .filter((change) => !taken.has(change.path) && !isMoved)
    .map((change) => {
      const place = state.places(file.base)?.field(reading.base, change.path);
      const shared = fieldOf(state, change, place, snapshot, reading.base);
      const isSettled = answer?.item === null || state.knowledge.leftOut.has(file.hash);
      const asked = !isRenumbering(change, base) && change.theirs !== shared.mine && !isSettled;
      const outcome = change.theirs === shared.mine ? 'same' : asked ? 'conflict' : 'mine';
      return { ...shared, result: shared.mine, outcome };
    });
}

/** The texts of a sheet that is none of the plan's, beside those of the item that it resembles: they wait for an answer. */
function reviewUnknown(
  state: ExchangeState,
  file: FileRecord,
  reading: Extract<ItemReading, { readonly status: 'new' }>,
): readonly FieldReview[] {
  const like = reading.like === undefined ? undefined : state.memory.bases.get(file.base)?.items[reading.like];
  const isAnswered = state.answer(file.hash, reading.sheet) !== undefined || state.knowledge.leftOut.has(file.hash);
  return (Object.entries(reading.texts) as [FieldPath, string][])
    .filter(
      ([path, text]) =>
        text !== (like === undefined ? '' : exactTextOf(like, path)) && !isNumberPath(reading.seen ?? like ?? {}, path),
    )
    .map(([path, theirs]) => {
      const base = like === undefined ? null : (exactTextOf(like, path) ?? '');
      const outcome = isAnswered ? 'mine' : 'conflict';
      return {
        path,
        base,
        mine: base ?? '',
        theirs,
        result: base ?? '',
        outcome,
        change: changeKind(base ?? '', theirs),
      };
    });
}

function fieldOf(
  state: ExchangeState,
  change: FieldChange,
  place: MasterPlace | undefined,
  snapshot: Snapshot | undefined,
  item: number,
): Omit<FieldReview, 'result' | 'outcome'> {
  const mine = (place === undefined ? undefined : exactTextOf(state.master.items[place.item]!, place.path)) ?? '';
  return {
    path: place?.path ?? change.path,
    base: change.base,
    mine,
    theirs: change.theirs,
    change: changeKind(change.base ?? mine, change.theirs),
    ...(isOutsideStep(snapshot, item, change.path) ? { outside: true } : {}),
  };
}

/** Fields that the file left as they were and that the master has edited since: the master's text stays. */
function masterEdits(state: ExchangeState, file: FileRecord, reading: Compared, index: number): readonly FieldReview[] {
  const base = state.memory.bases.get(file.base)?.items[reading.base];
  const places = state.places(file.base);
  const changed = new Set(reading.changes.map((change) => change.path));
  if (base === undefined || places === undefined || file.recognisedBy === 'likeness') return [];
  const now = state.master.items[index]!.texts;
  return (Object.entries(base.texts) as [FieldPath, string][]).flatMap(([path, shown]): FieldReview[] => {
    // A box that nobody edited holds what it held; rows that moved are looked up.
    if (changed.has(path) || (now[path] === shown && !places.moved(reading.base, path))) return [];
    const text = exactTextOf(base, path) ?? shown;
    const place = places.field(reading.base, path);
    const mine = place === undefined ? undefined : exactTextOf(state.master.items[index]!, place.path);
    if (place === undefined || mine === undefined || mine === text) return [];
    const entry = state.field(place);
    // Where other files speak about the field too, they tell what became of it.
    if (entry !== undefined && entry.resolution.text !== mine) return [];
    if (entry?.resolution.kind === 'conflict') return [];
    return [{ path: place.path, base: text, mine, theirs: text, result: mine, outcome: 'mine', change: 'none' }];
  });
}

function outcomeOf(state: ExchangeState, entry: FieldEntry, theirs: string, file: string): Outcome {
  const { resolution, mine } = entry;
  if (resolution.kind === 'conflict') {
    const asked = resolution.candidates.some((candidate) =>
      candidate.origins.some((origin) => origin.kind === 'file' && origin.file === file),
    );
    // A text that a later file or a choice has replaced is settled, whatever the others are still about.
    return asked || resolution.candidates.some((candidate) => candidate.value === theirs) ? 'conflict' : 'mine';
  }
  if (theirs === resolution.text) return theirs === mine ? 'same' : 'theirs';
  if (state.replaced.has(file)) return 'replaced';
  if (resolution.kind === 'merged') return 'merged';
  return resolution.text === mine ? 'mine' : 'replaced';
}
