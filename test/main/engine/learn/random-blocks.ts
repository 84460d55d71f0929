import { aspects, marksOf, grades } from './form-words.ts';
import type { FormMaker } from './random-form.ts';

/** Further blocks of random forms: what the first ones do not have. */
type Block = (maker: FormMaker) => void;

/** One of several words, marked in one text. */
const marks: Block = (maker) => {
  const { random } = maker;
  for (let i = random.between(1, 2); i > 0; i -= 1) {
    const word = maker.word(['実施主体', '計画の有無', '対象地域', '事業の種類', '市民参加']);
    const names = random.pick(marksOf);
    const gap = random.pick(['　', ' ']);
    maker.put(maker.row, 1, 3, 'label', word);
    maker.box(maker.row, 4, maker.width, {
      label: word,
      kind: 'marks',
      value: (r, blank) => {
        const on = blank ? -1 : r.between(0, names.length - 1);
        return names.map((name, n) => `${n === on ? '■' : '□'}${name}`).join(gap);
      },
    });
    maker.row += 1;
  }
};

/** Aspects with a choice and a reason each. */
const assessments: Block = (maker) => {
  const { random } = maker;
  const choices = random.pick(grades);
  const [grade, reason] = random.pick([
    ['評価', '判断の理由'],
    ['判定', '根拠'],
    ['評価区分', '説明'],
  ]) as [string, string];
  maker.put(maker.row, 1, 3, 'label', random.pick(['視点', '評価の観点', '項目']));
  maker.put(maker.row, 4, 6, 'label', grade);
  maker.put(maker.row, 7, maker.width, 'label', reason);
  maker.row += 1;
  for (let i = random.between(2, 4); i > 0; i -= 1) {
    const word = maker.word(aspects);
    maker.put(maker.row, 1, 3, 'label', word, { bottom: maker.row + 1 });
    maker.box(
      maker.row,
      4,
      6,
      { label: word, kind: 'choice', value: (r, blank) => (blank ? '' : r.pick(choices)) },
      { bottom: maker.row + 1, choices },
    );
    maker.box(
      maker.row,
      7,
      maker.width,
      { label: word, kind: 'text', value: (r, blank) => (blank || r.chance(0.1) ? '' : r.sentences()) },
      { bottom: maker.row + 1 },
    );
    maker.row += 2;
  }
};

/** Rows of one kind under a head, filled from above. */
const records: Block = (maker) => {
  const { random } = maker;
  const heads = random.some(['工程', '契約の相手方', '取組項目', '実施時期', '内訳', '備考'], random.between(2, 4));
  const each = Math.floor(maker.width / (heads.length + 1));
  const amount = random.pick(['金額（千円）', '支出額', '数量']);
  const all = [...heads, amount];
  for (const [h, head] of all.entries()) maker.put(maker.row, 1 + h * each, (h + 1) * each, 'label', head);
  maker.row += 1;
  const count = random.between(3, 6);
  for (let i = 0; i < count; i += 1) {
    for (const [h, head] of all.entries())
      maker.box(maker.row, 1 + h * each, (h + 1) * each, {
        label: head,
        kind: head === amount ? 'number' : 'line',
        value: (r, blank) => (blank || i >= 2 + (r.salt % 3) ? '' : head === amount ? r.amount() : r.phrase()),
      });
    maker.row += 1;
  }
};

/** Who filled it in, and when. */
const signed: Block = (maker) => {
  const who = maker.word(['記入者', '評価者', '確認者', '作成者']);
  const day = maker.word(['記入日', '評価日', '確認日', '作成日']);
  const half = Math.floor(maker.width / 2);
  maker.put(maker.row, 1, 3, 'label', who);
  maker.box(maker.row, 4, half, { label: who, kind: 'person', value: (r, blank) => (blank ? '' : r.person()) });
  maker.put(maker.row, half + 1, half + 3, 'label', day);
  maker.box(maker.row, half + 4, maker.width, {
    label: day,
    kind: 'blanks',
    value: (r, blank) =>
      blank ? '令和　　年　　月　　日' : `令和　６　年　${r.between(4, 9)}　月　${r.between(1, 28)}　日`,
  });
  maker.row += 1;
};

/** Labels over their boxes, in one row each. */
const labelsOver: Block = (maker) => {
  const { random, width } = maker;
  const count = random.between(2, 4);
  const each = Math.floor(width / count);
  const words = Array.from({ length: count }, () =>
    maker.word(['起案部署', '事業区分', '実施年次', '関係団体', '会計名', '予算科目', '評価区分', '広報媒体']),
  );
  for (const [i, word] of words.entries()) {
    maker.put(maker.row, 1 + i * each, (i + 1) * each, 'label', word);
    maker.box(maker.row + 1, 1 + i * each, (i + 1) * each, {
      label: word,
      kind: 'line',
      value: (r, blank) => (blank || r.chance(0.1) ? '' : r.phrase()),
    });
  }
  maker.row += 2;
};

/** The label stands in the value's own cell. */
const ownLabels: Block = (maker) => {
  const { random, width } = maker;
  const [open, close] = random.pick([
    ['≪', '≫'],
    ['【', '】'],
    ['〈', '〉'],
  ] as const) as readonly [string, string];
  for (let i = random.between(1, 3); i > 0; i -= 1) {
    const word = open + maker.word(['活動の目標', '成果の目標', '現在の値', '到達点', '測り方']) + close;
    maker.box(maker.row, 1, width, {
      label: word,
      kind: 'line',
      own: word,
      value: (r, blank) => word + (blank ? '' : r.phrase()),
    });
    maker.row += 1;
  }
};

/** A number that is chosen beside its printed legend. */
const codeBesideLegend: Block = (maker) => {
  const { random, width } = maker;
  const word = maker.word(['達成の度合い', '方向性の区分', '緊急の度合い']);
  const options = random.pick([
    ['高い', '普通', '低い'],
    ['拡大', '維持', '縮小', '終了'],
    ['達成', '概ね達成', '未達成'],
  ]);
  const sign = random.pick(['．', '：', '.']);
  maker.put(maker.row, 1, 3, 'label', word);
  maker.box(maker.row, 4, 5, {
    label: word,
    kind: 'choice',
    value: (r, blank) => (blank ? '' : String(r.between(1, options.length))),
  });
  maker.put(maker.row, 6, width, 'words', options.map((one, i) => `${i + 1}${sign}${one}`).join('　'));
  maker.row += 1;
};

/** Marks in cells of their own, each before its word. */
const markCells: Block = (maker) => {
  const { random } = maker;
  const word = maker.word(['実施の手法', '財源の種類', '対象の範囲']);
  const names = random.pick([
    ['直営', '委託', '補助'],
    ['国', '県', '市単独'],
    ['全域', '一部'],
  ]);
  maker.put(maker.row, 1, 3, 'label', word);
  for (const [i, name] of names.entries()) {
    maker.box(maker.row, 4 + i * 3, 4 + i * 3, {
      label: name,
      kind: 'marks',
      value: (r, blank) => (!blank && r.chance(0.4) ? '■' : '□'),
    });
    maker.put(maker.row, 5 + i * 3, 6 + i * 3, 'words', name);
  }
  maker.row += 1;
};

/** Amounts under a group of sources, the group's label merged beside them; years relative to the sheet's own. */
const groupedCosts: Block = (maker) => {
  const { random, width } = maker;
  const years = random.pick([
    ['前年度決算', '今年度予算', '来年度要求'],
    ['前々年度', '前年度', '当該年度'],
  ]);
  const each = Math.floor((width - 5) / years.length);
  maker.put(maker.row, 1, 5, 'label', '区分（千円）');
  for (const [y, year] of years.entries()) maker.put(maker.row, 6 + y * each, 5 + (y + 1) * each, 'label', year);
  const lines = random.some(['国費', '県費', '市債', 'その他の財源', '市費'], random.between(2, 4));
  maker.put(maker.row + 1, 1, 2, 'label', '財源内訳', { bottom: maker.row + lines.length });
  for (const [l, line] of lines.entries()) {
    maker.put(maker.row + 1 + l, 3, 5, 'label', line);
    for (const [y] of years.entries())
      maker.box(maker.row + 1 + l, 6 + y * each, 5 + (y + 1) * each, {
        label: line,
        kind: 'number',
        value: (r, blank) => (blank ? '' : r.amount()),
      });
  }
  maker.row += lines.length + 1;
};

/** A number with its unit, or a score of so many, in one cell. */
const withUnits: Block = (maker) => {
  const { random, width } = maker;
  const half = Math.floor(width / 2);
  const word = maker.word(['従事人工', '会議の回数', '参加者の数']);
  const unit = random.pick(['人工', '回', '人']);
  maker.put(maker.row, 1, 3, 'label', word);
  maker.box(maker.row, 4, half, {
    label: word,
    kind: 'number',
    value: (r, blank) => (blank ? '' : `${r.between(1, 90)}${unit}`),
  });
  const score = maker.word(['評価点', '得点', '総合点']);
  maker.put(maker.row, half + 1, half + 3, 'label', score);
  maker.box(maker.row, half + 4, width, {
    label: score,
    kind: 'number',
    value: (r, blank) => (blank ? '／２４' : `${r.between(6, 24)}／２４`),
  });
  maker.row += 1;
};

export const moreBlocks: readonly Block[] = [
  marks,
  assessments,
  records,
  signed,
  labelsOver,
  ownLabels,
  codeBesideLegend,
  markCells,
  groupedCosts,
  withUnits,
];
