import type { CellPart, Parts } from './classify.ts';
import type { GridCell, SheetGrid } from './grid.ts';
import { fold, isSumLabel } from './words.ts';

/** A box with the printed words around it, outer first. */
export interface Box {
  readonly cell: GridCell;
  /** Labels at its left, outer first; block headings are none of them. */
  readonly rows: readonly GridCell[];
  /** Headings over it, outer first; block headings are none of them. */
  readonly heads: readonly GridCell[];
  readonly block: GridCell | undefined;
  /** The label stands at its right (a mark before its word). */
  readonly right?: GridCell;
}

/** A printed number that counts the rows of a table is no label. */
export const isCounter = (cell: GridCell): boolean =>
  /^\s*(?:[[［(（]?[\d０-９]{1,3}[\]］)）.．]?|[①-⑳⑴-⒇❶-❿])\s*$/u.test(cell.text);

/** Marks alone in a cell. */
export const isMarkAlone = (text: string): boolean => /^\s*[□■☐☑☒✓✔レ○●◎]\s*$/.test(text);

export class Surroundings {
  readonly #grid: SheetGrid;
  readonly #parts: Parts;
  readonly #blocks: readonly GridCell[];
  readonly #fills: ReadonlySet<string>;
  /** Headings of the boxes looked at so far: a list of a thousand rows is climbed once. */
  readonly #heads = new Map<GridCell, GridCell[]>();
  /** Rows that a label stands in. */
  readonly #labelled = new Set<number>();
  /** The first row with a lined cell. */
  readonly #first: number;

  constructor(grid: SheetGrid, parts: Parts) {
    this.#grid = grid;
    this.#parts = parts;
    for (const cell of grid.cells)
      if (this.#part(cell) !== 'pad' && (parts.partOf(cell) === 'label' || cell.fill !== undefined))
        for (let row = cell.row; row <= cell.bottom; row += 1) this.#labelled.add(row);
    this.#first = grid.cells.find((cell) => cell.lines >= 3)?.row ?? 1;
    this.#fills = new Set(
      grid.cells.flatMap((cell) => (cell.fill !== undefined && parts.partOf(cell) === 'label' ? [cell.fill] : [])),
    );
    this.#blocks = grid.cells.filter((cell) => this.#part(cell) === 'label' && this.#isBlockHeading(cell));
  }

  get blocks(): readonly GridCell[] {
    return this.#blocks;
  }

  /** Labels that tell a form: the rows that a list is cut into by, and sums, come and go. */
  labels(): readonly GridCell[] {
    return this.#grid.cells.filter((cell) => this.#part(cell) === 'label' && !isSumLabel(cell));
  }

  boxes(): readonly Box[] {
    return this.#grid.cells.filter((cell) => this.#parts.partOf(cell) === 'box').map((cell) => this.boxOf(cell));
  }

  boxOf(cell: GridCell): Box {
    const marked = this.#markedWord(cell);
    const above = this.#above(cell);
    const head = above.at(0);
    const left = this.#left(cell, head === undefined ? undefined : this.#blockOver(cell));
    // A label at the left that reaches up beside the heading too is the block's, or the heading's own.
    const isRow = (label: GridCell) =>
      head === undefined || (label.row > head.bottom && label.row <= cell.row && label.bottom >= cell.bottom);
    const rows = left.filter(isRow);
    if (head !== undefined && rows.length > 0 && this.#endsBefore(cell, head))
      return { cell, rows: rows.toReversed(), heads: [], block: this.#blockOver(cell) };
    const outer = left
      .filter((label) => !isRow(label) && label.row <= (head?.row ?? 0) && label.bottom >= cell.row)
      .at(-1);
    const block =
      outer ??
      this.#barBeside(cell, head) ??
      this.#barOf(cell, rows, head) ??
      this.#blockOver(cell) ??
      above.find((label) => this.#blocks.includes(label));
    return {
      cell,
      rows: rows.filter((label) => label !== block || rows.length === 1).toReversed(),
      // The heading of a whole block names a box only where nothing else does.
      heads: above
        .filter(
          (label) => (label !== block && !this.#blocks.includes(label)) || (above.length === 1 && rows.length === 0),
        )
        .toReversed(),
      block,
      ...(marked === undefined ? {} : { right: marked }),
    };
  }

  /** A heading ends where a row with a label of its own follows a box without one, or below the bar that it stands beside. */
  #endsBefore(box: GridCell, head: GridCell): boolean {
    for (let column = head.column - 1; column >= 1;) {
      const cell = this.#grid.at(head.row, column);
      if (this.#part(cell) === 'label' && cell !== undefined && cell.bottom > head.bottom) return cell.bottom < box.row;
      column = (cell?.column ?? column) - 1;
    }
    const over = this.#grid.at(box.row - 1, box.column);
    if (over === undefined || this.#part(over) !== 'box') return false;
    return this.#left(over, this.#blockOver(over)).every(
      (label) => label.row <= head.bottom || label.bottom < over.bottom,
    );
  }

  #part(cell: GridCell | undefined): CellPart | 'none' {
    return cell === undefined ? 'none' : this.#parts.partOf(cell);
  }

  /** `□` in a cell of its own before a word. */
  #markedWord(cell: GridCell): GridCell | undefined {
    if (!isMarkAlone(cell.text) || cell.choices !== undefined) return undefined;
    const next = this.#grid.at(cell.row, cell.right + 1);
    if (next === undefined || next.text === '' || isMarkAlone(next.text)) return undefined;
    return this.#part(next) !== 'box' || /^[^\s（(]{1,12}[（(]\s*[）)]?/.test(next.text) ? next : undefined;
  }

  /** Labels at the left, inner first. Boxes and words between are passed until the first label; then labels must touch. */
  #left(box: GridCell, block: GridCell | undefined): GridCell[] {
    const found: GridCell[] = [];
    if (!this.#labelled.has(box.row)) return found;
    let column = box.column - 1;
    let gap = 0;
    while (column >= 1) {
      const cell = this.#grid.at(box.row, column);
      if (cell === undefined) {
        gap += 1;
        // An empty column that the block's heading does not span parts two tables.
        const parts = block !== undefined && column < block.column;
        if (found.length > 0 || parts || gap > 2) break;
        column -= 1;
        continue;
      }
      const part = this.#part(cell);
      if (part === 'label' || this.#namesItsRow(cell)) {
        const inner = found.at(-1);
        const holds = inner === undefined || (cell.row <= inner.row && cell.bottom >= inner.bottom);
        if (!holds) break;
        if (!isCounter(cell)) found.push(cell);
      } else if (found.length > 0) {
        const outer = this.#outerPast(cell, found.at(-1) as GridCell, block);
        if (outer !== undefined) found.push(outer);
        break;
      }
      column = cell.column - 1;
    }
    return found;
  }

  /** 妥当性 names the judgement beside it and, past that, the reason: what stands at the left of both over all their rows. */
  #outerPast(box: GridCell, inner: GridCell, block: GridCell | undefined): GridCell | undefined {
    if (this.#part(box) !== 'box' || box.column <= 1) return undefined;
    const [, outer, more] = this.#left(box, block);
    const spans = outer !== undefined && more === undefined && outer.row === inner.row && outer.bottom === inner.bottom;
    return spans && outer.bottom > outer.row ? outer : undefined;
  }

  /** A box among row labels that looks like them: `その他（  ）`. */
  #namesItsRow(cell: GridCell): boolean {
    return this.#part(cell) === 'box' && cell.fill !== undefined && cell.text !== '' && this.#fills.has(cell.fill);
  }

  /** Headings over a box, inner first. */
  #above(box: GridCell): GridCell[] {
    const found = this.#climb(box);
    this.#heads.set(box, found);
    return found;
  }

  #climb(box: GridCell): GridCell[] {
    const found: GridCell[] = [];
    let row = box.row - 1;
    let passed = 0;
    while (row >= 1) {
      const cell = this.#grid.at(row, box.column);
      if (cell === undefined) {
        const over = this.#grid.at(row - 1, box.column);
        if (found.length > 0 || over?.column !== box.column || over.right !== box.right) break;
        row -= 1;
        continue;
      }
      const part = this.#part(cell);
      const wide = cell.column <= box.column && cell.right >= box.right;
      if (part === 'label' && found.length === 0 && wide && this.#beginsSums(cell)) {
        passed += 1;
      } else if (part === 'label') {
        if (!wide || this.#isTitle(cell) || !this.#isHeading(cell, box)) break;
        const inner = found.at(-1);
        if (inner !== undefined && (cell.column > inner.column || cell.right < inner.right)) break;
        if (inner !== undefined && this.#blocks.includes(cell)) break;
        if (!isCounter(cell) || this.#countsAcross(cell)) found.push(cell);
        if (this.#blocks.includes(cell)) break;
      } else if (part === 'box' || part === 'word' || part === 'pad') {
        if (found.length > 0) break;
        if (part === 'pad' && !wide) break;
        // Another box of the same column of a table, or part of one.
        if (part === 'box' && !(cell.column === box.column && cell.right === box.right)) {
          if (!wide && !(cell.column >= box.column && cell.right <= box.right)) break;
          if (cell.right > box.right && cell.column < box.column) break;
        }
        // What stands over the box above in a column stands over this one too.
        const known = part === 'box' && cell.column === box.column && cell.right === box.right && this.#heads.get(cell);
        if (known && known.length > 0) return known;
        passed += 1;
        if (passed > 400) break;
      }
      row = cell.row - 1;
    }
    return found;
  }

  /** 小計 before its numbers names their row, and stands over nothing. */
  #beginsSums(label: GridCell): boolean {
    return isSumLabel(label) && this.#part(this.#grid.at(label.row, label.right + 1)) === 'box';
  }

  /** Numbers side by side are headings (the seventeen goals), one under the other they count rows. */
  #countsAcross(label: GridCell): boolean {
    const beside = [this.#grid.at(label.row, label.column - 1), this.#grid.at(label.row, label.right + 1)];
    return beside.some((cell) => cell !== undefined && this.#part(cell) === 'label' && isCounter(cell));
  }

  /** Words in front of the form, without lines or ground; a section may begin there by its sign (`◎基本情報`). */
  #isTitle(label: GridCell): boolean {
    if (label.lines > 0 || label.fill !== undefined) return false;
    if (label.row === 1 || label.row >= this.#first) return label.row === 1;
    return !/^\s*(?:[◎○●■◆◇▼▽【〔Ⅰ-Ⅹ]|[0-9０-９一二三四五][.．、\s])/u.test(label.text);
  }

  /** A label over boxes: what is right of it is no box of its own. */
  #isHeading(label: GridCell, box: GridCell): boolean {
    const next = this.#grid.at(label.row, label.right + 1);
    if (this.#part(next) !== 'box' || next === undefined) return true;
    if (label.bottom + 1 !== box.row) return false;
    // Directly over the box, and its neighbour is a box with a heading of its own.
    return this.#left(box, this.#blockOver(box)).length === 0 && next.row < label.row;
  }

  /** A heading over everything below it as wide as it is: nothing stands beside it in the stretch that it heads. */
  #isBlockHeading(label: GridCell): boolean {
    if (this.#isTitle(label)) return false;
    const below = this.#grid.at(label.bottom + 1, label.column);
    if (below === undefined) return false;
    if (this.#headsPair(label, below)) return true;
    let left = label.column;
    let right = label.right;
    for (let cell = this.#grid.at(label.bottom + 1, left - 1); cell !== undefined && cell.lines > 0;) {
      left = cell.column;
      cell = this.#grid.at(label.bottom + 1, left - 1);
    }
    for (let cell = this.#grid.at(label.bottom + 1, right + 1); cell !== undefined && cell.lines > 0;) {
      right = cell.right;
      cell = this.#grid.at(label.bottom + 1, right + 1);
    }
    if (left < label.column || right > label.right) return false;
    const beside = [this.#grid.at(label.row, label.column - 1), this.#grid.at(label.row, label.right + 1)];
    if (beside.some((cell) => this.#part(cell) === 'box')) return false;
    return below.column > label.column || below.right < label.right || this.#part(below) === 'box';
  }

  /** As wide as a label and the box right of it: the head of a small form beside others (`指標１`, `指標２`). */
  #headsPair(label: GridCell, below: GridCell): boolean {
    const box = this.#grid.at(label.bottom + 1, label.right);
    if (box === undefined || below.column !== label.column || box.right !== label.right) return false;
    return this.#part(below) === 'label' && this.#part(box) === 'box' && below.right + 1 === box.column;
  }

  /** A label far at the left that stands beside the box and beside its heading alike: the bar of the whole table. */
  #barBeside(box: GridCell, head: GridCell | undefined): GridCell | undefined {
    if (head === undefined || !this.#labelled.has(box.row)) return undefined;
    for (let column = box.column - 1; column >= 1;) {
      const cell = this.#grid.at(box.row, column);
      const isBar =
        cell !== undefined && cell.row <= head.row && cell.bottom >= box.bottom && cell.bottom > head.bottom;
      if (isBar && this.#part(cell) === 'label') return cell;
      column = (cell?.column ?? column) - 1;
    }
    return undefined;
  }

  /** A bar at the left over several rows of labels: `【PLAN】`. Under headings that stand over more than its rows it groups lines. */
  #barOf(box: GridCell, rows: readonly GridCell[], head: GridCell | undefined): GridCell | undefined {
    const outer = rows.at(-1);
    const inner = rows.at(-2);
    if (outer === undefined || inner === undefined) return undefined;
    if (head !== undefined && head.bottom < outer.row) return undefined;
    const below = this.#grid.at(inner.bottom + 1, inner.column);
    const over = this.#grid.at(inner.row - 1, inner.column);
    const spans = (cell: GridCell | undefined) =>
      cell !== undefined && cell.row >= outer.row && cell.bottom <= outer.bottom && cell !== inner;
    return (spans(below) || spans(over)) && box.row >= outer.row && (outer.bold || outer.bottom - outer.row >= 3)
      ? outer
      : undefined;
  }

  /** The last block heading over the box's columns. */
  #blockOver(box: GridCell): GridCell | undefined {
    let found: GridCell | undefined;
    for (const heading of this.#blocks) {
      if (heading.bottom >= box.row) break;
      if (heading.column <= box.column && heading.right >= box.column) found = heading;
    }
    return found;
  }
}

/** The words that name a box: `label` the nearest, `headings` the others, as people would say them. */
export function namesOf(box: Box, repeats: (label: GridCell) => boolean): { label: string; headings: string[] } {
  if (box.right !== undefined) {
    return {
      label: box.right.text.replace(/[（(].*$/su, ''),
      headings: [...box.rows, ...box.heads].map((cell) => cell.text),
    };
  }
  const heads = box.heads.map((cell) => cell.text);
  const rows = box.rows.map((cell) => cell.text);
  if (rows.length === 0) {
    // The bare numbers of the seventeen goals name nothing.
    if (box.block !== undefined && box.heads.length > 0 && isCounter(box.heads.at(-1) as GridCell))
      return { label: box.block.text, headings: heads };
    const label = heads.at(-1) ?? box.block?.text ?? '';
    return { label, headings: heads.slice(0, -1) };
  }
  const inner = box.rows.at(-1) as GridCell;
  // `事業費 › 予算額`: a kind that every series has says less than the series.
  const own = rows.length > 1 && repeats(inner) ? rows.length - 2 : rows.length - 1;
  return { label: rows[own] as string, headings: [...heads, ...rows.filter((_, i) => i !== own)] };
}

/** Labels that stand under several outer labels alike. */
export function repeatingLabels(boxes: readonly Box[]): (label: GridCell) => boolean {
  const outers = new Map<string, Set<GridCell>>();
  for (const { rows } of boxes) {
    if (rows.length < 2) continue;
    const key = fold((rows.at(-1) as GridCell).text);
    const set = outers.get(key) ?? new Set();
    set.add(rows.at(-2) as GridCell);
    outers.set(key, set);
  }
  return (label) => (outers.get(fold(label.text))?.size ?? 0) > 1;
}
