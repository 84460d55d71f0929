import { columnLetters, type CityForm, type CitySheet } from './city-book.ts';

const names = (book: { blank: boolean }, items: number): readonly string[] =>
  Array.from({ length: items }, (_, i) => (book.blank ? '様式' : `${201 + i}`));
type R = CitySheet['random'];

/** Who is asked and what it is called: the first rows of many forms. */
function head(s: CitySheet, title: string, right: string): void {
  s.title(`A1:${right}1`, title);
  s.label('A2:B2', '事業番号');
  s.box('C2:D2', { label: '事業番号', kind: 'code', role: 'no', value: (r) => `${r.between(1000, 9999)}` });
  s.label('E2:F2', '事業名');
  s.box(`G2:${right}2`, { label: '事業名', kind: 'line', role: 'title', value: (r) => r.title() });
}

/** SDGs as a row of seventeen boxes for ○, and a logic model of columns with arrows between. */
export const logicModel: CityForm = {
  name: '14-logic-model',
  look: { ground: 'FFD9E1F2', bold: true },
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      head(s, '令和５年度 施策評価シート', 'S');
      const section = s.label('A3:B3', '担当課');
      s.box('C3:I3', { label: section, kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('J3:L3', '記入者');
      s.box('M3:S3', { label: '記入者', kind: 'person', value: (r) => r.person() });
      s.label('A5:B6', '関連するＳＤＧｓ');
      for (let i = 1; i <= 17; i += 1) {
        const c = columnLetters(2 + i);
        s.label(`${c}5`, `${i}`);
        s.box(`${c}6`, {
          label: '関連するＳＤＧｓ',
          kind: 'marks',
          headings: [`${i}`],
          value: (r) => (r.chance(0.25) ? '○' : ''),
          align: 'center',
        });
      }
      s.bar('A8:S8', '■ロジックモデル');
      const stages = ['投入（インプット）', '活動（アクティビティ）', '産出（アウトプット）', '成果（アウトカム）'];
      for (const [i, stage] of stages.entries()) {
        const [from, to] = [columnLetters(1 + i * 5), columnLetters(4 + i * 5)];
        s.label(`${from}9:${to}9`, stage);
        s.box(`${from}10:${to}13`, { label: stage, kind: 'text', value: (r) => r.sentences() });
        if (i < 3) s.words(`${columnLetters(5 + i * 5)}11`, '→');
      }
      s.bar('A15:S15', '■指標');
      s.label('A16:F17', '指標名');
      s.label('G16:H17', '単位');
      s.label('I16:J17', '基準値（R2）');
      const years = ['R3', 'R4', 'R5'];
      for (const [i, year] of years.entries()) {
        const at = (k: number) => columnLetters(11 + i * 3 + k);
        s.label(`${at(0)}16:${at(2)}16`, year);
        for (const [k, kind] of ['目標', '実績', '達成率'].entries()) s.label(`${at(k)}17`, kind);
      }
      for (let row = 18; row < 21; row += 1) {
        s.box(`A${row}:F${row}`, {
          label: '指標名',
          kind: 'line',
          value: (r) => `${r.pick(['講座', '利用', '参加', '相談'])}${r.pick(['件数', '者数', '回数'])}`,
        });
        s.box(`G${row}:H${row}`, { label: '単位', kind: 'line', value: (r) => r.pick(['件', '人', '回']) });
        s.box(`I${row}:J${row}`, { label: '基準値（R2）', kind: 'number', value: (r) => r.between(10, 900) });
        for (const [i, year] of years.entries()) {
          const at = (k: number) => `${columnLetters(11 + i * 3 + k)}${row}`;
          s.box(at(0), { label: '目標', headings: [year], kind: 'number', value: (r) => r.between(100, 900) });
          s.box(at(1), { label: '実績', headings: [year], kind: 'number', value: (r) => r.between(100, 900) });
          s.box(at(2), {
            label: '達成率',
            headings: [year],
            kind: 'computed',
            format: '0.0%',
            sum: { op: 'ratio', terms: [at(1), at(0)] },
          });
        }
      }
      s.memo();
    }
  },
  drift: { rows: [8, 19], columns: [8] },
};

/** Three viewpoints × three stages, points that add up, an average, reasons in a row below each. */
export const viewpoints: CityForm = {
  name: '15-viewpoints',
  look: { ground: 'FFFFF2CC' },
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      head(s, '事務事業評価シート　令和５年度実施事業', 'L');
      const part = s.label('A3:B3', '部局名');
      s.box('C3:F3', {
        label: part,
        kind: 'line',
        role: 'section',
        value: (r) => `${r.pick(['総務', '福祉', '建設'])}部`,
      });
      const section = s.label('G3:H3', '課名');
      s.box('I3:L3', { label: section, kind: 'line', role: 'section', value: (r) => r.section() });
      s.bar('A5:L5', '３　評価');
      s.label('A6:D7', '評価の視点');
      const stages = ['一次評価', '二次評価', '最終評価'];
      for (const [i, stage] of stages.entries()) {
        s.label(`${columnLetters(5 + i * 2)}6:${columnLetters(6 + i * 2)}6`, stage);
        s.label(`${columnLetters(5 + i * 2)}7`, '評価');
        s.label(`${columnLetters(6 + i * 2)}7`, '点数');
      }
      s.label('K6:L7', '備考');
      const grades = ['Ａ', 'Ｂ', 'Ｃ'];
      const questions = [
        ['市民ニーズの変化', '市の関与の必要'],
        ['目標の達成度', '上位施策への貢献'],
        ['コストの削減余地', '受益者負担の適正'],
      ];
      for (const [v, view] of ['必要性', '有効性', '効率性'].entries()) {
        const y = 8 + v * 2;
        s.label(`A${y}:B${y + 1}`, view);
        for (const [q, question] of (questions[v] as readonly string[]).entries()) {
          const row = y + q;
          s.label(`C${row}:D${row}`, question);
          for (const [i, stage] of stages.entries()) {
            s.box(`${columnLetters(5 + i * 2)}${row}`, {
              label: question,
              kind: 'choice',
              headings: [view, stage, '評価'],
              choices: grades,
              value: (r) => r.pick(grades),
            });
            s.box(`${columnLetters(6 + i * 2)}${row}`, {
              label: question,
              kind: 'number',
              headings: [view, stage, '点数'],
              value: (r) => r.between(1, 5),
            });
          }
          s.box(`K${row}:L${row}`, {
            label: question,
            kind: 'line',
            headings: [view, '備考'],
            value: (r) => (r.chance(0.5) ? r.phrase() : ''),
          });
        }
      }
      s.label('A14:D14', '合計点');
      s.label('A15:D15', '平均点');
      for (const [i, stage] of stages.entries()) {
        const c = columnLetters(6 + i * 2);
        const at = `${columnLetters(5 + i * 2)}`;
        s.box(`${at}14:${c}14`, {
          label: '合計点',
          kind: 'computed',
          headings: [stage],
          sum: { op: 'sum', terms: [`${c}8:${c}13`] },
        });
        s.box(`${at}15:${c}15`, {
          label: '平均点',
          kind: 'computed',
          format: '0.0',
          headings: [stage],
          sum: { op: 'mean', terms: [`${c}8:${c}13`] },
        });
      }
      s.bar('A17:L17', '４　今後の方向性');
      s.label('A18:B18', '方向性');
      const ways = ['拡充', '現状維持', '改善', '縮小', '廃止'];
      s.box('C18:F18', { label: '方向性', kind: 'choice', role: 'status', choices: ways, value: (r) => r.pick(ways) });
      s.label('G18:H18', '実施時期');
      s.box('I18:L18', {
        label: '実施時期',
        kind: 'line',
        value: (r) => r.pick(['令和６年度から', '令和７年度中', '未定']),
      });
      s.label('A19:B21', '改善の内容');
      s.box('C19:L21', { label: '改善の内容', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [5, 11], columns: [11] },
};

/** Records of three lines with printed ①②③, baseline and years in three writings of the year. */
export const targets: CityForm = {
  name: '16-targets',
  look: { ground: 'FFEDEDED' },
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      head(s, '総合戦略　ＫＰＩ進捗管理シート', 'M');
      s.label('A3:B3', '基本目標');
      s.box('C3:M3', {
        label: '基本目標',
        kind: 'line',
        role: 'group',
        value: (r) =>
          `${r.between(1, 4)} ${r.pick(['しごとをつくる', 'ひとの流れをつくる', '子育ての希望をかなえる'])}`,
      });
      s.label('A4:B4', '担当課・係');
      s.box('C4:M4', {
        label: '担当課・係',
        kind: 'line',
        role: 'section',
        value: (r) => `${r.section()}　${r.pick(['庶務', '企画', '計画'])}係`,
      });
      s.label('A6:A7', '№');
      s.label('B6:D7', '重要業績評価指標（KPI）');
      s.label('E6:E7', '単位');
      s.label('F6:G7', '区分');
      s.label('H6:H7', '基準値\n（平成30年度）');
      for (const [i, year] of ['令和3年度', '令和4年度', '令和5年度', '令和6年度'].entries())
        s.label(`${columnLetters(9 + i)}6`, year);
      for (const [i, kind] of ['実績', '実績', '実績', '見込'].entries()) s.label(`${columnLetters(9 + i)}7`, kind);
      s.label('M6:M7', '進捗');
      const circles = ['①', '②', '③'];
      for (const [k, circle] of circles.entries()) {
        const y = 8 + k * 3;
        s.label(`A${y}:A${y + 2}`, circle);
        s.box(`B${y}:D${y + 2}`, {
          label: '重要業績評価指標（KPI）',
          kind: 'line',
          value: (r) => `${r.pick(['新規就業', '移住', '出生', '観光入込'])}${r.pick(['者数', '件数', '客数'])}`,
        });
        s.box(`E${y}:E${y + 2}`, { label: '単位', kind: 'line', value: (r) => r.pick(['人', '件', '％']) });
        for (const [l, row] of ['目標値', '実績値', '達成率'].entries()) {
          s.label(`F${y + l}:G${y + l}`, row);
          for (const [i, year] of ['令和3年度', '令和4年度', '令和5年度', '令和6年度'].entries()) {
            const c = columnLetters(9 + i);
            const headings = [year];
            if (l === 2)
              s.box(`${c}${y + 2}`, {
                label: row,
                headings,
                kind: 'computed',
                format: '0.0%',
                sum: { op: 'ratio', terms: [`${c}${y + 1}`, `${c}${y}`] },
              });
            else
              s.box(`${c}${y + l}`, {
                label: row,
                headings,
                kind: 'number',
                value: (r) => (l === 1 && i === 3 ? '' : r.between(50, 900)),
              });
          }
        }
        s.box(`H${y}:H${y + 2}`, { label: '基準値\n（平成30年度）', kind: 'number', value: (r) => r.between(50, 900) });
        s.box(`M${y}:M${y + 2}`, {
          label: '進捗',
          kind: 'choice',
          choices: ['◎', '○', '△', '×'],
          value: (r) => r.pick(['◎', '○', '△']),
        });
      }
      s.label('A18:B20', '要因分析');
      s.box('C18:M20', { label: '要因分析', kind: 'text', value: (r) => r.sentences() });
      s.label('A21:B23', '今後の取組');
      s.box('C21:M23', { label: '今後の取組', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [6, 13], columns: [6] },
};

/** A matrix of questions with a ○ under はい, いいえ or 該当なし; groups at the left; a stamp row. */
export const checklist: CityForm = {
  name: '17-checklist',
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:K1', '内部統制　自己点検票');
      s.label('G2', '部長');
      s.label('H2', '課長');
      s.label('I2', '係長');
      s.label('J2:K2', '担当');
      s.box('G3', { label: '部長', kind: 'person', value: (r) => r.person() });
      s.box('H3', { label: '課長', kind: 'person', value: (r) => r.person() });
      s.box('I3', { label: '係長', kind: 'person', value: (r) => r.person() });
      s.box('J3:K3', { label: '担当', kind: 'person', value: (r) => r.person() });
      s.label('A5:B5', '点検番号');
      s.box('C5:D5', { label: '点検番号', kind: 'code', role: 'no', value: (r) => `T${r.between(100, 999)}` });
      s.label('E5:F5', '業務名');
      s.box('G5:K5', { label: '業務名', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('A6:B6', '所属');
      s.box('C6:F6', { label: '所属', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('G6:H6', '点検日');
      s.box('I6:K6', {
        label: '点検日',
        kind: 'blanks',
        blank: '令和　年　月　日',
        value: (r) => `令和６年${r.between(4, 9)}月${r.between(1, 28)}日`,
      });
      s.label('A8:B8', '分野');
      s.label('C8:F8', '点検項目');
      const answers = ['はい', 'いいえ', '該当なし'];
      for (const [i, answer] of answers.entries()) s.label(`${columnLetters(7 + i)}8`, answer);
      s.label('J8:K8', '特記事項');
      const groups = [
        ['契約事務', ['見積書を２者以上から徴したか', '予定価格を定めたか', '検査調書を作成したか']],
        ['財産管理', ['備品台帳と照合したか', '鍵の保管者を定めたか']],
        ['文書管理', ['保存年限を設定したか', '廃棄の決裁を受けたか', '個人情報の持出しを記録したか']],
      ] as const;
      let y = 9;
      for (const [group, questions] of groups) {
        s.label(`A${y}:B${y + questions.length - 1}`, group);
        for (const question of questions) {
          s.label(`C${y}:F${y}`, question);
          const chosen = s.random.between(0, 2);
          for (const [i, answer] of answers.entries())
            s.box(`${columnLetters(7 + i)}${y}`, {
              label: question,
              kind: 'marks',
              headings: [group, answer],
              value: () => (i === chosen ? '○' : ''),
            });
          s.box(`J${y}:K${y}`, {
            label: question,
            kind: 'line',
            headings: [group, '特記事項'],
            value: (r) => (r.chance(0.4) ? r.phrase() : ''),
          });
          y += 1;
        }
      }
      s.label(`A${y}:B${y + 2}`, '改善を要する事項');
      s.box(`C${y}:K${y + 2}`, { label: '改善を要する事項', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [5, 12], columns: [3] },
};

/** A bar P/D/C/A at the left, records ①②… that grow, values with the label under or right of them. */
export const growingIssues: CityForm = {
  name: '18-growing-issues',
  look: { ground: 'FFDDEBF7', locks: true },
  draw(book, items) {
    for (const [at, name] of names(book, items).entries()) {
      const s = book.sheet(name);
      s.begin('item', name);
      head(s, '事業改善シート', 'J');
      s.label('A4:A7', '計\n画\nＰ');
      s.label('B4:C4', '事業の目的');
      s.box('D4:J4', { label: '事業の目的', kind: 'text', value: (r) => r.sentences() });
      s.label('B5:C5', '事業期間');
      s.box('D5:F5', { label: '事業期間', kind: 'line', value: (r) => `平成${r.between(15, 30)}年度～` });
      s.label('G5:H5', '実施主体');
      s.box('I5:J5', {
        label: '実施主体',
        kind: 'choice',
        choices: ['市', '県', '民間'],
        value: (r) => r.pick(['市', '県', '民間']),
      });
      s.label('B6:C6', '対象');
      s.box('D6:J6', { label: '対象', kind: 'line', value: (r) => r.phrase() });
      s.label('B7:C7', '手段');
      s.box('D7:J7', { label: '手段', kind: 'line', value: (r) => r.phrase() });
      const count = book.blank ? 3 : 3 + ((at + book.random.salt) % 3);
      s.label(`A8:A${8 + count}`, '課\n題\nＣ');
      s.label('B8', '番号');
      s.label('C8:F8', '課題');
      s.label('G8:I8', '対応策');
      s.label('J8', '期限');
      for (let i = 0; i < count; i += 1) {
        const y = 9 + i;
        s.label(`B${y}`, '①②③④⑤⑥'[i] as string);
        s.box(`C${y}:F${y}`, { label: '課題', kind: 'text', value: (r) => r.sentences() });
        s.box(`G${y}:I${y}`, { label: '対応策', kind: 'text', value: (r) => r.sentences() });
        s.box(`J${y}`, { label: '期限', kind: 'line', value: (r) => r.pick(['R6.9', 'R7.3', '未定']) });
      }
      const y = 9 + count;
      s.label(`A${y}:A${y + 2}`, '行\n動\nＡ');
      s.label(`B${y}:C${y}`, '今後の方向性');
      s.box(`D${y}:F${y}`, {
        label: '今後の方向性',
        kind: 'choice',
        choices: ['拡充', '継続', '縮小', '廃止'],
        value: (r) => r.pick(['拡充', '継続', '縮小']),
      });
      s.label(`G${y}:H${y}`, '評価点');
      s.box(`I${y}:J${y}`, { label: '評価点', kind: 'number', value: (r) => r.between(1, 100) });
      s.label(`B${y + 1}:C${y + 2}`, '所属長意見');
      s.box(`D${y + 1}:J${y + 2}`, { label: '所属長意見', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [6], columns: [4] },
};
export { names as itemNames, type R };
