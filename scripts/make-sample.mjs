/**
 * Makes assets/sample/sample-plan.xlsx, the plan of a fictional city that the application opens on its first start, from
 * the texts in assets/sample/sample-items.json. The same texts give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fixtureWorkbook } from '../test/helpers/fixture-workbook.ts';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const years = [2025, 2026];

/** `[number, format]` in the texts is a number with its format; a bare number is a number, a string is text. */
function boxValue(value) {
  if (Array.isArray(value)) return { number: value[0], format: value[1], shown: '' };
  return typeof value === 'number' ? { number: value, format: 'General', shown: String(value) } : value;
}

/** The lead section's mark in red, as staff colour it. */
function sectionRuns(text) {
  const mark = text.indexOf('●');
  return {
    runs: [{ text: text.slice(0, mark) }, { text: '●', color: 'FFC00000', bold: true }, { text: text.slice(mark + 1) }],
  };
}

function itemOf(texts) {
  const values = { sections: sectionRuns(texts.sections), title: { text: texts.title, furigana: texts.furigana } };
  for (const path of ['pillar', 'majorItem', 'middleItem', 'background', 'purpose', 'actions'])
    values[path] = texts[path];
  values.no = boxValue(texts.no);
  for (const [block, first] of [
    ['steps', 'current'],
    ['indicators', 'name'],
  ]) {
    texts[block].forEach((row, i) => {
      const cells = [...row];
      values[`${block}.${i}.${first}`] = boxValue(cells.shift());
      if (block === 'indicators') values[`${block}.${i}.current`] = boxValue(cells.shift());
      for (const year of years) {
        for (const side of ['plan', 'actual']) values[`${block}.${i}.${year}.${side}`] = boxValue(cells.shift());
      }
    });
  }
  years.forEach((year, k) => {
    const [first, firstStatus, second, secondStatus] = texts.progress[k];
    values[`progress.${year}.firstHalf.text`] = first;
    values[`progress.${year}.firstHalf.status`] = firstStatus;
    values[`progress.${year}.secondHalf.text`] = second;
    values[`progress.${year}.secondHalf.status`] = secondStatus;
    ['assessment', 'grade', 'nextSteps'].forEach((name, i) => (values[`annual.${year}.${name}`] = texts.annual[k][i]));
  });
  ['assessment', 'grade', 'nextSteps', 'afterPlan'].forEach(
    (name, i) => (values[`overall.${name}`] = texts.overall[i]),
  );
  return { values, arrowTexts: texts.arrows };
}

/**
 * An arrow from each year's 計画 into its 実績 along the foot of the first step row, and a «見直し» box at the end.
 * @returns {import('../test/helpers/fixture-drawing.ts').FixtureShape[]}
 */
function arrows(item, places) {
  const y = 43;
  const shapes = years.map((year, k) => {
    const plan = places[`steps.0.${year}.plan`];
    const actual = places[`steps.0.${year}.actual`];
    return {
      kind: /** @type {const} */ ('arrow'),
      text: item.arrowTexts[k],
      from: { row: plan.top, column: plan.left, x: 5, y },
      to: { row: plan.top, column: actual.left, x: k === 0 ? 44 : 30, y: y + 18 },
    };
  });
  const last = places[`steps.0.${years.at(-1)}.actual`];
  const at = (x, dy) => ({ row: last.top, column: last.left, x, y: y + dy });
  return [
    ...shapes,
    {
      kind: /** @type {const} */ ('textBox'),
      text: '見直し',
      from: at(36, 2),
      to: { ...at(0, 16), column: last.left + 1, x: 14 },
    },
  ];
}

const texts = JSON.parse(readFileSync(at('assets/sample/sample-items.json'), 'utf8'));
const { bytes } = fixtureWorkbook({
  years,
  items: texts.map(itemOf),
  arrows,
  city: '汐見原市',
  planTitle: '汐見原市行財政改革プラン2025',
  company: '汐見原市',
  author: '政策企画課',
  font: 'BIZ UDPゴシック',
  fill: 'FFE8F1FE',
  picture: true,
  lists: 'name',
  protection: true,
  conditionalFormats: true,
  customXml: true,
  customProperties: { 文書管理番号: '汐政企第24号', 作成課: '政策企画課' },
  notes: [
    {
      path: 'progress.2026.firstHalf.text',
      author: '政策企画課',
      text: '数値の根拠となる資料を添えてください。（9月末時点で記入）',
    },
  ],
  instructions: [
    '「No.」「大項目」「中項目」は政策企画課で入力しています。変更しないでください。',
    '「担当課」は関係するすべての課を１行に１課ずつ記入し、主となる課の名前のすぐ後に「●」を付けてください。',
    '「取組の状況」は、上半期（４～９月）分を10月末まで、下半期（10～３月）分を翌年度の４月末までに記入し、進捗をリストから選んでください。',
    '「年度評価」は年度の終了後に記入し、評価をリスト（Ａ～Ｄ）から選んでください。Ｃ又はＤとした場合は、理由と改善策を「課題、今後の方針、改善事項など」に書いてください。',
    '「計画期間の評価」は、令和８年度の上半期の終了後に仮の評価を記入し、下半期の終了後に確定します。',
    '指標の実績が確定していないときは見込みの値を入力し、値の後に時点を付けてください（例：41分（9月末））。',
    '枠に収まらないときは、文章を短くするか、政策企画課まで相談してください（内線2214）。',
  ],
});
writeFileSync(at('assets/sample/sample-plan.xlsx'), bytes);
console.log(`assets/sample/sample-plan.xlsx: ${texts.length} items, ${bytes.length} bytes`);
