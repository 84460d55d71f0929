import { alikeByChance } from './chance.ts';
import type { GridCell, SheetGrid } from './grid.ts';
import { fold, isSumLabel } from './words.ts';

/** What a cell is to a form: printed words beside or over boxes, a box, words that are neither, or nothing. */
export type CellPart = 'label' | 'box' | 'word' | 'pad';

/** Cells by what they are, and how sure that is: `sure` is false where the sheet's look alone did not tell. */
export interface Parts {
  readonly partOf: (cell: GridCell) => CellPart;
  readonly byLock: boolean;
}

/** Texts by their place on sheets of one form: what stands alike on all is printed, what differs was filled in. */
export interface Alike {
  /** `true` all the same, `false` different, `undefined` unknown (one sample, or an empty cell everywhere). */
  (cell: GridCell): boolean | undefined;
}

const isLined = (cell: GridCell): boolean => cell.lines >= 3;
/** Signs alone: an arrow between boxes, a dash. Marks and units (`％`) are typed. */
const isWordless = (text: string): boolean => text !== '' && fold(text) === '' && !/[□■☐☑☒✓✔○●◎△×%％‰℃￥]/.test(text);

const unitWords =
  /^(?:[／/]\s*[\d０-９]+\s*点?|[（(]?(?:千円|百万円|億円|万円|円|人工|人|名|件|回|箇所|か所|世帯|団体|時間|分|日|点|年度?|月|％|%|ポイント|㎡|km|トン|ｔ)[）)]?)$/u;
/** A unit in a cell of its own behind the box that it belongs to. */
function isUnitBehind(cell: GridCell, grid: SheetGrid, isBox: (cell: GridCell) => boolean): boolean {
  if (!unitWords.test(cell.text.trim())) return false;
  const before = grid.at(cell.row, cell.column - 1);
  return before !== undefined && before.row === cell.row && before.bottom === cell.bottom && isBox(before);
}

/** In a column of boxes a text that samples happen to share was filled in like the others. */
function isAmongBoxes(cell: GridCell, grid: SheetGrid, isBox: (cell: GridCell) => boolean): boolean {
  const next = (from: GridCell | undefined, down: boolean): GridCell | undefined => {
    const one = from && grid.at(down ? from.bottom + 1 : from.row - 1, from.column);
    return one?.column === cell.column && one.right === cell.right && one.lines >= 3 ? one : undefined;
  };
  const [up, down] = [next(cell, false), next(cell, true)];
  const near = [up, next(up, false), down, next(down, true)].filter((one) => one !== undefined);
  if (near.some(({ fill }) => fill !== cell.fill)) return false;
  const boxes = near.filter(isBox).length;
  // A heading of the next table has headings beside it.
  const beside = [grid.at(cell.row, cell.column - 1), grid.at(cell.row, cell.right + 1)];
  if (!beside.some((one) => one !== undefined && one.lines >= 3 && isBox(one))) return false;
  // Labels without a ground may stand between boxes of their own width, one by one.
  return near.length >= 3 && boxes * 4 >= near.length * 3;
}

/** Whether locks tell boxes: some lined cells are unlocked and some with words are not. */
function locksTell(grid: SheetGrid): boolean {
  let open = 0;
  let closed = 0;
  for (const cell of grid.cells) {
    if (cell.lines < 2) continue;
    if (cell.unlocked) open += 1;
    else if (cell.text !== '') closed += 1;
  }
  return open >= 2 && closed >= 2 && open + closed >= 6;
}

/** Fills that labels have: those of cells whose words are printed, more often than of cells to be filled in. */
function labelFills(grid: SheetGrid, alike: Alike, byLock: boolean): ReadonlySet<string> {
  const counts = new Map<string, { words: number; others: number }>();
  for (const cell of grid.cells) {
    if (cell.fill === undefined || cell.formula !== undefined) continue;
    const count = counts.get(cell.fill) ?? { words: 0, others: 0 };
    counts.set(cell.fill, count);
    const isBox = byLock ? cell.unlocked : cell.text === '' ? cell.lines === 4 : alike(cell) === false;
    if (isBox) count.others += 1;
    else if (cell.text !== '' && !cell.numeric) count.words += 1;
  }
  return new Set([...counts].flatMap(([fill, { words, others }]) => (words > others ? [fill] : [])));
}

/** Classifies the cells of a sheet by locks where they tell, else by fills, lines and what differs between samples. */
export function classify(grid: SheetGrid, alike: Alike): Parts {
  const byLock = locksTell(grid);
  const fills = labelFills(grid, alike, byLock);
  const anyFill = fills.size > 0;
  const isLabelFill = (cell: GridCell) => cell.fill !== undefined && fills.has(cell.fill);
  const partOf = (cell: GridCell): CellPart => {
    if (cell.formula !== undefined) {
      // A heading that is computed (`=D2-1&"年度"`) looks like the headings beside it.
      const says = cell.text.trim() !== '' || cell.formula.includes('年度');
      if (isLabelFill(cell) && !cell.numeric && !cell.unlocked && says) return 'label';
      return 'box';
    }
    if (cell.choices !== undefined && !(byLock && !cell.unlocked)) return 'box';
    if (isWordless(cell.text) && !(byLock && cell.unlocked) && alike(cell) !== false)
      return byLock || !isLabelFill(cell) ? 'word' : 'pad';
    if (byLock) {
      if (cell.unlocked) return isLined(cell) || cell.lines > 0 || cell.text !== '' ? 'box' : 'pad';
      return cell.text.trim() === '' ? 'pad' : wordsOf(cell, isLabelFill(cell), anyFill);
    }
    // A mark alone in a lined cell is to be filled in, however alike the samples are.
    if (/^\s*[□■☐☑☒]\s*$/.test(cell.text) && isLined(cell)) return 'box';
    if (isLabelFill(cell)) return cell.text.trim() === '' ? 'pad' : 'label';
    const same = alike(cell);
    if (cell.text === '') return isLined(cell) ? 'box' : 'pad';
    if (same === true) return wordsOf(cell, false, anyFill);
    if (same === false) return 'box';
    if (anyFill) return isLined(cell) ? 'box' : 'word';
    return cell.numeric || cell.text.length > 40 || /[。\n]/.test(cell.text) ? 'box' : wordsOf(cell, false, false);
  };
  const known = new Map<GridCell, CellPart>();
  const isBox = (cell: GridCell) => partOf(cell) === 'box';
  const byChance = byLock ? new Set<GridCell>() : alikeByChance(grid, partOf);
  const partWithUnits = (cell: GridCell): CellPart => {
    const part = partOf(cell);
    // 小計 over several columns is printed, whatever stands there on other samples.
    if (part === 'box' && cell.right > cell.column && !(byLock && cell.unlocked) && isSumLabel(cell)) return 'label';
    if (part !== 'label' || isLabelFill(cell)) return part;
    if (byChance.has(cell) || (!byLock && isAmongBoxes(cell, grid, isBox))) return 'box';
    return isUnitBehind(cell, grid, isBox) ? 'word' : part;
  };
  return {
    byLock,
    partOf: (cell) => {
      let part = known.get(cell);
      if (part === undefined) {
        part = partWithUnits(cell);
        known.set(cell, part);
      }
      return part;
    },
  };
}

/** Two or more options in a text, each behind its sign: `１：高い ２：…`, `a.高い\nb.ある`, `Ｓ：計画以上 Ａ：計画どおり`. */
const optionSigns = /(?:^|[\s、,（(])([0-9a-zA-ZⅠ-Ⅹ①-⑳ｱ-ﾝア-オ])[．.：:＝=、)]/gu;

export const optionsIn = (text: string): readonly string[] =>
  [
    ...text
      .normalize('NFC')
      .replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => c.normalize('NFKC'))
      .matchAll(optionSigns),
  ].map((found) => found[1] as string);

/** Printed words: a label beside or over boxes, or words that explain (legends, remarks, units). */
function wordsOf(cell: GridCell, filled: boolean, anyFill: boolean): CellPart {
  if (/^(?:※|[（(](?:注|選択肢|評価|単位)|(?:注|単位)[：:)）])/.test(cell.text.trim()) && !filled) return 'word';
  if (filled) return 'label';
  if (!anyFill) return optionsIn(cell.text).length >= 2 ? 'word' : 'label';
  if (cell.lines >= 3 && optionsIn(cell.text).length < 2) return 'label';
  return cell.bold ? 'label' : 'word';
}
