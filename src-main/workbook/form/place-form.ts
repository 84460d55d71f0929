import { headPaths, type FieldPath, type FiscalYear } from '../../../src-shared/fields.ts';
import { formatAddress, formatArea } from '../sheet/address.ts';
import type { Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';
import { formLabels, type FieldPlace, type LabelName } from './form-table.ts';
import { LabelChoice } from './label-choice.ts';
import { placeIndicators, placeSteps, tableHeader, type TableHeader } from './place-table.ts';
import { claimUnder, headingOf, placeByHeading, placeByYear, yearBefore, yearHeadings, type Heading } from './place-under.ts';

/** Where a field's box lies; rows and columns count from 1. */
export interface PlacedField {
  readonly path: FieldPath;
  readonly row: number;
  readonly column: number;
  /** `D7`, its top left cell. */
  readonly cell: string;
  /** `D7:O7`. */
  readonly area: string;
}

/** Where the fields of a sheet lie. */
export interface Placement {
  /** In the order of the form. */
  readonly fields: readonly PlacedField[];
  readonly years: readonly FiscalYear[];
  readonly stepRows: number;
  readonly indicatorRows: number;
  /** Labels that stand more than once where only one can be meant. */
  readonly twice: readonly { readonly name: LabelName; readonly cells: readonly string[] }[];
  readonly missing: readonly LabelName[];
}

type Place<K extends FieldPlace['kind']> = Extract<FieldPlace, { kind: K }>;
type Put = (path: FieldPath, box: Box) => void;

/**
 * Finds the box of every field by labels, headings and merged areas. The form is read as a person reads it, from top to
 * bottom and left to right: a label takes its boxes, and what stands in them is a value from then on, whatever its words.
 */
export function placeForm(sheet: FormSheet): Placement {
  return new Placer(sheet).place();
}

class Placer {
  readonly #sheet: FormSheet;
  readonly #boxes = new Map<FieldPath, Box>();
  readonly #values = new Set<Box>();
  readonly #years = new Set<FiscalYear>();
  readonly #choice: LabelChoice;
  /** Plain year headings met so far, and other headings. */
  readonly #yearBoxes: Box[] = [];
  #grouped = 0;
  #yearGroups: readonly Heading[] = [];
  readonly #headings: Heading[] = [];
  readonly #blocks: Box[] = [];
  /** Which label a field of `under` was placed by. */
  readonly #owners = new Map<FieldPath, Box>();
  /** Beside labels whose value turned out to lie below. */
  readonly #below = new Set<Box>();
  #stepHeader: TableHeader | undefined;
  #stepRows = 0;
  #indicatorRows = 0;

  constructor(sheet: FormSheet) {
    this.#sheet = sheet;
    this.#choice = new LabelChoice(sheet);
  }

  place(): Placement {
    const sheet = this.#sheet;
    for (const box of sheet.labelled) {
      // What stands beside the form is a note.
      if (box.left <= sheet.lastColumn && !sheet.isClaimed(box)) this.#visit(box);
    }
    for (const { field, box } of this.#choice.besides()) this.#put(field, box);
    this.#placeOverallRow();
    this.#placePillar();
    this.#placeNumberInLabel();
    const placed = this.#choice.names;
    return {
      fields: inFormOrder(this.#boxes),
      years: [...this.#years].sort((a, b) => a - b),
      stepRows: this.#stepRows,
      indicatorRows: this.#indicatorRows,
      twice: this.#choice.twice().map(({ name, boxes }) => ({ name, cells: boxes.map((box) => formatAddress(box.top, box.left)) })),
      missing: [...formLabels].flatMap(([name, label]) => (label.expected && !placed.has(name) ? [name] : [])),
    };
  }

  readonly #put: Put = (path, box) => {
    if (!this.#boxes.has(path)) this.#boxes.set(path, box);
    this.#values.add(box);
    this.#sheet.claim(box);
  };

  #visit(box: Box): void {
    const { hit } = box;
    if (hit?.kind === 'year') {
      if (hit.label.column === 'plain') this.#yearBoxes.push(box);
      else if (hit.label.column === 'after') this.#placeAfterPlan(box);
      return;
    }
    if (hit?.kind !== 'label') return;
    const place = formLabels.get(hit.name)?.place;
    switch (place?.kind) {
      case 'beside':
        this.#placeBeside(hit.name, box, place);
        break;
      case 'table':
        if (place.rows === 'steps') this.#placeSteps(box);
        else this.#placeIndicators(box);
        break;
      case 'under':
        this.#placeUnder(hit.name, box, place);
        break;
      case 'heading':
        this.#headings.push({ ...box, years: [], box });
        break;
      case 'below':
        this.#placeAfterPlan(box);
        break;
      case 'block':
        this.#blocks.push(box);
        this.#choice.add(hit.name, box);
        break;
      default:
    }
  }

  #placeBeside(name: LabelName, label: Box, place: Place<'beside'>): void {
    const value = this.#valueBeside(label);
    if (value === undefined) return;
    this.#sheet.claim(value);
    this.#choice.addBeside(name, label, place.field, value);
  }

  /** Right of the label; below it where the right belongs to another label or lies beyond the form. */
  #valueBeside(label: Box): Box | undefined {
    const { grid, lastColumn } = this.#sheet;
    const right = grid.rightOf(label, lastColumn).find((box) => this.#mayBeValue(box) && !this.#values.has(box));
    const below = grid.below(label);
    const before = grid.leftOf(label);
    const besideHeading = before !== undefined && this.#below.has(before);
    const belowFree = below !== undefined && this.#mayBeValue(below) && !this.#values.has(below);
    if (!belowFree) return right;
    // A bare cell on the right is no box; one that begins under the label is.
    const isBoxBelow = below.left === label.left && (below.merged || below.filled);
    if (right && !besideHeading && (right.merged || right.filled || !isBoxBelow)) return right;
    this.#below.add(label);
    return below;
  }

  /** Words of a label in a box beside another label are a value when that label stands elsewhere too, or cannot stand here. */
  #mayBeValue(box: Box): boolean {
    const { hit } = box;
    if (hit?.kind !== 'label' || this.#sheet.isClaimed(box)) return true;
    return !this.#sheet.isOnly(box) || !this.#hasItsHeadings(box);
  }

  /** A label whose boxes stand under headings has some, which begin right of it. */
  #hasItsHeadings(label: Box): boolean {
    const place = this.#sheet.placeOf(label);
    if (place?.kind === 'table' && tableHeader(this.#sheet, label)) return true;
    if (place?.kind !== 'under' && !(place?.kind === 'table' && place.rows === 'indicators')) return place?.kind !== 'table';
    return this.#sheet.labelled.some((box) => box.top < label.top && box.left > label.right && this.#sheet.isHeading(box));
  }

  #placeSteps(label: Box): void {
    const header = tableHeader(this.#sheet, label);
    if (header === undefined) return;
    this.#choice.add('steps', label);
    if (this.#stepHeader) return;
    this.#stepHeader = header;
    this.#takeHeader(header);
    this.#stepRows = placeSteps(this.#sheet, label, header, this.#put);
  }

  #takeHeader(header: TableHeader): void {
    for (const box of header.boxes) this.#sheet.claim(box);
    for (const { part } of header.columns) if (part.name !== 'current') this.#years.add(part.year);
  }

  #placeIndicators(label: Box): void {
    const found = tableHeader(this.#sheet, label);
    const own = found && found.columns.filter(({ part }) => part.name !== 'current').length >= 2 ? found : undefined;
    if (own === undefined && this.#stepHeader === undefined) return;
    this.#choice.add('indicators', label);
    if (this.#indicatorRows > 0) return;
    if (own) this.#takeHeader(own);
    this.#indicatorRows = placeIndicators(this.#sheet, label, own, this.#stepHeader, this.#put);
  }

  /** Grouped anew when headings have been met since. */
  #yearHeadings(): readonly Heading[] {
    if (this.#grouped !== this.#yearBoxes.length) {
      this.#grouped = this.#yearBoxes.length;
      this.#yearGroups = yearHeadings(this.#sheet, this.#yearBoxes);
    }
    return this.#yearGroups;
  }

  #placeUnder(name: LabelName, label: Box, place: Place<'under'>): void {
    const sheet = this.#sheet;
    const headings = [...this.#yearHeadings(), ...this.#headings];
    const heading = headingOf(label, headings);
    const put: Put = (path, box) => {
      const owner = this.#owners.get(path);
      if (owner && owner !== label) this.#choice.add(name, owner, label);
      this.#owners.set(path, owner ?? label);
      this.#put(path, box);
    };
    const year = heading === undefined && place.byYear ? yearBefore(sheet, label) : undefined;
    if (year !== undefined && place.byYear) {
      this.#years.add(year);
      this.#placeInRow(label, place.byYear(year), put, (box) => this.#mayBeValue(box));
    } else if (place.byHeading && this.#standsInOverall(label, heading)) this.#placeInRow(label, place.byHeading, put);
    else if (heading === undefined) return;
    else if (heading.years.length > 0) {
      for (const { year } of heading.years) this.#years.add(year);
      if (place.byYear) placeByYear(sheet, label, heading, place.byYear, put);
      claimUnder(sheet, label, heading);
    } else if (place.byHeading) {
      placeByHeading(sheet, label, heading, place.byHeading, put);
      claimUnder(sheet, label, heading);
    }
    this.#choice.note(name);
  }

  /** The whole period's block has begun below the nearest year headings and has no heading over its boxes. */
  #standsInOverall(label: Box, heading: Heading | undefined): boolean {
    if (heading && heading.years.length === 0) return false;
    return [...this.#blocks, ...this.#headings.map(({ box }) => box)].some((box) => {
      const { hit } = box;
      if (hit?.kind !== 'label' || (hit.name !== 'overall' && hit.name !== 'overallHeading')) return false;
      return box.top > (heading?.bottom ?? 0) && box.top <= label.top && box.left <= label.left && box.right <= label.right;
    });
  }

  #placeInRow(label: Box, paths: readonly FieldPath[], put: Put, isValue = (box: Box): boolean => !this.#sheet.isLabel(box)): void {
    let box: Box | undefined = label;
    for (const path of paths) {
      box = box && this.#sheet.grid.rightOf(box, this.#sheet.lastColumn)[0];
      if (box === undefined || !isValue(box)) return;
      put(path, box);
    }
  }

  /** 総合評価 as a row label: its text and grade stand beside it. */
  #placeOverallRow(): void {
    const label = this.#headings[0]?.box;
    if (label === undefined || this.#boxes.has('overall.assessment')) return;
    this.#placeInRow(label, ['overall.assessment', 'overall.grade'], this.#put);
  }

  /** `YEAR以降`: its box stands below when the label is a heading beside 総合評価, else to the right. */
  #placeAfterPlan(label: Box): void {
    const { grid, lastColumn } = this.#sheet;
    this.#choice.add('afterPlan', label);
    if (this.#boxes.has('overall.afterPlan')) return;
    const isHeading = this.#headings.some(({ box }) => box.top === label.top);
    const [right] = grid.rightOf(label, lastColumn);
    const beside = !isHeading && right && (right.merged || right.filled) && !this.#sheet.isLabel(right) ? right : undefined;
    const value = beside ?? grid.below(label);
    if (value && !this.#values.has(value)) this.#put('overall.afterPlan', value);
  }

  /** The title line: the topmost box that begins with its label, else the lowest of the wide boxes above the labels. */
  #placePillar(): void {
    const { labelled, grid, lastColumn } = this.#sheet;
    const free = (box: Box): boolean => !this.#values.has(box) && !this.#sheet.isClaimed(box);
    const own = labelled.find((box) => box.hit?.kind === 'own' && free(box));
    if (own) {
      const [value] = own.hit?.kind === 'own' && own.hit.alone ? grid.rightOf(own, lastColumn) : [];
      this.#put('pillar', value && (value.filled || value.merged) && free(value) ? value : own);
      return;
    }
    const top = this.#choice.firstRow;
    const above = grid.boxes.filter((box) => box.merged && box.bottom < top && free(box));
    const widest = Math.max(...above.map((box) => box.right - box.left));
    const wide = above.filter((box) => box.right - box.left >= Math.max(3, widest * 0.6));
    const nearest = wide.toSorted((a, b) => b.bottom - a.bottom)[0];
    if (nearest) this.#put('pillar', nearest);
  }

  #placeNumberInLabel(): void {
    if (this.#boxes.has('no')) return;
    const box = this.#sheet.labelled.find((one) => one.hit?.kind === 'number-in-label' && !this.#sheet.isClaimed(one));
    if (box === undefined) return;
    this.#put('no', box);
    this.#choice.note('no');
  }
}

/** The order of the form; within a block fields stay in the order in which they were met. */
const ranks = new Map<string, number>([...headPaths, 'steps', 'indicators', 'progress', 'annual', 'overall'].map((name, i) => [name, i]));

function inFormOrder(boxes: ReadonlyMap<FieldPath, Box>): PlacedField[] {
  const ordered: PlacedField[][] = Array.from({ length: ranks.size }, () => []);
  for (const [path, box] of boxes) {
    const dot = path.indexOf('.');
    const rank = ranks.get(dot < 0 ? path : path.slice(0, dot)) as number;
    ordered[rank]?.push({ path, row: box.top, column: box.left, cell: formatAddress(box.top, box.left), area: formatArea(box) });
  }
  return ordered.flat();
}
