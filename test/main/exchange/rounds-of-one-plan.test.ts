import { expect, test } from 'vitest';
import { collect, type Collection } from '../../../src-main/exchange/core/collect.ts';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';
import { masterFrom, type ReturnedFile } from '../../../src-main/exchange/core/read-returned.ts';
import { uniteRecords } from '../../../src-main/exchange/core/records.ts';
import { takeIn } from '../../../src-main/exchange/core/take-in.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { edited, exchanged, textOf, type Edits } from './returned.ts';

const plan = fixtureWorkbook({ items: [1, 2].map((no) => filledItem(no, [2025, 2026], 2, 2)) }).bytes;
const path = 'annual.2025.assessment';
const base = '・い\n・ろ\n・は';
const start = edited(plan, { 1: { [path]: base } });

/** A collecting with a plan folder, as the command line does it: the workbook that it writes is the next master. */
class Collecting {
  memory: Memory = { records: [], bases: new Map() };
  master = start;
  #stamps = 0;

  take(returned: readonly ReturnedFile[], given = start): Collection {
    const master = exchanged(this.master);
    const collection = collect(
      { master: masterFrom(master), returned, given, memory: this.memory },
      { id: `c${++this.#stamps}`, at: '2026-04-01T00:00:00.000Z' },
    );
    const taken = takeIn(master, collection.edits, [...collection.state.files.keys()]);
    if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
    this.master = taken.value.bytes;
    this.memory = {
      records: uniteRecords(this.memory.records, collection.record === undefined ? [] : [collection.record]),
      bases: new Map([...this.memory.bases, ...collection.bases.map((known) => [known.id, known.snapshot] as const)]),
    };
    return collection;
  }

  type(edits: Edits): void {
    this.master = edited(this.master, edits);
  }

  get text(): string | undefined {
    return textOf(this.master, '1', path);
  }
}

const file = (name: string, text: string, from = start): ReturnedFile => ({
  name,
  bytes: edited(from, { 1: { [path]: text } }),
});

test('an edit of the master that was merged stays when more files come, and when the same ones come again', () => {
  const collecting = new Collecting();
  collecting.type({ 1: { [path]: '・い\n・ろ\n・は９' } });
  const a = file('a', '・い１\n・ろ\n・は');
  collecting.take([a]);
  expect(collecting.text).toBe('・い１\n・ろ\n・は９');
  collecting.take([a]);
  expect(collecting.text).toBe('・い１\n・ろ\n・は９');
  collecting.take([file('b', '・い\n・ろ２\n・は')]);
  expect(collecting.text).toBe('・い１\n・ろ２\n・は９');
});

test('an edit of what was taken in is no conflict with it, and merges with what comes later', () => {
  const collecting = new Collecting();
  const a = file('a', '・い１\n・ろ\n・は');
  collecting.take([a]);
  collecting.type({ 1: { [path]: '・い１と９\n・ろ\n・は' } });
  expect(collecting.take([a]).undecided).toBe(0);
  expect(collecting.text).toBe('・い１と９\n・ろ\n・は');
  expect(collecting.take([file('b', '・い\n・ろ２\n・は')]).undecided).toBe(0);
  expect(collecting.text).toBe('・い１と９\n・ろ２\n・は');
});

test('a second round made of copies of the collected workbook takes nothing of the first back', () => {
  const collecting = new Collecting();
  collecting.take([file('a', '・い１\n・ろ\n・は'), file('b', '・い\n・ろ２\n・は')]);
  const copy = collecting.master;
  const second = collecting.take([{ name: 'c', bytes: edited(copy, { 2: { [path]: 'べつの欄' } }) }], copy);
  expect(second.state.replaced.size).toBe(0);
  expect(collecting.text).toBe('・い１\n・ろ２\n・は');
  expect(collecting.take([file('d', '・い１\n・ろ２\n・は８', copy)], copy).undecided).toBe(0);
  expect(collecting.text).toBe('・い１\n・ろ２\n・は８');
});
