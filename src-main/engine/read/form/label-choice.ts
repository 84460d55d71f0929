import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';
import { formLabels } from './form-table.ts';
import type { LabelName } from './form-lane.ts';

interface Beside {
  readonly label: Box;
  readonly field: FieldPath;
  readonly box: Box;
}

/**
 * Labels met on a sheet. Where one stands more than once and each could be meant, the likelier one is taken and all are
 * reported.
 */
export class LabelChoice {
  readonly #sheet: FormSheet;
  readonly #met = new Map<LabelName, Set<Box>>();
  readonly #besides = new Map<LabelName, Beside[]>();

  constructor(sheet: FormSheet) {
    this.#sheet = sheet;
  }

  /** Labels that fields were placed by. */
  get names(): ReadonlySet<LabelName> {
    return new Set(this.#met.keys());
  }

  /** The row of the topmost label with its value beside it. */
  get firstRow(): number {
    return Math.min(...this.besides().map(({ label }) => label.top));
  }

  /** A label whose repetition is no doubt, as of blocks' own rows. */
  note(name: LabelName): void {
    if (!this.#met.has(name)) this.#met.set(name, new Set());
  }

  /** Labels of which only one can be meant. */
  add(name: LabelName, ...boxes: readonly Box[]): void {
    const met = this.#met.get(name) ?? new Set();
    for (const box of boxes) met.add(box);
    this.#met.set(name, met);
  }

  addBeside(name: LabelName, label: Box, field: FieldPath, box: Box): void {
    this.add(name, label);
    const list = this.#besides.get(name);
    if (list) list.push({ label, field, box });
    else this.#besides.set(name, [{ label, field, box }]);
  }

  /** One box for each field that stands beside its label, in the order of the form. */
  besides(): Beside[] {
    const chosen: Beside[] = [];
    for (const name of formLabels.keys()) {
      const list = this.#besides.get(name) ?? [];
      const best =
        list.length > 1 ? list.toSorted((a, b) => this.#likelihood(b, name) - this.#likelihood(a, name))[0] : list[0];
      if (best) chosen.push(best);
    }
    return chosen;
  }

  /** Labels of a form look alike, stand in one column and close together; their values are boxes. */
  #likelihood({ label, box }: Beside, name: LabelName): number {
    const others = [...this.#besides].flatMap(([other, list]) => (other === name ? [] : list));
    const share = (like: (other: Beside) => boolean): number => others.filter(like).length / Math.max(1, others.length);
    const style = this.#sheet.styleOf(label);
    const near = others.some((other) => Math.abs(other.label.top - label.top) <= 1);
    return (
      share((other) => this.#sheet.styleOf(other.label) === style) +
      share((other) => other.label.left === label.left) / 2 +
      (box.merged ? 1 : 0) +
      (box.filled ? 0.25 : 0) +
      (near ? 0.5 : 0)
    );
  }

  twice(): { name: LabelName; boxes: Box[] }[] {
    return [...this.#met].flatMap(([name, boxes]) => {
      const left = [...boxes].filter((box) => !this.#sheet.isClaimed(box));
      return left.length > 1 ? [{ name, boxes: left.toSorted((a, b) => a.top - b.top || a.left - b.left) }] : [];
    });
  }
}
