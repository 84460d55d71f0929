import { columnLetters, type CityForm, type CitySheet } from './city-book.ts';

const names = (book: { blank: boolean }, items: number): readonly string[] =>
  Array.from({ length: items }, (_, i) => (book.blank ? '様式' : `${301 + i}`));
type R = CitySheet['random'];
const amount = (r: R) => r.amount();

/** Steps by half years under two levels of years, names of the steps typed; a matrix of two directions with one ○. */
export const stepsAndMatrix: CityForm = {
  name: '23-steps-and-matrix',
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:N1', '行政改革実施計画　進行管理シート');
      s.label('A2:B2', '取組番号');
      s.box('C2:D2', {
        label: '取組番号',
        kind: 'code',
        role: 'no',
        value: (r) => `${r.between(1, 5)}-(${r.between(1, 9)})`,
      });
      s.label('E2:F2', '取組項目');
      s.box('G2:N2', { label: '取組項目', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('A3:B3', '主担当');
      s.box('C3:F3', { label: '主担当', kind: 'line', value: (r) => r.section() });
      s.label('G3:H3', '関係部署');
      s.box('I3:N3', { label: '関係部署', kind: 'line', value: (r) => `${r.section()}、${r.section()}` });
      s.bar('A5:N5', '（1）実施工程');
      s.label('A6:D7', '工程');
      const years = ['令和5年度', '令和6年度', '令和7年度', '令和8年度', '令和9年度'];
      for (const [i, year] of years.entries()) {
        s.label(`${columnLetters(5 + i * 2)}6:${columnLetters(6 + i * 2)}6`, year);
        s.label(`${columnLetters(5 + i * 2)}7`, '上期');
        s.label(`${columnLetters(6 + i * 2)}7`, '下期');
      }
      for (let row = 8; row < 12; row += 1) {
        s.box(`A${row}:D${row}`, { label: '工程', kind: 'line', value: (r) => r.phrase() });
        for (const [i, year] of years.entries())
          for (const [h, half] of ['上期', '下期'].entries())
            s.box(`${columnLetters(5 + i * 2 + h)}${row}`, {
              label: half,
              headings: [year],
              kind: 'line',
              value: (r) => r.pick(['検討', '実施', '→', '', '準備']),
            });
      }
      s.bar('A13:N13', '（2）効果額（単位：千円）');
      s.label('A14:D14', '区分');
      for (const [i, year] of years.entries())
        s.label(`${columnLetters(5 + i * 2)}14:${columnLetters(6 + i * 2)}14`, year);
      for (const [k, row] of ['目標額', '実績額'].entries()) {
        s.label(`A${15 + k}:D${15 + k}`, row);
        for (const [i, year] of years.entries())
          s.box(`${columnLetters(5 + i * 2)}${15 + k}:${columnLetters(6 + i * 2)}${15 + k}`, {
            label: row,
            headings: [year],
            kind: 'number',
            value: amount,
          });
      }
      s.bar('A18:N18', '（3）今後の方向性');
      s.label('A19:C20', '成果の方向');
      s.label('D19:L19', 'コストの方向');
      const costs = ['削減', '維持', '増加'];
      for (const [c, cost] of costs.entries())
        s.label(`${columnLetters(4 + c * 3)}20:${columnLetters(6 + c * 3)}20`, cost);
      for (const [k, row] of ['向上', '現状維持', '低下'].entries()) {
        s.label(`A${21 + k}:C${21 + k}`, row);
        const chosen = s.random.between(0, 2);
        for (const [c, cost] of costs.entries())
          s.box(`${columnLetters(4 + c * 3)}${21 + k}:${columnLetters(6 + c * 3)}${21 + k}`, {
            label: row,
            headings: ['コストの方向', cost],
            kind: 'marks',
            value: () => (c === chosen && k === 1 ? '○' : ''),
          });
      }
      s.memo();
    }
  },
  drift: { rows: [3, 10], columns: [3] },
};

/** The left half plans, the right half tells what was done; questions in whole sentences. */
export const twoHalves: CityForm = {
  name: '24-two-halves',
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:R1', '令和６年度　施策マネジメントシート');
      s.label('A2:B2', '施策番号');
      s.box('C2:D2', { label: '施策番号', kind: 'code', role: 'no', value: (r) => `${r.between(11, 59)}` });
      s.label('E2:F2', '施策名');
      s.box('G2:L2', {
        label: '施策名',
        kind: 'line',
        role: 'title',
        value: (r) => `${r.pick(['子育て', '防災', '観光'])}の${r.pick(['充実', '推進', '強化'])}`,
      });
      s.label('M2:N2', '主管課');
      s.box('O2:R2', { label: '主管課', kind: 'line', role: 'section', value: (r) => r.section() });
      s.bar('A4:I4', 'Ⅰ　計画（Plan）');
      s.bar('J4:R4', 'Ⅱ　実績（Do）');
      const left = ['対象', '意図', '手段'];
      const right = ['実施内容', '進捗の状況', '課題'];
      for (let i = 0; i < 3; i += 1) {
        const y = 5 + i * 2;
        s.label(`A${y}:B${y + 1}`, left[i] as string);
        s.box(`C${y}:I${y + 1}`, { label: left[i] as string, kind: 'text', value: (r) => r.sentences() });
        s.label(`J${y}:K${y + 1}`, right[i] as string);
        s.box(`L${y}:R${y + 1}`, { label: right[i] as string, kind: 'text', value: (r) => r.sentences() });
      }
      s.label('A11:C11', '成果指標');
      s.label('D11:E11', '現状値');
      s.label('F11:G11', '中間目標');
      s.label('H11:I11', '最終目標');
      s.label('J11:L11', '実績');
      for (const [i, year] of ['R4', 'R5', 'R6'].entries())
        s.label(`${columnLetters(13 + i * 2)}11:${columnLetters(14 + i * 2)}11`, year);
      for (let y = 12; y < 15; y += 1) {
        s.box(`A${y}:C${y}`, {
          label: '成果指標',
          kind: 'line',
          value: (r) => `${r.pick(['満足度', '利用率', '参加者数'])}（${r.pick(['％', '人'])}）`,
        });
        for (const [i, head] of ['現状値', '中間目標', '最終目標'].entries())
          s.box(`${columnLetters(4 + i * 2)}${y}:${columnLetters(5 + i * 2)}${y}`, {
            label: head,
            kind: 'number',
            value: (r) => r.between(1, 900),
          });
        s.label(`J${y}:L${y}`, '実績値');
        for (const [i, year] of ['R4', 'R5', 'R6'].entries())
          s.box(`${columnLetters(13 + i * 2)}${y}:${columnLetters(14 + i * 2)}${y}`, {
            label: '実績値',
            headings: [year],
            kind: 'number',
            value: (r) => r.between(1, 900),
          });
      }
      s.bar('A16:R16', 'Ⅲ　評価（Check）');
      s.label('A17:K17', '設問');
      s.label('L17:M17', '回答');
      s.label('N17:R17', '回答の理由');
      const questions = [
        '市が実施する必要があるか（民間でできないか、国や県の事業と重複していないか、他の手段で代替できないか）',
        '目的の達成に向けて成果が上がっているか（成果が上がっていない場合、その原因は何か）',
        'より少ない費用で同じ成果を得る方法はないか',
        '受益者負担は適正か',
      ];
      for (const [i, question] of questions.entries()) {
        s.label(`A${18 + i}:K${18 + i}`, question);
        s.box(`L${18 + i}:M${18 + i}`, {
          label: question,
          kind: 'choice',
          headings: ['回答'],
          choices: ['はい', 'いいえ', '一部'],
          value: (r) => r.pick(['はい', 'いいえ', '一部']),
        });
        s.box(`N${18 + i}:R${18 + i}`, {
          label: question,
          kind: 'text',
          headings: ['回答の理由'],
          value: (r) => r.sentences(),
        });
      }
      s.label('A22:B24', '総合判断');
      s.box('C22:R24', { label: '総合判断', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [7, 13], columns: [5] },
};

/** Costs by item with a sum over years and remarks; sources in a second table; dates and periods in cells cut by words. */
export const splitDates: CityForm = {
  name: '25-split-dates',
  draw(book, items) {
    for (const name of names(book, items)) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:L1', '補助金評価調書');
      s.label('A2:B2', '補助金番号');
      s.box('C2:D2', { label: '補助金番号', kind: 'code', role: 'no', value: (r) => `H${r.between(100, 999)}` });
      s.label('E2:F2', '補助金名称');
      s.box('G2:L2', {
        label: '補助金名称',
        kind: 'line',
        role: 'title',
        value: (r) => `${r.pick(['文化', '体育', '商工'])}団体補助金`,
      });
      s.label('A3:B3', '所管');
      s.box('C3:F3', { label: '所管', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('G3:H3', '創設年度');
      s.box('I3:J3', { label: '創設年度', kind: 'year', value: (r) => `平成${r.between(1, 30)}年度` });
      s.label('K3', '終期');
      s.box('L3', { label: '終期', kind: 'line', value: (r) => r.pick(['なし', '未定', '当分の間']) });
      s.label('A4:B4', '補助率');
      s.box('C4:D4', { label: '補助率', kind: 'line', value: (r) => r.pick(['1/2以内', '定額', '2/3']) });
      s.label('E4:F4', '根拠規程');
      s.box('G4:L4', {
        label: '根拠規程',
        kind: 'marks',
        blank: '□条例　□規則　□要綱　□なし',
        value: (r) => r.pick(['■条例　□規則　□要綱　□なし', '□条例　□規則　■要綱　□なし']),
      });
      s.bar('A6:H6', '１　交付実績');
      s.words('J6:L6', '（単位：円）');
      s.label('A7:B7', '年度');
      const heads = ['R3決算', 'R4決算', 'R5決算', 'R6予算'];
      for (const [i, head] of heads.entries())
        s.label(`${columnLetters(3 + i * 2)}7:${columnLetters(4 + i * 2)}7`, head);
      s.label('K7', '合計');
      s.label('L7', '備考');
      for (const [k, row] of ['補助金額', '交付件数', '対象事業費'].entries()) {
        const y = 8 + k;
        s.label(`A${y}:B${y}`, row);
        for (const [i, head] of heads.entries())
          s.box(`${columnLetters(3 + i * 2)}${y}:${columnLetters(4 + i * 2)}${y}`, {
            label: row,
            headings: [head],
            kind: 'number',
            value: amount,
          });
        s.box(`K${y}`, {
          label: row,
          headings: ['合計'],
          kind: 'computed',
          sum: { op: 'sum', terms: [`C${y}:J${y}`] },
        });
        s.box(`L${y}`, {
          label: row,
          headings: ['備考'],
          kind: 'line',
          value: (r) => (r.chance(0.5) ? r.phrase() : ''),
        });
      }
      s.bar('A12:L12', '２　補助対象経費の内訳');
      s.label('A13:C13', '費目');
      s.label('D13:E13', '予算額');
      s.label('F13:G13', '決算額');
      s.label('H13:L13', '内容');
      for (let y = 14; y < 18; y += 1) {
        s.box(`A${y}:C${y}`, {
          label: '費目',
          kind: 'line',
          value: (r) => r.pick(['報償費', '旅費', '需用費', '役務費', '委託料']),
        });
        s.box(`D${y}:E${y}`, { label: '予算額', kind: 'number', value: amount });
        s.box(`F${y}:G${y}`, { label: '決算額', kind: 'number', value: amount });
        s.box(`H${y}:L${y}`, { label: '内容', kind: 'line', value: (r) => r.phrase() });
      }
      s.label('A18:C18', '計');
      s.box('D18:E18', { label: '計', headings: ['予算額'], kind: 'computed', sum: { op: 'sum', terms: ['D14:D17'] } });
      s.box('F18:G18', { label: '計', headings: ['決算額'], kind: 'computed', sum: { op: 'sum', terms: ['F14:F17'] } });
      s.bar('A20:L20', '３　評価');
      for (const [i, view] of ['公益性', '公平性', '有効性'].entries()) {
        const y = 21 + i;
        s.label(`A${y}:B${y}`, view);
        s.box(`C${y}`, { label: view, kind: 'number', value: (r) => r.between(1, 5) });
        s.linedWords(`D${y}`, '／５点');
        s.box(`E${y}:L${y}`, { label: view, kind: 'text', value: (r) => r.sentences() });
      }
      s.label('A24:B24', '総合点');
      s.box('C24', { label: '総合点', kind: 'computed', sum: { op: 'sum', terms: ['C21:C23'] } });
      s.linedWords('D24', '／１５点');
      s.label('E24:F24', '判定');
      s.box('G24:H24', {
        label: '判定',
        kind: 'choice',
        role: 'status',
        choices: ['継続', '見直し', '廃止'],
        value: (r) => r.pick(['継続', '見直し', '廃止']),
      });
      s.label('I24:J24', '評価日');
      s.box('K24:L24', {
        label: '評価日',
        kind: 'date',
        format: 'yyyy/m/d',
        value: (r) => `2024/7/${r.between(1, 30)}`,
      });
      s.memo();
    }
  },
  drift: { rows: [6, 15, 22], columns: [9] },
};
