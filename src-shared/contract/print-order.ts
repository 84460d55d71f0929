import * as v from 'valibot';
import { dividerKinds } from '../paper/item-groups.ts';
import { dimensions } from '../glance/plan.ts';
import { rateRules } from '../glance/rates.ts';
import { listGroups } from '../paper/item-list.ts';

/** A named version of the plan that a meeting was shown (会議版), as lists show it. */
export interface FixedVersion {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by?: string;
}

/** Papers with pages for every item, and papers that are lists about all of them. */
export const itemPapers = ['form', 'meeting', 'comparison'] as const;
export const listPapers = ['list', 'tally', 'indicators', 'conflicts', 'missing'] as const;
export const paperKinds = [...itemPapers, ...listPapers] as const;
export type ItemPaper = (typeof itemPapers)[number];
export type ListPaperKind = (typeof listPapers)[number];
export type PaperKind = (typeof paperKinds)[number];

export const isListPaper = (paper: PaperKind): paper is ListPaperKind =>
  (listPapers as readonly string[]).includes(paper);

const words = v.pipe(v.string(), v.maxLength(200));
/** A block or a column, by the id that its form gives it. */
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What a person orders to be printed of one workbook; preview, printer, PDF and .xlsx stand on the same order. */
export const printOrderSchema = v.strictObject({
  document: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** `ItemSheet.key`s in the order of printing. */
  items: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))), v.maxLength(5000)),
  paper: v.picklist(paperKinds),
  /** What it is compared with: the file without what was typed since, or a fixed version by its id. */
  since: v.optional(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('file') }),
      v.strictObject({ kind: v.literal('version'), id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
    ]),
  ),
  /** Only items that differ from it; their page numbers stay those of the booklet. */
  onlyChanged: v.optional(v.boolean()),
  /** Cover, contents, dividers, page numbers through all of it. */
  booklet: v.optional(
    v.strictObject({
      title: words,
      meeting: v.optional(words),
      date: words,
      dividers: v.optional(v.picklist(dividerKinds)),
    }),
  ),
  /** For the meeting layout: the blocks that it needs. */
  blocks: v.optional(v.pipe(v.array(name), v.maxLength(500))),
  /** For the list of items: its columns in order. */
  columns: v.optional(v.pipe(v.array(name), v.maxLength(100))),
  /** For the list of items and that of indicators: the bands between its rows. */
  group: v.optional(v.picklist(listGroups)),
  /** For the tally: what its rows are. */
  by: v.optional(v.picklist(dimensions)),
  /** For the list of indicators: how rates are worked out, and their classes (`parseBands`). */
  rule: v.optional(v.picklist(rateRules)),
  bands: v.optional(v.pipe(v.string(), v.maxLength(500))),
  /** For old and new side by side: the new text stands at the left, as in statutes of today. */
  newFirst: v.optional(v.boolean()),
  /** For lists: the plan's own title over the list's. */
  plan: v.optional(words),
  /** For the list of missing boxes: the step that asks for them (`stepId`). */
  step: v.optional(v.pipe(v.string(), v.maxLength(40))),
  /** Pages by their place in the job: `1-3,8`. */
  pages: v.optional(v.pipe(v.string(), v.maxLength(500))),
  perSheet: v.optional(v.picklist([1, 2])),
  grey: v.optional(v.boolean()),
  /** Pages of the form tell where the boxes of fields lie: on the screen they lead to the fields. */
  boxes: v.optional(v.boolean()),
});
export type PrintOrder = v.InferOutput<typeof printOrderSchema>;

/** What the printer is asked for; the system's dialog shows it and a person may change it there. */
export const printerSettingsSchema = v.strictObject({
  copies: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  bothSides: v.boolean(),
});
export type PrinterSettings = v.InferOutput<typeof printerSettingsSchema>;
