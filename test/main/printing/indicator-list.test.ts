import { expect, test } from 'vitest';
import type { GlanceField, GlanceItem } from '../../../src-shared/glance/plan.ts';
import { indicatorPaper } from '../../../src-shared/paper/indicator-list.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { listPaperSheet, type ListPaper } from '../../../src-shared/paper/list-paper.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';

const words = { no: 'No.', title: '事業', group: '部', section: '課', sections: '課' };
const years = [2021, 2022, 2023, 2024, 2025, 2026];
const fields = [0, 1].flatMap((row): GlanceField[] => [
  { path: `Do.${row}.指標名`, kind: 'line', label: '指標名', text: '子ども食堂の延べ利用者数（人）' },
  ...years.flatMap((year) =>
    ['目標', '実績'].map((part): GlanceField => ({
      path: `Do.${row}.${year}.${part}`,
      kind: 'number',
      label: part,
      year,
      text: '41,250',
      value: 41_250,
    })),
  ),
]);
const item = (_: unknown, i: number): GlanceItem => ({
  key: `${i}`,
  sheet: `個票${i}`,
  no: `${i}`,
  title: '子ども食堂運営支援事業',
  groups: [`部${i}`],
  sections: [{ name: 'こども部／こども家庭課', lead: true }],
  fields,
});
const paper = (count: number): ListPaper =>
  indicatorPaper({ words, levels: [], years, items: Array.from({ length: count }, item) }, []);

test.each(Array.from({ length: 12 }, (_, i) => i + 3))('%i groups: no band is the last line of a page', (count) => {
  const { pages } = layoutSheet(listPaperSheet(paper(count)), { policy: 'grow' });
  for (const page of pages) {
    const last = textsOf(page)
      .filter(({ role }) => role === 'cell')
      .toSorted((a, b) => b.box.y - a.box.y)[0];
    expect(last?.lines[0]?.text ?? '').not.toMatch(/^部\d/u);
  }
});

test('numbers stand without the unit that their row names, the last actual value’s rate at the end, a line beside it', () => {
  const [table] = paper(1).tables;
  expect(table?.rows[0]?.slice(3, 6)).toEqual(['子ども食堂の延べ利用者数（人）', '人', '→']);
  expect(table?.rows[0]?.slice(-2)).toEqual(['100.0%', '']);
  expect(table?.figures?.[0]).toMatchObject({
    kind: 'line',
    alt: expect.stringContaining('令和8年度 実績 41,250') as string,
  });
  expect(table?.groups?.starts).toEqual([{ row: 0, name: '部0' }]);
});

test('classes of rates are named on paper in Japanese, the plan’s own as they were written', () => {
  const plan = { words, levels: [], years, items: [item(1, 0)] };
  const remark = (bands?: Parameters<typeof indicatorPaper>[2]): string =>
    JSON.stringify(indicatorPaper(plan, [], bands));
  expect(remark()).toMatch(/達成率　100%以上 \d+件　80%以上100%未満 \d+件　60%以上80%未満 \d+件　60%未満 \d+件/u);
  expect(remark({ bands: [{ least: 90, name: '達成' }, { least: 50 }] })).toMatch(
    /達成率　達成 \d+件　50%以上90%未満 \d+件　50%未満 \d+件/u,
  );
});
