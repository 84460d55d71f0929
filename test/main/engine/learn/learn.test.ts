import { describe, expect, it } from 'vitest';
import { learnFromFiles } from '../../../../src-main/engine/learn/learn-files.ts';
import { openAny } from '../../../../src-main/engine/read/any/open-any.ts';
import { checkAny } from '../../../../src-main/engine/read/any/check-any.ts';
import { checkWords } from '../../../../src-shared/form/check-words.ts';
import { formBook, type FormCell, type FormLook } from './form-books.ts';

interface Item {
  readonly no: string;
  readonly title: string;
  readonly section: string;
  readonly aim: string;
  readonly grade: string;
  readonly money: readonly number[];
  readonly rows: readonly (readonly [string, number | null, number | null])[];
}

const items: readonly Item[] = [
  {
    no: '0101',
    title: '港まつり支援事業',
    section: '観光課',
    aim: '港のにぎわいを取り戻す。\n来場者を増やす。',
    grade: 'A',
    money: [120, 80, 140, 60],
    rows: [
      ['来場者数（人）', 1200, 1300],
      ['出店数（店）', 40, 38],
    ],
  },
  {
    no: '0102',
    title: '古文書整理事業',
    section: '文化課',
    aim: '散逸を防ぐ。\n写しを公開する。',
    grade: 'B',
    money: [11, 9, 30, 2],
    rows: [
      ['整理点数（点）', 310, 290],
      ['公開点数（点）', 12, null],
    ],
  },
  {
    no: '0103',
    title: '水源林保全事業',
    section: '農林課',
    aim: '水源を守る。\n間伐を進める。',
    grade: '',
    money: [700, 650, 710, 0],
    rows: [
      ['間伐面積（ha）', 15, 14],
      ['', null, null],
    ],
  },
];

/** One page: boxes beside labels, years over two kinds, records of one row, a computed total, remarks. */
function page(item: Item | undefined, year: number): FormCell[] {
  const era = (n: number) => `令和${year + n}年度`;
  const [a = null, b = null, c = null, d = null] = item?.money ?? [];
  const record = (n: number): FormCell[] => {
    const [name = '', plan = null, actual = null] = item?.rows[n] ?? [];
    return [
      { at: `A${14 + n}:C${14 + n}`, box: name },
      { at: `D${14 + n}`, box: plan },
      { at: `E${14 + n}`, box: actual },
    ];
  };
  return [
    { at: 'A1', words: `${era(0)} 施策点検票` },
    { at: 'A2', label: '整理番号' },
    { at: 'B2', box: item?.no ?? null },
    { at: 'C2', label: '事業名' },
    { at: 'D2:E2', box: item?.title ?? null },
    { at: 'A3', label: '担当課' },
    { at: 'B3', box: item?.section ?? null },
    { at: 'C3', label: '総合評価' },
    { at: 'D3:E3', box: item?.grade ?? null, choices: ['A', 'B', 'C'] },
    { at: 'A4:A6', label: '目的' },
    { at: 'B4:E6', box: item?.aim ?? null },
    { at: 'A7:A8', label: '区分' },
    { at: 'B7:C7', label: era(-1) },
    { at: 'D7:E7', label: era(0) },
    { at: 'B8', label: '予算額' },
    { at: 'C8', label: '決算額' },
    { at: 'D8', label: '予算額' },
    { at: 'E8', label: '決算額' },
    { at: 'A9', label: '国庫支出金' },
    { at: 'B9', box: a },
    { at: 'C9', box: b },
    { at: 'D9', box: c },
    { at: 'E9', box: d },
    { at: 'A10', label: '一般財源' },
    ...['B', 'C', 'D', 'E'].map((column): FormCell => ({ at: `${column}10`, box: item === undefined ? null : 5 })),
    { at: 'A11', label: '計' },
    ...['B', 'C', 'D', 'E'].map((column, i): FormCell => ({
      at: `${column}11`,
      formula: `${column}9+${column}10`,
      result: item === undefined ? 0 : (item.money[i] as number) + 5,
    })),
    { at: 'A13:C13', label: '指標名' },
    { at: 'D13', label: '目標値' },
    { at: 'E13', label: '実績値' },
    ...record(0),
    ...record(1),
    { at: 'A16', words: '※金額の単位は千円' },
  ];
}

async function books(look: FormLook): Promise<{ name: string; bytes: Uint8Array }[]> {
  const blank = await formBook({ 様式: page(undefined, 6) }, look);
  const filled = await formBook({ 一: page(items[0], 6), 二: page(items[1], 6) }, look);
  return [
    { name: 'blank.xlsx', bytes: blank },
    { name: 'filled.xlsx', bytes: filled },
  ];
}

const learn = (files: { name: string; bytes: Uint8Array }[]) => {
  const learned = learnFromFiles(files);
  if (!learned.ok) throw new Error(JSON.stringify(learned.failure));
  return learned.value;
};

describe.each([
  ['boxes are unlocked', { locks: true, ground: true }],
  ['labels have a ground, nothing is locked', { locks: false, ground: true }],
  ['nothing but lines', { locks: false, ground: false }],
] as const)('a form where %s', (_, look) => {
  it('is learned from a blank and filled sheets, and reads a sheet it has not seen', async () => {
    const { form } = learn(await books(look));
    const bytes = await formBook({ 三: page(items[2], 7) }, look);
    const read = openAny(bytes, form);
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    const [item] = read.value.items;
    const byCell = new Map([...(item?.fields.values() ?? [])].map((field) => [field.cell, field]));
    const text = (cell: string) => byCell.get(cell)?.text;
    expect(['B2', 'D2', 'B3', 'D3', 'B4', 'B9', 'E9', 'D10', 'A14', 'D14', 'E14', 'A15'].map(text)).toEqual([
      '0103',
      '水源林保全事業',
      '農林課',
      '',
      '水源を守る。\n間伐を進める。',
      '700',
      '0',
      '5',
      '間伐面積（ha）',
      '15',
      '14',
      '',
    ]);
    const kinds = ['B2', 'D2', 'D3', 'B4', 'B9', 'B11', 'A14', 'D14'].map((cell) => byCell.get(cell)?.traits.kind);
    expect(kinds).toEqual(['code', 'line', 'choice', 'text', 'number', 'computed', 'line', 'number']);
    expect(byCell.get('B2')?.traits.role).toBe('no');
    expect(byCell.get('D2')?.traits.role).toBe('title');
    expect(byCell.get('D9')?.year).toBe(2025);
  });

  it('is the same whatever the order of the files, and holds nothing that was filled in', async () => {
    const files = await books(look);
    const one = JSON.stringify(learn(files).form);
    expect(JSON.stringify(learn([...files].reverse()).form)).toBe(one);
    for (const word of ['港まつり', '観光課', '古文書', '来場者数', '0101', 'にぎわい'])
      expect(one).not.toContain(word);
  });

  it('says the sums that its formulas make', async () => {
    const { form } = learn(await books(look));
    const checks = form.editions[0]?.checks ?? [];
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) expect(check).toMatchObject({ kind: 'sum', total: expect.stringContaining('計') });
  });
});

describe('a long list, one item a row', () => {
  const columns = ['番号', '事業名', '国庫支出金', '一般財源', '事業費計', '改善の方向性', '担当課'];
  const directions = ['１　現状のまま継続する事業', '２　縮小・統合を含む改善', '３　終了・廃止・休止'];
  const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const book = () => {
    const cells: FormCell[] = columns.map((label, i) => ({ at: `${letters[i]}1`, label }));
    for (let n = 0; n < 60; n += 1) {
      const sums = n === 21 ? ['-', '－', 0] : n === 33 ? ['', '', 0] : n === 40 ? [n, '-', n] : [n, `${2 * n}`, 3 * n];
      const direction = n === 44 ? '0' : (directions[n % 3] as string);
      const row = [`${1000 + n}`, `${'あいうえお'[n % 5]}の事業${n}号`, ...sums, direction, `第${n % 4}課`];
      for (const [i, box] of row.entries()) cells.push({ at: `${letters[i]}${n + 2}`, box });
    }
    return formBook({ 一覧: cells });
  };

  it('tells a total of missing numbers and a number among the words of a choice, and stores none of the words', async () => {
    const bytes = await book();
    const { form } = learn([{ name: 'list.xlsx', bytes }]);
    const opened = openAny(bytes, form);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const found = checkAny(opened.value, form.editions, checkWords('ja'));
    expect(found.map(({ kind, item, cells }) => [kind, item, cells[0]])).toEqual([
      ['sum', '1021', 'E23'],
      ['choice', '1044', 'F46'],
    ]);
    expect(JSON.stringify(form)).not.toMatch(/現状|縮小|終了/);
  });
});

describe('what is no form', () => {
  it('is refused: a table of numbers has no labels to find boxes by', async () => {
    const bytes = await formBook({
      表: [
        { at: 'A1', words: '1' },
        { at: 'B1', words: '2' },
        { at: 'A2', words: '3' },
      ],
    });
    expect(learnFromFiles([{ name: 'x.xlsx', bytes }])).toMatchObject({ ok: false, failure: { kind: 'no-items' } });
  });
});
