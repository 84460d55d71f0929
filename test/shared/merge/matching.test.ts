import { describe, expect, test } from 'vitest';
import { matchItems, type ItemFacts } from '../../../src-shared/merge/items.ts';
import { followRows, matchRows } from '../../../src-shared/merge/rows.ts';
import { undoPlan } from '../../../src-shared/merge/undo.ts';

const row = (name: string, ...texts: string[]) => ({ name, texts });

describe('rows of a list', () => {
  const base = [row('待ち時間（分）', '42', '36'), row('電子申請の割合', '10%', '20%'), row('', '', '')];

  test('unchanged rows stay', () => expect(matchRows(base, base)).toEqual([0, 1, 2]));
  test('exchanged rows are followed by name', () =>
    expect(matchRows(base, [base[1]!, base[0]!, base[2]!])).toEqual([1, 0, 2]));
  test('a row put in front takes the blank row', () =>
    expect(matchRows(base, [row('満足と答えた人', '1', '2'), ...base])).toEqual([2, 0, 1, undefined]));
  test('a row put in front where no row is free', () =>
    expect(matchRows(base.slice(0, 2), [row('満足と答えた人', '1', '2'), ...base.slice(0, 2)])).toEqual([
      undefined,
      0,
      1,
    ]));
  test('a blank row filled in', () =>
    expect(matchRows(base, [base[0]!, base[1]!, row('満足度', '70%', '80%')])).toEqual([0, 1, 2]));
  test('a row wholly rewritten keeps its place', () =>
    expect(matchRows(base, [base[0]!, row('窓口の満足度', '7', '8'), base[2]!])).toEqual([0, 1, 2]));
  test('a row taken away', () => expect(matchRows(base, [base[1]!])).toEqual([1]));
  test('a name written with other blanks and widths', () =>
    expect(matchRows(base, [row('電子申請 の割合', '1', '2'), row('待ち時間(分)', '42', '36')])).toEqual([1, 0]));
  test('rows without names go by their texts', () => {
    const steps = [row('', '案内係を配置', '設計'), row('', '様式の統一', '改修')];
    expect(matchRows(steps, [row('', '様式の統一', '改修完了'), row('', '案内係を配置', '設計')])).toEqual([1, 0]);
  });
});

const item = (no: string, title: string, more: Partial<ItemFacts> = {}): ItemFacts => ({
  no,
  sheet: `No.${no}`,
  texts: { title, purpose: `${title}により、市民の利便を高める。`, actions: `・${title}の検討\n・関係課との調整` },
  ...more,
});

describe('items', () => {
  const base = [
    item('1', '総合窓口の設置'),
    item('2', '電子申請の拡大'),
    item('3', '公用車の共同利用'),
    item('4', '遊休地の売却'),
  ];
  const statuses = (other: readonly ItemFacts[]) =>
    matchItems(base, other).map((m) => [
      m.status,
      'base' in m ? base[m.base]!.no : undefined,
      'other' in m ? m.other : undefined,
    ]);

  test('by number, whatever the order and the sheet names', () => {
    expect(statuses([item('4', '遊休地の売却', { sheet: 'x' }), base[0]!, base[2]!, base[1]!])).toEqual([
      ['matched', '4', 0],
      ['matched', '1', 1],
      ['matched', '3', 2],
      ['matched', '2', 3],
    ]);
  });
  test('a number written otherwise is no renumbering', () => {
    expect(statuses([{ ...base[0]!, no: '１ ' }])[0]).toEqual(['matched', '1', 0]);
  });
  test('a changed number is followed by the texts', () => {
    expect(statuses([{ ...base[0]!, no: '21' }])[0]).toEqual(['renumbered', '1', 0]);
  });
  test('two exchanged numbers', () => {
    expect(
      statuses([
        { ...base[0]!, no: '2' },
        { ...base[1]!, no: '1' },
      ]).slice(0, 2),
    ).toEqual([
      ['renumbered', '1', 0],
      ['renumbered', '2', 1],
    ]);
  });
  test('a number changed to one that another item has', () => {
    expect(statuses([base[0]!, { ...base[1]!, no: '1' }, base[2]!, base[3]!])).toEqual([
      ['matched', '1', 0],
      ['renumbered', '2', 1],
      ['matched', '3', 2],
      ['matched', '4', 3],
    ]);
  });
  test('a copied sheet is asked about, and the one that it was copied from is the item', () => {
    expect(matchItems(base, [base[0]!, { ...base[0]!, sheet: 'No.1 (2)' }]).slice(0, 2)).toEqual([
      { status: 'matched', base: 0, other: 0 },
      { status: 'new', other: 1, like: 0 },
    ]);
  });
  test('two copies of a sheet that is gone are both asked about', () => {
    const copies = [
      { ...base[0]!, sheet: 'No.1 (2)' },
      { ...base[0]!, sheet: 'No.1 (3)' },
    ];
    expect(statuses(copies).slice(0, 2)).toEqual([
      ['ambiguous', '1', 0],
      ['ambiguous', '1', 1],
    ]);
  });
  test('number, sheet and title together outweigh all other texts', () => {
    const pattern = { purpose: '市民の利便を高める。', actions: '・検討\n・調整', background: '国の指針による。' };
    const plan = ['1', '2', '9'].map((no) => ({
      no,
      sheet: `No.${no}`,
      texts: {
        title: `事業${no}`,
        ...(no === '9' ? pattern : { purpose: `${no}のねらい`, actions: `・${no}を始める` }),
      },
    }));
    const returned = { ...plan[0]!, texts: { ...pattern, title: '事業1' } };
    expect(matchItems(plan, [returned])[0]).toEqual({ status: 'matched', base: 0, other: 0 });
  });
  test('a sheet over which another item was pasted is asked about, by its id too', () => {
    const sent = base.map((one, at) => ({ ...one, id: `k${at}` }));
    const pasted = { ...sent[1]!, no: '4', texts: sent[3]!.texts };
    expect(matchItems(sent, [pasted])[0]).toEqual({ status: 'ambiguous', base: 1, other: 0 });
    const underOwnNumber = { ...sent[1]!, texts: sent[3]!.texts };
    expect(matchItems(sent, [underOwnNumber])[0]).toEqual({ status: 'ambiguous', base: 1, other: 0 });
    const fromElsewhere = matchItems([sent[1]!], [pasted], { beside: sent });
    expect(fromElsewhere[0]).toEqual({ status: 'ambiguous', base: 0, other: 0 });
  });
  test('likeness proposes, and nothing more', () => {
    const like = { ...item('31', '総合窓口の設置と運営'), sheet: '新' };
    like.texts = { ...base[0]!.texts, title: '総合窓口の設置と運営' };
    expect(statuses([like])[0]).toEqual(['ambiguous', '1', 0]);
  });
  test('an equal number and sheet of a file that nothing is on record of: not with another title', () => {
    const foreign = { no: '2', sheet: 'No.2', texts: { ...base[1]!.texts, title: '保育所の整備' } };
    expect(matchItems(base, [foreign], { strict: true })[0]).toMatchObject({ status: 'ambiguous' });
    expect(matchItems(base, [foreign])[0]).toMatchObject({ status: 'matched' });
  });
  test('a copied sheet beside one known by its id is new', () => {
    const sent = [item('1', '総合窓口の設置', { id: 'k1' })];
    const found = matchItems(sent, [item('1', '総合窓口の設置', { sheet: 'コピー' }), sent[0]!]);
    expect(found).toEqual([
      { status: 'new', other: 0, like: 0 },
      { status: 'matched', base: 0, other: 1 },
    ]);
  });
  test('an id follows an item through a new number', () => {
    const sent = [item('1', '総合窓口の設置', { id: 'k1' }), item('2', '電子申請の拡大', { id: 'k2' })];
    expect(
      matchItems(sent, [
        { ...sent[0]!, no: '2' },
        { ...sent[1]!, no: '1' },
      ]),
    ).toEqual([
      { status: 'renumbered', base: 0, other: 0 },
      { status: 'renumbered', base: 1, other: 1 },
    ]);
  });
  test('missing and new', () => {
    expect(statuses([base[0]!, item('9', '防災倉庫の整備')])).toEqual([
      ['matched', '1', 0],
      ['new', undefined, 1],
      ['missing', '2', undefined],
      ['missing', '3', undefined],
      ['missing', '4', undefined],
    ]);
  });
  test('another title and other texts under the same number are asked about', () => {
    expect(
      statuses([{ no: '3', sheet: 'No.3', texts: { title: 'まったく別の題', purpose: 'べつの目的' } }])[0],
    ).toEqual(['ambiguous', '3', 0]);
  });
  test('blank forms go by number, then by sheet', () => {
    const blank = [
      { no: '1', sheet: 'い', texts: {} },
      { no: '2', sheet: 'ろ', texts: {} },
    ];
    expect(
      matchItems(blank, [
        { no: '2', sheet: 'ろ', texts: {} },
        { no: '7', sheet: 'い', texts: {} },
      ]),
    ).toEqual([
      { status: 'matched', base: 1, other: 0 },
      { status: 'renumbered', base: 0, other: 1 },
    ]);
  });
});

test('an undo leaves what was typed since', () => {
  const plan = undoPlan(
    [
      { field: 'a', before: 'い', after: 'ろ' },
      { field: 'b', before: '', after: 'は' },
      { field: 'c', before: '1', after: '2' },
    ],
    (field) => ({ a: 'ろ', b: 'は、に' })[field],
  );
  expect(plan.back).toEqual([{ field: 'a', from: 'ろ', to: 'い' }]);
  expect(plan.kept.map((entry) => entry.field)).toEqual(['b', 'c']);
});

describe('rows of an older state of a list', () => {
  const older = [row('待ち時間（分）', '42', '36'), row('電子申請の割合', '10%', '20%'), row('', '', '')];

  test('stay where they are, whatever was written into them', () =>
    expect(
      followRows(
        [row('', '', ''), row('待ち時間（分）', '42', '36'), row('処理件数', '1', '2')].map((one, i) => ({
          ...one,
          name: i === 1 ? '改めた名' : one.name,
        })),
        older,
      ),
    ).toEqual([0, 1, 2]));
  test('are followed by a name that stands once on either side', () =>
    expect(followRows([older[1]!, older[0]!, older[2]!], older)).toEqual([1, 0, 2]));
  test('are not followed by a name that stands twice', () =>
    expect(followRows([row('計', '1'), row('計', '2')], [row('計', '2'), row('計', '1')])).toEqual([0, 1]));
  test('keep their distance from a row that moved', () =>
    expect(followRows([row('新しい行', ''), row('書き換えた名', '42'), older[1]!], older.slice(0, 2))).toEqual([1, 2]));
  test('have no place when their row is gone', () =>
    expect(followRows([older[0]!], older.slice(0, 2))).toEqual([0, undefined]));
  test('rows without names go by all their texts', () => {
    const steps = [row('', '案内係を配置', '設計'), row('', '様式の統一', '改修')];
    expect(followRows([row('', '準備', ''), ...steps], steps)).toEqual([1, 2]);
  });
});
