import { describe, expect, test } from 'vitest';
import { collect, type Collection } from '../../../src-main/exchange/core/collect.ts';
import { masterFrom } from '../../../src-main/exchange/core/read-returned.ts';
import { takeIn } from '../../../src-main/exchange/core/take-in.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { filledItem, type FixtureItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exchanged, textOf } from './returned.ts';

type Row = readonly [name: string, current: string, actual: string];

/** An item with these indicator rows. */
function item(rows: readonly Row[], more: FixtureItem['values'] = {}): FixtureItem {
  const { values } = filledItem(1, [2025], 1, 0);
  const texts = Object.fromEntries(
    rows.flatMap(([name, current, actual], row) => [
      [`indicators.${row}.name`, name],
      [`indicators.${row}.current`, current],
      [`indicators.${row}.2025.actual`, actual],
    ]),
  );
  return { stepRows: 1, indicatorRows: rows.length, values: { ...values, ...texts, ...more } };
}
const book = (rows: readonly Row[], more: FixtureItem['values'] = {}): Uint8Array =>
  fixtureWorkbook({ years: [2025], items: [item(rows, more)] }).bytes;

const wait: Row = ['待ち時間（分）', '42', ''];
const share: Row = ['電子申請の割合', '10%', ''];
const happy: Row = ['満足と答えた人の割合', '54%', ''];
const blank: Row = ['', '', ''];
const withActual = ([name, current]: Row, actual: string): Row => [name, current, actual];

function run(
  base: Uint8Array,
  ...returned: readonly Uint8Array[]
): { readonly collection: Collection; readonly out: Uint8Array } {
  const master = exchanged(base);
  const collection = collect(
    {
      master: masterFrom(master),
      returned: returned.map((bytes, i) => ({ name: `${i}.xlsx`, bytes })),
      given: base,
      memory: { records: [], bases: new Map() },
    },
    { id: 'c', at: '' },
  );
  const taken = takeIn(master, collection.edits, undefined);
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  return { collection, out: taken.value.bytes };
}
const outcomes = ({ files }: Collection) =>
  files.map((file) =>
    file.kind === 'read'
      ? file.items.flatMap(({ fields }) => fields.map(({ path, outcome }) => `${path} ${outcome}`))
      : [],
  );
const other = ({ files }: Collection) =>
  files.flatMap((file) =>
    file.kind === 'read'
      ? file.other
          .filter(({ kind }) => kind.startsWith('row'))
          .map(({ kind, base, theirs }) => `${kind} ${base ?? theirs ?? ''}`)
      : [],
  );
const column = (bytes: Uint8Array, part: string): readonly (string | undefined)[] =>
  [0, 1, 2].map((row) => textOf(bytes, '1', `indicators.${row}.${part}` as FieldPath));

describe('indicator rows', () => {
  const base = book([wait, share, happy]);

  test('two sections fill rows that the other has moved', () => {
    const { collection, out } = run(
      base,
      book([happy, withActual(wait, '36'), share]),
      book([wait, withActual(share, '25%'), happy]),
    );
    expect(outcomes(collection)).toEqual([['indicators.0.2025.actual theirs'], ['indicators.1.2025.actual theirs']]);
    expect(column(out, '2025.actual')).toEqual(['36', '25%', '']);
    expect(collection.undecided).toBe(0);
  });

  test('a row put in the middle goes to a free row of the form, the others stay themselves', () => {
    const { collection, out } = run(book([wait, happy, blank]), book([wait, share, withActual(happy, '60%')]));
    expect(column(out, 'name')).toEqual([wait[0], happy[0], share[0]]);
    expect(column(out, '2025.actual')).toEqual(['', '60%', '']);
    expect(collection.undecided).toBe(0);
  });

  test('a row put in where the form has no free row gets one, and is told', () => {
    const { collection, out } = run(book([wait, happy]), book([wait, share, withActual(happy, '60%')]));
    expect(other(collection)).toEqual(['row-added indicators.1']);
    expect(column(out, 'name')).toEqual([wait[0], happy[0], share[0]]);
    expect(column(out, '2025.actual')).toEqual(['', '60%', '']);
    expect(collection.undecided).toBe(0);
  });

  test('different rows put into one free row by two sections clash', () => {
    const { collection, out } = run(book([wait, blank]), book([wait, share]), book([wait, happy]));
    expect(collection.conflicts.map(({ path }) => path)).toEqual(['indicators.1.name', 'indicators.1.current']);
    expect(column(out, 'name').slice(0, 2)).toEqual([wait[0], '']);
  });

  test('the same row put in by two sections is one row', () => {
    const { collection, out } = run(book([wait, blank]), book([wait, share]), book([share, wait]));
    expect(collection.undecided).toBe(0);
    expect(column(out, 'name').slice(0, 2)).toEqual([wait[0], share[0]]);
  });

  test('a row emptied by two sections is emptied; by one, while the other fills it in, asked about', () => {
    const both = run(base, book([wait, blank, happy]), book([wait, blank, happy]));
    expect(column(both.out, 'name')).toEqual([wait[0], '', happy[0]]);
    expect(both.collection.undecided).toBe(0);
    const { collection, out } = run(base, book([wait, blank, happy]), book([wait, withActual(share, '25%'), happy]));
    expect(column(out, '2025.actual')[1]).toBe('25%');
    // A value without its name would say nothing.
    expect(column(out, 'name')[1]).toBe(share[0]);
    expect(collection.conflicts.map(({ path }) => path)).toEqual(['indicators.1.name', 'indicators.1.current']);
  });

  test('rows whose sheet rows were deleted are told, and nothing of them goes', () => {
    const { collection, out } = run(base, book([wait, happy]), book([wait, happy]));
    expect(other(collection)).toEqual(['row-removed indicators.1', 'row-removed indicators.1']);
    expect(out).toEqual(base);
  });
});

describe('the list of sections', () => {
  const sections = (text: string) => book([wait], { sections: text });
  const base = sections('窓口課●\n市民課');

  test('one adds a section, the other moves the lead', () => {
    const { collection, out } = run(base, sections('窓口課●\n市民課\n税務課'), sections('窓口課\n市民課●'));
    expect(textOf(out, '1', 'sections')).toBe('窓口課\n市民課●\n税務課');
    expect(outcomes(collection)).toEqual([['sections merged'], ['sections merged']]);
  });

  test('two add different sections: asked about', () => {
    const { collection } = run(base, sections('窓口課●\n市民課\n税務課'), sections('窓口課●\n市民課\n防災課'));
    expect(outcomes(collection)).toEqual([['sections conflict'], ['sections conflict']]);
  });
});
