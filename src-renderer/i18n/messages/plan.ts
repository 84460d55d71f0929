import type { Sentence } from '../../../src-shared/failures/language.ts';

/** New plans, the next plan and the copy for the public. */
export const planMessages = {
  'plan.new': { ja: '新しい計画', en: 'New plan' },
  'plan.next': { ja: '次期計画を作成', en: 'Make the next plan' },
  'plan.title': { ja: '計画の名前', en: 'Title of the plan' },
  'plan.new.lacks': {
    ja: '計画の名前、年度、項目、進捗状況と評価区分の選択肢を入力すると使えます。',
    en: 'Fill in the title, the years, the items and the choices of status and grade first.',
  },
  'plan.next.lacks': {
    ja: '計画の名前と年度を入力し、引き継ぐ個票を1つ以上選ぶと使えます。',
    en: 'Fill in the title and the years, and choose at least one sheet to take over.',
  },
  'plan.firstYear': { ja: '最初の年度（西暦）', en: 'First fiscal year' },
  'plan.lastYear': { ja: '最後の年度（西暦）', en: 'Last fiscal year' },
  'plan.years.wrong': {
    ja: '年度は西暦の数字で、最初から最後まで10年度以内にしてください。',
    en: 'Years are numbers such as 2027, ten at most from the first to the last.',
  },
  'plan.pillars': { ja: '重点改革項目（1行に1つ）', en: 'Pillars (one a line)' },
  'plan.statuses': { ja: '進捗状況の選択肢（1行に1つ）', en: 'Choices of status (one a line)' },
  'plan.statuses.default': {
    ja: '予定通り進捗\n一部遅延\n遅延\n前倒し進捗\n完了\n未着手',
    en: '予定通り進捗\n一部遅延\n遅延\n前倒し進捗\n完了\n未着手',
  },
  'plan.grades': { ja: '評価区分の選択肢（1行に1つ）', en: 'Grades (one a line)' },
  'plan.rows': { ja: '{list}の行数', en: 'Rows of {list}' },
  'plan.items': {
    ja: '項目（1行に、番号・項目名・担当課をタブで区切る）',
    en: 'Items (a line each: No., title, lead section, parted by tabs)',
  },
  'plan.overall': { ja: '総合評価 {grade}', en: 'overall {grade}' },
  'plan.items.note': {
    ja: 'Excelの表から、番号・項目名・担当課（と重点改革項目）の列をコピーして貼り付けられます。',
    en: 'Copy the columns No., title and section (and pillar) in Excel and paste them here.',
  },
  'plan.items.count': { ja: '項目：{count}件', en: '{count} {count:item|items}' },
  'plan.no': { ja: '番号', en: 'No.' },
  'plan.itemTitle': { ja: '項目名', en: 'Title' },
  'plan.sections': { ja: '担当課', en: 'Sections' },
  'plan.pillar': { ja: '重点改革項目', en: 'Pillar' },
  'plan.pillar.none': { ja: '（なし）', en: '(none)' },
  'plan.preview': { ja: '見本を表示', en: 'Show a preview' },
  'plan.preview.stale': {
    ja: '内容が変わりました。もう一度「見本を表示」を押すと新しくなります。',
    en: 'The settings have changed. Show the preview again.',
  },
  'plan.preview.sheets': { ja: 'シート：{sheets}', en: 'Sheets: {sheets}' },
  'plan.working': { ja: 'ブックを作っています…', en: 'Making the workbook…' },
  'plan.make': { ja: '保存先を選んで作成…', en: 'Choose a place and make it…' },
  'plan.chosen': { ja: '引き継ぐ項目', en: 'Items that go on' },
  'plan.carry': { ja: '引き継ぐ文章（ほかは空欄から始まります）', en: 'Texts that carry on (the others start empty)' },
  'plan.showOld': {
    ja: '前計画の総合評価を欄外に表示する（印刷されません）',
    en: 'Show the old overall evaluation beside the form, outside what is printed',
  },
  'publish.done': {
    ja: '公開用に「{name}」を保存しました。取り除いたもの：{what}。',
    en: 'Saved “{name}” for the public. Taken out: {what}.',
  },
  'publish.doneClean': {
    ja: '公開用に「{name}」を保存しました。取り除くものはありませんでした。',
    en: 'Saved “{name}” for the public. Nothing had to be taken out.',
  },
  'publish.stripped': { ja: '{what}（{count}）', en: '{what} ({count})' },
  'publish.hidden': {
    ja: '非表示のシートが残っています。公開してよいか確かめてください：{sheets}。',
    en: 'Hidden sheets remain; check that they may be published: {sheets}.',
  },
  'plan.others': { ja: '（同じ計画のブックほか{count}件）', en: ' (and {count} more of the plan)' },
  'plan.waiting': {
    ja: 'ほかのブック{count}件にも返信があります：',
    en: 'Other workbooks with answers ({count}):',
  },
} as const satisfies Record<string, Sentence>;
