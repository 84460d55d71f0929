import { pairs, longs, headings, money, kindOfPair } from './form-words.ts';
import type { Random } from './random-words.ts';

/**
 * Random forms, in the manner of no city: what stands where is known by construction, so that learning can be held against it
 * for forms that nobody has looked at. One form gives sheets that differ in what is filled in.
 */
export interface FormBox {
  readonly row: number;
  readonly column: number;
  readonly bottom: number;
  readonly right: number;
  readonly part: 'label' | 'box' | 'words' | 'title';
  readonly text: string;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly field?: BoxTruth;
  readonly choices?: readonly string[];
  /** Formula of a computed box, in the terms of the same sheet. */
  readonly terms?: readonly FormBox[];
}

export interface BoxTruth {
  readonly label: string;
  readonly kind: string;
  /** What one sheet has here; the first call is for a blank one. */
  readonly value: (random: Random, blank: boolean) => string | number;
  readonly role?: string;
  /** Fixed words that the text begins with. */
  readonly own?: string;
  readonly op?: 'sum';
}

/** A form before it is filled in. */
export interface RandomForm {
  readonly boxes: readonly FormBox[];
  readonly columns: number;
  readonly rows: number;
  readonly locks: boolean;
}

export interface Look {
  readonly ground: string | undefined;
  readonly heading: string | undefined;
  readonly locks: boolean;
}

/** Lays blocks under each other on a sheet of narrow columns. */
export class FormMaker {
  readonly random: Random;
  readonly #more: readonly ((maker: FormMaker) => void)[];
  readonly #look: Look;
  readonly #boxes: FormBox[] = [];
  readonly width: number;
  row = 1;
  readonly #used = new Set<string>();

  constructor(random: Random, more: readonly ((maker: FormMaker) => void)[] = []) {
    this.random = random;
    this.#more = more;
    this.width = random.between(12, 20);
    const ground = random.chance(0.75) ? random.pick(['FFDDEBF7', 'FFF2F2F2', 'FFE2EFDA']) : undefined;
    this.#look = { ground, heading: random.chance(0.7) ? 'FFBDD7EE' : ground, locks: random.chance(0.35) };
  }

  make(): RandomForm {
    const random = this.random;
    this.#title();
    this.#head();
    const blocks = [
      () => this.#texts(),
      () => this.#budget(),
      () => this.#yearsDown(),
      () => this.#indicators(),
      ...this.#more.map((block) => () => block(this)),
    ];
    for (const block of random.some(blocks, random.between(3, 6))) {
      if (random.chance(0.5)) this.row += 1;
      if (random.chance(0.75)) this.#heading();
      block();
    }
    return { boxes: this.#boxes, columns: this.width, rows: this.row, locks: this.#look.locks };
  }

  word(pool: readonly string[]): string {
    const free = pool.filter((one) => !this.#used.has(one));
    const word = free.length === 0 ? `${this.random.pick(pool)}${this.#used.size}` : this.random.pick(free);
    this.#used.add(word);
    return word;
  }

  put(
    row: number,
    column: number,
    right: number,
    part: FormBox['part'],
    text: string,
    more: Partial<FormBox> = {},
  ): FormBox {
    const fill = part === 'label' ? this.#look.ground : undefined;
    const made: FormBox = {
      row,
      column,
      bottom: row,
      right,
      part,
      text,
      ...(fill === undefined ? {} : { fill }),
      ...more,
    };
    this.#boxes.push(made);
    return made;
  }

  box(row: number, column: number, right: number, field: BoxTruth, more: Partial<FormBox> = {}): FormBox {
    return this.put(row, column, right, 'box', '', { field, ...more });
  }

  #title(): void {
    this.put(
      1,
      1,
      this.width,
      'title',
      this.random.pick(['令和６年度　事務事業評価シート', '事業点検票（令和６年度）', '施策進行管理表']),
      { bold: true },
    );
    this.row = 3;
  }

  #heading(): void {
    const sign = this.random.pick(['■ ', '【', '１　', '', '◎']);
    const text = this.word(headings);
    const { heading } = this.#look;
    this.put(this.row, 1, this.width, 'label', sign === '【' ? `【${text}】` : sign + text, {
      bold: true,
      ...(heading === undefined ? {} : { fill: heading }),
    });
    this.row += 1;
  }

  /** Number, name, section, and pairs of label and box beside each other. */
  #head(): void {
    const random = this.random;
    const half = Math.floor(this.width / 2);
    const label = random.between(2, 3);
    const no = random.pick(['整理番号', '事業番号', '事業コード']);
    this.put(this.row, 1, label, 'label', no);
    this.box(this.row, label + 1, half, {
      label: no,
      kind: 'code',
      role: 'no',
      value: (r, blank) => (blank ? '' : `0${r.between(100, 999)}`),
    });
    const section = random.pick(['担当課', '所管課', '課名']);
    this.put(this.row, half + 1, half + label, 'label', section);
    this.box(this.row, half + label + 1, this.width, {
      label: section,
      kind: 'line',
      role: 'section',
      value: (r, blank) => (blank ? '' : r.section()),
    });
    this.row += 1;
    const name = random.pick(['事業名', '事務事業名', '取組名']);
    this.put(this.row, 1, label, 'label', name);
    this.box(this.row, label + 1, this.width, {
      label: name,
      kind: 'line',
      role: 'title',
      value: (r, blank) => (blank ? '' : r.title()),
    });
    this.row += 1;
    for (let i = random.between(1, 3); i > 0; i -= 1) {
      for (const [from, to] of [
        [1, half],
        [half + 1, this.width],
      ] as const) {
        const word = this.word(pairs);
        this.put(this.row, from, from + label - 1, 'label', random.chance(0.2) ? word.replace(/^(..)/u, '$1\n') : word);
        const shown = (this.#boxes.at(-1) as FormBox).text;
        this.box(this.row, from + label, to, {
          label: shown,
          kind: kindOfPair(word),
          value: (r, blank) =>
            blank || r.chance(0.15)
              ? ''
              : word === '電話番号'
                ? `0${r.between(10, 99)}-${r.between(100, 999)}`
                : word === '担当者名'
                  ? r.person()
                  : word === '事業開始年度'
                    ? `令和${r.between(1, 6)}年度`
                    : r.phrase(),
        });
      }
      this.row += 1;
    }
  }

  /** Sentences: the label at the left of a tall box, or over one. */
  #texts(): void {
    const random = this.random;
    for (let i = random.between(1, 3); i > 0; i -= 1) {
      const word = this.word(longs);
      const tall = random.between(2, 4);
      const field: BoxTruth = {
        label: word,
        kind: 'text',
        value: (r, blank) => (blank || r.chance(0.1) ? '' : r.sentences()),
      };
      if (random.chance(0.6)) {
        this.put(this.row, 1, 3, 'label', word, { bottom: this.row + tall - 1 });
        this.box(this.row, 4, this.width, field, { bottom: this.row + tall - 1 });
        this.row += tall;
      } else {
        this.put(this.row, 1, this.width, 'label', word);
        this.box(this.row + 1, 1, this.width, field, { bottom: this.row + tall });
        this.row += tall + 1;
      }
    }
  }

  years(): readonly string[] {
    const first = this.random.between(3, 5);
    const style = this.random.pick([
      (n: number) => `令和${n}年度`,
      (n: number) => `R${n}年度`,
      (n: number) => `${2018 + n}年度`,
      (n: number) => `Ｒ${n}`.normalize('NFKC'),
    ]);
    return Array.from({ length: this.random.between(3, 4) }, (_, i) => style(first + i));
  }

  /** Amounts: lines × years, perhaps with kinds under the years, and a total. */
  #budget(): void {
    const random = this.random;
    const years = this.years();
    const kinds = random.chance(0.5)
      ? random.pick([
          ['予算', '決算'],
          ['当初予算額', '決算額'],
          ['計画', '実績'],
        ])
      : undefined;
    const label = 3;
    const each = Math.max(1, Math.floor((this.width - label) / (years.length * (kinds?.length ?? 1))));
    const lines = Array.from({ length: random.between(2, 4) }, () => this.word(money));
    const total = random.chance(0.7) ? random.pick(['事業費計', '合計', '総事業費']) : undefined;
    const top = this.row;
    this.put(top, 1, label, 'label', random.pick(['単位：千円', '区分', '（千円）']), {
      bottom: top + (kinds === undefined ? 0 : 1),
    });
    const columns: number[] = [];
    for (const [y, year] of years.entries()) {
      const from = label + 1 + y * each * (kinds?.length ?? 1);
      this.put(top, from, from + each * (kinds?.length ?? 1) - 1, 'label', year);
      for (const [k, kind] of (kinds ?? ['']).entries()) {
        columns.push(from + k * each);
        if (kinds !== undefined) this.put(top + 1, from + k * each, from + (k + 1) * each - 1, 'label', kind);
      }
    }
    let row = top + (kinds === undefined ? 1 : 2);
    const rows: FormBox[][] = columns.map(() => []);
    for (const line of lines) {
      this.put(row, 1, label, 'label', line);
      for (const [c, column] of columns.entries())
        rows[c]?.push(
          this.box(row, column, column + each - 1, {
            label: line,
            kind: 'number',
            value: (r, blank) => (blank ? '' : r.chance(0.12) ? r.dash() : r.amount()),
          }),
        );
      row += 1;
    }
    if (total !== undefined) {
      this.put(row, 1, label, 'label', total);
      for (const [c, column] of columns.entries())
        this.box(
          row,
          column,
          column + each - 1,
          { label: total, kind: 'computed', op: 'sum', value: () => 0 },
          { terms: rows[c] as FormBox[] },
        );
      row += 1;
    }
    this.row = row;
  }

  /** Years downwards, amounts beside them. */
  #yearsDown(): void {
    const random = this.random;
    const years = this.years();
    const heads = random.some(['予算額', '決算額', '従事職員数', '利用者数', '開催回数'], random.between(2, 3));
    const each = Math.floor((this.width - 3) / heads.length);
    this.put(this.row, 1, 3, 'label', '年度');
    for (const [h, head] of heads.entries()) this.put(this.row, 4 + h * each, 3 + (h + 1) * each, 'label', head);
    this.row += 1;
    const kind = random.chance(0.4) ? '実績' : '';
    for (const year of years) {
      this.put(this.row, 1, 3, 'label', year + kind);
      for (const [h] of heads.entries())
        this.box(this.row, 4 + h * each, 3 + (h + 1) * each, {
          label: year + kind,
          kind: 'number',
          value: (r, blank) => (blank || r.chance(0.1) ? '' : r.amount()),
        });
      this.row += 1;
    }
  }

  /** Indicators: a name, a unit and lines of targets and results over years; slots are printed also where they are empty. */
  #indicators(): void {
    const random = this.random;
    const years = this.years();
    const lines = random.pick([
      ['目標', '実績'],
      ['計画値', '実績値'],
      ['目標値', '実績値', '達成率'],
    ]);
    const each = Math.floor((this.width - 7) / years.length);
    if (each < 1) return this.#texts();
    const top = this.row;
    this.put(top, 1, 4, 'label', '指標名');
    this.put(top, 5, 5, 'label', '単位');
    this.put(top, 6, 7, 'label', '区分');
    for (const [y, year] of years.entries()) this.put(top, 8 + y * each, 7 + (y + 1) * each, 'label', year);
    let row = top + 1;
    for (let slot = random.between(2, 3); slot > 0; slot -= 1) {
      const bottom = row + lines.length - 1;
      this.box(
        row,
        1,
        4,
        {
          label: '指標名',
          kind: 'line',
          value: (r, blank) => (blank || (slot === 1 && r.chance(0.5)) ? '' : r.phrase()),
        },
        { bottom },
      );
      this.box(
        row,
        5,
        5,
        { label: '単位', kind: 'line', value: (r, blank) => (blank ? '' : r.pick(['人', '件', '％', '回'])) },
        { bottom },
      );
      for (const [l, line] of lines.entries()) {
        this.put(row + l, 6, 7, 'label', line);
        for (const [y] of years.entries())
          this.box(row + l, 8 + y * each, 7 + (y + 1) * each, {
            label: line,
            kind: line === '達成率' ? 'percent' : 'number',
            value: (r, blank) =>
              blank || r.chance(0.2) ? '' : line === '達成率' ? r.between(40, 120) / 100 : r.between(1, 900),
          });
      }
      row = bottom + 1;
    }
    this.row = row;
  }
}
