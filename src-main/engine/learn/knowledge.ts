import type { Traits } from '../../../src-shared/form/description.ts';
import { optionsIn } from './classify.ts';
import type { BoxSeen } from './evidence.ts';
import type { GridCell } from './grid.ts';
import type { FormGroup, SheetModel } from './group.ts';
import { rolesOf } from './roles.ts';
import type { Knowledge } from './traits.ts';
import { fold, isMissing } from './words.ts';

export function knowledgeOf(group: FormGroup, seen: readonly BoxSeen[]): Knowledge {
  const model = group.models[0] as SheetModel;
  const words = model.grid.cells.filter(
    (cell) => model.parts.partOf(cell) === 'word' || model.parts.partOf(cell) === 'label',
  );
  return {
    roles: rolesOf(seen),
    stages: stagesOf(seen, words),
    units: unitsOf(seen),
    legends: legendsOf(seen, words),
  };
}

const assessment = /(一次|二次|三次|四次|最終|外部|自己|内部)(?=評価|判定|点検|有識者|意見)/;
const colours: readonly (readonly [RegExp, (fill: string | undefined) => boolean])[] = [
  [/白(?:色|い)?|無色/, (fill) => fill === undefined],
  [/黄(?:色|い)?/, (fill) => hue(fill, (r, g, b) => r > 200 && g > 200 && b < 200)],
  [/(?:青|水)(?:色|い)?/, (fill) => hue(fill, (r, g, b) => b > 180 && b >= g && r < 225)],
  [/緑(?:色)?|黄緑/, (fill) => hue(fill, (r, g, b) => g > 170 && r < 235 && b < 225 && g >= b)],
  [/(?:赤|桃|ピンク)(?:色|い)?/, (fill) => hue(fill, (r, g, b) => r > 220 && g < 225 && b < 235)],
  [/(?:橙|オレンジ)(?:色)?/, (fill) => hue(fill, (r, g, b) => r > 230 && g > 140 && g < 235 && b < 220)],
];

function hue(fill: string | undefined, is: (r: number, g: number, b: number) => boolean): boolean {
  if (fill === undefined) return false;
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16)) as [number, number, number];
  return is(r, g, b);
}

/** Stages by the heading of the block, or by the colours that a remark on the sheet explains (`評価時：黄色のセル`). */
function stagesOf(seen: readonly BoxSeen[], words: readonly GridCell[]): ReadonlyMap<BoxSeen, string> {
  const stages = new Map<BoxSeen, string>();
  const byColour = colourStages(words);
  for (const one of seen) {
    const block = one.box.block?.text ?? '';
    const word = assessment.exec(block)?.[1] ?? assessment.exec(one.label)?.[1];
    if (word !== undefined) stages.set(one, word);
    else if (one.box.cell.formula === undefined) {
      const colour = byColour.find(({ is }) => is(one.box.cell.fill));
      if (colour !== undefined) stages.set(one, colour.stage);
    }
  }
  return stages;
}

interface ColourStage {
  readonly stage: string;
  readonly is: (fill: string | undefined) => boolean;
}

function colourStages(words: readonly { readonly text: string }[]): readonly ColourStage[] {
  for (const { text } of words) {
    const found = [
      ...text.matchAll(/([^\s、。：:※（()）]{1,6}時)[：:はに、]*([^、。]{1,8}?)(?:のセル|の欄|セル|欄)/gu),
    ];
    const stages = found.flatMap(([, stage = '', colour = '']) => {
      const is = colours.find(([word]) => word.test(colour))?.[1];
      return is === undefined ? [] : [{ stage, is }];
    });
    if (stages.length >= 2) return stages;
  }
  return [];
}

const unitInside = /[（(](?:単位[：:])?\s*(千円|百万円|億円|万円|円|人工|人|件|回|時間|％|%)[）)]/u;
const unitAfter = /単位[：:]\s*(千円|百万円|億円|万円|円|人)/u;

/** A unit that the label, a heading or the block says. */
function unitsOf(seen: readonly BoxSeen[]): ReadonlyMap<BoxSeen, string> {
  const units = new Map<BoxSeen, string>();
  for (const one of seen) {
    const words = [one.label, ...one.headings.toReversed(), one.box.block?.text ?? ''];
    const unit = words
      .map((word) => unitInside.exec(word)?.[1] ?? unitAfter.exec(word)?.[1])
      .find((found) => found !== undefined);
    if (unit !== undefined && !/率/.test(one.label)) units.set(one, unit);
  }
  return units;
}

/** Choices from printed legends beside boxes that have no list of their own. */
function legendsOf(seen: readonly BoxSeen[], words: readonly GridCell[]): ReadonlyMap<BoxSeen, Traits> {
  const legends = new Map<BoxSeen, Traits>();
  const lists = words.flatMap(({ text }) => listed(text));
  for (const one of seen) {
    const { evidence, found } = one;
    const values = evidence.texts.map((text) => text.trim()).filter((text) => text !== '' && !isMissing(text));
    if (found.kind === 'computed' || found.kind === 'marks' || found.kind === 'blanks') continue;
    const beside = besideOptions(one, words);
    if (evidence.choices !== undefined) {
      // Numbers to choose from are a choice where a legend beside the box says what they mean.
      if (found.kind === 'number' && evidence.choices.some((choice) => beside.map(fold).includes(fold(choice))))
        legends.set(one, { kind: 'choice' });
      continue;
    }
    if (values.length === 0 && beside.length === 0) continue;
    if (beside.length >= 2 && values.every((text) => beside.some((option) => fold(option) === fold(text)))) {
      legends.set(one, { kind: 'choice', choices: beside });
      continue;
    }
    if (values.length < 2) continue;
    const list = lists.find((pieces) => values.every((text) => runsOf(text, pieces) !== undefined));
    if (list !== undefined)
      legends.set(one, {
        kind: 'marks',
        choices: joinedChoices(values, list),
        marks: { separator: '・', several: true },
      });
  }
  return legends;
}

/** The option signs of the legend right of a box: `a.高い\nb.ある`, or one cell under the other. */
function besideOptions({ box }: BoxSeen, words: readonly GridCell[]): readonly string[] {
  const { cell } = box;
  const near = words.filter(
    (word) =>
      word.row >= cell.row && word.row <= cell.bottom && word.column > cell.right && word.column <= cell.right + 4,
  );
  const first = Math.min(...near.map(({ column }) => column));
  return near.filter(({ column }) => column === first).flatMap(({ text }) => optionsIn(text));
}

/** `（選択肢）X・Y・Z` in pieces. */
function listed(text: string): readonly (readonly string[])[] {
  const found = /^[\s※]*[（(【]?(?:選択肢|選択|区分|凡例)[）)】]?[：:]?\s*(.+)$/su.exec(text)?.[1];
  const pieces = found?.split(/[・、,／/]/u).map((piece) => piece.trim());
  return pieces === undefined || pieces.length < 3 ? [] : [pieces];
}

/** A value as runs of neighbouring pieces, each from and to which; the longest runs first. */
function runsOf(text: string, pieces: readonly string[]): readonly (readonly [number, number])[] | undefined {
  if (text === '') return [];
  for (let from = 0; from < pieces.length; from += 1)
    for (let to = pieces.length - 1; to >= from; to -= 1) {
      const run = pieces.slice(from, to + 1).join('・');
      if (!text.startsWith(run)) continue;
      const rest = text.slice(run.length);
      if (rest === '') return [[from, to]];
      const more = /^[・、,／/\s]/u.test(rest) ? runsOf(rest.slice(1).trimStart(), pieces) : undefined;
      if (more !== undefined) return [[from, to], ...more];
    }
  return undefined;
}

/** Choices whose words hold the separator: pieces that samples never part stay together. */
function joinedChoices(values: readonly string[], pieces: readonly string[]): readonly string[] {
  const cuts = new Set<number>([0, pieces.length]);
  const met = new Set<number>();
  for (const value of values)
    for (const [from, to] of runsOf(value, pieces) ?? []) {
      cuts.add(from);
      cuts.add(to + 1);
      for (let i = from; i <= to; i += 1) met.add(i);
    }
  const choices: string[] = [];
  let start = 0;
  for (let i = 1; i <= pieces.length; i += 1) {
    const together = met.has(i - 1) && met.has(i) && !cuts.has(i);
    if (i < pieces.length && together) continue;
    choices.push(pieces.slice(start, i).join('・'));
    start = i;
  }
  return choices;
}
