import type { TextRunStyle } from './sheet.ts';
import { eraYear } from '../domain/era-year.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { rowCount } from '../form/rows.ts';
import type { FieldRole } from '../form/description.ts';
import { formOf } from '../form/forms.ts';
import { pathOf, type FieldWhere, type FormField, type FormTable } from '../form/model.ts';
import { groupPaths, rolePath } from '../form/roles.ts';
import type { OwnCell, OwnRow } from './own-paper.ts';
import { paperLabel } from '../form/paper-label.ts';

/** Places across the paper in points: labels end here, statuses and grades begin there, and where texts end. */
const labelEnd = 98;
const besideStart = 430;
export const end = 499;

/** A cell by the places of its edges; every sheet has the columns that its cells need. */
interface Placed extends Omit<OwnCell, 'column' | 'span'> {
  readonly from: number;
  readonly to: number;
}
export interface PlacedRow extends Omit<OwnRow, 'cells'> {
  readonly cells: readonly Placed[];
}

/** A text, and the status or grade beside it. */
export interface Pair {
  readonly field: FormField;
  readonly beside?: FormField;
}

/** Fields of these roles stand at the head of the paper. */
export const headRoles: ReadonlySet<FieldRole | undefined> = new Set(['no', 'title', 'group', 'section']);

export const plate = (item: ItemSheet): string => (item.no.trim() === '' ? item.sheet : `No.${item.no.trim()}`);

interface RowWriter {
  head(): void;
  heading(words: string): void;
  /** A label and a text, and beside it a status or grade; nothing when they are blank and always were. */
  text(pair: Pair, where: FieldWhere): void;
  /** Records of texts: what has no year, then a row a year, its kinds (plan, what came of it) side by side. */
  readonly texts: (table: FormTable) => void;
  /** Records of numbers: a row for each kind, a column a year. */
  readonly numbers: (table: FormTable) => void;
  /** Words of arrows over years: a strip of years for each. */
  strips(list: readonly Strip[]): void;
  rows(): readonly PlacedRow[];
}

/** Writes the rows of an item; boxes that `changed` names stand out. */
/** What the form has beside its texts: their looks, and arrows drawn over years. */
export interface FormExtras {
  /** Runs of boxes in which something is struck out, underlined or coloured. */
  readonly runs: ReadonlyMap<FieldPath, readonly TextRunStyle[]>;
  /** Words of shapes by the table over which they lie, with the years that they span. */
  readonly strips: ReadonlyMap<string, readonly Strip[]>;
}

export interface Strip {
  readonly words: string;
  readonly years: readonly number[];
}

export const noExtras: FormExtras = { runs: new Map(), strips: new Map() };

// oxlint-disable-next-line max-lines-per-function -- one writer: each kind of row is a few lines over the same item, and all add to the same rows
export function rowWriter(
  item: ItemSheet,
  changed: ReadonlySet<FieldPath>,
  runs: FormExtras['runs'] = noExtras.runs,
): RowWriter {
  const form = formOf(item);
  const rows: PlacedRow[] = [];
  const stored = (path: FieldPath): string => item.fields[path]?.text.trim() ?? '';
  /** What paper says of a box: a text that is gone leaves a word. */
  const shown = (path: FieldPath): string => (stored(path) === '' && changed.has(path) ? '（空欄）' : stored(path));
  const says = (paths: readonly FieldPath[]): boolean => paths.some((path) => shown(path) !== '');
  const box = (path: FieldPath, from: number, to: number, look: OwnCell['look'] = 'text'): Placed => ({
    from,
    to,
    look,
    text: shown(path),
    changed: changed.has(path),
    ...(runs.has(path) ? { runs: runs.get(path) ?? [] } : {}),
  });
  const words = (text: string, from: number, to: number, look: OwnCell['look'] = 'label'): Placed => ({
    from,
    to,
    look,
    text,
  });
  const row = (height: number, ...cells: readonly Placed[]): void => void rows.push({ height, cells });
  /** A row that says what the next ones are: the end of a page does not part them. */
  const headRow = (height: number, ...cells: readonly Placed[]): void =>
    void rows.push({ height, cells, withNext: true });
  /** The records of a table that say something. */
  const used = (table: FormTable): readonly number[] =>
    Array.from({ length: rowCount(item, table.id) }, (_, index) => index).filter((index) =>
      says(
        table.fields.flatMap((field) =>
          field.hasYear
            ? item.years.map((year) => pathOf(field, { row: index, year }))
            : [pathOf(field, { row: index })],
        ),
      ),
    );

  return {
    strips(list) {
      if (list.length === 0 || item.years.length === 0) return;
      const edge = (index: number): number => labelEnd + (index * (end - labelEnd)) / item.years.length;
      headRow(
        18,
        words('図の文字', 0, labelEnd),
        ...item.years.map((year, index) => words(eraYear(year), edge(index), edge(index + 1), 'label-centre')),
      );
      for (const strip of list) {
        const places = strip.years.map((year) => item.years.indexOf(year)).filter((at) => at >= 0);
        const [first, last] = [Math.min(...places), Math.max(...places)];
        if (places.length === 0) {
          row(20, words('', 0, labelEnd, 'text'), words(strip.words, labelEnd, end, 'text'));
          continue;
        }
        row(
          20,
          words('', 0, labelEnd, 'text'),
          ...(first > 0 ? [words('', labelEnd, edge(first), 'text')] : []),
          words(`${strip.words} →`, edge(first), edge(last + 1), 'label-centre'),
          ...(last < item.years.length - 1 ? [words('', edge(last + 1), end, 'text')] : []),
        );
      }
    },
    rows: () =>
      rows.filter(
        (one, index) => !(isHeading(one) && (rows[index + 1] === undefined || isHeading(rows[index + 1] as PlacedRow))),
      ),
    heading: (text) => headRow(22, words(text, 0, end, 'heading')),
    head() {
      for (const path of groupPaths(item)) {
        const text = stored(path).replaceAll('\n', '');
        if (text !== '') row(16, words(text, 0, end, 'quiet'));
      }
      const title = rolePath(form, 'title') ?? '';
      row(34, words(plate(item), 0, labelEnd, 'number-plate'), {
        ...box(title, labelEnd, end, 'name'),
        text: shown(title).replaceAll('\n', ''),
      });
      const [section] = form.withRole('section');
      const names = item.sections.map(({ name, lead }) => `${name}${lead ? '●' : ''}`).join('　');
      if (names === '' || section === undefined) return;
      const path = rolePath(form, 'section') ?? '';
      row(22, words(section.shown, 0, labelEnd), { ...box(path, labelEnd, end), text: names });
    },
    text({ field, beside }, where) {
      const place = { slot: 0, part: 0, ...where };
      const path = pathOf(field, place);
      const mark = beside && pathOf(beside, place);
      if (!says(mark === undefined ? [path] : [path, mark])) return;
      const look = beside?.role === 'grade' ? 'grade' : 'centre';
      row(
        22,
        words(paperLabel(field, where.year), 0, labelEnd),
        box(path, labelEnd, mark === undefined ? end : besideStart),
        ...(mark === undefined ? [] : [box(mark, besideStart, end, look)]),
      );
    },
    texts(table) {
      const still = table.fields.filter(({ hasYear }) => !hasYear);
      const kinds = table.fields.filter(({ hasYear }) => hasYear);
      const edge = (kind: number): number => labelEnd + (kind * (end - labelEnd)) / Math.max(1, kinds.length);
      for (const index of used(table)) {
        const number = rowCount(item, table.id) > 1 ? index + 1 : '';
        headRow(
          20,
          words(`${table.shown}${number}`, 0, labelEnd),
          ...kinds.map((kind, k) => words(kind.shown, edge(k), edge(k + 1), 'label-centre')),
        );
        for (const field of still) {
          const path = pathOf(field, { row: index });
          if (says([path])) row(20, words(field.shown, 0, labelEnd, 'text'), box(path, labelEnd, end));
        }
        for (const year of item.years) {
          const paths = kinds.map((kind) => pathOf(kind, { row: index, year }));
          if (says(paths))
            row(
              20,
              words(eraYear(year), 0, labelEnd, 'text'),
              ...paths.map((path, k) => box(path, edge(k), edge(k + 1))),
            );
        }
      }
    },
    numbers(table) {
      const { years } = item;
      const records = used(table);
      if (records.length === 0) return;
      const still = table.fields.filter((field) => !field.hasYear && field !== table.name);
      const kinds = table.fields.filter(({ hasYear }) => hasYear);
      // Many years leave less for the name.
      const [nameEnd, kindEnd, stillEnd] = years.length > 3 ? [120, 154, 212] : [170, 206, 270];
      const yearsFrom = still.length === 0 ? kindEnd : stillEnd;
      const edge = (index: number): number => yearsFrom + (index * (end - yearsFrom)) / Math.max(1, years.length);
      const stillEdge = (index: number): number =>
        kindEnd + (index * (yearsFrom - kindEnd)) / Math.max(1, still.length);
      const perYear = (make: (year: number, from: number, to: number) => Placed): readonly Placed[] =>
        years.map((year, index) => make(year, edge(index), edge(index + 1)));
      headRow(
        20,
        words(table.shown, 0, nameEnd),
        words('', nameEnd, kindEnd),
        ...still.map((field, s) => words(field.shown, stillEdge(s), stillEdge(s + 1), 'label-centre')),
        ...perYear((year, from, to) => words(eraYear(year), from, to, 'label-centre')),
      );
      for (const index of records) {
        const values = (kind: FormField) =>
          perYear((year, from, to) => box(pathOf(kind, { row: index, year }), from, to, 'centre'));
        const high = { rows: Math.max(1, kinds.length) };
        const named =
          table.name === undefined ? [] : [{ ...box(pathOf(table.name, { row: index }), 0, nameEnd), ...high }];
        const beside = still.map((field, s) => ({
          ...box(pathOf(field, { row: index }), stillEdge(s), stillEdge(s + 1), 'centre'),
          ...high,
        }));
        kinds.forEach((kind, k) => {
          const label = words(kind.shown, nameEnd, kindEnd, 'centre');
          if (k === 0) headRow(20, ...named, label, ...beside, ...values(kind));
          else row(20, label, ...values(kind));
        });
      }
    },
  };
}

const isHeading = (row: PlacedRow): boolean => row.cells.length === 1 && row.cells[0]?.look === 'heading';
