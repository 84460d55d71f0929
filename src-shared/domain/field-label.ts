import { eraYear } from './era-year.ts';
import { parseFieldPath, type FieldPath } from './fields.ts';

const heads: Readonly<Record<string, string>> = {
  pillar: '改革項目',
  majorItem: '大項目',
  no: 'No.',
  middleItem: '中項目',
  sections: '担当課',
  title: '具体的な改革項目',
  background: '現状と課題',
  purpose: '改革の目的、考えられる効果',
  actions: '取組の内容',
};
const parts: Readonly<Record<string, string>> = {
  plan: '計画',
  actual: '実績',
  current: '現状',
  name: '名称',
  text: '取組の状況',
  status: '進捗状況',
  assessment: '評価',
  grade: '評価区分',
  nextSteps: '課題、今後の方針など',
  afterPlan: '計画期間の後',
};

/** What the form calls a field: its block, year and half, and its own name. */
function labelParts(path: FieldPath): { readonly place: string; readonly name: string } {
  const key = parseFieldPath(path);
  if (key === undefined) return { place: '', name: path };
  if (key.block === 'head') return { place: '', name: heads[key.name] ?? key.name };
  const year = 'year' in key ? eraYear(key.year) : '';
  const block = { steps: '取組工程', indicators: '指標', progress: '', annual: '年度評価', overall: '総合評価' }[
    key.block
  ];
  const half = key.block === 'progress' ? (key.half === 'firstHalf' ? '上半期' : '下半期') : '';
  const row = 'row' in key && key.row > 0 ? String(key.row + 1) : '';
  return {
    place: [`${block}${row}`, year, half].filter((word) => word !== '').join(' '),
    name: parts[key.name] ?? key.name,
  };
}

/** A field's name in one line: `令和8年度 上半期 進捗状況`. */
export function fieldLabel(path: FieldPath): string {
  const { place, name } = labelParts(path);
  return [place, name].filter((word) => word !== '').join(' ');
}

/** The names of several boxes in short, those of one place together: `総合評価（評価、評価区分）`. */
export function shortLabels(paths: Iterable<FieldPath>): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const path of paths) {
    const { place, name } = labelParts(path);
    const key = place === '' ? name : place;
    const names = places.get(key) ?? new Set<string>();
    if (place !== '') names.add(name);
    places.set(key, names);
  }
  return [...places].map(([place, names]) => (names.size === 0 ? place : `${place}（${[...names].join('、')}）`));
}
