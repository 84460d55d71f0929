import type { FieldPath, FiscalYear } from '../../../src-shared/fields.ts';
import type { Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';
import { formLabels, type LabelName } from './form-table.ts';
import { placeIndicators, placeSteps, tableHeader, type TableHeader } from './place-table.ts';
import { boxesUnder, claimUnder, headingOf, placeByYear, yearHeadings, type Heading } from './place-under.ts';

/** Where the fields of a sheet lie. */
export interface Placement {
  readonly boxes: ReadonlyMap<FieldPath, Box>;
  readonly years: readonly FiscalYear[];
  readonly stepRows: number;
  readonly indicatorRows: number;
  /** Labels that stand more than once where only one can be meant. */
  readonly twice: readonly { readonly name: LabelName; readonly boxes: readonly Box[] }[];
  readonly missing: readonly LabelName[];
}

/** Finds the box of every field by labels, headings and merged areas. */
export function placeForm(sheet: FormSheet): Placement {
  return new Placer(sheet).place();
}

class Placer {
  readonly #sheet: FormSheet;
  readonly #boxes = new Map<FieldPath, Box>();
  readonly #years = new Set<FiscalYear>();
  readonly #twice = new Map<LabelName, Set<Box>>();
  /** Labels that a field was placed by. */
  readonly #placed = new Set<LabelName>();
  /** Beside labels whose value turned out to lie below. */
  readonly #below = new Set<Box>();
  readonly #put = (path: FieldPath, box: Box): void => {
    if (!this.#boxes.has(path)) this.#boxes.set(path, box);
    this.#sheet.claim(box);
  };
  #stepRows = 0;
  #indicatorRows = 0;

  constructor(sheet: FormSheet) {
    this.#sheet = sheet;
  }

  place(): Placement {
    const sheet = this.#sheet;
    this.#claimValues();
    const steps = this.#choose('steps', (box) => tableHeader(sheet, box) !== undefined);
    const stepHeader = steps && tableHeader(sheet, steps);
    const used = new Set<Box>(stepHeader?.boxes);
    this.#placeTables(steps, stepHeader, used);
    this.#placeBeside();
    this.#placeUnder(used);
    this.#placeAfterPlan();
    this.#placePillar();
    this.#placeNumberInLabel();
    this.#noteBlocksTwice();
    return {
      boxes: this.#boxes,
      years: [...this.#years].sort((a, b) => a - b),
      stepRows: this.#stepRows,
      indicatorRows: this.#indicatorRows,
      twice: [...this.#twice].map(([name, boxes]) => ({ name, boxes: [...boxes] })),
      missing: [...formLabels].flatMap(([name, label]) => (label.expected && !this.#placed.has(name) ? [name] : [])),
    };
  }

  /** Boxes beside a label that is sure are values, whatever words they hold; that makes further labels sure. */
  #claimValues(): void {
    const sheet = this.#sheet;
    for (let round = 0; round < 4; round += 1) {
      let changed = false;
      for (const box of sheet.labelled) {
        if (sheet.placeOf(box)?.kind !== 'beside' || !sheet.isOnly(box)) continue;
        const value = sheet.grid.rightOf(box, sheet.lastColumn);
        if (value?.hit === undefined || sheet.isClaimed(value) || sheet.isOnly(value)) continue;
        sheet.claim(value);
        changed = true;
      }
      if (!changed) return;
    }
  }

  /** The box of a label; with several left, the first fitting one, and the others are noted. */
  #choose(name: LabelName, fits: (box: Box) => boolean = () => true): Box | undefined {
    const all = this.#sheet.candidates(name);
    const fitting = all.filter(fits);
    if (fitting.length > 1) this.#noteTwice(name, fitting);
    return fitting[0] ?? all[0];
  }

  #noteTwice(name: LabelName, boxes: readonly Box[]): void {
    const noted = this.#twice.get(name);
    if (noted) for (const box of boxes) noted.add(box);
    else this.#twice.set(name, new Set(boxes));
  }

  #placeTables(steps: Box | undefined, header: TableHeader | undefined, used: Set<Box>): void {
    const sheet = this.#sheet;
    if (steps && header) {
      this.#placed.add('steps');
      for (const { part } of header.columns) if (part.name !== 'current') this.#years.add(part.year);
      this.#stepRows = placeSteps(sheet, steps, header, this.#put);
    }
    const label = this.#choose('indicators');
    if (label === undefined) return;
    const found = tableHeader(sheet, label);
    const own = found && found.columns.filter(({ part }) => part.name !== 'current').length >= 2 ? found : undefined;
    for (const box of own?.boxes ?? []) used.add(box);
    this.#indicatorRows = placeIndicators(sheet, label, own, header, this.#put);
    this.#placed.add('indicators');
  }

  #placeBeside(): void {
    const sheet = this.#sheet;
    for (const [name, { place }] of formLabels) {
      if (place.kind !== 'beside') continue;
      const label = this.#choose(name);
      const value = label && this.#valueBeside(label);
      if (value === undefined) continue;
      this.#put(place.field, value);
      this.#placed.add(name);
    }
    for (const box of sheet.labelled) if (box.hit?.kind === 'own' && this.#isValue(box)) sheet.claim(box);
  }

  #isValue(box: Box): boolean {
    return [...this.#boxes.values()].includes(box);
  }

  #valueBeside(label: Box): Box | undefined {
    const sheet = this.#sheet;
    const free = (box: Box | undefined): box is Box => box !== undefined && !sheet.isLabel(box);
    const right = sheet.grid.rightOf(label, sheet.lastColumn);
    const below = sheet.grid.below(label);
    const before = sheet.grid.box(label.top, label.left - 1);
    const inHeadingRow = before !== undefined && this.#below.has(before) && free(below);
    if (free(right) && !inHeadingRow) return right;
    if (!free(below)) return free(right) ? right : undefined;
    this.#below.add(label);
    return below;
  }

  #placeUnder(used: ReadonlySet<Box>): void {
    const sheet = this.#sheet;
    const years = yearHeadings(sheet, used);
    const headings: Heading[] = [...years];
    for (const box of sheet.candidates('overallHeading')) headings.push({ ...box, years: [], box });
    const owners = new Map<FieldPath, Box>();
    for (const [name, { place }] of formLabels) {
      if (place.kind !== 'under') continue;
      for (const label of sheet.candidates(name)) {
        const heading = headingOf(label, headings);
        const overall = place.byHeading && this.#overallOf(label, heading);
        if (heading === undefined && overall === undefined) continue;
        const put = (path: FieldPath, box: Box): void => {
          const owner = owners.get(path);
          if (owner && owner !== label) this.#noteTwice(name, [owner, label]);
          owners.set(path, owner ?? label);
          this.#put(path, box);
        };
        if (overall && place.byHeading) this.#placeInRow(label, overall, place.byHeading, put);
        else if (heading && heading.years.length > 0 && place.byYear) {
          for (const { year } of heading.years) this.#years.add(year);
          placeByYear(sheet, label, heading, place.byYear, put);
        } else if (heading && place.byHeading) {
          const found = boxesUnder(sheet, label, heading.left, heading.right);
          place.byHeading.forEach((path, i) => found[i] && put(path, found[i]));
        }
        if (heading && overall === undefined) claimUnder(sheet, label, heading);
        this.#placed.add(name);
      }
    }
    this.#placeOverallRow();
  }

  /**
   * The label of the whole period's block that stands between the year headings and a row label: then the row has no
   * heading of its own and its boxes stand beside it.
   */
  #overallOf(label: Box, heading: Heading | undefined): Box | undefined {
    const sheet = this.#sheet;
    if (heading && heading.years.length === 0) return undefined;
    return [...sheet.candidates('overall'), ...sheet.candidates('overallHeading')].find(
      (box) => box.top > (heading?.bottom ?? 0) && box.top <= label.top && box.left <= label.left && box.right <= label.right,
    );
  }

  #placeInRow(label: Box, overall: Box, paths: readonly FieldPath[], put: (path: FieldPath, box: Box) => void): void {
    let box: Box | undefined = label;
    for (const path of paths) {
      box = box && this.#sheet.grid.rightOf(box, this.#sheet.lastColumn);
      if (box === undefined || box === overall || this.#sheet.isLabel(box)) return;
      put(path, box);
    }
  }

  /** 総合評価 as a row label: its text and grade stand beside it. */
  #placeOverallRow(): void {
    if (this.#boxes.has('overall.assessment')) return;
    const label = this.#sheet.candidates('overallHeading')[0];
    if (label) this.#placeInRow(label, label, ['overall.assessment', 'overall.grade'], this.#put);
  }

  /** `YEAR以降`: its box stands below when the label is a heading beside 総合評価, else to the right. */
  #placeAfterPlan(): void {
    const sheet = this.#sheet;
    const labels = sheet.labelled.filter(
      (box) =>
        !sheet.isClaimed(box) &&
        ((box.hit?.kind === 'year' && box.hit.label.column === 'after') || (box.hit?.kind === 'label' && box.hit.name === 'afterPlan')),
    );
    const label = labels[0];
    if (label === undefined) return;
    if (labels.length > 1) this.#noteTwice('afterPlan', labels);
    const isHeading = sheet.labelled.some((box) => box !== label && box.top === label.top && sheet.placeOf(box)?.kind === 'heading');
    const right = sheet.grid.rightOf(label, sheet.lastColumn);
    const beside = !isHeading && right && (right.merged || right.filled) && !sheet.isLabel(right) ? right : undefined;
    const value = beside ?? sheet.grid.below(label);
    if (value && !sheet.isLabel(value)) this.#put('overall.afterPlan', value);
  }

  /** The title line: the topmost box that begins with its label, else the widest merged box above the form's labels. */
  #placePillar(): void {
    const sheet = this.#sheet;
    const own = sheet.labelled.find((box) => box.hit?.kind === 'own' && !sheet.isClaimed(box) && !this.#isValue(box));
    if (own) {
      this.#put('pillar', own);
      return;
    }
    const first = sheet.labelled.find((box) => sheet.placeOf(box)?.kind === 'beside' && !sheet.isClaimed(box));
    if (first === undefined) return;
    const wide = sheet.grid.boxes
      .filter((box) => box.merged && box.bottom < first.top && box.right - box.left + 1 >= (sheet.lastColumn - first.left + 1) * 0.6)
      .toSorted((a, b) => b.bottom - a.bottom)[0];
    if (wide) this.#put('pillar', wide);
  }

  #placeNumberInLabel(): void {
    if (this.#boxes.has('no')) return;
    const sheet = this.#sheet;
    const box = sheet.labelled.find((one) => one.hit?.kind === 'number-in-label' && !sheet.isClaimed(one));
    if (box === undefined) return;
    this.#put('no', box);
    this.#placed.add('no');
  }

  /** Blocks have no field, but one that stands twice makes its rows doubtful. */
  #noteBlocksTwice(): void {
    for (const [name, { place }] of formLabels) {
      if (place.kind !== 'block') continue;
      const boxes = this.#sheet.candidates(name).filter((box) => !this.#isValue(box));
      if (boxes.length > 1) this.#noteTwice(name, boxes);
    }
  }
}
