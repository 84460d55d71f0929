import { beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from '../../../../../src-main/engine/package/open-package.ts';
import { checkAny } from '../../../../../src-main/engine/read/any/check-any.ts';
import { compileForm } from '../../../../../src-main/engine/read/any/compile.ts';
import { disturb } from '../../../../../src-main/engine/read/any/disturb.ts';
import { openAny, readAny } from '../../../../../src-main/engine/read/any/open-any.ts';
import { anyJsonText } from '../../../../../src-main/engine/read/any/any-json.ts';
import { setAny, type AnyEdit } from '../../../../../src-main/engine/write/set-any.ts';
import type { AnyItem, OpenedAny } from '../../../../../src-main/engine/read/any/any-item.ts';
import { checkWords } from '../../../../../src-shared/form/check-words.ts';
import type { FormDescription } from '../../../../../src-shared/form/description.ts';
import { exampleForm } from '../../../../shared/form/example-form.ts';
import { exampleBook } from './example-book.ts';

function open(bytes: Uint8Array, form: FormDescription = exampleForm): OpenedAny {
  const opened = openAny(bytes, form);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}
const cellsOf = (item: AnyItem | undefined): Record<string, string> =>
  Object.fromEntries(
    [...(item?.fields ?? [])].map(([path, field]) => [path, `${field.sheet}!${field.cell} ${field.text}`]),
  );

let book: Uint8Array;
beforeAll(async () => {
  book = await exampleBook(
    [
      { no: '0101', title: '港まつり' },
      { no: '0102', title: '古文書整理', law: '□あり ■なし', total: 99, grade: '△', how: '委託' },
    ],
    [
      ['0101', '港まつり', 'A'],
      ['0999', '詳細のない事業', 'B'],
      ['小計', '', ''],
    ],
  );
});

describe('a workbook of another form', () => {
  it('is read box by box: tables by years and kinds, records, crossings, own cells, the list joined by number', () => {
    const opened = open(book);
    expect(opened.warnings).toEqual([]);
    expect(opened.items.map(({ sheet, no, row }) => [sheet, no, row])).toEqual([
      ['個表1', '0101', undefined],
      ['個表2', '0102', undefined],
      ['一覧', '0999', 4],
    ]);
    expect(cellsOf(opened.items[0])).toMatchObject({
      no: '個表1!C3 0101',
      title: '個表1!G3 港まつり',
      'policy.code': '個表1!C5 1-2',
      'policy.name': '個表1!D5 暮らし',
      'cost.2023.budget.state': '個表1!C10 10',
      'cost.2024.actual.own': '個表1!F11 23',
      'cost.2023.budget.total': '個表1!C12 30',
      'indicators.0.name': '個表1!A15 来場者数',
      'indicators.0.target.2024': '個表1!G15 110',
      'indicators.1.actual.2023': '個表1!E18 ',
      'need.grade': '個表1!C21 a',
      'need.reason': '個表1!D21 求められている。',
      score: '個表1!G21 17／２４',
      made: '個表1!A22 作成日　令和６年５月１日',
      'list.grade': '一覧!C3 A',
    });
    expect(opened.sheets.find(({ name }) => name === 'メモ')?.role).toBe('other');
  });

  it('says what stands beside the text: numbers, marks, blanks, own words, years, what does not apply', () => {
    const opened = open(book);
    const [first, second] = opened.items as [AnyItem, AnyItem];
    const value = (item: AnyItem, path: string): object => opened.valueOf(item, item.fields.get(path)!);
    expect(value(first, 'cost.2023.budget.state')).toEqual({
      kind: 'number',
      value: 10,
      unit: '千円',
      year: 2023,
      label: '国庫支出金',
      headings: ['令和5年度', '予算額'],
    });
    expect(value(first, 'score')).toMatchObject({ value: 17, inner: '17', stored: 'text' });
    expect(value(first, 'law')).toMatchObject({ chosen: ['あり'] });
    expect(value(first, 'aim')).toMatchObject({
      blanks: [
        { name: '対象', text: '市民' },
        { name: '意図', text: '安心' },
      ],
    });
    expect(value(second, 'need.grade')).toMatchObject({ applies: false });
  });

  it('prints them nested by path, with cells of other sheets by their names', () => {
    const text = [...anyJsonText('a.xlsx', open(book), 'ja', true)].join('');
    const json = JSON.parse(text);
    expect(json.form).toEqual({ id: 'minato-jigyo', edition: 'R6' });
    expect(json.plan).toEqual({ years: [2023, 2024] });
    expect(json.items[0]).toMatchObject({
      edition: 'R6',
      cost: { 2023: { budget: { state: '10' } } },
      indicators: [{ name: '来場者数', target: { 2023: '100' } }, { name: '' }],
      cells: { no: 'C3', 'list.grade': '一覧!C3' },
      values: { no: { kind: 'code', role: 'no' } },
    });
    expect(json.items[2]).toMatchObject({ sheet: '一覧', row: 4, list: { title: '詳細のない事業' } });
  });

  it('finds what does not add up, unknown choices and nothing else; what does not apply is no fault', () => {
    const findings = checkAny(open(book), exampleForm.editions, checkWords('ja'));
    expect(findings.map(({ item, kind, cells }) => [item, kind, cells[0]])).toEqual([['0102', 'sum', 'C12']]);
  });

  it('is no workbook of a form that it does not show', async () => {
    const other = {
      ...exampleForm,
      editions: [
        {
          id: 'x',
          sheets: [
            {
              id: 's',
              role: 'item',
              blocks: [
                {
                  id: 'b',
                  fields: ['甲', '乙', '丙', '丁'].map((word, i) => ({
                    path: `f${i}`,
                    kind: 'text',
                    place: { side: 'right', rows: [word] },
                  })),
                },
              ],
            },
          ],
        },
      ],
    } as FormDescription;
    expect(openAny(book, other)).toMatchObject({ ok: false, failure: { kind: 'no-items', reason: 'other-form' } });
  });

  it('reads the same boxes after rows, columns, memos and other writings of labels', () => {
    const opened = open(book);
    const form = compileForm(exampleForm);
    const labels = new Set(['A3', 'E3', 'A4', 'A10', 'A11', 'C9', 'D9', 'C14', 'A21', 'C20', 'G20']);
    for (let seed = 0; seed < 60; seed += 1) {
      const copy = disturb(opened.package, seed, (sheet, cell) => sheet.startsWith('個表') && labels.has(cell));
      const pkg = openPackage(copy.bytes);
      const again = pkg.ok ? readAny(pkg.value, form) : pkg;
      if (!again.ok) throw new Error(JSON.stringify(again.failure));
      opened.items.forEach((item, i) => {
        const expected = Object.fromEntries(
          [...item.fields].map(([path, field]) => [
            path,
            `${field.sheet}!${copy.moved(field.sheet, field.cell)} ${field.text}`,
          ]),
        );
        expect([seed, copy.what, cellsOf(again.value.items[i])]).toEqual([seed, copy.what, expected]);
      });
    }
  });

  it('asks where a label is gone: a swapped or missing one never gives another box', async () => {
    const lacking: FormDescription = JSON.parse(JSON.stringify(exampleForm).replace('"必要性"', '"正当な理由の有無"'));
    const opened = open(book, lacking);
    expect(opened.items[0]?.fields.has('need.grade')).toBe(false);
    expect(opened.warnings).toContainEqual(expect.objectContaining({ kind: 'ambiguous-label', reason: 'missing' }));
  });
});

describe('setting fields of another form', () => {
  const set = (edits: readonly AnyEdit[]): ReturnType<typeof setAny> => {
    const opened = open(book);
    return setAny(opened, opened.items[0] as AnyItem, edits);
  };

  it('changes the named cells and nothing else', () => {
    const before = open(book);
    const patched = set([
      { path: 'title', kind: 'text', text: '新しい名' },
      { path: 'cost.2024.budget.own', kind: 'text', text: '1,234' },
      { path: 'law', kind: 'mark', name: 'なし', on: true },
      { path: 'law', kind: 'mark', name: 'あり', on: false },
      { path: 'aim', kind: 'part', name: '意図', text: '笑顔' },
      { path: 'list.grade', kind: 'text', text: 'C' },
    ]);
    if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
    const after = open(patched.value.bytes);
    const changed = new Map<string, string>();
    before.items.forEach((item, i) => {
      for (const [path, field] of item.fields) {
        const now = after.items[i]?.fields.get(path);
        if (now?.text !== field.text) changed.set(`${i} ${path}`, now?.text ?? '');
      }
    });
    expect(Object.fromEntries(changed)).toEqual({
      '0 title': '新しい名',
      '0 cost.2024.budget.own': '1,234',
      '0 law': '□あり ■なし',
      '0 aim': '〔市民〕に対して〔笑顔〕という状態にする',
      '0 list.grade': 'C',
    });
    expect(after.items[0]?.fields.get('cost.2024.budget.own')?.raw.kind).toBe('number');
    expect(patched.value.warnings).toContainEqual(expect.objectContaining({ kind: 'stale-formula' }));
  });

  it.each([
    [{ path: 'cost.2023.budget.total', kind: 'text', text: '1' }, 'computed'],
    [{ path: 'nothing', kind: 'text', text: '1' }, 'unknown-field'],
    [{ path: 'law', kind: 'mark', name: '不明', on: true }, 'unknown-mark'],
    [{ path: 'aim', kind: 'part', name: '不明', text: 'x' }, 'unknown-mark'],
  ] as const)('refuses %j', (edit, kind) => {
    expect(set([edit])).toMatchObject({ ok: false, failure: { kind } });
  });
});
