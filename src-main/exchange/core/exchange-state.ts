import type { ItemFacts } from '../../../src-shared/merge/items.ts';
import { isLongText } from '../../../src-shared/merge/long-text.ts';
import { take } from '../../../src-shared/merge/resolve.ts';
import { BasePlaces, type MasterPlace } from './base-places.ts';
import type { ItemReading } from './compare.ts';
import { changesOf, fieldKey, FieldStates, type PlacedChange, type Placing } from './field-states.ts';
import { knownItemIds } from './known-item-ids.ts';
import { knowledgeOf, type Knowledge } from './knowledge.ts';
import type { FileRecord, LogRecord, RecordOf } from './records.ts';
import { clashingInRow, mixedInRow } from './row-clashes.ts';
import { isRowToCome } from './rows-to-come.ts';
import { exactTextOf, factsOf, type Snapshot } from './snapshot.ts';
import type { FieldEntry } from './field-entry.ts';
import type { Memory } from './memory.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { rolePath } from '../../../src-shared/form/roles.ts';

/**
 * The titles that taking-ins have written, by base and item: an item without an id that got another title by a returned file
 * is still the item of that base.
 */
function titlesWritten(
  records: readonly LogRecord[],
  bases: ReadonlyMap<string, Snapshot>,
): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const found = new Map<string, Map<number, string>>();
  for (const record of records) {
    if (record.kind !== 'collected') continue;
    for (const { base, item, path, after } of record.writes) {
      const of = bases.get(base)?.items[item];
      if (of === undefined || path !== rolePath(formOf(of), 'title')) continue;
      found.set(base, (found.get(base) ?? new Map<number, string>()).set(item, after));
    }
  }
  return found;
}

/**
 * The state of an exchange over the master as it is now. Everything is computed from the set of records: no result
 * depends on their order, nor on when files were taken in.
 */
export class ExchangeState implements Placing {
  readonly master: Snapshot;
  readonly memory: Memory;
  readonly knowledge: Knowledge;
  /** The ids by which the plan folder knows the master's items, by place; the workbook itself need not have them. */
  readonly itemIds: readonly (string | undefined)[];
  readonly #facts: readonly ItemFacts[];
  readonly #titlesWritten: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly #places = new Map<string, BasePlaces | undefined>();
  readonly #fields = new Map<string, FieldEntry>();

  /** `masterDescends`: the returned files that the master itself says it was made from. */
  constructor(memory: Memory, master: Snapshot, masterDescends?: ReadonlySet<string>) {
    this.memory = memory;
    this.master = master;
    this.itemIds = knownItemIds(master, memory);
    this.#facts = master.items.map((item, index) => {
      const id = this.itemIds[index];
      return id === undefined ? factsOf(item) : { ...factsOf(item), id };
    });
    this.knowledge = knowledgeOf(memory.records);
    this.#titlesWritten = titlesWritten(memory.records, memory.bases);
    const surroundings = {
      replaced: this.replaced,
      ...(masterDescends === undefined ? {} : { descends: masterDescends }),
    };
    for (const [key, { place, state }] of new FieldStates(this).of(this.knowledge)) {
      const item = master.items[place.item]!;
      // A row that could be added below the last one holds nothing yet, and can be written.
      const mine = exactTextOf(item, place.path) ?? (isRowToCome(item, place.path) ? '' : undefined);
      const taken = take(
        state,
        mine ?? '',
        { ...surroundings, joinsLines: isLongText(place.path, formOf(item)) },
        'own',
      );
      const { resolution: shown, remember } = taken;
      const resolution =
        this.#isClosed(place) && shown.text !== mine
          ? { ...shown, kind: 'conflict' as const, text: mine ?? '' }
          : shown;
      this.#fields.set(key, { ...place, state, mine, resolution, remember });
    }
    this.#askAboutClashingRows();
  }

  #askAboutClashingRows(): void {
    const rows = new Map<string, FieldEntry[]>();
    for (const entry of this.#fields.values()) {
      const row = rowOf(this.master.items[entry.item]!, entry.path);
      if (row === undefined) continue;
      const key = `${entry.item} ${row.block} ${row.row}`;
      rows.set(key, [...(rows.get(key) ?? []), entry]);
    }
    for (const entries of rows.values()) {
      for (const entry of new Set([...clashingInRow(entries), ...mixedInRow(entries, this.replaced)])) {
        const resolution = { ...entry.resolution, kind: 'conflict' as const, text: entry.mine ?? '' };
        this.#fields.set(fieldKey(entry), { ...entry, resolution });
      }
    }
  }

  get bases(): ReadonlyMap<string, Snapshot> {
    return this.memory.bases;
  }

  /** Every returned file that is taken in, by hash, in the order of the hashes. */
  get files(): ReadonlyMap<string, FileRecord> {
    return this.knowledge.files;
  }

  get replaced(): ReadonlySet<string> {
    return this.knowledge.replaced;
  }

  /** Fields that any returned file or decision speaks about, in the order of the master. */
  fields(): readonly FieldEntry[] {
    const order = this.master.items.map((item) => new Map(Object.keys(item.texts).map((path, index) => [path, index])));
    const place = (entry: FieldEntry): number => order[entry.item]?.get(entry.path) ?? Number.MAX_SAFE_INTEGER;
    return [...this.#fields.values()].sort(
      (a, b) => a.item - b.item || place(a) - place(b) || (a.path < b.path ? -1 : 1),
    );
  }

  field(place: MasterPlace): FieldEntry | undefined {
    return this.#fields.get(fieldKey(place));
  }

  /** Where an item of a base lies in the master. */
  places(base: string): BasePlaces | undefined {
    if (!this.#places.has(base)) {
      const snapshot = this.memory.bases.get(base);
      const titles = this.#titlesWritten.get(base);
      this.#places.set(
        base,
        snapshot === undefined ? undefined : new BasePlaces(this.master, this.#facts, snapshot, titles),
      );
    }
    return this.#places.get(base);
  }

  /** The item of the master that a reading is of, after a person's answer when there is one. */
  itemOf(file: FileRecord, reading: ItemReading): number | undefined {
    if (reading.status === 'missing') return this.places(file.base)?.item(reading.base);
    const answer = this.answer(file.hash, reading.sheet);
    if (answer !== undefined)
      return answer.item === null ? undefined : this.places(answer.item.base)?.item(answer.item.item);
    if (reading.status === 'new')
      return reading.tied === undefined ? undefined : this.places(reading.tied.base)?.item(reading.tied.item);
    return this.places(file.base)?.item(reading.base);
  }

  answer(file: string, sheet: string): RecordOf<'identified'> | undefined {
    return this.knowledge.answer(file, sheet);
  }

  /** The changes that a reading stands for, at their places in the master. */
  changesOf(file: FileRecord, reading: ItemReading): readonly PlacedChange[] {
    return changesOf(this, this.knowledge, file, reading);
  }

  /** A box that the master does not have, or that a formula fills there: no text goes in by itself. */
  #isClosed({ item, path }: MasterPlace): boolean {
    const { texts, formulas } = this.master.items[item]!;
    if (texts[path] === undefined) return !isRowToCome(this.master.items[item]!, path);
    return formulas?.includes(path) ?? false;
  }
}
