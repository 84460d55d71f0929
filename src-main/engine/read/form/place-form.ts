import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { formatAddress } from '../../book/address.ts';
import type { Box } from './boxes.ts';
import { inFormOrder, type PlacedField } from './form-order.ts';
import type { FormSheet } from './form-sheet.ts';
import { formLabels, placeOfLabel } from './form-table.ts';
import { lane, type FieldPlace, type LabelName, type LaneList } from './form-lane.ts';
import { LabelChoice } from './label-choice.ts';
import { placeBoxes, placeInColumns, yearOverBlock } from './place-columns.ts';
import { numberInLabel, pillarBox } from './place-title.ts';
import { placeNamedRows, placeRows, tableHeader, type TableHeader } from './place-table.ts';
import { isHalf, type Half } from './year-label.ts';
import {
  claimUnder,
  headingOf,
  isBox,
  placeByHeading,
  placeByYear,
  yearBefore,
  yearHeadings,
  type Heading,
} from './place-under.ts';

/** Where the fields of a sheet lie. */
export interface Placement {
  /** In the order of the form. */
  readonly fields: readonly PlacedField[];
  readonly years: readonly FiscalYear[];
  /** How many rows each list has, by its table's id. */
  readonly rows: Readonly<Record<string, number>>;
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
  /** The headings of the list that has its own; others stand under them. */
  #header: TableHeader | undefined;
  readonly #placed = new Set<LaneList>();
  readonly #rows: Record<string, number> = Object.fromEntries(lane.lists.map(({ id }) => [id, 0]));

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
    const pillar = pillarBox(sheet, this.#values, this.#choice.firstRow);
    if (pillar && lane.title !== undefined) this.#put(lane.title, pillar);
    const number = lane.number && !this.#boxes.has(lane.number.field) ? numberInLabel(sheet) : undefined;
    if (number && lane.number) {
      this.#put(lane.number.field, number);
      this.#choice.note(lane.number.label);
    }
    const placed = this.#choice.names;
    return {
      fields: inFormOrder(this.#boxes),
      years: [...this.#years].sort((a, b) => a - b),
      rows: this.#rows,
      twice: this.#choice
        .twice()
        .map(({ name, boxes }) => ({ name, cells: boxes.map((box) => formatAddress(box.top, box.left)) })),
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
      else if (isHalf(hit.label.column)) this.#placeHalfOfYear(box, hit.label.year, hit.label.column);
      return;
    }
    if (hit?.kind !== 'label') return;
    const place = formLabels.get(hit.name)?.place;
    switch (place?.kind) {
      case 'beside':
        this.#placeBeside(hit.name, box, place);
        break;
      case 'table':
        if (place.list.isUnder) this.#placeNamedRows(box, place.list);
        else this.#placeRows(box, place.list);
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
    if (place?.kind !== 'under' && !(place?.kind === 'table' && place.list.isUnder)) return place?.kind !== 'table';
    return this.#sheet.labelled.some(
      (box) => box.top < label.top && box.left > label.right && this.#sheet.isHeading(box),
    );
  }

  #placeRows(label: Box, list: LaneList): void {
    const header = tableHeader(this.#sheet, label);
    if (header === undefined) return;
    this.#choice.add(list.label, label);
    if (this.#placed.has(list)) return;
    this.#placed.add(list);
    this.#header ??= header;
    this.#takeHeader(header);
    this.#rows[list.id] = placeRows(this.#sheet, list, label, header, this.#put);
  }

  #takeHeader(header: TableHeader): void {
    for (const box of header.boxes) this.#sheet.claim(box);
    for (const { part } of header.columns) if (part.kind !== 'still') this.#years.add(part.year);
  }

  #placeNamedRows(label: Box, list: LaneList): void {
    const found = tableHeader(this.#sheet, label);
    const own = found && found.columns.filter(({ part }) => part.kind !== 'still').length >= 2 ? found : undefined;
    if (own === undefined && this.#header === undefined) return;
    this.#choice.add(list.label, label);
    if ((this.#rows[list.id] ?? 0) > 0) return;
    if (own) this.#takeHeader(own);
    this.#rows[list.id] = placeNamedRows(this.#sheet, list, label, own, this.#header, this.#put);
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
    const years = place.byYear ? this.#placeWithYears(label, heading, place.byYear, put) : [];
    for (const year of years) this.#years.add(year);
    if (years.length > 0) this.#choice.note(name);
    else if (place.byHeading && this.#standsInOverall(label, heading)) this.#placeInRow(label, place.byHeading, put);
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

  /** Places the fields of a label that has its years elsewhere than over the boxes at its right; gives those years. */
  #placeWithYears(
    label: Box,
    heading: Heading | undefined,
    byYear: (year: FiscalYear) => readonly FieldPath[],
    put: Put,
  ): readonly FiscalYear[] {
    const sheet = this.#sheet;
    const inColumns = placeInColumns(sheet, label, byYear, put);
    if (inColumns.length > 0) return inColumns;
    const over = heading?.years.length === 0 ? undefined : yearOverBlock(sheet, label);
    if (over) {
      // A blank cell behind a text is no choice where the next label follows: it may be an inserted column.
      const isValue = (box: Box, i: number): boolean =>
        this.#mayBeValue(box) &&
        (i === 0 || over.next === undefined || isBox(box) || !sheet.grid.isGapColumn(box.left));
      this.#placeInRow(label, byYear(over.year), put, isValue, over.lastColumn);
      return [over.year];
    }
    const year = heading === undefined ? yearBefore(sheet, label) : undefined;
    if (year === undefined) return [];
    this.#placeInRow(label, byYear(year), put, (box) => this.#mayBeValue(box));
    return [year];
  }

  /** 「平成25年度上半期」 heads a column or begins a row; in a box by itself it is a value. */
  #placeHalfOfYear(label: Box, year: FiscalYear, half: Half): void {
    const sheet = this.#sheet;
    const others = sheet.labelled.filter(
      (box) => box !== label && box.hit?.kind === 'year' && isHalf(box.hit.label.column) && !sheet.isClaimed(box),
    );
    const name = lane.halves[half];
    const place = name === undefined ? undefined : placeOfLabel(name);
    if (name === undefined || place?.kind !== 'under' || place.byYear === undefined) return;
    const paths = place.byYear(year);
    const beside = others.filter((box) => box.top === label.top);
    const below = sheet.grid.below(label);
    const inColumn = others.filter((box) => box.left === label.left);
    if (beside.length > 0 && beside.length >= inColumn.length && below)
      placeBoxes(
        sheet,
        label,
        beside.find((box) => box.left > label.right),
        below,
        paths,
        this.#put,
      );
    else if (inColumn.length > 0) this.#placeInRow(label, paths, this.#put, (box) => this.#mayBeValue(box));
    else return;
    this.#years.add(year);
    this.#choice.note(name);
  }

  /** The whole period's block has begun below the nearest year headings and has no heading over its boxes. */
  #standsInOverall(label: Box, heading: Heading | undefined): boolean {
    if (heading && heading.years.length === 0) return false;
    return [...this.#blocks, ...this.#headings.map(({ box }) => box)].some((box) => {
      const { hit } = box;
      const place = hit?.kind === 'label' ? placeOfLabel(hit.name) : undefined;
      if (place?.kind !== 'heading' && !(place?.kind === 'block' && place.under)) return false;
      return (
        box.top > (heading?.bottom ?? 0) && box.top <= label.top && box.left <= label.left && box.right <= label.right
      );
    });
  }

  #placeInRow(
    label: Box,
    paths: readonly FieldPath[],
    put: Put,
    isValue = (box: Box, _i: number): boolean => !this.#sheet.isLabel(box),
    lastColumn = this.#sheet.lastColumn,
  ): void {
    let box: Box | undefined = label;
    for (const [i, path] of paths.entries()) {
      box = box && this.#sheet.grid.rightOf(box, lastColumn)[0];
      if (box === undefined || !isValue(box, i)) return;
      put(path, box);
    }
  }

  /** 総合評価 as a row label: its text and grade stand beside it. */
  #placeOverallRow(): void {
    const label = this.#headings[0]?.box;
    const place = label?.hit?.kind === 'label' ? placeOfLabel(label.hit.name) : undefined;
    const fields = place?.kind === 'heading' ? place.fields : [];
    if (label === undefined || this.#boxes.has(fields[0] ?? '')) return;
    this.#placeInRow(label, fields, this.#put);
  }

  /** `YEAR以降`: its box stands below when the label is a heading beside 総合評価, else to the right. */
  #placeAfterPlan(label: Box): void {
    const { grid, lastColumn } = this.#sheet;
    const { after } = lane;
    if (after === undefined) return;
    this.#choice.add(after.label, label);
    if (this.#boxes.has(after.field)) return;
    const isHeading = this.#headings.some(({ box }) => box.top === label.top);
    const [right] = grid.rightOf(label, lastColumn);
    const beside =
      !isHeading && right && (right.merged || right.filled) && !this.#sheet.isLabel(right) ? right : undefined;
    const value = beside ?? grid.below(label);
    if (value && !this.#values.has(value)) this.#put(after.field, value);
  }
}
