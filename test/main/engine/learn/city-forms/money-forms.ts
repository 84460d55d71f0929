import { columnLetters, type CityForm, type CitySheet } from './city-book.ts';

const names = (book: { blank: boolean }, items: number): readonly string[] =>
  Array.from({ length: items }, (_, i) => (book.blank ? '様式' : `${101 + i}`));

const amount = (random: CitySheet['random']) => random.amount();

/** Costs with personnel as persons × unit price, a vertical label over the sources, a unit over the corner. */
export const personnelCosts: CityForm = {
  name: '11-personnel-costs',
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:J1', '令和６年度　事務事業評価調書');
      s.label('A2:B2', '整理番号');
      s.box('C2:D2', { label: '整理番号', kind: 'code', role: 'no', value: (r) => `0${r.between(100, 999)}` });
      const part = s.label('E2', '部課名');
      s.box('F2:J2', { label: part, kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('A3:B3', '事務事業名');
      s.box('C3:J3', { label: '事務事業名', kind: 'line', role: 'title', value: (r) => r.title() });
      const aim = s.label('A4:B4', '目的');
      s.box('C4:J4', { label: aim, kind: 'text', value: (r) => r.sentences() });
      s.bar('A6:D6', '２　コストの推移');
      s.words('I6:J6', '（単位：千円）');
      s.label('A7:D8', '区分');
      const years = ['令和４年度', '令和５年度', '令和６年度'];
      const kinds = ['決算額', '決算額', '予算額'];
      for (const [i, year] of years.entries()) {
        const [from, to] = [columnLetters(5 + i * 2), columnLetters(6 + i * 2)];
        s.label(`${from}7:${to}7`, year);
        s.label(`${from}8:${to}8`, kinds[i] as string);
      }
      const rows = ['国庫支出金', '県支出金', '地方債', 'その他', '一般財源'];
      s.label('A9:A14', '直接事業費');
      s.label('B9:B13', '財源内訳');
      const written = rows.map((row, i) => s.label(`C${9 + i}:D${9 + i}`, row));
      s.label('B14:D14', '事業費計（Ａ）');
      s.label('A15:A17', '人件費');
      s.label('B15:D15', '従事職員数（人工）');
      s.label('B16:D16', '平均給与単価');
      s.label('B17:D17', '人件費計（Ｂ）');
      s.label('A18:D18', '総事業費（Ａ＋Ｂ）');
      for (const [i, year] of years.entries()) {
        const at = (row: number) => `${columnLetters(5 + i * 2)}${row}:${columnLetters(6 + i * 2)}${row}`;
        const first = (row: number) => `${columnLetters(5 + i * 2)}${row}`;
        const headings = [year, kinds[i] as string];
        for (const [r, label] of written.entries())
          s.box(at(9 + r), { label, kind: 'number', headings, value: amount });
        s.box(at(14), {
          label: '事業費計（Ａ）',
          kind: 'computed',
          headings,
          sum: { op: 'sum', terms: [`${first(9)}:${first(13)}`] },
        });
        s.box(at(15), {
          label: '従事職員数（人工）',
          kind: 'number',
          headings,
          format: '0.00',
          value: (r) => r.between(10, 300) / 100,
        });
        s.box(at(16), { label: '平均給与単価', kind: 'number', headings, value: () => 7_200 });
        s.box(at(17), {
          label: '人件費計（Ｂ）',
          kind: 'computed',
          headings,
          sum: { op: 'product', terms: [first(15), first(16)] },
        });
        s.box(at(18), {
          label: '総事業費（Ａ＋Ｂ）',
          kind: 'computed',
          headings,
          sum: { op: 'sum', terms: [first(14), first(17)] },
        });
      }
      s.words('A19:J19', '（注）人件費は、従事職員数に平均給与単価を乗じて算出している。');
      s.memo();
    }
  },
  drift: { rows: [4, 12], columns: [7] },
};

/** Years said by words alone (前年度, 本年度), counted from the sheet's own year; values with their units in cells of their own. */
export const relativeYears: CityForm = {
  name: '12-relative-years',
  look: { ground: 'FFE2EFDA', locks: true },
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(book.blank ? '様式' : `評価表${name}`);
      s.begin('item', name);
      s.title('A1:L1', '事務事業点検シート');
      s.label('A2:B2', '評価年度');
      s.box('C2:D2', { label: '評価年度', kind: 'year', role: 'year', value: () => '令和６年度' });
      s.label('E2:F2', '事業コード');
      s.box('G2:L2', {
        label: '事業コード',
        kind: 'code',
        role: 'no',
        value: (r) => `${r.between(10, 99)}-${r.between(10, 99)}`,
      });
      s.label('A3:B3', '事業名称');
      s.box('C3:L3', { label: '事業名称', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('A4:B4', '所管課');
      s.box('C4:F4', { label: '所管課', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('G4:H4', '作成者');
      s.box('I4:L4', { label: '作成者', kind: 'person', value: (r) => r.person() });
      s.bar('A6:L6', '◆事業費の推移');
      const heads = ['前々年度決算', '前年度決算', '本年度予算', '次年度見込'];
      s.label('A7:B7', '項目');
      for (const [i, head] of heads.entries())
        s.label(`${columnLetters(3 + i * 2)}7:${columnLetters(4 + i * 2)}7`, head);
      const rows = ['事業費', '人件費', '減価償却費'];
      const units = ['千円', '千円', '千円'];
      for (const [r, row] of rows.entries()) {
        s.label(`A${8 + r}:B${8 + r}`, row);
        for (const [i, head] of heads.entries()) {
          s.box(`${columnLetters(3 + i * 2)}${8 + r}`, { label: row, kind: 'number', headings: [head], value: amount });
          s.linedWords(`${columnLetters(4 + i * 2)}${8 + r}`, units[r] as string);
        }
      }
      s.label('A11:B11', '総コスト');
      for (const [i, head] of heads.entries()) {
        const column = columnLetters(3 + i * 2);
        s.box(`${column}11`, {
          label: '総コスト',
          kind: 'computed',
          headings: [head],
          sum: { op: 'sum', terms: [`${column}8:${column}10`] },
        });
        s.linedWords(`${columnLetters(4 + i * 2)}11`, '千円');
      }
      s.bar('A13:L13', '◆点検結果');
      for (const [i, aspect] of ['妥当性', '有効性', '効率性', '公平性'].entries()) {
        const row = 14 + i * 2;
        s.label(`A${row}:B${row + 1}`, aspect);
        s.label(`C${row}`, '判定');
        s.box(`D${row}:E${row}`, {
          label: aspect,
          kind: 'choice',
          headings: ['判定'],
          choices: ['Ａ', 'Ｂ', 'Ｃ'],
          value: (r) => r.pick(['Ａ', 'Ｂ', 'Ｃ']),
        });
        s.label(`F${row}:F${row + 1}`, '説明');
        s.box(`G${row}:L${row + 1}`, { label: aspect, kind: 'text', headings: ['説明'], value: (r) => r.sentences() });
        s.label(`C${row + 1}`, '点数');
        s.box(`D${row + 1}:E${row + 1}`, {
          label: aspect,
          kind: 'number',
          headings: ['点数'],
          value: (r) => r.between(1, 5),
        });
      }
      s.memo();
    }
  },
  drift: { rows: [3, 9], columns: [5] },
};

/** A facility run by others: months across, incomes and expenses side by side, each with plan, result and difference. */
export const facilityReport: CityForm = {
  name: '13-facility',
  look: { ground: 'FFFCE4D6' },
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(book.blank ? 'モニタリング' : `施設${name}`);
      s.begin('item', name);
      s.title('A1:P1', '指定管理者制度モニタリング評価表（令和５年度）');
      s.label('A3:B3', '施設番号');
      s.box('C3:D3', { label: '施設番号', kind: 'code', role: 'no', value: (r) => `F-${r.between(10, 99)}` });
      s.label('E3:F3', '施設名');
      s.box('G3:K3', {
        label: '施設名',
        kind: 'line',
        role: 'title',
        value: (r) =>
          `${r.pick(['中央', '東部', '西部', '南'])}${r.pick(['体育館', '公民館', '図書館', '温水プール'])}`,
      });
      s.label('L3:M3', '所管課');
      s.box('N3:P3', { label: '所管課', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('A4:B4', '指定管理者');
      s.box('C4:H4', {
        label: '指定管理者',
        kind: 'line',
        value: (r) =>
          `${r.pick(['株式会社', 'NPO法人', '一般財団法人'])}${r.pick(['みらい', 'あおぞら', 'まちづくり'])}公社`,
      });
      s.label('I4:J4', '指定期間');
      s.box('K4:P4', { label: '指定期間', kind: 'line', value: () => '令和３年４月１日～令和８年３月31日' });
      s.bar('A6:P6', '１　利用状況（単位：人）');
      s.label('A7:B7', '月');
      const months = ['4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月', '1月', '2月', '3月'];
      for (const [m, month] of months.entries()) s.label(`${columnLetters(3 + m)}7`, month);
      s.label('O7:P7', '計');
      for (const [i, row] of ['前年度', '本年度'].entries()) {
        s.label(`A${8 + i}:B${8 + i}`, row);
        for (const [m, month] of months.entries())
          s.box(`${columnLetters(3 + m)}${8 + i}`, {
            label: row,
            kind: 'number',
            headings: [month],
            value: (r) => r.between(100, 3000),
          });
        s.box(`O${8 + i}:P${8 + i}`, {
          label: row,
          kind: 'computed',
          headings: ['計'],
          sum: { op: 'sum', terms: [`C${8 + i}:N${8 + i}`] },
        });
      }
      s.label('A10:B10', '増減');
      for (const [m, month] of [...months, '計'].entries()) {
        const c = columnLetters(3 + m);
        s.box(month === '計' ? 'O10:P10' : `${c}10`, {
          label: '増減',
          kind: 'computed',
          headings: [month],
          sum: { op: 'difference', terms: [`${c}9`, `${c}8`] },
        });
      }
      s.bar('A12:P12', '２　収支の状況（単位：千円）');
      const sides = [
        { at: 1, name: '収入', rows: ['指定管理料', '利用料金', '自主事業収入', 'その他'] },
        { at: 9, name: '支出', rows: ['人件費', '光熱水費', '修繕費', '委託費'] },
      ];
      for (const { at, name: side, rows } of sides) {
        const c = (i: number) => columnLetters(at + i);
        s.label(`${c(0)}13:${c(1)}13`, side);
        const heads = ['計画額', '実績額', '差引'];
        for (const [h, head] of heads.entries()) s.label(`${c(2 + h * 2)}13:${c(3 + h * 2)}13`, head);
        for (const [r, row] of [...rows, '合計'].entries()) {
          const y = 14 + r;
          s.label(`${c(0)}${y}:${c(1)}${y}`, row);
          for (const [h, head] of heads.entries()) {
            const x = c(2 + h * 2);
            const at2 = `${x}${y}:${c(3 + h * 2)}${y}`;
            if (h === 2)
              s.box(at2, {
                label: row,
                kind: 'computed',
                headings: [head],
                sum: { op: 'difference', terms: [`${c(4)}${y}`, `${c(2)}${y}`] },
              });
            else if (row === '合計')
              s.box(at2, {
                label: row,
                kind: 'computed',
                headings: [head],
                sum: { op: 'sum', terms: [`${x}14:${x}17`] },
              });
            else s.box(at2, { label: row, kind: 'number', headings: [head], value: amount });
          }
        }
      }
      s.bar('A20:P20', '３　評価');
      s.label('A21:D21', '評価項目');
      s.label('E21:F21', '自己評価');
      s.label('G21:H21', '市の評価');
      s.label('I21:P21', '評価の理由');
      for (const [i, row] of [
        '施設の維持管理',
        'サービスの質の確保',
        '利用促進の取組',
        '経費の節減',
        '個人情報の保護',
      ].entries()) {
        const y = 22 + i;
        s.label(`A${y}:D${y}`, row);
        const grade = {
          kind: 'choice',
          choices: ['Ｓ', 'Ａ', 'Ｂ', 'Ｃ'],
          value: (r: CitySheet['random']) => r.pick(['Ｓ', 'Ａ', 'Ｂ']),
        };
        s.box(`E${y}:F${y}`, { label: row, headings: ['自己評価'], ...grade });
        s.box(`G${y}:H${y}`, { label: row, headings: ['市の評価'], ...grade });
        s.box(`I${y}:P${y}`, { label: row, headings: ['評価の理由'], kind: 'text', value: (r) => r.sentences() });
      }
      s.words('A27:P27', '※Ｓ：優れている　Ａ：良好　Ｂ：課題あり　Ｃ：改善が必要');
      s.label('A28:B29', '総合所見');
      s.box('C28:P29', { label: '総合所見', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [6, 16, 24], columns: [4] },
};
