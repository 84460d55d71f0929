/**
 * The merged areas of one sheet as numbers, four per area: top, left, bottom, right. One list is filled again for each sheet: an
 * array that is emptied gives its memory back and grows anew, sheet by sheet.
 */
export class MergeList {
  numbers = new Int32Array(1024);
  /** Numbers in use, four per area. */
  length = 0;

  add(top: number, left: number, bottom: number, right: number): void {
    const at = this.length;
    if (at === this.numbers.length) {
      const more = new Int32Array(at * 2);
      more.set(this.numbers);
      this.numbers = more;
    }
    const { numbers } = this;
    numbers[at] = top;
    numbers[at + 1] = left;
    numbers[at + 2] = bottom;
    numbers[at + 3] = right;
    this.length = at + 4;
  }

  /** Holds these areas in place of those before. */
  fill(numbers: Int32Array): void {
    if (numbers.length > this.numbers.length) this.numbers = new Int32Array(numbers.length * 2);
    this.numbers.set(numbers);
    this.length = numbers.length;
  }
}
