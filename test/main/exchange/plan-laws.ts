import { deepStrictEqual as same, ok, strictEqual as is } from 'node:assert/strict';
import fc from 'fast-check';
import { weigh, type Collection } from '../../../src-main/exchange/core/collect.ts';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';
import type { MasterNow, ReadFile } from '../../../src-main/exchange/core/read-returned.ts';
import { uniteRecords, type LogRecord } from '../../../src-main/exchange/core/records.ts';
import { textsOf } from '../../../src-shared/merge/field-state.ts';
import { undoPlan } from '../../../src-shared/merge/undo.ts';
import { law, type Law } from '../../helpers/laws.ts';
import {
  act,
  deed,
  masterOf,
  plan,
  readFiles,
  sent,
  snapshotOf,
  withoutAddedRows,
  written,
  type Deed,
} from './random-plans.ts';

const nothing: Memory = { records: [], bases: new Map() };
let stamps = 0;
const take = (master: MasterNow, memory: Memory, files: readonly ReadFile[]): Collection =>
  weigh(master, memory, files, { id: `c${++stamps}`, at: '2026-04-01T00:00:00.000Z' });

function remember(memory: Memory, { record, bases }: Collection): Memory {
  return {
    records: uniteRecords(memory.records, record === undefined ? [] : [record]),
    bases: new Map([...memory.bases, ...bases.map((base) => [base.id, base.snapshot] as const)]),
  };
}

/** Everything that a person is shown of a collecting, apart from the order of the files. */
const shown = ({ state, undecided, questions, edits }: Collection) => ({
  fields: state
    .fields()
    .map(({ item, path, mine, resolution }) => [
      item,
      path,
      mine,
      resolution.kind,
      resolution.text,
      resolution.kind === 'conflict' ? [...new Set(resolution.candidates.map(({ value }) => value))].toSorted() : [],
    ]),
  undecided,
  questions: questions.map(({ file, earlier }) => `${file} ${earlier}`).toSorted(),
  edits: edits.map(({ item, path, text }) => `${item} ${path} ${text}`).toSorted(),
});

/** A plan, what the collecting section did to it since, what the sections returned, and an order of taking in. */
const exchangeOf = (deeds: fc.Arbitrary<Deed>) =>
  fc.record({
    items: plan,
    own: fc.array(
      deeds.filter(({ kind }) => ['assessment', 'step', 'grade', 'row'].includes(kind)),
      { maxLength: 2 },
    ),
    sections: fc.array(sent(deeds), { minLength: 1, maxLength: 4 }),
    order: fc.array(fc.nat(3), { maxLength: 3 }),
  });
const exchange = exchangeOf(deed);
/**
 * Rows that are told by their names: each has one, and no other has the same. A row that takes the name that another one had
 * is not told from that one moved, once it is in the master; nor are two nameless ones whose values change places.
 */
const exchangeOfNames = exchangeOf(
  deed.filter((one) => one.kind !== 'add-row' && (one.kind !== 'row' || one.part !== 'name')),
).map((given) => ({
  ...given,
  items: given.items.map((item) => ({
    ...item,
    rows: item.rows.filter(({ name }, at, all) => name !== '' && all.findIndex((other) => other.name === name) === at),
  })),
}));

export const planLaws: readonly Law[] = [
  law(
    'plans: order, grouping and repetition have no say, no text is lost, an undo takes all back',
    exchange,
    ({ items, own, sections, order }) => {
      const base = snapshotOf(items);
      const master = masterOf(snapshotOf(act(items, own)));
      const files = readFiles(base, sections, items);
      const whole = take(master, nothing, files);
      const turned = [...order.map((index) => files[index % files.length]!), ...files.toReversed()];
      same(shown(take(master, nothing, turned)), shown(whole));

      // In groups of their own, remembered, into the same master.
      let memory = nothing;
      for (const file of turned.slice(0, -1)) memory = remember(memory, take(master, memory, [file]));
      const last = take(master, memory, turned.slice(-1));
      same(shown(last), shown(whole));

      const all = new Set(whole.state.fields().flatMap(({ state }) => textsOf(state)));
      for (const { record } of files) {
        for (const reading of record.items) {
          if (reading.status !== 'matched' && reading.status !== 'renumbered') continue;
          for (const { path, theirs } of reading.changes)
            ok(path === 'no' || all.has(theirs), `returned and lost: ${path} ${theirs}`);
        }
      }

      const taken = remember(nothing, whole);
      const after = masterOf(written(master.snapshot, whole.edits));
      const undone: LogRecord = { kind: 'undone', id: 'u', at: '', collected: whole.record?.id ?? '' };
      const places = new Map(whole.edits.map(({ item, path }) => [`${item} ${path}`, [Number(item), path] as const]));
      const writes = whole.edits.map(({ item, path, text }) => ({
        field: `${item} ${path}`,
        before: master.snapshot.items[Number(item)]!.texts[path] ?? '',
        after: text,
      }));
      const back = undoPlan(
        writes,
        (field) => after.snapshot.items[places.get(field)![0]]!.texts[places.get(field)![1]],
      );
      same(back.kept, []);
      const out = written(
        after.snapshot,
        back.back.map(({ field, to }) => ({
          item: String(places.get(field)![0]),
          path: places.get(field)![1],
          text: to,
        })),
      );
      same(withoutAddedRows(out, master.snapshot), master.snapshot);
      is(take(master, { ...taken, records: [...taken.records, undone] }, []).state.fields().length, 0);
    },
  ),

  law(
    'plans whose rows keep their names: file by file into what the file before gave ends where all at once ends',
    exchangeOfNames,
    ({ items, own, sections, order }) => {
      const base = snapshotOf(items);
      const start = masterOf(snapshotOf(act(items, own)));
      const files = readFiles(base, sections, items);
      const whole = take(start, nothing, files);
      let memory = nothing;
      let master = start;
      for (const file of [...order.map((index) => files[index % files.length]!), ...files]) {
        const step = take(master, memory, [file]);
        memory = remember(memory, step);
        master = masterOf(written(master.snapshot, step.edits), [...step.state.files.keys()]);
      }
      const last = take(master, memory, files);
      same(last.edits, []);
      const conflicts = ({ state }: Collection) =>
        state
          .fields()
          .filter(({ resolution }) => resolution.kind === 'conflict')
          .map(({ item, path }) => `${item} ${path}`);
      same(conflicts(last), conflicts(whole));
      for (const { item, path, mine, resolution } of whole.state.fields()) {
        // A row that the plan does not have is an empty one.
        if (resolution.kind !== 'conflict' && mine !== undefined)
          is(master.snapshot.items[item]!.texts[path] ?? '', resolution.text, `${item} ${path}`);
      }
    },
  ),
];
