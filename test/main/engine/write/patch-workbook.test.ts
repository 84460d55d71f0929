import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { OpenedPackage } from '../../../../src-main/engine/package/opened-package.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import type { OpenedWorkbook, PatchedWorkbook, PatchOptions } from '../../../../src-main/engine/types.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import type { FixtureOptions } from '../../../helpers/fixture-options.ts';

function open(bytes: Uint8Array): OpenedWorkbook {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

const itemAt = (opened: OpenedWorkbook, n: number) => {
  const item = opened.items[n];
  if (item === undefined) throw new Error(`no item ${n}`);
  return item;
};

function patch(
  opened: OpenedWorkbook,
  texts: Readonly<Record<string, string>>,
  n = 0,
  options: PatchOptions = {},
): PatchedWorkbook {
  const edits = Object.entries(texts).map(([path, text]) => ({
    item: itemAt(opened, n).key,
    path: path as FieldPath,
    text,
  }));
  const patched = patchWorkbook(opened, edits, options);
  if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
  return patched.value;
}

/** Names of the entries whose bytes differ. */
function changedEntries(before: Uint8Array, after: Uint8Array): readonly string[] {
  const entries = (bytes: Uint8Array): Map<string, string> => {
    const pkg = open(bytes).package as OpenedPackage;
    return new Map(
      pkg.directory.entries.map((one) => [
        one.name,
        Buffer.from(bytes.subarray(one.offset, one.end)).toString('base64'),
      ]),
    );
  };
  const old = entries(before);
  const now = entries(after);
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}

const fixture = (options: FixtureOptions = {}) => {
  const made = fixtureWorkbook({ years: [2025, 2026], ...options });
  return { ...made, opened: open(made.bytes), rollUp: made.sheets['一覧表'] ?? '' };
};

const cached = (workbook: OpenedWorkbook, part: string, address: string): string =>
  new RegExp(`<c r="${address}"[^>]*>.*?</c>`, 's')
    .exec(workbook.package.text(part).text)?.[0]
    .replace(/<f>.*<\/f>/s, '') ?? '';

describe('an edit of one field', () => {
  it('changes its sheet only, where no formula reads it', () => {
    const { bytes, opened } = fixture();
    const patched = patch(opened, { background: 'あたらしい\n　文章' });
    expect(changedEntries(bytes, patched.bytes)).toEqual([itemAt(opened, 0).key]);
    expect(patched.written).toEqual([
      { sheet: itemAt(opened, 0).sheet, cell: itemAt(opened, 0).fields.background?.cell, path: 'background' },
    ]);
    const again = open(patched.bytes);
    expect(itemAt(again, 0).fields.background?.text).toBe('あたらしい\n　文章');
    const others = (workbook: OpenedWorkbook) =>
      workbook.items.map((item, n) =>
        Object.values(item.fields)
          .filter((field) => n > 0 || field?.path !== 'background')
          .map((field) => [field?.path, field?.raw]),
      );
    expect(others(again)).toEqual(others(opened));
  });

  it('brings the roll-up up to date where a formula reads it', () => {
    const { bytes, opened, rollUp } = fixture();
    const patched = patch(opened, { title: '新しい項目', 'overall.grade': '' });
    expect(changedEntries(bytes, patched.bytes).toSorted()).toEqual(
      [itemAt(opened, 0).key, 'xl/workbook.xml', rollUp].toSorted(),
    );
    const again = open(patched.bytes);
    expect(cached(again, rollUp, 'D4')).toContain('t="str"><v>新しい項目</v></c>');
    expect(cached(again, rollUp, 'H4')).toContain('t="str"><v></v></c>');
    expect(again.package.text('xl/workbook.xml').text).toMatch(/<calcPr [^>]*fullCalcOnLoad="1"/);
    expect(patched.warnings).toEqual([]);
  });

  it('stores what formulas over formulas give', () => {
    const { opened, rollUp } = fixture({ items: 2 });
    const counts = ['A', 'B', 'A'].map((grade, n) => {
      const all = patch(opened, { 'overall.grade': grade });
      const both = patch(open(all.bytes), { 'overall.grade': n === 2 ? 'A' : 'C' }, 1);
      return /<v>(\d+)<\/v>/.exec(cached(open(both.bytes), rollUp, 'H7'))?.[1];
    });
    expect(counts).toEqual(['1', '0', '2']);
  });

  it('says which results it cannot work out', () => {
    const cell = itemAt(fixture().opened, 0).fields.title?.cell ?? '';
    const other = fixture({
      extraSheets: [
        {
          name: '集計',
          cells: {
            B2: { formula: `LOWER('No.1'!${cell})`, cached: 'x' },
            B3: { formula: 'B2&"!"', cached: 'x!' },
            B4: { formula: 'INDIRECT("A1")', cached: 'x' },
            B5: { formula: '1+1', cached: '2', number: true },
          },
        },
      ],
    });
    const [warning] = patch(other.opened, { title: '新しい' }).warnings;
    expect(warning).toMatchObject({ kind: 'stale-formula', values: { cells: '集計!B4, 集計!B2, 集計!B3' } });
  });
});

describe('edits', () => {
  it('that change nothing write nothing', () => {
    const { bytes, opened } = fixture();
    const texts = Object.fromEntries(
      Object.values(itemAt(opened, 0).fields).map((field) => [field?.path, field?.text]),
    );
    const patched = patch(opened, texts);
    expect(patched.bytes).toBe(opened.package.bytes);
    expect(Buffer.from(patched.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(patched.written).toEqual([]);
  });

  it('of one field count in their order, the last one', () => {
    const { opened } = fixture();
    const { key } = itemAt(opened, 1);
    const patched = patchWorkbook(opened, [
      { item: key, path: 'title', text: '一' },
      { item: key, path: 'title', text: '二' },
    ]);
    expect(patched.ok && itemAt(open(patched.value.bytes), 1).fields.title?.text).toBe('二');
  });

  it('of every field of every item hold', () => {
    const { opened } = fixture({ items: 2 });
    const edits = opened.items.flatMap((item, n) =>
      Object.values(item.fields).flatMap((field) =>
        field ? [{ item: item.key, path: field.path, text: `${n} ${field.path}\n・𠮷` }] : [],
      ),
    );
    const patched = patchWorkbook(opened, edits);
    if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
    expect(patched.value.written.length).toBe(edits.length);
    const again = new Map(open(patched.value.bytes).items.map((item) => [item.key, item]));
    for (const { item, path, text } of edits) expect(again.get(item)?.fields[path]?.text).toBe(text);
  });

  it('of numbers stay numbers in the cell’s format, else warn', () => {
    const { opened } = fixture();
    const item = itemAt(opened, 0);
    const field = Object.values(item.fields).find((one) => one?.raw.kind === 'number' && one.raw.format !== 'General');
    if (field?.raw.kind !== 'number') throw new Error('the fixture has no number');
    const text = patch(opened, { [field.path]: '未定' });
    expect(text.warnings).toMatchObject([{ kind: 'number-as-text', cell: field.cell, values: { text: '未定' } }]);
    const number = patch(opened, { [field.path]: '３１' });
    expect(number.warnings).toEqual([]);
    expect(itemAt(open(number.bytes), 0).fields[field.path]?.raw).toMatchObject({
      kind: 'number',
      format: field.raw.format,
    });
  });

  it('fail as a whole, with the place', () => {
    const { opened } = fixture();
    const item = itemAt(opened, 0);
    const fails = (edits: readonly { item: string; path: FieldPath; text: string }[]) => {
      const patched = patchWorkbook(opened, edits);
      return patched.ok ? undefined : patched.failure;
    };
    expect(fails([{ item: 'xl/none.xml', path: 'title', text: 'x' }])).toMatchObject({ kind: 'unknown-item' });
    expect(fails([{ item: item.key, path: 'annual.1999.grade', text: 'x' }])).toMatchObject({
      kind: 'unknown-field',
      sheet: item.sheet,
    });
    expect(fails([{ item: item.key, path: 'title', text: 'あ'.repeat(40_000) }])).toMatchObject({
      kind: 'too-large',
      reason: 'cell',
      sheet: item.sheet,
      cell: item.fields.title?.cell,
    });
  });
});

describe('locked cells', () => {
  it('of a protected sheet are refused until they are unlocked', () => {
    // Cells are locked unless their format says otherwise: the fixture's boxes are open, so their formats are locked here.
    const opened = open(
      fixtureWorkbook({
        protection: true,
        tamper: (name, data) => (name === 'xl/styles.xml' ? String(data).replaceAll('locked="0"', 'locked="1"') : data),
      }).bytes,
    );
    const item = itemAt(opened, 0);
    const locked = item.fields.title;
    if (locked?.locked !== true) throw new Error('the fixture locks nothing');
    const edits = [{ item: item.key, path: locked.path, text: 'x' }];
    expect(patchWorkbook(opened, edits)).toMatchObject({
      failure: { kind: 'locked', reason: 'cell', cell: locked.cell },
    });
    expect(patchWorkbook(opened, edits, { unlock: true }).ok).toBe(true);
  });

  it('with a formula are refused until they are unlocked, and then leave no trace of it', () => {
    const made = fixtureWorkbook({ items: 1 });
    const item = itemAt(open(made.bytes), 0);
    const cell = item.fields.title?.cell ?? '';
    const opened = open(
      fixtureWorkbook({
        items: 1,
        tamper: (name, data) =>
          name === item.key
            ? String(data).replace(
                new RegExp(`(<c r="${cell}"[^>]*?) t="[^"]*"([^>]*>).*?</c>`, 's'),
                '$1 t="str"$2<f>"a"&amp;"b"</f><v>ab</v></c>',
              )
            : data,
      }).bytes,
    );
    expect(itemAt(opened, 0).fields.title).toMatchObject({ text: 'ab', formula: '"a"&"b"' });
    const edits = [{ item: item.key, path: 'title' as const, text: '文字' }];
    expect(patchWorkbook(opened, edits)).toMatchObject({
      failure: { kind: 'locked', reason: 'formula', sheet: item.sheet, cell },
    });
    const patched = patchWorkbook(opened, edits, { unlock: true });
    expect(patched.ok && itemAt(open(patched.value.bytes), 0).fields.title).toMatchObject({ text: '文字' });
    expect(patched.ok && itemAt(open(patched.value.bytes), 0).fields.title?.formula).toBeUndefined();
  });
});
