import { deepStrictEqual as same, ok, strictEqual as is } from 'node:assert/strict';
import fc from 'fast-check';
import { basePlaceOf, collect } from '../../../src-main/exchange/core/collect.ts';
import { distribute } from '../../../src-main/exchange/core/distribute.ts';
import { ExchangeState } from '../../../src-main/exchange/core/exchange-state.ts';
import { masterFrom, type ReturnedFile } from '../../../src-main/exchange/core/read-returned.ts';
import { parseLog, recordLine } from '../../../src-main/exchange/core/log-lines.ts';
import { uniteRecords, type LogRecord } from '../../../src-main/exchange/core/records.ts';
import { parseSnapshot } from '../../../src-main/exchange/core/snapshot.ts';
import { takeIn } from '../../../src-main/exchange/core/take-in.ts';
import { markDescent } from '../../../src-main/engine/write/marks/exchange-parts.ts';
import { PackageDraft } from '../../../src-main/engine/write/draft/package-draft.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { takeOutItems } from '../../../src-main/exchange/core/take-out-items.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { textsOf } from '../../../src-shared/merge/field-state.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { law, type Law } from '../../helpers/laws.ts';
import { editText, textEdit, type TextEdit } from '../../shared/merge/texts.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';
import { edited, exchanged, hashIn } from './returned.ts';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';

/** One collecting section and five others over some rounds, in real workbooks; two of the five have Excel only. */
const sections = 5;
const paths = [
  'annual.2025.assessment',
  'annual.2025.nextSteps',
  'progress.2025.firstHalf.text',
  'annual.2025.grade',
] as const satisfies readonly FieldPath[];

const items = Array.from({ length: sections }, (_, i) => {
  const item = filledItem(i + 1, [2025]);
  return { ...item, values: { ...item.values, sections: `第${i + 1}課●\n第${((i + 1) % sections) + 1}課` } };
});
const plan = fixtureWorkbook({ years: [2025], items }).bytes;

/** What is done in a round; numbers choose among what there is, modulo its count. */
interface Round {
  /** The collecting section edits its own workbook first. */
  readonly own: readonly Typing[];
  readonly returns: readonly {
    readonly section: number;
    readonly typing: readonly Typing[];
    readonly again: boolean;
    readonly late: boolean;
  }[];
  readonly decide: number | undefined;
}
interface Typing {
  readonly item: number;
  readonly path: number;
  readonly edit: TextEdit;
}
const typing: fc.Arbitrary<Typing> = fc.record({ item: fc.nat(4), path: fc.nat(3), edit: textEdit });
const rounds = fc.array(
  fc.record({
    own: fc.array(typing, { maxLength: 2 }),
    returns: fc.array(
      fc.record({
        section: fc.nat(4),
        typing: fc.array(typing, { minLength: 1, maxLength: 3 }),
        again: fc.boolean(),
        late: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    decide: fc.option(fc.nat(5), { nil: undefined }),
  }),
  { minLength: 2, maxLength: 3 },
);

class Exchange {
  memory: Memory = { records: [], bases: new Map() };
  master = plan;
  readonly typed = new Set<string>();
  #ids = 0;
  /** Newest first, by section. */
  readonly #sent = new Map<string, Uint8Array[]>();
  readonly #returned = new Map<string, Uint8Array>();

  run(round: Round): void {
    this.master = this.#type(this.master, round.own, false);
    this.#send();
    const files = round.returns.flatMap((one, index) => this.#return(one, index));
    for (const part of [files.slice(0, 2), files.slice(2)]) if (part.length > 0) this.#collect(part);
    if (round.decide !== undefined) this.#decide(round.decide);
    this.#check();
  }

  #type(bytes: Uint8Array, list: readonly Typing[], inExcel: boolean): Uint8Array {
    const own = exchanged(bytes).opened.items;
    const typed = list.map(({ item, path, edit }) => {
      const target = own[item % own.length]!;
      const field = target.fields[paths[path]!]!;
      return {
        sheet: target.sheet,
        cell: field.cell,
        no: target.no,
        path: paths[path]!,
        text: editText(field.text, edit).replaceAll('\r', '').slice(0, 500),
      };
    });
    // Of two edits of one box before a save the last one is what was typed.
    const edits = typed.filter(
      (one, index) => !typed.slice(index + 1).some(({ cell, sheet }) => cell === one.cell && sheet === one.sheet),
    );
    for (const { text } of edits) this.typed.add(text);
    if (inExcel && hasOpenpyxl)
      return throughOpenpyxl(
        bytes,
        edits
          .map(
            ({ sheet, cell, text }) =>
              `c = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]; c.value = ${JSON.stringify(text)}; c.data_type = "s"`,
          )
          .join('\n'),
      );
    let now = bytes;
    for (const { no, path, text } of edits) now = edited(now, { [no]: { [path]: text } });
    return now;
  }

  #send(): void {
    const sent = distribute(
      { master: exchanged(this.master), memory: this.memory, takeOut: takeOutItems, by: 'any' },
      { at: `2026-0${1 + (this.#ids % 9)}-01` },
    );
    if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
    for (const { record, base, bytes } of sent.value) {
      this.#sent.set(record.section, [bytes, ...(this.#sent.get(record.section) ?? [])]);
      this.#add([record], [[base.exportId!, base]]);
    }
  }

  #return({ section, typing: list, again, late }: Round['returns'][number], index: number): readonly ReturnedFile[] {
    const name = `第${section + 1}課`;
    const copies = this.#sent.get(name) ?? [];
    const earlier = again ? this.#returned.get(name) : undefined;
    const from = earlier ?? copies[late ? Math.min(1, copies.length - 1) : 0];
    if (from === undefined) return [];
    const excelOnly = section < 2;
    let bytes = this.#type(from, list, excelOnly);
    if (earlier !== undefined && !excelOnly) {
      const opened = openWorkbook(bytes);
      if (opened.ok) {
        const draft = new PackageDraft(opened.value.package);
        markDescent(draft, [hashIn(earlier)]);
        bytes = draft.bytes();
      }
    }
    this.#returned.set(name, bytes);
    return [{ name: `${name}-${index}.xlsx`, bytes }];
  }

  #collect(returned: readonly ReturnedFile[]): void {
    const master = exchanged(this.master);
    const collection = collect(
      { master: masterFrom(master), returned, memory: this.memory },
      { id: `c${++this.#ids}`, at: '2026-10-01' },
    );
    const taken = takeIn(master, collection.edits, [...collection.state.files.keys()]);
    if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
    same(taken.value.refused, []);
    // Merge, then save, then read: what was shown stands in the workbook, and nothing else has changed.
    const after = exchanged(taken.value.bytes).snapshot.items;
    const wanted = master.snapshot.items.map((item) => ({ ...item.texts }));
    for (const { item, path, resolution } of collection.state.fields())
      if (wanted[item]![path] !== undefined) wanted[item]![path] = resolution.text;
    same(
      after.map((item) => item.texts),
      wanted,
    );
    this.master = taken.value.bytes;
    this.#add(
      collection.record === undefined ? [] : [collection.record],
      collection.bases.map((base) => [base.id, base.snapshot]),
    );
  }

  #decide(choice: number): void {
    const conflicts = this.#state()
      .fields()
      .filter(({ resolution }) => resolution.kind === 'conflict');
    const entry = conflicts[choice % Math.max(1, conflicts.length)];
    const place = entry === undefined ? undefined : basePlaceOf(this.#state(), entry);
    if (entry === undefined || place === undefined) return;
    const value = entry.resolution.candidates[choice % entry.resolution.candidates.length]!.value;
    const covers = [
      ...entry.state.versions.map((version) => version.file),
      ...entry.state.decisions.map((decision) => decision.id),
    ];
    this.#add(
      [{ kind: 'decided', id: `d${++this.#ids}`, at: '2026-10-02', ...place, value, covers, over: entry.mine ?? '' }],
      [],
    );
    is(this.#state().field(entry)?.resolution.text, value, 'a choice is shown');
    this.#collect([]);
  }

  #state(memory = this.memory): ExchangeState {
    const master = exchanged(this.master);
    return new ExchangeState(memory, master.snapshot, new Set(master.marks.descends));
  }

  #add(
    records: readonly LogRecord[],
    bases: readonly (readonly [string, Memory['bases'] extends ReadonlyMap<string, infer S> ? S : never])[],
  ): void {
    this.memory = {
      records: uniteRecords(this.memory.records, records),
      bases: new Map([...this.memory.bases, ...bases]),
    };
  }

  #check(): void {
    const state = this.#state();
    const known = new Set([
      ...state.master.items.flatMap((item) => Object.values(item.texts)),
      ...state.fields().flatMap((entry) => textsOf(entry.state)),
      ...this.memory.records.flatMap((record) =>
        record.kind === 'collected' ? record.writes.map((write) => write.before) : [],
      ),
      ...[...this.memory.bases.values()].flatMap((base) => base.items.flatMap((item) => Object.values(item.texts))),
    ]);
    for (const text of this.typed) ok(known.has(text), `typed and lost: ${JSON.stringify(text)}`);
    // A second reader has the lines of the log in another order, and the bases as files.
    const lines = this.memory.records
      .map((record) => recordLine(record))
      .toReversed()
      .join('');
    const bases = new Map(
      [...this.memory.bases].toReversed().map(([id, base]) => [id, parseSnapshot(JSON.stringify(base))!] as const),
    );
    const shown = (one: ExchangeState) => one.fields().map(({ item, path, resolution }) => [item, path, resolution]);
    same(shown(this.#state({ records: uniteRecords(parseLog(lines).records), bases })), shown(state));
  }
}

export const workbookLaws: readonly Law[] = [
  {
    ...law(
      'workbooks: rounds of sending and collecting lose no text, save what was merged, and read alike for a second reader',
      rounds,
      (list) => {
        const exchange = new Exchange();
        for (const round of list) exchange.run(round);
      },
    ),
    // A case takes some seconds: 3 in the unit tests, 300 in the fuzz run.
    share: 0.0003,
  },
];
