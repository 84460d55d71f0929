import { formBook, type FormCell } from '../../learn/form-books.ts';

/** What one sheet of the example form (test/shared/form/example-form.ts) holds. */
export interface ExampleItem {
  readonly no: string;
  readonly title: string;
  readonly section?: string;
  readonly how?: string;
  readonly law?: string;
  readonly aim?: string;
  /** 国庫支出金 and 一般財源 of each year's 予算額 and 決算額; the sum is a formula. */
  readonly money?: readonly (readonly [number | string, number | string])[];
  readonly total?: number;
  readonly score?: string;
  readonly grade?: string;
  readonly made?: string;
}

const label = (at: string, text: string): FormCell => ({ at, label: text });
const box = (at: string, value: string | number | null): FormCell => ({ at, box: value });

/** Two years' 予算額 and 決算額 in C…F. */
const moneyColumns = ['C', 'D', 'E', 'F'] as const;

/** The cells of one sheet. The second table and the records have headings that stand elsewhere too. */
function exampleSheet(item: ExampleItem): readonly FormCell[] {
  const money = item.money ?? [
    [10, 20],
    [11, 21],
    [12, 22],
    [13, 23],
  ];
  return [
    { at: 'A1:D1', words: '事務事業評価シート' },
    { at: 'E1:H1', words: '令和6年度（令和5年度の取組）' },
    label('A2:H2', '１　基本情報'),
    label('A3:B3', '事業コード'),
    box('C3:D3', item.no),
    label('E3:F3', '事務事業名'),
    box('G3:H3', item.title),
    label('A4:B4', '所属名'),
    box('C4:D4', item.section ?? '港湾課'),
    label('E4:F4', '実施形態'),
    { ...box('G4:H4', item.how ?? '直営'), choices: ['直営', '一部委託', '委託'] },
    label('A5:B5', '政策'),
    box('C5', '1-2'),
    box('D5', '暮らし'),
    label('E5:F5', '根拠法令等'),
    box('G5:H5', item.law ?? '■あり □なし'),
    label('A6:B6', '事業の目的'),
    box('C6:H6', item.aim ?? '〔市民〕に対して〔安心〕という状態にする'),
    label('A7:H7', '２　予算・決算　（単位：千円）'),
    label('A8:B9', '区分'),
    label('C8:D8', '令和5年度'),
    label('E8:F8', '令和6年度'),
    ...moneyColumns.map((column, i) => label(`${column}9`, i % 2 === 0 ? '予算額' : '決算額')),
    ...(['国庫支出金', '一般財源'] as const).flatMap((text, row) => [
      label(`A${10 + row}:B${10 + row}`, text),
      ...moneyColumns.map((column, i) => ({
        ...box(`${column}${10 + row}`, money[i]?.[row] ?? null),
        format: '#,##0',
      })),
    ]),
    label('A12:B12', '事業費計'),
    ...moneyColumns.map((column, i): FormCell => {
      const [a, b] = money[i] as readonly [number, number];
      const result = i === 0 && item.total !== undefined ? item.total : a + b;
      return { at: `${column}12`, formula: `SUM(${column}10:${column}11)`, result, format: '#,##0' };
    }),
    label('A13:H13', '３　成果指標'),
    label('A14:B14', '名称'),
    label('C14', '単位'),
    label('D14', '区分'),
    label('E14:F14', '令和5年度'),
    label('G14:H14', '令和6年度'),
    ...[0, 1].flatMap((record): FormCell[] => {
      const top = 15 + record * 2;
      return [
        box(`A${top}:B${top + 1}`, record === 0 ? '来場者数' : ''),
        box(`C${top}:C${top + 1}`, record === 0 ? '人' : ''),
        label(`D${top}`, '目標'),
        label(`D${top + 1}`, '実績'),
        ...['E', 'G'].flatMap((column, i) =>
          [0, 1].map((line) =>
            box(
              `${column}${top + line}:${column === 'E' ? 'F' : 'H'}${top + line}`,
              record === 0 ? 100 + i * 10 + line : null,
            ),
          ),
        ),
      ];
    }),
    label('A19:H19', '４　評価'),
    label('A20:B20', '視点'),
    label('C20', '評価'),
    label('D20:F20', '理由'),
    label('G20:H20', '評価点'),
    label('A21:B21', '必要性'),
    box('C21', item.grade ?? 'a'),
    box('D21:F21', '求められている。'),
    box('G21:H21', item.score ?? '17／２４'),
    box('A22:H22', item.made ?? '作成日　令和６年５月１日'),
  ];
}

/** A row of the list beside the sheets. */
const exampleList = (rows: readonly (readonly [string, string, string])[]): readonly FormCell[] => [
  { at: 'A1:C1', words: '事業一覧' },
  label('A2', '番号'),
  label('B2', '事務事業名'),
  label('C2', '総合評価'),
  ...rows.flatMap(([no, title, grade], i) => [box(`A${3 + i}`, no), box(`B${3 + i}`, title), box(`C${3 + i}`, grade)]),
];

export const exampleBook = (
  items: readonly ExampleItem[],
  list?: Parameters<typeof exampleList>[0],
): Promise<Uint8Array> =>
  formBook({
    ...(list === undefined ? {} : { 一覧: exampleList(list) }),
    ...Object.fromEntries(items.map((item, i) => [`個表${i + 1}`, exampleSheet(item)])),
    メモ: [{ at: 'A1', words: '予算要求のときの覚え' }],
  });
