import type { FormDescription } from '../../../src-shared/form/description.ts';

/** A small invented form that shows each part of a description once; `form learn` could have made it from a sheet. */
export const exampleForm: FormDescription = {
  kohyoForm: 1,
  id: 'minato-jigyo',
  name: '港北市 事務事業評価シート',
  stages: [
    { id: '計画時', months: [4, 5], by: '担当課' },
    { id: '評価時', months: [5, 6], by: '担当課' },
  ],
  editions: [
    {
      id: 'R6',
      sheets: [
        {
          id: 'sheet',
          role: 'item',
          titles: ['事務事業評価シート'],
          words: ['※人件費は概算'],
          year: { title: '{year}（{year}の取組）' },
          blocks: [
            {
              id: 'basic',
              heading: '１　基本情報',
              fields: [
                {
                  path: 'no',
                  kind: 'code',
                  role: 'no',
                  place: { side: 'right', rows: [{ text: '事業コード', at: 'A3:D3' }] },
                  at: 'E3:H3',
                },
                { path: 'title', kind: 'line', role: 'title', place: { side: 'right', rows: ['事務事業名'] } },
                { path: 'section', kind: 'line', role: 'section', place: { side: 'right', rows: ['所属名'] } },
                { path: 'policy.code', kind: 'code', role: 'group', place: { side: 'right', rows: ['政策'] } },
                { path: 'policy.name', kind: 'line', role: 'group', place: { side: 'right', rows: ['政策'], n: 2 } },
                {
                  path: 'how',
                  kind: 'choice',
                  choices: ['直営', '一部委託', '委託'],
                  place: { side: 'right', rows: ['実施形態'] },
                },
                {
                  path: 'law',
                  kind: 'marks',
                  choices: ['あり', 'なし'],
                  marks: { on: '■', off: '□' },
                  place: { side: 'right', rows: ['根拠法令等'] },
                },
                {
                  path: 'aim',
                  kind: 'blanks',
                  blanks: [
                    { name: '対象', before: '〔', after: '〕に対して' },
                    { name: '意図', before: '〔', after: '〕という状態にする' },
                  ],
                  place: { side: 'right', rows: ['事業の目的'] },
                },
              ],
            },
            {
              id: 'cost',
              heading: '２　予算・決算　（単位：千円）',
              tables: [
                {
                  id: 'cost',
                  path: 'cost.{column}.{line}',
                  kind: 'number',
                  unit: '千円',
                  columns: [
                    { label: ['{year}', '予算額'], path: '{year}.budget' },
                    { label: ['{year}', '決算額'], path: '{year}.actual' },
                  ],
                  lines: [
                    { label: '国庫支出金', path: 'state' },
                    { label: '一般財源', path: 'own' },
                    { label: '事業費計', path: 'total', kind: 'computed' },
                  ],
                },
              ],
            },
            {
              id: 'indicators',
              heading: '３　成果指標',
              tables: [
                {
                  id: 'indicators',
                  path: 'indicators.{row}.{line}.{column}',
                  kind: 'number',
                  repeat: { slots: 2 },
                  columns: [
                    { label: '名称', path: 'name', whole: true, kind: 'line' },
                    { label: '単位', path: 'unit', whole: true, kind: 'line' },
                    { label: '{year}', path: '{year}' },
                  ],
                  lines: [
                    { label: '目標', path: 'target', stage: '計画時' },
                    { label: '実績', path: 'actual', stage: '評価時' },
                  ],
                },
              ],
            },
            {
              id: 'review',
              heading: '４　評価',
              stage: '評価時',
              applies: { path: 'how', not: ['委託'] },
              fields: [
                {
                  path: 'score',
                  kind: 'number',
                  own: { after: '／２４' },
                  place: { side: 'below', columns: ['評価点'] },
                },
                {
                  path: 'need.grade',
                  kind: 'choice',
                  role: 'grade',
                  choices: ['a', 'b', 'c'],
                  place: { side: 'cross', rows: ['必要性'], columns: ['評価'] },
                },
                { path: 'need.reason', kind: 'text', place: { side: 'cross', rows: ['必要性'], columns: ['理由'] } },
                {
                  path: 'made',
                  kind: 'blanks',
                  blanks: [{ name: '年', before: '令和', after: '年' }],
                  place: { side: 'own', rows: ['作成日'] },
                },
              ],
            },
          ],
        },
        {
          id: 'list',
          role: 'list',
          layout: 'rows',
          part: { of: 'sheet', join: 'number' },
          titles: ['事業一覧'],
          blocks: [
            {
              id: 'list',
              tables: [
                {
                  id: 'list',
                  path: 'list.{column}',
                  repeat: { grow: true },
                  columns: [
                    { label: '番号', path: 'no', kind: 'code', role: 'no' },
                    { label: '事務事業名', path: 'title', kind: 'line', role: 'title' },
                    { label: '総合評価', path: 'grade', kind: 'choice', role: 'grade', choices: ['A', 'B', 'C'] },
                  ],
                },
              ],
            },
          ],
        },
        { id: 'howto', role: 'legend', names: ['記入のしかた'], titles: ['記入のしかた'], blocks: [] },
      ],
      checks: [
        {
          kind: 'sum',
          total: 'cost.{year}.budget.total',
          terms: ['cost.{year}.budget.state', 'cost.{year}.budget.own'],
        },
        {
          kind: 'sum',
          total: 'cost.{year}.actual.total',
          terms: ['cost.{year}.actual.state', 'cost.{year}.actual.own'],
        },
      ],
    },
  ],
};
