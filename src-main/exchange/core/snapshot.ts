import * as v from 'valibot';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { rowCount } from '../../../src-shared/form/rows.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { isPath } from '../../../src-shared/form/paths.ts';
import type { ItemSheet, SheetField, StoredValue } from '../../../src-shared/domain/item.ts';
import type { ItemFacts } from '../../../src-shared/merge/items.ts';
import { storedValueSchema } from '../../../src-shared/domain/stored-value.ts';
import { exactText, storedValue } from './values.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';

/** One item as it stood in a workbook at one time: what a later state of it is compared with. */
export interface SnapshotItem {
  /** The id that sending gave it. */
  readonly id?: string;
  readonly no: string;
  /** What it is called by: its sheet, of a list's row the list and its number. */
  readonly sheet: string;
  /** The sheet that it stands on, where it is called otherwise. */
  readonly on?: string;
  readonly years: readonly number[];
  readonly sections: readonly { readonly name: string; readonly lead: boolean }[];
  /** The form that the paths are of (`formOf`); without it the one that the program ships. */
  readonly form?: string;
  readonly texts: Readonly<Record<string, string>>;
  /** The cell of each field, to tell people where and to notice a changed form. */
  readonly cells: Readonly<Record<string, string>>;
  /** What stands out in texts by path, in one form (see exchange-parts/text-marks.ts). */
  readonly marks?: Readonly<Record<string, string>>;
  /** Fields whose text is a formula's result, which nobody typed. */
  readonly formulas?: readonly string[];
  /** What boxes hold beside their text, by path; missing altogether where an older program made the snapshot. */
  readonly values?: Readonly<Record<string, StoredValue>>;
  /** The number of rows of each list by the name that the form gives it (`FormTable.count`). */
  readonly [count: string]: unknown;
}

/** What stands on a sheet beside its fields. */
export interface SheetContents {
  readonly sheet: string;
  /** Texts of cells that are no fields; formulas begin with `=`. */
  readonly cells: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  /** The texts of drawn shapes, pictures as `""`, in the order drawn. */
  readonly shapes: readonly string[];
  readonly hiddenRows: readonly number[];
  /** Missing where an older program made the snapshot. */
  readonly hiddenColumns?: readonly number[];
}

/** A request on a field that a sent workbook carries; `item` is the item's id. */
export interface CarriedRequest {
  readonly id: string;
  readonly item: string;
  readonly path: FieldPath;
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by?: string;
}

/** A workbook's items at one time: the base that returned files are compared with. */
export interface Snapshot {
  readonly version: 1;
  readonly planId?: string;
  readonly exportId?: string;
  readonly section?: string;
  /** The step that was asked for, as the log codes it. */
  readonly step?: string;
  /** ISO 8601 date. */
  readonly due?: string;
  readonly note?: string;
  readonly sender?: string;
  /** ISO 8601. */
  readonly sentAt?: string;
  /** The section's own items, by id, where the workbook that was sent holds more. */
  readonly own?: readonly string[];
  /** Hashes and ids of what the workbook had taken in; what is made from it comes after that. */
  readonly descends?: readonly string[];
  /** SHA-256 of the description that it was read by; none for the first form. */
  readonly form?: string;
  readonly requests?: readonly CarriedRequest[];
  readonly items: readonly SnapshotItem[];
  readonly sheets?: readonly SheetContents[];
}

const texts = v.record(v.string(), v.string());

const itemEntries = {
  id: v.exactOptional(v.string()),
  no: v.string(),
  sheet: v.string(),
  on: v.exactOptional(v.string()),
  years: v.array(v.number()),
  sections: v.array(v.object({ name: v.string(), lead: v.boolean() })),
  form: v.exactOptional(v.string()),
  texts,
  cells: texts,
  marks: v.exactOptional(texts),
  formulas: v.exactOptional(v.array(v.string())),
  values: v.exactOptional(v.record(v.string(), storedValueSchema)),
};
const known = new Set(Object.keys(itemEntries));
const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 9999;

/** Beside what is known an item keeps numbers alone: those of its lists' rows, whatever their form calls them. */
export const snapshotItemSchema = v.pipe(
  v.looseObject(itemEntries),
  v.transform(
    (item): SnapshotItem =>
      Object.fromEntries(
        Object.entries(item).filter(([key, value]) => known.has(key) || isCount(value)),
      ) as unknown as SnapshotItem,
  ),
);

const schema = v.object({
  version: v.literal(1),
  planId: v.exactOptional(v.string()),
  exportId: v.exactOptional(v.string()),
  section: v.exactOptional(v.string()),
  step: v.exactOptional(v.string()),
  due: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  sender: v.exactOptional(v.string()),
  sentAt: v.exactOptional(v.string()),
  own: v.exactOptional(v.array(v.string())),
  descends: v.exactOptional(v.array(v.string())),
  form: v.exactOptional(v.string()),
  requests: v.exactOptional(
    v.array(
      v.object({
        id: v.string(),
        item: v.string(),
        path: v.custom<FieldPath>((value) => typeof value === 'string' && isPath(value)),
        text: v.string(),
        at: v.string(),
        by: v.exactOptional(v.string()),
      }),
    ),
  ),
  items: v.array(snapshotItemSchema),
  sheets: v.exactOptional(
    v.array(
      v.object({
        sheet: v.string(),
        cells: texts,
        notes: texts,
        shapes: v.array(v.string()),
        hiddenRows: v.array(v.number()),
        hiddenColumns: v.exactOptional(v.array(v.number())),
      }),
    ),
  ),
});

/** Reads a snapshot that came out of a file; `undefined` when it is none of ours, or from a later version. */
export function parseSnapshot(json: string): Snapshot | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? (parsed.output satisfies Snapshot) : undefined;
  } catch {
    return undefined;
  }
}

/** An item as a snapshot; `id` overrides the one that the workbook itself names, `name` what it is called by. */
export function snapshotItem(
  item: ItemSheet,
  id: string | undefined,
  marks?: Readonly<Record<string, string>>,
  name = item.sheet,
): SnapshotItem {
  const ownId = id ?? item.itemId;
  const texts: Record<string, string> = {};
  const cells: Record<string, string> = {};
  const formulas: string[] = [];
  const values: Record<string, StoredValue> = {};
  const on = item.row === undefined ? undefined : item.sheet;
  for (const field of Object.values(item.fields)) {
    if (field === undefined) continue;
    texts[field.path] = plainLineEnds(field.text);
    cells[field.path] = cellOf(item, field);
    if (field.formula !== undefined) formulas.push(field.path);
    const stored = storedValue(field);
    if (stored !== undefined) values[field.path] = stored;
  }
  return {
    ...(ownId === undefined ? {} : { id: ownId }),
    no: item.no,
    sheet: name,
    ...(on === undefined ? {} : { on }),
    years: item.years,
    sections: item.sections.map(({ name, lead }) => ({ name, lead })),
    ...(item.form === undefined ? {} : { form: item.form }),
    ...Object.fromEntries(formOf(item).lists.map(({ id, count }) => [count, rowCount(item, id)])),
    texts,
    cells,
    ...(marks === undefined || Object.keys(marks).length === 0 ? {} : { marks }),
    ...(formulas.length === 0 ? {} : { formulas }),
    values,
  };
}

/** `C5` on the item's own sheet, else with the sheet's name as Excel writes it. */
const cellOf = (item: ItemSheet, { cell, sheet }: SheetField): string =>
  sheet === undefined || sheet === item.sheet ? cell : `'${sheet.replaceAll("'", "''")}'!${cell}`;

/** The text of a box by which it is compared and merged (values.ts); `undefined` where there is no such box. */
export function exactTextOf(item: SnapshotItem, path: string): string | undefined {
  const shown = item.texts[path];
  return shown === undefined ? undefined : exactText(shown, item.values?.[path]);
}

export const factsOf = (item: SnapshotItem): ItemFacts => ({
  ...(item.id === undefined ? {} : { id: item.id }),
  no: item.no,
  sheet: item.sheet,
  texts: item.texts,
  ...(item.form === undefined ? {} : { form: item.form }),
});

/** The sections that answer for an item; the first one named when none is marked. */
export function leadSections(item: Pick<SnapshotItem, 'sections'>): readonly string[] {
  const leads = item.sections.filter((section) => section.lead).map((section) => section.name);
  return leads.length > 0 ? leads : item.sections.slice(0, 1).map((section) => section.name);
}
