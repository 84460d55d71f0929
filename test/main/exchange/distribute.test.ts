import { describe, expect, test } from 'vitest';
import { collect, type Collection } from '../../../src-main/exchange/core/collect.ts';
import { distribute, type Sending } from '../../../src-main/exchange/core/distribute.ts';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';
import { masterFrom } from '../../../src-main/exchange/core/read-returned.ts';
import { parseSnapshot } from '../../../src-main/exchange/core/snapshot.ts';
import { base, readCarrierPart, readCarrierSheet } from '../../../src-main/engine/write/marks/base-carriers.ts';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';
import { rewritePackage } from '../../../src-main/engine/package/rewrite-package.ts';
import { takeOutItems } from '../../../src-main/exchange/core/take-out-items.ts';
import { filledItem, type FixtureItem } from '../../helpers/fixture-items.ts';
import type { FixtureOptions } from '../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { convert, libreOffice } from '../../helpers/libreoffice.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';
import { linkedPlan } from '../engine/make/linked-plan.ts';
import { edited, exchanged, textOf } from './returned.ts';

const nothing: Memory = { records: [], bases: new Map() };
const items = [1, 2, 3, 4].map((no): FixtureItem => {
  const item = filledItem(no, [2025, 2026], 1, 2);
  return { ...item, values: { ...item.values, sections: no < 3 ? '企画課●\n市民課' : '財政課●\n企画課' } };
});
const make = (more: FixtureOptions = {}): Uint8Array => fixtureWorkbook({ items, picture: true, ...more }).bytes;
const plan = make();
const master = exchanged(plan);

function send(from = master, memory = nothing, by: 'lead' | 'any' = 'lead'): readonly Sending[] {
  const made = distribute(
    { master: from, memory, takeOut: takeOutItems, by, step: { kind: 'firstHalf', year: 2026 } },
    { at: '2026-10-01T00:00:00.000Z' },
  );
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

const remembered = (sendings: readonly Sending[]): Memory => ({
  records: sendings.map((sending) => sending.record),
  bases: new Map(sendings.map(({ base }) => [base.exportId!, base])),
});

/** What each carrier of the base holds: the hidden sheet, the custom XML part. */
const carriers = (bytes: Uint8Array): readonly (string | undefined)[] => {
  const pkg = exchanged(bytes).opened.package;
  return [readCarrierSheet(pkg, base), readCarrierPart(pkg, base)];
};

let stamps = 0;
const gather = (
  returned: readonly { name: string; bytes: Uint8Array }[],
  memory = nothing,
  from = master,
): Collection =>
  collect({ master: masterFrom(from), returned, memory }, { id: `c${++stamps}`, at: '2026-11-01T00:00:00.000Z' });

const first = (collection: Collection) => {
  const [file] = collection.files;
  if (file?.kind !== 'read') throw new Error('not read');
  return file;
};
const changes = (collection: Collection) =>
  first(collection).items.flatMap((item) => item.fields.map((field) => [item.no, field.path, field.outcome]));

const path = 'progress.2026.firstHalf.text';

describe('sending', () => {
  test('one workbook per lead section, named after it and the step', () => {
    const sent = send();
    expect(sent.map(({ name, record }) => [name, record.items.map((item) => item.no)])).toEqual([
      ['個票_企画課_2026上半期.xlsx', ['1', '2']],
      ['個票_財政課_2026上半期.xlsx', ['3', '4']],
    ]);
  });

  test('by every section named', () => {
    expect(
      send(master, nothing, 'any').map(({ record }) => [record.section, record.items.map((item) => item.no)]),
    ).toEqual([
      ['企画課', ['1', '2', '3', '4']],
      ['市民課', ['1', '2']],
      ['財政課', ['3', '4']],
    ]);
  });

  test('the base is carried twice, with ids and the export’s id', () => {
    const [sending] = send();
    const { marks } = exchanged(sending!.bytes);
    const carried = carriers(sending!.bytes);
    expect(carried.map((payload) => parseSnapshot(payload!))).toEqual([sending!.base, sending!.base]);
    expect(marks).toMatchObject({ planId: sending!.record.planId, exportId: sending!.record.id });
    expect([...marks.itemIds.values()]).toEqual(sending!.record.items.map((item) => item.id));
  });

  test('no part holds a text of another section’s item, the base least of all', () => {
    const [, sending] = send();
    const pkg = openPackage(sending!.bytes);
    if (!pkg.ok) throw new Error('not opened');
    const haystack = [
      ...pkg.value.entryNames.map((name) => Buffer.from(pkg.value.read(name)).toString('utf8')),
      carriers(sending!.bytes)[0],
    ].join('\n');
    for (const item of items.slice(0, 2)) {
      for (const field of ['title', 'background', 'purpose', path, 'overall.assessment'] as const) {
        const text = item.values[field];
        if (typeof text === 'string') expect(haystack).not.toContain(text);
      }
    }
    expect(haystack).toContain(items[2]!.values['title'] as string);
  });

  test('ids stay the same from sending to sending, and through a new number', () => {
    const one = send();
    const renumbered = exchanged(edited(plan, { 2: { no: '20' } }));
    const two = send(renumbered, remembered(one));
    expect(two.flatMap(({ record }) => record.items.map((item) => item.id))).toEqual(
      one.flatMap(({ record }) => record.items.map((item) => item.id)),
    );
    expect(two[0]!.record.planId).toBe(one[0]!.record.planId);
    expect(two[0]!.record.id).not.toBe(one[0]!.record.id);
  });

  test('a workbook whose structure is locked goes whole, with one carrier, and that is said', () => {
    const sent = send(exchanged(make({ structureLocked: true })));
    expect(sent[0]!.warnings).toMatchObject([{ reason: 'sent-whole' }]);
    expect(carriers(sent[0]!.bytes).map((payload) => payload !== undefined)).toEqual([false, true]);
    expect(sent[0]!.record.items.map((item) => item.no)).toEqual(['1', '2']);
  });
});

describe('coming back', () => {
  const [sending] = send();
  const archived = remembered(send());

  test('untouched', () => {
    const result = gather([{ name: 'a', bytes: sending!.bytes }]);
    expect(first(result)).toMatchObject({
      record: { recognisedBy: 'base', section: '企画課' },
      warnings: [],
      other: [],
    });
    expect(changes(result)).toEqual([]);
    expect(result.undecided).toBe(0);
  });

  test('from the archive by the export id', () => {
    const [own] = send();
    const result = gather(
      [{ name: 'a', bytes: edited(own!.bytes, { 1: { [path]: '・変えた' } }) }],
      remembered([own!]),
    );
    expect(first(result).record.recognisedBy).toBe('export');
    expect(changes(result)).toEqual([['1', path, 'theirs']]);
    expect(result.edits).toHaveLength(1);
  });

  test('the number changed, the sheet renamed by another program: followed by the id', () => {
    const result = gather([
      { name: 'a', bytes: edited(sending!.bytes, { 1: { no: '2' }, 2: { no: '1', [path]: '・二' } }) },
    ]);
    expect(first(result).items.map((item) => [item.no, item.returnedNo, item.status])).toEqual([
      ['1', '2', 'renumbered'],
      ['2', '1', 'renumbered'],
    ]);
    expect(result.undecided).toBe(2);
  });

  test('both carriers taken out: noticed, found by the id in the archive, else side by side', () => {
    const [own] = send();
    const bytes = edited(own!.bytes, { 1: { [path]: '・変えた' } });
    const pkg = openPackage(bytes);
    if (!pkg.ok) throw new Error('not opened');
    const blank = new Map<string, Uint8Array>();
    for (const name of pkg.value.entryNames) {
      const { text } = name.endsWith('.xml') ? pkg.value.text(name) : { text: '' };
      if (/kohyo\d+\.xml$/.test(name))
        blank.set(name, Buffer.from(text.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>')));
      else if (text.includes('urn:kohyo-desk:exchange-base') && /item\d+\.xml$/.test(name))
        blank.set(name, Buffer.from('<gone/>'));
    }
    expect(blank.size).toBe(2);
    const stripped = rewritePackage(pkg.value, { replace: blank });
    expect(first(gather([{ name: 'a', bytes: stripped }], remembered([own!])))).toMatchObject({
      warnings: ['base-removed'],
      record: { recognisedBy: 'export' },
    });
    const alone = gather([{ name: 'a', bytes: stripped }]);
    expect(first(alone)).toMatchObject({ warnings: ['base-removed', 'no-base'], record: { recognisedBy: 'likeness' } });
    expect(changes(alone)).toEqual([['1', path, 'conflict']]);
    expect(alone.edits).toEqual([]);
  });

  test('two files of one sending ask one question; the same texts saved again ask none', () => {
    const a = { name: 'a', bytes: edited(sending!.bytes, { 1: { [path]: '・一' } }) };
    const b = { name: 'b', bytes: edited(sending!.bytes, { 2: { [path]: '・二' } }) };
    const result = gather([a, b]);
    expect(result.questions).toHaveLength(1);
    expect(result.edits).toHaveLength(2);
    expect(result.undecided).toBe(1);
    expect(gather([a, a, { name: 'c', bytes: sending!.bytes }]).undecided).toBe(1);
    expect(gather([a, a]).undecided).toBe(0);
  });

  test('another plan’s file is told as such', () => {
    const other = send(
      exchanged(
        fixtureWorkbook({
          items: [{ values: { no: '77', title: '港の再整備', sections: '港湾課●', purpose: '船を増やす。' } }],
        }).bytes,
      ),
    );
    const result = gather([{ name: 'x', bytes: other[0]!.bytes }], archived);
    expect(first(result).warnings).toContain('other-plan');
    expect(result.edits).toEqual([]);
  });
});

describe.skipIf(!hasOpenpyxl)('edited by openpyxl', () => {
  const [sending] = send();
  const cell = exchanged(sending!.bytes).opened.items[0]!.fields[path]!.cell;

  test('the base survives on its sheet, the property does not', () => {
    const bytes = throughOpenpyxl(sending!.bytes, `wb['No.1']['${cell}'] = '・書いた\\n・二行目'`);
    const result = gather([{ name: 'a', bytes }]);
    expect(first(result)).toMatchObject({
      record: { recognisedBy: 'base', exportId: sending!.record.id },
      warnings: [],
    });
    expect(changes(result)).toEqual([['1', path, 'theirs']]);
    expect(first(result).items[0]!.fields[0]!.theirs).toBe('・書いた\n・二行目');
    expect(first(result).other.every(({ kind }) => kind === 'drawing')).toBe(true);
  });

  test('what is no field is listed: a memo, a note, a new sheet', () => {
    const script = `ws = wb['No.1']\nws['Z3'] = 'メモ'\nfrom openpyxl.comments import Comment\nws['${cell}'].comment = Comment('確認ください', '課')\nwb.create_sheet('参考')['A1'] = 'x'`;
    const found = first(gather([{ name: 'a', bytes: throughOpenpyxl(sending!.bytes, script) }])).other;
    expect(found).toContainEqual({ sheet: 'No.1', cell: 'Z3', kind: 'cell', theirs: 'メモ' });
    expect(found).toContainEqual({ sheet: 'No.1', cell, kind: 'note', theirs: '確認ください' });
    expect(found).toContainEqual({ sheet: '参考', kind: 'sheet-added', theirs: 'x' });
  });

  test('a renamed sheet is the same item, a deleted one missing, a copied one new', () => {
    const script = `wb['No.2'].title = '改名'\nwb.move_sheet('改名', -3)`;
    expect(
      first(gather([{ name: 'a', bytes: throughOpenpyxl(sending!.bytes, script) }])).items.map(
        ({ no, status, sheet }) => [no, status, sheet],
      ),
    ).toEqual([
      ['2', 'matched', '改名'],
      ['1', 'matched', 'No.1'],
    ]);
    const gone = first(gather([{ name: 'a', bytes: throughOpenpyxl(sending!.bytes, `del wb['No.2']`) }]));
    expect(gone.items.map(({ no, status }) => [no, status])).toEqual([
      ['1', 'matched'],
      ['2', 'missing'],
    ]);
    const copied = first(
      gather([{ name: 'a', bytes: throughOpenpyxl(sending!.bytes, `wb.copy_worksheet(wb['No.2'])`) }]),
    );
    expect(copied.items.map(({ no, status }) => [no, status])).toContainEqual(['2', 'matched']);
    expect(copied.items.map(({ status }) => status).sort()).toEqual(['matched', 'matched', 'new']);
  });
});

describe.skipIf(libreOffice === undefined)('saved by LibreOffice', () => {
  test('marks, base and texts survive', () => {
    const [sending] = send();
    const bytes = convert(edited(sending!.bytes, { 1: { [path]: '・書いた' } }), 'xlsx');
    expect(carriers(bytes).every((payload) => payload !== undefined)).toBe(true);
    const result = gather([{ name: 'a', bytes }], remembered([sending!]));
    expect(first(result)).toMatchObject({ record: { recognisedBy: 'export' }, warnings: [] });
    expect(changes(result)).toEqual([['1', path, 'theirs']]);
    expect(first(result).other).toEqual([]);
    expect(textOf(bytes, '1', path)).toBe('・書いた');
  });
});

test('cells whose result told of sheets that are not sent are named with the file', () => {
  const { bytes } = linkedPlan(2, [{ kind: 'through', from: 0, to: 1 }]);
  const sent = send(exchanged(bytes));
  expect(sent.map(({ emptied }) => emptied)).toContainEqual([
    { sheet: 'No.1', cell: 'Q60' },
    { sheet: 'No.1', cell: 'R60' },
  ]);
  expect(send().every(({ emptied }) => emptied.length === 0)).toBe(true);
});
