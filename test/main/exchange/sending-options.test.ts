import { describe, expect, test } from 'vitest';
import { collect } from '../../../src-main/exchange/core/collect.ts';
import { masterFrom } from '../../../src-main/exchange/core/read-returned.ts';
import { collectReport } from '../../../src-main/exchange/core/report.ts';
import { distribute, type DistributeInput, type Sending } from '../../../src-main/exchange/core/distribute.ts';
import { withItems } from '../../../src-main/exchange/core/sections.ts';
import { takeOutItems } from '../../../src-main/exchange/core/take-out-items.ts';
import { fileNameFrom, unknownPlaceholders } from '../../../src-shared/domain/file-name-pattern.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import type { FixtureOptions } from '../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { pythonWithOpenpyxl, runPython } from '../../helpers/run-python.ts';
import { convert, libreOffice } from '../../helpers/libreoffice.ts';
import { edited, exchanged } from './returned.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepName } from '../../../src-shared/checks/reporting-steps.ts';
import { formOf } from '../../../src-shared/form/forms.ts';

const make = (more: FixtureOptions = {}): Uint8Array =>
  fixtureWorkbook({ items: [1, 2].map((no) => filledItem(no, [2025, 2026], 1, 2)), ...more }).bytes;

function send(bytes: Uint8Array, more: Partial<DistributeInput>): readonly Sending[] {
  const made = distribute(
    { master: exchanged(bytes), memory: { records: [], bases: new Map() }, takeOut: takeOutItems, by: 'lead', ...more },
    { at: '2026-10-01T00:00:00.000Z' },
  );
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}

const step = { kind: 'firstHalf', year: 2026 } as const;
const due: readonly FieldPath[] = ['progress.2026.firstHalf.text', 'progress.2026.firstHalf.status'];

function locks(bytes: Uint8Array): { readonly open: readonly string[]; readonly locked: number } {
  const fields = Object.values(exchanged(bytes).opened.items[0]!.fields);
  return {
    open: fields
      .filter((field) => field!.locked !== true)
      .map((field) => field!.path)
      .sort(),
    locked: fields.filter((field) => field!.locked === true).length,
  };
}

describe('locking the boxes that are not to be filled in now', () => {
  const plain = send(make(), { step })[0]!;
  const locked = send(make(), { step, lock: true })[0]!;

  test('only the step’s boxes are open, and the texts are the same', () => {
    expect(locks(plain.bytes).locked).toBe(0);
    expect(locks(locked.bytes).open).toEqual([...due].sort());
    expect(locked.base.items).toEqual(plain.base.items);
    expect(locked.record.lock).toBe(true);
  });

  test('formats of the boxes look as before: only their protection differs', () => {
    const count = (bytes: Uint8Array): number => {
      const pkg = exchanged(bytes).opened.package;
      return /<cellXfs count="(\d+)"/.exec(pkg.text('xl/styles.xml').text) === null
        ? 0
        : Number(/<cellXfs count="(\d+)"/.exec(pkg.text('xl/styles.xml').text)![1]);
    };
    expect(count(locked.bytes) - count(plain.bytes)).toBeGreaterThan(0);
    const styles = exchanged(locked.bytes).opened.package.text('xl/styles.xml').text;
    const list = /<cellXfs\b[\s\S]*?<\/cellXfs>/.exec(styles)![0];
    expect([...list.matchAll(/<xf\b/g)]).toHaveLength(count(locked.bytes));
  });

  test('a sheet that the city has protected keeps its protection and what it locks', () => {
    const source = make({ protection: true });
    const before = locks(source);
    const after = locks(send(source, { step, lock: true })[0]!.bytes);
    expect(before.locked).toBe(0);
    expect(after.open).toEqual(before.open.filter((path) => due.includes(path as FieldPath)));
    const protectionOf = (bytes: Uint8Array): string | undefined => {
      const { opened } = exchanged(bytes);
      return /<sheetProtection[^>]*>/.exec(opened.package.text(opened.items[0]!.key).text)?.[0];
    };
    expect(protectionOf(send(source, { step, lock: true })[0]!.bytes)).toBe(protectionOf(source));
  });

  test('without a step nothing is locked', () => {
    expect(locks(send(make(), { lock: true })[0]!.bytes).locked).toBe(0);
  });

  test.skipIf(pythonWithOpenpyxl === undefined)('every cell of an open box is open for another program too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kohyo-lock-'));
    try {
      const file = join(folder, 'a.xlsx');
      writeFileSync(file, locked.bytes);
      const { areas, sheet } = ((item) => ({ sheet: item.sheet, areas: due.map((path) => item.fields[path]!.area) }))(
        exchanged(locked.bytes).opened.items[0]!,
      );
      const found = runPython(
        `import sys, json, openpyxl
ws = openpyxl.load_workbook(sys.argv[1])[sys.argv[2]]
cells = [c.protection.locked for area in sys.argv[3:] for row in (ws[area] if ':' in area else ((ws[area],),)) for c in row]
print(json.dumps([ws.protection.sheet, any(cells), ws['A1'].protection.locked]))`,
        [file, sheet, ...areas],
      );
      expect(found).toEqual([true, false, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.skipIf(libreOffice === undefined)('LibreOffice opens it and keeps the locks', () => {
    expect(locks(convert(locked.bytes, 'xlsx')).open).toEqual([...due].sort());
  });
});

test('single items: only those, and the record names them', () => {
  const one = send(make(), { by: 'any', choose: (parcels) => withItems(parcels, new Set([1])) });
  expect(new Set(one.map(({ record }) => record.items.map(({ no }) => no).join()))).toEqual(new Set(['2']));
  expect(exchanged(one[0]!.bytes).opened.items.map(({ no }) => no)).toEqual(['2']);
});

test('names by a pattern', () => {
  const parcel = {
    section: '行政経営課',
    numbers: ['1', '2'],
    step: stepName({ kind: 'firstHalf', year: 2014 }, formOf({}), 'western'),
    due: '2014-10-31',
  };
  expect(fileNameFrom('個票_{課}_{段階}', parcel)).toBe('個票_行政経営課_2014上半期.xlsx');
  expect(fileNameFrom('{番号} {section}（{期限}まで）.xlsx', parcel)).toBe('1-2 行政経営課（2014-10-31まで）.xlsx');
  expect(fileNameFrom('個票_{課}_{段階}', { section: '', numbers: [] })).toBe('個票_担当課なし.xlsx');
  expect(fileNameFrom('{課}/..\\{課}', { section: 'a:b', numbers: [] })).toBe('a＿b＿..＿a＿b.xlsx');
  expect(fileNameFrom('con', { section: '', numbers: [] })).toBe('個票con.xlsx');
  expect(Buffer.byteLength(fileNameFrom('{課}', { section: '𠮷'.repeat(200), numbers: [] }))).toBeLessThanOrEqual(205);
  expect(unknownPlaceholders('{課}_{年}_{ 段階 }')).toEqual(['年']);
  expect(send(make(), { pattern: 'No{番号}' }).map(({ name, record }) => [name, record.pattern])).toEqual([
    ['No1.xlsx', 'No{番号}'],
    ['No2.xlsx', 'No{番号}'],
  ]);
});

describe('what comes back from outside', () => {
  const nothing = { records: [], bases: new Map() } as const;
  const gather = (bytes: Uint8Array) => {
    const collection = collect(
      {
        master: masterFrom(exchanged(make({ structureLocked: true }))),
        returned: [{ name: 'a', bytes }],
        memory: nothing,
      },
      { id: 'c', at: '2026-11-01T00:00:00.000Z' },
    );
    return (
      collectReport(collection, 'ja') as {
        files: {
          warnings: { kind: string; message: string }[];
          items: { fields: { path: string; outside?: boolean }[] }[];
        }[];
      }
    ).files[0]!;
  };
  const [one] = send(make({ structureLocked: true }), { step });
  const kinds = (bytes: Uint8Array) => gather(bytes).warnings.map(({ kind }) => kind);

  test('the step’s own boxes: nothing to warn of', () => {
    expect(kinds(edited(one!.bytes, { 1: { [due[0]!]: '・書いた' } }))).toEqual([]);
  });

  test('boxes outside of the step are counted and marked, and taken all the same', () => {
    const file = gather(
      edited(one!.bytes, { 1: { [due[0]!]: '・書いた', purpose: '目的を直した', 'annual.2025.assessment': '評価も' } }),
    );
    expect(file.warnings).toMatchObject([
      { kind: 'outside-step', message: '今回の記入の対象ではない欄が2欄変わっています。' },
    ]);
    expect(file.items[0]!.fields.map(({ path, outside }) => [path, outside])).toEqual([
      ['purpose', true],
      [due[0], undefined],
      ['annual.2025.assessment', true],
    ]);
  });

  test('items that are not the section’s', () => {
    expect(kinds(edited(one!.bytes, { 2: { [due[0]!]: '・よその個票' } }))).toEqual(['outside-items']);
  });
});

test('a whole workbook says in its base which items are the section’s', () => {
  const [one] = send(make({ structureLocked: true }), { step, lock: true });
  expect(one!.base.items).toHaveLength(2);
  expect(one!.base.own).toEqual([one!.base.items[0]!.id]);
  expect(one!.base.step).toBe('2026/firstHalf');
});

test.each(['CON', 'con.x', 'CON .txt', 'LPT¹', 'COM³', 'com1', 'Aux.tar.gz', 'CONOUT$', 'nul'])(
  'a section called %s gives no name of a device',
  (section) => {
    expect(fileNameFrom('{課}', { section, numbers: [] })).toBe(`個票${section}.xlsx`);
  },
);

test.each([
  ['~$課', '課.xlsx'],
  ['.~lock', 'lock.xlsx'],
  ['a\u202Exslx.exe', 'axslx.exe.xlsx'],
  ['\u200b課\ufeff', '課.xlsx'],
  ['コンビ', 'コンビ.xlsx'],
  ['COM10', 'COM10.xlsx'],
])('a section called %j gives %s: no lock file, nothing that is not seen', (section, expected) => {
  expect(fileNameFrom('{課}', { section, numbers: [] })).toBe(expected);
});
