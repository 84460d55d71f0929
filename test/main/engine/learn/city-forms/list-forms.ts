import { columnLetters, type CityForm } from './city-book.ts';

/** A list with two levels of headings, section rows, sums by department and of all. */
export const listWithSums: CityForm = {
  name: '19-list-with-sums',
  look: { ground: 'FFDDEBF7' },
  draw(book, items) {
    const s = book.sheet('一覧');
    s.title('A1:R1', '令和５年度　主要事業評価一覧表');
    s.words('Q2:R2', '（単位：千円）');
    const heads: readonly (readonly [string, readonly string[], string])[] = [
      ['№', [], 'code'],
      ['事業名', [], 'line'],
      ['所管', ['部', '課'], 'line'],
      ['指標', ['名称', '単位'], 'line'],
      ['目標値', ['R5', 'R6'], 'number'],
      ['実績値', ['R5', 'R6'], 'number'],
      ['事業費', ['予算額', '決算額', '執行率'], 'number'],
      ['評価', ['妥当性', '有効性', '効率性', '総合'], 'choice'],
      ['今後の方向性', [], 'choice'],
    ];
    const columns: { head: string; sub: string; kind: string; at: number }[] = [];
    let c = 1;
    for (const [head, subs, kind] of heads) {
      if (subs.length === 0) s.label(`${columnLetters(c)}3:${columnLetters(c)}4`, head);
      else s.label(`${columnLetters(c)}3:${columnLetters(c + subs.length - 1)}3`, head);
      for (const [i, sub] of subs.entries()) s.label(`${columnLetters(c + i)}4`, sub);
      for (const sub of subs.length === 0 ? [''] : subs) {
        columns.push({ head, sub, kind: sub === '執行率' ? 'computed' : kind, at: c });
        c += 1;
      }
    }
    const grades = ['Ａ', 'Ｂ', 'Ｃ'];
    const ways = ['拡充', '継続', '見直し', '廃止'];
    let y = 5;
    let no = 1;
    const count = book.blank ? 6 : 9 + items;
    const rowOf = (item: string) => {
      s.begin('item', item, y);
      for (const { head, sub, kind, at } of columns) {
        const cell = `${columnLetters(at)}${y}`;
        const label = sub === '' ? head : sub;
        const headings = sub === '' ? [] : [head];
        const role =
          head === '№'
            ? 'no'
            : head === '事業名'
              ? 'title'
              : sub === '課'
                ? 'section'
                : head === '今後の方向性'
                  ? 'status'
                  : undefined;
        const own = { label, headings, kind, ...(role === undefined ? {} : { role }) };
        if (sub === '執行率')
          s.box(cell, {
            ...own,
            format: '0.0%',
            sum: { op: 'ratio', terms: [`${columnLetters(at - 1)}${y}`, `${columnLetters(at - 2)}${y}`] },
          });
        else if (head === '№') s.box(cell, { ...own, value: () => item });
        else if (head === '事業名') s.box(cell, { ...own, value: (r) => r.title() });
        else if (sub === '部') s.box(cell, { ...own, value: (r) => `${r.pick(['総務', '福祉', '建設'])}部` });
        else if (sub === '課') s.box(cell, { ...own, value: (r) => r.section() });
        else if (sub === '名称')
          s.box(cell, { ...own, value: (r) => `${r.pick(['利用', '参加', '相談'])}${r.pick(['件数', '者数'])}` });
        else if (sub === '単位') s.box(cell, { ...own, value: (r) => r.pick(['件', '人']) });
        else if (kind === 'number') s.box(cell, { ...own, value: (r) => r.amount() });
        else if (head === '評価') s.box(cell, { ...own, choices: grades, value: (r) => r.pick(grades) });
        else s.box(cell, { ...own, choices: ways, value: (r) => r.pick(ways) });
      }
      y += 1;
    };
    const sumRow = (word: string, from: number) => {
      s.begin('other');
      s.label(`A${y}:H${y}`, word);
      for (const at of [9, 10, 11, 12, 13, 14, 15, 16, 17, 18]) {
        const letter = columnLetters(at);
        if (at === 11 || at === 12)
          s.box(`${letter}${y}`, {
            label: word,
            kind: 'computed',
            sum: { op: 'sum', terms: [`${letter}${from}:${letter}${y - 1}`] },
          });
        else s.linedWords(`${letter}${y}`, '');
      }
      y += 1;
    };
    for (const group of book.blank ? ['政策１'] : ['政策１', '政策２', '政策３']) {
      if (!book.blank) {
        s.label(`A${y}:R${y}`, `【${group}】　${s.random.pick(['安心', '活力', '協働'])}のまちづくり`);
        y += 1;
      }
      const from = y;
      for (let i = 0; i < (book.blank ? count : Math.ceil(count / 3)); i += 1) {
        rowOf(`${no}`);
        no += 1;
      }
      if (!book.blank) sumRow('小計', from);
    }
    if (!book.blank) sumRow('合計', 5);
    s.memo();
  },
  drift: { rows: [8], columns: [7] },
};

/** A cover, a table of contents and item sheets in one workbook; a stamp block on each. */
export const withCover: CityForm = {
  name: '20-with-cover',
  look: { ground: 'FFE7E6E6' },
  draw(book, items) {
    const cover = book.sheet('表紙', false);
    cover.begin('other');
    cover.title('B5:H6', '令和６年度\n行政評価シート');
    cover.words(
      'B12:H12',
      book.blank ? '　　　　部　　　　課' : `${book.random.pick(['総務', '福祉'])}部　${book.random.section()}`,
    );
    const names = Array.from({ length: items * 2 }, (_, i) => (book.blank ? `シート${i + 1}` : `No.${i + 1}`)).slice(
      0,
      book.blank ? 1 : 9,
    );
    const index = book.sheet('目次', false);
    index.begin('other');
    index.title('A1:C1', '目次');
    for (const [i, name] of names.entries()) {
      index.linedWords(`A${3 + i}`, `${i + 1}`);
      index.linedWords(`B${3 + i}:C${3 + i}`, name);
    }
    for (const name of names) {
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:F1', '行政評価シート');
      s.label('H1', '部長');
      s.label('I1', '課長');
      s.label('J1', '係長');
      for (const [c, word] of [
        ['H', '部長'],
        ['I', '課長'],
        ['J', '係長'],
      ] as const)
        s.box(`${c}2:${c}3`, { label: word, kind: 'person' });
      s.label('A4:B4', '評価番号');
      s.box('C4:D4', {
        label: '評価番号',
        kind: 'code',
        role: 'no',
        value: (r) => `${r.between(1, 9)}-${r.between(1, 9)}-${r.between(1, 9)}`,
      });
      s.label('E4:F4', '事業の名称');
      s.box('G4:J4', { label: '事業の名称', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('A5:B5', '担当部署');
      s.box('C5:F5', { label: '担当部署', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('G5:H5', '電話番号');
      s.box('I5:J5', {
        label: '電話番号',
        kind: 'code',
        value: (r) => `0${r.between(100, 999)}-${r.between(10, 99)}-${r.between(1000, 9999)}`,
      });
      s.label('A6:B6', '事業の種別');
      s.box('C6:J6', {
        label: '事業の種別',
        kind: 'marks',
        blank: '□新規　□継続　□完了',
        value: (r) => r.pick(['■新規　□継続　□完了', '□新規　■継続　□完了', '□新規　□継続　■完了']),
      });
      s.bar('A8:J8', '１．指標の達成状況');
      for (let i = 0; i < 3; i += 1) {
        const at = (k: number) => columnLetters(1 + i * 3 + k + (i === 2 ? 1 : 0));
        const right = i === 2 ? columnLetters(10) : at(2);
        s.label(`${at(0)}9:${right}9`, `指標${'１２３'[i]}`);
        for (const [k, row] of ['指標名', '単位', '目標値', '実績値'].entries()) {
          s.label(`${at(0)}${10 + k}`, row);
          const headings = [`指標${'１２３'[i]}`];
          const value =
            k === 0
              ? (r: typeof s.random) => `${r.pick(['利用', '参加'])}者数`
              : k === 1
                ? () => '人'
                : (r: typeof s.random) => r.between(10, 999);
          s.box(`${at(1)}${10 + k}:${right}${10 + k}`, {
            label: row,
            headings,
            kind: k < 2 ? 'line' : 'number',
            value,
          });
        }
      }
      s.bar('A15:J15', '２．評価と今後の方針');
      s.label('A16:B16', '総合評価');
      s.box('C16:D16', {
        label: '総合評価',
        kind: 'choice',
        role: 'grade',
        choices: ['A', 'B', 'C', 'D'],
        value: (r) => r.pick(['A', 'B', 'C']),
      });
      s.words('E16:J16', '(注)A：達成　B：概ね達成　C：未達成　D：未着手');
      s.label('A17:B19', '評価の理由');
      s.box('C17:J19', { label: '評価の理由', kind: 'text', value: (r) => r.sentences() });
      s.label('A20:B22', '今後の方針');
      s.box('C20:J22', { label: '今後の方針', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [6, 12], columns: [3] },
};

/** Two and more items on one sheet, one card under the other. */
export const cards: CityForm = {
  name: '21-cards',
  look: { ground: 'FFDDEBF7' },
  draw(book, items) {
    const s = book.sheet('事業カード');
    s.title('A1:H1', '主要な施策の成果説明書');
    const count = book.blank ? 2 : items + 2;
    for (let i = 0; i < count; i += 1) {
      const y = 3 + i * 10;
      s.begin('item', `${i + 1}`);
      const at = (from: string, to: string, row: number) => `${from}${y + row}:${to}${y + row}`;
      s.label(at('A', 'B', 0), '事務事業名');
      s.box(at('C', 'F', 0), { label: '事務事業名', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label(`G${y}`, '番号');
      s.box(`H${y}`, { label: '番号', kind: 'code', role: 'no', value: (r) => `${r.between(100, 899) + i * 100}` });
      s.label(at('A', 'B', 1), '会計名');
      s.box(at('C', 'D', 1), { label: '会計名', kind: 'line', value: (r) => r.pick(['一般会計', '介護保険特別会計']) });
      s.label(at('E', 'F', 1), '局・部・課');
      s.box(at('G', 'H', 1), { label: '局・部・課', kind: 'line', role: 'section', value: (r) => r.section() });
      const heads = ['当初予算額', '補正予算額', '予算現額', '支出済額'];
      for (const [k, head] of heads.entries()) {
        const [from, to] = [columnLetters(1 + k * 2), columnLetters(2 + k * 2)];
        s.label(at(from, to, 3), head);
        if (head === '予算現額')
          s.box(at(from, to, 4), {
            label: head,
            kind: 'computed',
            sum: { op: 'sum', terms: [`A${y + 4}`, `C${y + 4}`] },
          });
        else s.box(at(from, to, 4), { label: head, kind: 'number', value: (r) => r.amount() });
      }
      s.label(`A${y + 5}:B${y + 6}`, '事業の概要');
      s.box(`C${y + 5}:H${y + 6}`, { label: '事業の概要', kind: 'text', value: (r) => r.sentences() });
      s.label(`A${y + 7}:B${y + 8}`, '事業の成果');
      s.box(`C${y + 7}:H${y + 8}`, { label: '事業の成果', kind: 'text', value: (r) => r.sentences() });
    }
    s.memo();
  },
  drift: { rows: [7], columns: [4] },
};

/** Outside members: a column for each with points, an average, and a list of opinions that grows. */
export const outsideMembers: CityForm = {
  name: '22-outside-members',
  look: { ground: 'FFD9E1F2' },
  draw(book, items) {
    for (let n = 0; n < items; n += 1) {
      const name = book.blank ? '様式' : `評価${n + 1}`;
      const s = book.sheet(name);
      s.begin('item', name);
      s.title('A1:J1', '外部評価結果報告書');
      s.label('A2:B2', '対象事業');
      s.box('C2:G2', { label: '対象事業', kind: 'line', role: 'title', value: (r) => r.title() });
      s.label('H2', 'No.');
      s.box('I2:J2', { label: 'No.', kind: 'code', role: 'no', value: (r) => `${r.between(1, 60)}` });
      s.label('A3:B3', '説明課');
      s.box('C3:G3', { label: '説明課', kind: 'line', role: 'section', value: (r) => r.section() });
      s.label('H3', '開催日');
      s.box('I3:J3', { label: '開催日', kind: 'date', format: 'yyyy/m/d', value: (r) => `2024/8/${r.between(1, 28)}` });
      s.bar('A5:J5', '（１）採点結果');
      s.label('A6:C6', '評価項目');
      const members = ['委員Ａ', '委員Ｂ', '委員Ｃ', '委員Ｄ', '委員Ｅ'];
      for (const [m, member] of members.entries()) s.label(`${columnLetters(4 + m)}6`, member);
      s.label('I6:J6', '平均');
      for (const [i, row] of ['事業の必要性', '手法の妥当性', '成果の達成度', '費用対効果'].entries()) {
        const y = 7 + i;
        s.label(`A${y}:C${y}`, row);
        for (const [m, member] of members.entries())
          s.box(`${columnLetters(4 + m)}${y}`, {
            label: row,
            kind: 'number',
            headings: [member],
            value: (r) => r.between(1, 5),
          });
        s.box(`I${y}:J${y}`, {
          label: row,
          kind: 'computed',
          headings: ['平均'],
          format: '0.00',
          sum: { op: 'mean', terms: [`D${y}:H${y}`] },
        });
      }
      s.bar('A12:J12', '（２）主な意見');
      s.label('A13', '番号');
      s.label('B13:F13', '委員の意見');
      s.label('G13:J13', '市の考え方');
      const count = book.blank ? 5 : 5 + ((n + s.random.salt) % 3);
      for (let i = 0; i < count; i += 1) {
        const y = 14 + i;
        s.label(`A${y}`, `${i + 1}`);
        s.box(`B${y}:F${y}`, {
          label: '委員の意見',
          kind: 'text',
          value: (r) => (r.chance(0.85) ? r.sentences() : ''),
        });
        s.box(`G${y}:J${y}`, {
          label: '市の考え方',
          kind: 'text',
          value: (r) => (r.chance(0.85) ? r.sentences() : ''),
        });
      }
      const y = 15 + count;
      s.bar(`A${y}:J${y}`, '（３）委員会の結論');
      s.label(`A${y + 1}:B${y + 1}`, '判定');
      s.box(`C${y + 1}:E${y + 1}`, {
        label: '判定',
        kind: 'choice',
        role: 'status',
        choices: ['現状のまま継続', '見直して継続', '休止', '廃止'],
        value: (r) => r.pick(['現状のまま継続', '見直して継続', '休止']),
      });
      s.label(`A${y + 2}:B${y + 4}`, '付帯意見');
      s.box(`C${y + 2}:J${y + 4}`, { label: '付帯意見', kind: 'text', value: (r) => r.sentences() });
      s.memo();
    }
  },
  drift: { rows: [6, 16], columns: [4] },
};
