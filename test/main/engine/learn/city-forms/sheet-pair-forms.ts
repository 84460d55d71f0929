import { columnLetters, type CityForm } from './city-book.ts';

/** A front and a back sheet for each item; the back sheet has no number of its own. */
export const frontAndBack: CityForm = {
  name: '26-front-and-back',
  draw(book, items) {
    for (let n = 0; n < items; n += 1) {
      const name = `${401 + n}`;
      const s = book.sheet(book.blank ? '表' : `${name}表`);
      s.begin('item', name);
      s.title('A1:H1', '事務事業評価調書（表）');
      s.label('A2:B2', '事業コード');
      s.box('C2:D2', { label: '事業コード', kind: 'code', role: 'no', value: () => name });
      s.label('E2:F2', '事務事業名');
      s.box('G2:H2', { label: '事務事業名', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('A3:B3', '担当課');
      s.box('C3:H3', { label: '担当課', kind: 'line', role: 'section', value: (r) => r.section() });
      for (const [i, label] of ['事業の目的', '事業の内容', '根拠法令等'].entries()) {
        s.label(`A${4 + i}:B${4 + i}`, label);
        s.box(`C${4 + i}:H${4 + i}`, {
          label,
          kind: i === 2 ? 'line' : 'text',
          value: (r) => (i === 2 ? r.pick(['地方自治法', '市条例']) : r.sentences()),
        });
      }
      const b = book.sheet(book.blank ? '裏' : `${name}裏`);
      b.begin('part', name);
      b.title('A1:H1', '事務事業評価調書（裏）');
      b.label('A2:B3', '評価');
      b.label('C2:D2', '達成度');
      b.box('E2:F2', {
        label: '達成度',
        kind: 'choice',
        choices: ['高', '中', '低'],
        value: (r) => r.pick(['高', '中', '低']),
      });
      b.label('C3:D3', '効率性');
      b.box('E3:F3', {
        label: '効率性',
        kind: 'choice',
        choices: ['高', '中', '低'],
        value: (r) => r.pick(['高', '中', '低']),
      });
      for (const [i, label] of ['評価の理由', '今後の課題', '改善の方策', '市民の意見'].entries()) {
        b.label(`A${4 + i}:B${4 + i}`, label);
        b.box(`C${4 + i}:H${4 + i}`, { label, kind: 'text', value: (r) => r.sentences() });
      }
      b.label('A8:B8', '評価責任者');
      b.box('C8:H8', { label: '評価責任者', kind: 'person', value: (r) => r.person() });
      s.memo();
    }
  },
  drift: { rows: [4], columns: [3] },
};

/** A list whose years stand over kinds over each other, three levels. */
export const deepList: CityForm = {
  name: '27-deep-list',
  draw(book, items) {
    const s = book.sheet('事業一覧');
    s.title('A1:Q1', '実施計画事業　進捗状況一覧');
    s.label('A3:A5', '事業番号');
    s.label('B3:B5', '事業名');
    s.label('C3:C5', '所管課');
    const years = ['令和５年度', '令和６年度'];
    const kinds = [
      ['事業費', ['予算', '決算']],
      ['活動指標', ['目標', '実績', '単位']],
    ] as const;
    const columns: { at: number; label: string; headings: string[] }[] = [];
    let c = 4;
    for (const year of years) {
      const from = c;
      for (const [kind, subs] of kinds) {
        s.label(`${columnLetters(c)}4:${columnLetters(c + subs.length - 1)}4`, kind);
        for (const sub of subs) {
          s.label(`${columnLetters(c)}5`, sub);
          columns.push({ at: c, label: sub, headings: [year, kind] });
          c += 1;
        }
      }
      s.label(`${columnLetters(from)}3:${columnLetters(c - 1)}3`, year);
    }
    s.label('N3:N5', '進捗');
    s.label('O3:O5', '取組内容');
    s.label('P3:P5', '課題');
    s.label('Q3:Q5', '備考');
    const count = book.blank ? 5 : 6 + items * 3;
    for (let i = 0; i < count; i += 1) {
      const y = 6 + i;
      s.begin('item', `${i + 1}`, y);
      s.box(`A${y}`, { label: '事業番号', kind: 'code', role: 'no', value: () => `${1001 + i}` });
      s.box(`B${y}`, { label: '事業名', kind: 'line', role: 'title', value: (r) => r.title() });
      s.box(`C${y}`, { label: '所管課', kind: 'line', role: 'section', value: (r) => r.section() });
      for (const { at, label, headings } of columns)
        s.box(`${columnLetters(at)}${y}`, {
          label,
          headings,
          kind: label === '単位' ? 'line' : 'number',
          value: (r) => (label === '単位' ? r.pick(['件', '人', '回']) : r.amount()),
        });
      s.box(`N${y}`, {
        label: '進捗',
        kind: 'choice',
        role: 'status',
        choices: ['順調', '遅れ', '未着手'],
        value: (r) => r.pick(['順調', '遅れ', '未着手']),
      });
      s.box(`O${y}`, { label: '取組内容', kind: 'text', value: (r) => r.sentences() });
      s.box(`P${y}`, { label: '課題', kind: 'text', value: (r) => r.sentences() });
      s.box(`Q${y}`, { label: '備考', kind: 'line', value: (r) => (r.chance(0.3) ? r.phrase() : '') });
    }
    s.memo();
  },
  drift: { rows: [9], columns: [6] },
};
