import { isOutsideStep } from './outside.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import type { FormModel } from '../../../src-shared/form/model.ts';
import { isPath } from '../../../src-shared/form/paths.ts';
import {
  fieldState,
  type Decision,
  type FieldState,
  type Version,
  type Written,
} from '../../../src-shared/merge/field-state.ts';
import { isLongText } from '../../../src-shared/merge/long-text.ts';
import { standsFor, type Standing } from '../../../src-shared/merge/stands-for.ts';
import { isUnfit } from './values.ts';
import type { BasePlaces, MasterPlace } from './base-places.ts';
import { compareItems, isRenumbering, type FieldChange, type ItemReading } from './compare.ts';
import { isLess, knowledgeAt, undoneIds, type Knowledge } from './knowledge.ts';
import type { FileRecord, RecordOf } from './records.ts';
import { exactTextOf, type Snapshot, type SnapshotItem } from './snapshot.ts';

export const fieldKey = (place: MasterPlace): string => `${place.item} ${place.path}`;

/** A field of the master and what is known of it. */
export interface PlacedState {
  readonly place: MasterPlace;
  readonly state: FieldState;
}

/** What is needed to follow records to the master. */
export interface Placing {
  readonly bases: ReadonlyMap<string, Snapshot>;
  places(base: string): BasePlaces | undefined;
}

interface Parts {
  readonly place: MasterPlace;
  readonly versions: Version[];
  readonly decisions: Decision[];
  readonly written: Written[];
}

/** The states of all fields at an earlier time. */
interface Earlier {
  readonly states: ReadonlyMap<string, PlacedState>;
  readonly replaced: ReadonlySet<string>;
  readonly standings: Map<string, Standing>;
}

/** A box of a base and where it lies in the master. */
interface Box {
  readonly item: number;
  readonly path: FieldPath;
  readonly place: MasterPlace;
  readonly key: string;
}

/** Ids of what a base's workbook held, and one text for them by which equal sets are known. */
interface Absorbed {
  readonly known: ReadonlySet<string>;
  readonly key: string;
}

/** The states of all fields that the records speak about, by `fieldKey`. */
export class FieldStates {
  readonly #placing: Placing;
  /** What was known when a base was made; one for all bases that were made from the same. */
  readonly #earlier = new Map<string, Earlier>();

  readonly #boxes = new Map<string, readonly Box[]>();
  readonly #absorbedBy = new WeakMap<Knowledge, Map<string, Absorbed>>();

  constructor(placing: Placing) {
    this.#placing = placing;
  }

  of(knowledge: Knowledge): ReadonlyMap<string, PlacedState> {
    const found = new Map<string, Parts>();
    const at = (place: MasterPlace): Parts => {
      const key = fieldKey(place);
      const known = found.get(key) ?? { place, versions: [], decisions: [], written: [] };
      found.set(key, known);
      return known;
    };
    for (const file of knowledge.files.values()) this.#addFile(knowledge, file, at);
    const undone = undoneIds(knowledge.records);
    for (const record of knowledge.records) {
      if (record.kind === 'collected' && !undone.has(record.id)) this.#addWrites(record, at);
      else if (record.kind === 'decided') this.#addDecision(record, at);
      else if (record.kind === 'sent') this.#addEditsBefore(knowledge, record, at);
    }
    return new Map([...found].map(([key, { place, ...parts }]) => [key, { place, state: fieldState(parts) }]));
  }

  #addFile(knowledge: Knowledge, file: FileRecord, at: (place: MasterPlace) => Parts): void {
    for (const reading of file.items) {
      for (const { place, change, from } of changesOf(this.#placing, knowledge, file, reading)) {
        const after = change.base === null ? [] : this.#standsFor(knowledge, from, place, change).after;
        at(place).versions.push({
          file: file.hash,
          base: change.base,
          value: change.theirs,
          ...(change.stored === undefined ? {} : { stored: change.stored }),
          ...(isUnfit(change.stored) || change.elsewhere === true || this.#isDoubtfulEmptying(from, change)
            ? { unfit: true }
            : {}),
          ...(after.length === 0 ? {} : { after }),
          ...(file.section === undefined ? {} : { who: file.section }),
          ...(file.when === undefined ? {} : { when: file.when }),
        });
      }
    }
  }

  /** A title, or a box that was not to be filled in now, that held a text and is empty: more often a slip than meant. */
  #isDoubtfulEmptying({ base, item }: BaseItem, { path, base: before, theirs }: FieldChange): boolean {
    if (theirs.trim() !== '' || (before ?? '').trim() === '') return false;
    return (
      isPlanText(this.#placing.bases.get(base), item, path) || isOutsideStep(this.#placing.bases.get(base), item, path)
    );
  }

  #addWrites(record: RecordOf<'collected'>, at: (place: MasterPlace) => Parts): void {
    for (const write of record.writes) {
      const place = this.#placing.places(write.base)?.field(write.item, write.path);
      if (place === undefined) continue;
      at(place).written.push({ value: write.after, covers: write.covers, before: write.before });
      if (write.own !== undefined) {
        const { id, base, after } = write.own;
        at(place).versions.push({
          file: id,
          base,
          value: write.before,
          after,
          own: true,
          ...(record.by === undefined ? {} : { who: record.by }),
          when: record.at,
        });
      }
    }
  }

  #addDecision(record: RecordOf<'decided'>, at: (place: MasterPlace) => Parts): void {
    const place = this.#placing.places(record.base)?.field(record.item, record.path);
    const { id, value, covers, over, by, at: when } = record;
    if (place !== undefined)
      at(place).decisions.push({ id, value, covers, over, when, ...(by === undefined ? {} : { who: by }) });
  }

  /** A workbook that was sent with more than the merge of what had been taken in: somebody in charge had edited it. */
  #addEditsBefore(knowledge: Knowledge, sent: RecordOf<'sent'>, at: (place: MasterPlace) => Parts): void {
    const base = this.#placing.bases.get(sent.id);
    const places = this.#placing.places(sent.id);
    if (base === undefined || places === undefined) return;
    const absorbed = this.#absorbed(knowledge, base, sent.id);
    if (absorbed.known.size === 0) return;
    const earlier = this.#at(knowledge, absorbed);
    for (const { item, path, place, key } of this.#boxesOf(sent.id, base, places)) {
      // Of the hundreds of boxes of a sending most have never been spoken of.
      const state = earlier.states.get(key)?.state;
      const own = base.items[item]!;
      const text = state === undefined ? undefined : (exactTextOf(own, path) ?? own.texts[path]);
      if (state === undefined || text === undefined) continue;
      const { decision } = standing(earlier, state, { base: sent.id, item, path, text, place, form: formOf(own) });
      if (decision !== undefined) at(place).decisions.push(decision);
    }
  }

  /** The boxes of a base that the master has, with their places there: the same for every earlier time. */
  #boxesOf(id: string, base: Snapshot, places: BasePlaces): readonly Box[] {
    let boxes = this.#boxes.get(id);
    if (boxes === undefined) {
      boxes = base.items.flatMap(({ texts }, item) =>
        (Object.keys(texts) as FieldPath[]).flatMap((path): Box[] => {
          const place = places.field(item, path);
          return place === undefined ? [] : [{ item, path, place, key: fieldKey(place) }];
        }),
      );
      this.#boxes.set(id, boxes);
    }
    return boxes;
  }

  #standsFor(
    knowledge: Knowledge,
    from: BaseItem,
    place: MasterPlace,
    { path, base: text }: Pick<FieldChange, 'path' | 'base'>,
  ): Standing {
    const base = this.#placing.bases.get(from.base);
    if (base === undefined || text === null) return { after: [] };
    const absorbed = this.#absorbed(knowledge, base, from.base);
    if (absorbed.known.size === 0) return { after: [] };
    const earlier = this.#at(knowledge, absorbed);
    const state = earlier.states.get(fieldKey(place))?.state;
    return state === undefined
      ? { after: [] }
      : standing(earlier, state, {
          ...from,
          path,
          text,
          place,
          form: formOf(base.items[from.item] ?? {}),
        });
  }

  /** What a base's workbook held, worked out once for all its boxes: a folder of twelve rounds has hundreds of bases. */
  #absorbed(knowledge: Knowledge, base: Snapshot, id: string): Absorbed {
    let ofBases = this.#absorbedBy.get(knowledge);
    if (ofBases === undefined) this.#absorbedBy.set(knowledge, (ofBases = new Map()));
    let found = ofBases.get(id);
    if (found === undefined) {
      const known = absorbedBy(knowledge, base, id);
      ofBases.set(id, (found = { known, key: [...known].sort().join(' ') }));
    }
    return found;
  }

  #at(knowledge: Knowledge, { known, key }: Absorbed) {
    let found = this.#earlier.get(key);
    if (found === undefined) {
      const earlier = knowledgeAt(knowledge.records, known);
      this.#earlier.set(
        key,
        (found = { states: this.of(earlier), replaced: earlier.replaced, standings: new Map<string, Standing>() }),
      );
    }
    return found;
  }
}

/** A base's text of one box, over what was known when the base was made: asked again at every later time, answered once. */
function standing(
  { replaced, standings }: Earlier,
  state: FieldState,
  {
    base,
    item,
    path,
    text,
    place,
    form,
  }: BaseItem & { path: string; text: string; place: MasterPlace; form: FormModel },
): Standing {
  const id = `sent ${base} ${item} ${path}`;
  const key = `${id}\n${text}`;
  let found = standings.get(key);
  if (found === undefined)
    standings.set(key, (found = standsFor(state, { replaced, joinsLines: isLongText(place.path, form) }, text, id)));
  return found;
}

/** What a base's workbook held when it was made. What it says of itself is foreign: only something earlier can be meant. */
function absorbedBy({ records, within }: Knowledge, base: Snapshot, id: string): ReadonlySet<string> {
  const sent = records.find((record) => record.kind === 'sent' && record.id === id);
  const absorbs = sent?.kind === 'sent' ? sent.absorbs : (base.descends ?? []);
  return new Set(within === undefined || isLess(absorbs, within) ? absorbs : []);
}

/** An item of an archived base. */
interface BaseItem {
  readonly base: string;
  readonly item: number;
}

/** A change, its place in the master, and the item that it was made from. */
export interface PlacedChange {
  readonly place: MasterPlace;
  readonly change: FieldChange;
  readonly from: BaseItem;
}

/** The changes that a reading stands for, at their places in the master; none while it is not clear whose they are. */
export function changesOf(
  placing: Placing,
  knowledge: Knowledge,
  file: FileRecord,
  reading: ItemReading,
): readonly PlacedChange[] {
  if (reading.status === 'missing' || knowledge.isHeld(file)) return [];
  const answer = knowledge.answer(file.hash, reading.sheet);
  const tied = reading.status === 'new' ? reading.tied : undefined;
  if (
    answer === undefined
      ? reading.status === 'ambiguous' || (reading.status === 'new' && tied === undefined)
      : answer.item === null
  )
    return [];
  const from = answer?.item ?? tied ?? { base: file.base, item: reading.status === 'new' ? -1 : reading.base };
  const base = placing.bases.get(from.base)?.items[from.item];
  if (base === undefined) return [];
  const own = reading.status !== 'new' && from.base === file.base && from.item === reading.base;
  const changes = [
    ...(own ? reading.changes : changesFrom(placing, file, reading, from, base)),
    ...rowsTaken(knowledge, file, reading.sheet),
  ];
  return changes.flatMap((change) => {
    // A changed number is asked about and never written, unless it is the same number written otherwise.
    if (isRenumbering(change, base)) return [];
    const place = placing.places(from.base)?.field(from.item, change.path);
    return place === undefined ? [] : [{ place, change, from }];
  });
}

/** The rows below a list of which a person has said that they are rows of it. */
const rowsTaken = (knowledge: Knowledge, file: FileRecord, sheet: string): readonly FieldChange[] =>
  (file.rows ?? [])
    .filter((row) => row.sheet === sheet && (knowledge.answer(file.hash, `${sheet}/${row.row}`)?.item ?? null) !== null)
    .flatMap(({ cells }) =>
      cells.map(({ path, text, stored }) => ({
        path,
        base: '',
        theirs: text,
        ...(stored === undefined ? {} : { stored }),
      })),
    );

type Sheet = Exclude<ItemReading, { readonly status: 'missing' }>;

/**
 * What a sheet holds otherwise than an item that it was not compared with when it came. Nothing merges by itself where
 * nothing recorded says that the sheet was made from that item.
 */
function changesFrom(
  placing: Placing,
  file: FileRecord,
  reading: Sheet,
  from: BaseItem,
  base: SnapshotItem,
): readonly FieldChange[] {
  const { seen } = reading;
  // What was typed into a sheet that was known is what differs from what it was sent as, whosever it turns out to be.
  if (seen === undefined && (reading.status === 'matched' || reading.status === 'renumbered')) return reading.changes;
  const wasSent = placing.bases.get(from.base)?.exportId !== undefined;
  const wasMadeFrom = from.base === file.base ? file.recognisedBy !== 'likeness' : wasSent;
  // A renumbered sheet is kept whole only where nothing said what it was made from.
  const trusted = wasMadeFrom && reading.status !== 'renumbered';
  if (seen !== undefined) return compareItems(base, seen, trusted).changes;
  return Object.entries(textsOf(placing, file, reading)).flatMap(([path, theirs]): FieldChange[] => {
    const before = exactTextOf(base, path);
    return !isPath(path) || before === undefined || before === theirs
      ? []
      : [{ path, base: trusted ? before : null, theirs }];
  });
}

/** All texts of a sheet that an older program took in without keeping the sheet. */
function textsOf(placing: Placing, file: FileRecord, reading: Sheet): Readonly<Record<string, string>> {
  if (reading.status === 'new') return reading.texts;
  const seemed = placing.bases.get(file.base)?.items[reading.base]?.texts ?? {};
  return { ...seemed, ...Object.fromEntries(reading.changes.map(({ path, theirs }) => [path, theirs])) };
}

/** A field outside of lists that is filled in when the plan is made: the title, the sections, what is to be done. */
function isPlanText(base: Snapshot | undefined, item: number, path: FieldPath): boolean {
  const form = formOf(base?.items[item] ?? {});
  const key = form.keyOf(path);
  const stage = form.stages.find(({ id }) => id === key?.field.stage);
  return stage?.each === 'start' && key?.row === undefined;
}
