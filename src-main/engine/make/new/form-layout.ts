import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import type { Drawing, DrawnBox, DrawnStyle, FormDescription } from '../../../../src-shared/form/description.ts';
import { fillPath } from '../../../../src-shared/form/paths.ts';
import { shippedDescription } from '../../../../src-shared/form/shipped.ts';

/**
 * A blank sheet of a form as boxes on a grid: which label or field stands where, for any number of years and rows of its lists.
 * Rows and columns count from 0. Who draws it (ExcelJS for a new plan) only turns boxes into cells.
 */
export interface FormLayout {
  /** Column widths in characters of the default font, as Excel counts them. */
  readonly columns: readonly number[];
  /** Row heights in points. */
  readonly rows: readonly number[];
  readonly boxes: readonly FormBox[];
}

/** One box, merged when it is larger than a cell. A box has a label's text or a field's path, never both. */
export interface FormBox {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly style: DrawnStyle;
  readonly label?: string;
  readonly path?: FieldPath;
}

export interface FormShape {
  readonly years: readonly FiscalYear[];
  /** How many rows each list has, by its table's id. */
  readonly rows: Readonly<Record<string, number>>;
  /** How the form writes a fiscal year: `令和7年度`. */
  readonly yearLabel: (year: FiscalYear) => string;
}

/** The drawing of a form's item sheet; `undefined` where its description has none. */
export const drawingOf = (form: FormDescription): Drawing | undefined =>
  form.editions[0]?.sheets.find(({ role }) => role === 'item')?.draw;

/** Lays a form out. Throws for a shape that it cannot have (no year, a list without the row that must be there). */
export function formLayout(shape: FormShape, form: FormDescription = shippedDescription): FormLayout {
  const drawing = drawingOf(form);
  if (shape.years.length === 0 || drawing === undefined)
    throw new RangeError('a form has at least one year and a drawing');
  return new Layouter(shape, drawing).lay();
}

class Layouter {
  readonly #shape: FormShape;
  readonly #drawing: Drawing;
  readonly #rows: number[] = [];
  readonly #boxes: FormBox[] = [];
  readonly #named = new Map<string, number>();

  constructor(shape: FormShape, drawing: Drawing) {
    this.#shape = shape;
    this.#drawing = drawing;
  }

  lay(): FormLayout {
    for (const { id, height, each, boxes = [] } of this.#drawing.rows) {
      const count = each === undefined ? 1 : (this.#shape.rows[each] ?? 0);
      if (height === undefined) this.#draw(boxes, this.#rows.length - 1);
      else
        for (let record = 0; record < count; record += 1) {
          const row = this.#rows.push(height) - 1;
          if (id !== undefined && record === 0) this.#named.set(id, row);
          this.#draw(boxes, row, record);
        }
    }
    const { before, year } = this.#drawing.columns;
    return {
      columns: [...before, ...this.#shape.years.flatMap(() => year)],
      rows: this.#rows,
      boxes: this.#boxes,
    };
  }

  /** Boxes in order; those of a year that follow each other are drawn year by year. */
  #draw(boxes: readonly DrawnBox[], row: number, record = 0): void {
    for (let i = 0; i < boxes.length;) {
      const run: DrawnBox[] = [];
      while (i + run.length < boxes.length && isOfYear(boxes[i + run.length] as DrawnBox))
        run.push(boxes[i + run.length] as DrawnBox);
      if (run.length === 0) this.#box(boxes[i] as DrawnBox, row, record, 0);
      else for (let k = 0; k < this.#shape.years.length; k += 1) for (const box of run) this.#box(box, row, record, k);
      i += Math.max(1, run.length);
    }
  }

  #box(box: DrawnBox, row: number, record: number, k: number): void {
    const top = box.since === undefined ? row : this.#named.get(box.since);
    const bottom = box.until === undefined ? row : this.#named.get(box.until);
    // What would reach over a list without rows is not there.
    if (top === undefined || bottom === undefined) return;
    const { years, yearLabel } = this.#shape;
    const last = years.at(-1) ?? 0;
    const place = { top, bottom, left: this.#column(box.from, k), right: this.#column(box.to, k), style: box.style };
    const words = (text: string): string =>
      text
        .replaceAll('{year}', yearLabel(years[k] ?? last))
        .replaceAll('{last}', yearLabel(last))
        .replaceAll('{after}', yearLabel(last + 1));
    if (box.path === undefined) this.#boxes.push({ ...place, label: words(box.label ?? '') });
    else this.#boxes.push({ ...place, path: fillPath(box.path, { row: record, year: years[k] ?? last }) });
  }

  /** A column by its number before the years, or so many behind the first one of a year. */
  #column(edge: DrawnBox['from'], k: number): number {
    if (typeof edge === 'number') return edge;
    const { before, year } = this.#drawing.columns;
    const columns = before.length + this.#shape.years.length * year.length;
    if (edge === 'end') return columns - 1;
    const [, which, by = '0'] = /^(year|last)([+-]\d+)$/.exec(edge) ?? [];
    return before.length + (which === 'last' ? this.#shape.years.length - 1 : k) * year.length + Number(by);
  }
}

const isOfYear = ({ from, to }: DrawnBox): boolean =>
  [from, to].some((edge) => typeof edge === 'string' && edge.startsWith('year'));
