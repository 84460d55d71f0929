import type { FieldPath } from '../../src-shared/fields.ts';
import { fieldState, type Decision, type FieldState, type Version, type Written } from '../../src-shared/merge/field-state.ts';
import type { ItemFacts } from '../../src-shared/merge/items.ts';
import { superseded, type Descent } from '../../src-shared/merge/lineage.ts';
import { resolve, type Resolution } from '../../src-shared/merge/resolve.ts';
import { BasePlaces, type MasterPlace } from './base-places.ts';
import type { FieldChange, ItemReading } from './compare.ts';
import type { FileRecord, LogRecord, RecordOf } from './records.ts';
import { factsOf, type Snapshot } from './snapshot.ts';

/** What an exchange remembers: the records and the archived bases by id. */
export interface Memory {
  readonly records: readonly LogRecord[];
  readonly bases: ReadonlyMap<string, Snapshot>;
}

/** One field of the master with everything known about it. */
export interface FieldEntry extends MasterPlace {
  readonly state: FieldState;
  /** The master's own text; `undefined` when the master has no such box. */
  readonly mine: string | undefined;
  readonly resolution: Resolution;
}

const rank = { export: 0, base: 1, given: 2, likeness: 3 } as const;

export const fieldKey = (place: MasterPlace): string => `${place.item} ${place.path}`;

/**
 * The state of an exchange over the master as it is now. Everything is computed from the set of records: no result
 * depends on their order, nor on when files were taken in.
 */
export class ExchangeState {
  readonly master: Snapshot;
  readonly memory: Memory;
  /** Every returned file that is taken in, by hash, in the order of the hashes. */
  readonly files: ReadonlyMap<string, FileRecord>;
  readonly replaced: ReadonlySet<string>;
  readonly #facts: readonly ItemFacts[];
  readonly #places = new Map<string, BasePlaces | undefined>();
  readonly #fields = new Map<string, FieldEntry>();

  /** `masterDescends`: the returned files that the master itself says it was made from. */
  constructor(memory: Memory, master: Snapshot, masterDescends: ReadonlySet<string> = new Set()) {
    this.memory = memory;
    this.master = master;
    this.#facts = master.items.map(factsOf);
    this.files = liveFiles(memory.records);
    this.replaced = superseded(new Set(this.files.keys()), descentsOf(memory.records, this.files));
    for (const [key, { place, state }] of this.#collectStates()) {
      const mine = master.items[place.item]!.texts[place.path];
      const parent = parentOf(state, masterDescends);
      const shown = resolve(state, mine ?? '', { replaced: this.replaced, ...(parent === undefined ? {} : { parent }) });
      const resolution = this.#isClosed(place) && shown.text !== mine ? { ...shown, kind: 'conflict' as const, text: mine ?? '' } : shown;
      this.#fields.set(key, { ...place, state, mine, resolution });
    }
  }

  /** Fields that any returned file or decision speaks about, in the order of the master. */
  fields(): readonly FieldEntry[] {
    const order = this.master.items.map((item) => new Map(Object.keys(item.texts).map((path, index) => [path, index])));
    const place = (entry: FieldEntry): number => order[entry.item]?.get(entry.path) ?? Number.MAX_SAFE_INTEGER;
    return [...this.#fields.values()].sort((a, b) => a.item - b.item || place(a) - place(b) || (a.path < b.path ? -1 : 1));
  }

  field(place: MasterPlace): FieldEntry | undefined {
    return this.#fields.get(fieldKey(place));
  }

  /** Where an item of a base lies in the master. */
  places(base: string): BasePlaces | undefined {
    if (!this.#places.has(base)) {
      const snapshot = this.memory.bases.get(base);
      this.#places.set(base, snapshot === undefined ? undefined : new BasePlaces(this.master, this.#facts, snapshot));
    }
    return this.#places.get(base);
  }

  /** The item of the master that a reading is of, after a person's answer when there is one. */
  itemOf(file: FileRecord, reading: ItemReading): number | undefined {
    if (reading.status === 'missing') return this.places(file.base)?.item(reading.base);
    const answer = this.answer(file.hash, reading.sheet);
    if (answer !== undefined) return answer.item === null ? undefined : this.places(answer.item.base)?.item(answer.item.item);
    return reading.status === 'new' ? undefined : this.places(file.base)?.item(reading.base);
  }

  answer(file: string, sheet: string): RecordOf<'identified'> | undefined {
    return this.memory.records.find(
      (record): record is RecordOf<'identified'> => record.kind === 'identified' && record.file === file && record.sheet === sheet,
    );
  }

  /** A box that the master does not have, or that a formula fills there: no text goes in by itself. */
  #isClosed({ item, path }: MasterPlace): boolean {
    const { texts, formulas } = this.master.items[item]!;
    return texts[path] === undefined || (formulas?.includes(path) ?? false);
  }

  #collectStates(): ReadonlyMap<string, { readonly place: MasterPlace; readonly state: FieldState }> {
    const found = new Map<string, { place: MasterPlace; versions: Version[]; decisions: Decision[]; written: Written[] }>();
    const at = (place: MasterPlace) => {
      const key = fieldKey(place);
      const known = found.get(key) ?? { place, versions: [], decisions: [], written: [] };
      found.set(key, known);
      return known;
    };
    for (const file of this.files.values()) {
      for (const reading of file.items) {
        for (const { place, change } of this.changesOf(file, reading)) {
          at(place).versions.push({
            file: file.hash,
            base: change.base,
            value: change.theirs,
            ...(file.section === undefined ? {} : { who: file.section }),
            ...(file.when === undefined ? {} : { when: file.when }),
          });
        }
      }
    }
    const undone = undoneIds(this.memory.records);
    for (const record of this.memory.records) {
      if (record.kind === 'collected' && !undone.has(record.id)) {
        for (const write of record.writes) {
          const place = this.places(write.base)?.field(write.item, write.path);
          if (place !== undefined) at(place).written.push({ value: write.after, covers: write.covers });
        }
      } else if (record.kind === 'decided') {
        const place = this.places(record.base)?.field(record.item, record.path);
        const { id, value, covers, over, by, at: when } = record;
        if (place !== undefined) at(place).decisions.push({ id, value, covers, over, when, ...(by === undefined ? {} : { who: by }) });
      }
    }
    for (const record of this.memory.records) if (record.kind === 'sent') this.#absorb(record, at);
    return new Map([...found].map(([key, { place, ...parts }]) => [key, { place, state: fieldState(parts) }]));
  }

  /** The changes that a reading stands for, at their places in the master; none while it is not clear whose they are. */
  changesOf(file: FileRecord, reading: ItemReading): readonly { readonly place: MasterPlace; readonly change: FieldChange }[] {
    if (reading.status === 'missing' || reading.status === 'new') return [];
    const places = this.places(file.base);
    const answered = this.answer(file.hash, reading.sheet);
    if (reading.status === 'ambiguous' && (answered === undefined || answered.item === null)) return [];
    return reading.changes.flatMap((change) => {
      if (isOwnNumber(change)) return [];
      const place = places?.field(reading.base, change.path);
      return place === undefined ? [] : [{ place, change }];
    });
  }

  /**
   * A workbook that was sent after files had been taken in holds what became of them. Where that is more than their
   * merge, somebody in charge edited it, which is a decision; where it is their merge, later texts start from it.
   */
  #absorb(sent: RecordOf<'sent'>, at: (place: MasterPlace) => { versions: Version[]; decisions: Decision[]; written: Written[] }): void {
    const base = this.memory.bases.get(sent.id);
    const places = this.places(sent.id);
    if (base === undefined || places === undefined || sent.absorbs.length === 0) return;
    const absorbed = new Set(sent.absorbs);
    for (const [index, item] of base.items.entries()) {
      for (const path of Object.keys(item.texts) as FieldPath[]) {
        const place = places.field(index, path);
        if (place === undefined) continue;
        const entry = at(place);
        const versions = entry.versions.filter((version) => absorbed.has(version.file));
        if (versions.length === 0) continue;
        const value = item.texts[path]!;
        const shown = resolve(fieldState({ versions, decisions: entry.decisions }), value, { replaced: this.replaced });
        const covers = versions.map((version) => version.file);
        if (shown.kind === 'conflict') continue;
        if (shown.text === value) entry.written.push({ value, covers });
        else entry.decisions.push({ id: `sent ${sent.id} ${index} ${path}`, value, covers });
      }
    }
  }
}

/** A changed number is asked about and never written, unless it is the same number written otherwise. */
const isOwnNumber = (change: FieldChange): boolean =>
  change.path === 'no' &&
  (change.base ?? '').normalize('NFKC').replace(/\s+/g, '') !== change.theirs.normalize('NFKC').replace(/\s+/g, '');

const undoneIds = (records: readonly LogRecord[]): ReadonlySet<string> =>
  new Set(records.flatMap((record) => (record.kind === 'undone' ? [record.collected] : [])));

/** Each file once, with the best recognition that any taking-in had for it. */
function liveFiles(records: readonly LogRecord[]): ReadonlyMap<string, FileRecord> {
  const undone = undoneIds(records);
  const found = new Map<string, FileRecord>();
  for (const record of records) {
    if (record.kind !== 'collected' || undone.has(record.id)) continue;
    for (const file of record.files) {
      const known = found.get(file.hash);
      if (known === undefined || isBetter(file, known)) found.set(file.hash, file);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isBetter(a: FileRecord, b: FileRecord): boolean {
  if (rank[a.recognisedBy] !== rank[b.recognisedBy]) return rank[a.recognisedBy] < rank[b.recognisedBy];
  return a.base !== b.base ? a.base < b.base : a.name < b.name;
}

function descentsOf(records: readonly LogRecord[], files: ReadonlyMap<string, FileRecord>): readonly Descent[] {
  const own = [...files.values()].flatMap((file) => file.descends.map((earlier) => ({ file: file.hash, earlier })));
  const said = records.flatMap((record) =>
    record.kind === 'resubmission' && record.replaces ? [{ file: record.file, earlier: record.earlier }] : [],
  );
  return [...own, ...said];
}

/** The widest merge that the master says it holds; its own text was made from that. */
function parentOf(state: FieldState, descends: ReadonlySet<string>): string | undefined {
  const held = state.written.filter((entry) => entry.covers.every((file) => descends.has(file)));
  return held.toSorted((a, b) => b.covers.length - a.covers.length || (a.value < b.value ? -1 : 1))[0]?.value;
}
