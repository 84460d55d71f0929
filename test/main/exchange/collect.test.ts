import { describe, expect, test } from 'vitest';
import { collect, type Collection } from '../../../src-main/exchange/core/collect.ts';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';
import { masterFrom, type ReturnedFile } from '../../../src-main/exchange/core/read-returned.ts';
import { collectReport } from '../../../src-main/exchange/core/report.ts';
import { uniteRecords, type LogRecord } from '../../../src-main/exchange/core/records.ts';
import { takeIn } from '../../../src-main/exchange/core/take-in.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { edited, exchanged, textOf, type Edits } from './returned.ts';

const nothing: Memory = { records: [], bases: new Map() };
const plan = fixtureWorkbook({ items: [1, 2, 3].map((no) => filledItem(no, [2025, 2026], 2, 2)) }).bytes;
const base = exchanged(plan);
let stamps = 0;
const stamp = () => ({ id: `c${++stamps}`, at: '2026-04-01T00:00:00.000Z' });

const file = (name: string, edits: Edits, from = plan): ReturnedFile => ({ name, bytes: edited(from, edits) });
const run = (returned: readonly ReturnedFile[], master = base, memory = nothing): Collection =>
  collect({ master: masterFrom(master), returned, given: plan, memory }, stamp());

/** Remembers a collection as the plan folder does. */
function remember(memory: Memory, collection: Collection): Memory {
  const records: readonly LogRecord[] = collection.record === undefined ? [] : [collection.record];
  return {
    records: uniteRecords(memory.records, records),
    bases: new Map([...memory.bases, ...collection.bases.map((known) => [known.id, known.snapshot] as const)]),
  };
}

function written(collection: Collection, master = base): Uint8Array {
  const taken = takeIn(master, collection.edits, undefined);
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  expect(taken.value.refused).toEqual([]);
  return taken.value.bytes;
}

const fields = (collection: Collection, name: string) => {
  const found = collection.files.find((candidate) => candidate.name === name);
  if (found?.kind !== 'read') throw new Error(`${name} was not read`);
  return found.items.flatMap((item) => item.fields.map((field) => [item.no, field.path, field.outcome]));
};

const path = 'annual.2025.assessment';
const long = 'progress.2025.firstHalf.text';

describe('one collecting', () => {
  test('a file that changed nothing gives nothing', () => {
    const result = run([{ name: 'a', bytes: plan }]);
    expect(fields(result, 'a')).toEqual([]);
    expect(result).toMatchObject({ edits: [], undecided: 0, questions: [] });
  });

  test('one side changed: that side', () => {
    const result = run([file('a', { 2: { [path]: '変えた', 'annual.2025.grade': '' } })]);
    expect(fields(result, 'a')).toEqual([
      ['2', path, 'theirs'],
      ['2', 'annual.2025.grade', 'theirs'],
    ]);
    expect(textOf(written(result), '2', path)).toBe('変えた');
    expect(textOf(written(result), '2', 'annual.2025.grade')).toBe('');
    expect(result.undecided).toBe(0);
  });

  test('neighbouring bullets by two sections merge, for both files', () => {
    const before = textOf(plan, '1', long)!;
    const [first, second] = before.split('\n');
    const result = run([
      file('a', { 1: { [long]: `${first}（8回）\n${second}` } }),
      file('b', { 1: { [long]: `${first}\n${second}（9回）` } }),
    ]);
    expect(fields(result, 'a')).toEqual([['1', long, 'merged']]);
    expect(fields(result, 'b')).toEqual([['1', long, 'merged']]);
    expect(textOf(written(result), '1', long)).toBe(`${first}（8回）\n${second}（9回）`);
  });

  test('different texts: a conflict in every file, the master’s text stays', () => {
    const result = run([
      file('a', { 1: { [path]: 'い' } }),
      file('b', { 1: { [path]: 'ろ' } }),
      file('c', { 1: { [long]: '・は' } }),
    ]);
    expect([fields(result, 'a'), fields(result, 'b')]).toEqual([[['1', path, 'conflict']], [['1', path, 'conflict']]]);
    expect(fields(result, 'c')).toEqual([['1', long, 'theirs']]);
    expect(textOf(written(result), '1', path)).toBe(textOf(plan, '1', path));
    expect(result.undecided).toBe(1);
  });

  test('the master was edited since: mine, same, conflict', () => {
    const master = exchanged(
      edited(plan, { 1: { [path]: '本庁の文' }, 2: { [path]: '同じ文' }, 3: { [path]: '本庁だけ' } }),
    );
    const result = run([file('a', { 1: { [path]: '課の文' }, 2: { [path]: '同じ文' } })], master);
    expect(fields(result, 'a')).toEqual([
      ['1', path, 'conflict'],
      ['2', path, 'same'],
      ['3', path, 'mine'],
    ]);
    expect(result.edits).toEqual([]);
  });

  test('without a base every difference is a conflict', () => {
    const result = collect(
      { master: masterFrom(base), returned: [file('a', { 1: { [path]: 'い' } })], memory: nothing },
      stamp(),
    );
    const [found] = result.files;
    expect(found).toMatchObject({ kind: 'read', warnings: ['no-base'], record: { recognisedBy: 'likeness' } });
    expect(fields(result, 'a')).toEqual([['1', path, 'conflict']]);
    expect(result.edits).toEqual([]);
    expect(result.undecided).toBe(1);
  });

  test('a changed number is asked about and not applied; the rest is', () => {
    const result = run([file('a', { 2: { no: '21', [path]: '変えた' } })]);
    const [found] = result.files;
    expect(found).toMatchObject({ items: [{}, { no: '2', returnedNo: '21', status: 'renumbered' }, {}] });
    expect(new Set(fields(result, 'a'))).toEqual(
      new Set([
        ['2', 'no', 'mine'],
        ['2', path, 'theirs'],
      ]),
    );
    expect(textOf(written(result), '2', path)).toBe('変えた');
    expect(result.undecided).toBe(1);
  });

  test('rows that changed places are followed by name', () => {
    const rows = Object.keys(base.snapshot.items[0]!.texts).filter((name) =>
      name.startsWith('indicators.'),
    ) as FieldPath[];
    const other = (name: FieldPath) =>
      name.replace(/^indicators\.(\d)/, (_, row: string) => `indicators.${1 - Number(row)}`) as FieldPath;
    const texts = Object.fromEntries(rows.map((name) => [name, textOf(plan, '1', other(name))!]));
    const swapped = edited(plan, { 1: { ...texts, 'indicators.1.2025.actual': '12件' } });
    const result = run([{ name: 'a', bytes: swapped }]);
    expect(fields(result, 'a')).toEqual([['1', 'indicators.0.2025.actual', 'theirs']]);
  });

  test('a file that cannot be read does not stop the others, and is counted', () => {
    const result = run([{ name: 'x', bytes: new Uint8Array([1, 2, 3]) }, file('a', { 1: { [path]: 'い' } })]);
    expect(result.files[0]).toMatchObject({ kind: 'unreadable', failure: { kind: 'not-a-workbook' } });
    expect(result.edits).toHaveLength(1);
    expect(result.undecided).toBe(1);
  });
});

test('a damaged sheet of a returned file is told as such and not only as missing', () => {
  const items = [1, 2, 3].map((no) => filledItem(no, [2025, 2026], 2, 2));
  const { sheets } = fixtureWorkbook({ items });
  const damaged = fixtureWorkbook({
    items,
    tamper: (name, data) => (name === sheets['No.2'] ? String(data).slice(0, 2000) : data),
  }).bytes;
  const result = run([{ name: 'a', bytes: damaged }]);
  expect(result.files[0]).toMatchObject({
    items: [{ status: 'matched' }, { status: 'matched' }, { no: '2', status: 'missing' }],
  });
  expect(collectReport(result, 'ja')).toMatchObject({ files: [{ warnings: [{ kind: 'damaged', sheet: 'No.2' }] }] });
});

describe('order, grouping, repetition', () => {
  const files = [
    file('a', { 1: { [path]: 'い', [long]: '・一\n・説明会を開催' }, 2: { title: '題' } }),
    file('b', { 1: { [path]: 'ろ' }, 3: { [path]: 'は' } }),
    file('c', { 1: { [long]: '・第1項目の2025上半期の取組\n・二' } }),
    file('d', { 3: { [path]: 'は' } }),
  ];
  const whole = run(files);
  const shown = (collection: Collection) =>
    collection.state
      .fields()
      .map(({ item, path: field, resolution, state }) => [
        item,
        field,
        resolution.kind,
        resolution.text,
        state.versions.map((v) => v.value),
      ]);

  test.each([[[3, 2, 1, 0]], [[1, 3, 0, 2]], [[0, 0, 1, 2, 3, 3, 2]]])('at once in the order %j', (order) => {
    expect(shown(run(order.map((index) => files[index]!)))).toEqual(shown(whole));
  });

  test.each([
    [[[0], [1], [2], [3]]],
    [
      [
        [3, 2],
        [1, 0],
      ],
    ],
    [[[2, 0], [0, 1], [3]]],
  ])('with a memory, in the groups %j, from the same master', (groups) => {
    let memory = nothing;
    let last = whole;
    for (const group of groups) {
      last = run(
        group.map((index) => files[index]!),
        base,
        memory,
      );
      memory = remember(memory, last);
    }
    expect(shown(last)).toEqual(shown(whole));
    expect(written(last)).toEqual(written(whole));
    expect(last.undecided).toBe(whole.undecided);
  });

  test('with a memory, each time into what the time before gave', () => {
    let memory = nothing;
    let master = base;
    for (const index of [2, 0, 3, 1]) {
      const step = run([files[index]!], master, memory);
      memory = remember(memory, step);
      master = exchanged(written(step, master));
    }
    const again = run(files, master, memory);
    expect(again.edits).toEqual([]);
    expect(again.files.every((found) => found.kind === 'read' && found.known)).toBe(true);
    expect(again.conflicts.map(({ item, path: field }) => [item, field])).toEqual(
      whole.conflicts.map(({ item, path: field }) => [item, field]),
    );
    for (const { item, path: field, resolution } of whole.state.fields()) {
      if (resolution.kind !== 'conflict') expect(master.snapshot.items[item]!.texts[field]).toBe(resolution.text);
    }
  });
});

test('a file of another period is never taken by itself, whatever base is named', () => {
  const strange = fixtureWorkbook({
    years: [2031, 2032],
    items: [1, 2, 3].map((no) => filledItem(no, [2031, 2032], 2, 2)),
  }).bytes;
  const result = run([file('x', { 1: { title: '次期の題', 'overall.grade': 'D' } }, strange)]);
  expect(result.files[0]).toMatchObject({
    kind: 'read',
    record: { recognisedBy: 'likeness' },
    warnings: expect.arrayContaining(['other-period']) as unknown,
  });
  expect(result.edits).toEqual([]);
  expect(fields(result, 'x')).toEqual(
    expect.arrayContaining([
      ['1', 'title', 'conflict'],
      ['1', 'overall.grade', 'conflict'],
    ]),
  );
});

test('the same file twice in one collecting is told as known', () => {
  const one = file('a', { 1: { [path]: 'い' } });
  const result = run([one, { ...one, name: 'b' }]);
  expect(result.files.map((found) => found.kind === 'read' && found.known)).toEqual([false, true]);
  expect(result.edits).toHaveLength(1);
});
