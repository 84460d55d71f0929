import type { FormMaker } from './random-form.ts';

/** Further blocks of random forms: what the first ones do not have. */
type Block = (maker: FormMaker) => void;

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
  labelsOver,
  ownLabels,
  codeBesideLegend,
  markCells,
  groupedCosts,
  withUnits,
];
