import * as v from 'valibot';
import type { OutputRef } from '../domain/output-ref.ts';
import type { LaidOutPages } from './laid-out-pages.ts';

/** What the window and main say to each other about new plans, the next plan and the copy for the public. */

/** Wide limits: a table pasted by mistake is refused by the plan's own rules, with a sentence. */
const text = v.pipe(v.string(), v.maxLength(200_000));
const texts = v.pipe(v.array(text), v.maxLength(20_000));
const years = v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(10));
const rows = v.pipe(v.number(), v.integer());

/** Plan settings as the window collects them; `PlanSettings` (plan-settings.ts) says what is right, and why not. */
export const planFormSchema = v.strictObject({
  title: text,
  years,
  pillars: texts,
  statuses: texts,
  grades: texts,
  /** Rows of each list by its table's id. */
  rows: v.record(v.pipe(v.string(), v.maxLength(200)), rows),
  items: v.pipe(
    v.array(
      v.strictObject({ no: v.union([v.number(), text]), title: text, sections: text, pillar: v.optional(v.number()) }),
    ),
    v.maxLength(20_000),
  ),
});
export type PlanForm = v.InferOutput<typeof planFormSchema>;

/** What can go on in the next plan: a field by its path, the names of a list's rows by its table's id. */
export type CarriedBlock = string;

/** The next plan from an open one; `items` by `ItemSheet.key`. */
export const nextPlanSchema = v.strictObject({
  title: text,
  years,
  items: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(1000)),
  carry: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(500)),
  showOld: v.boolean(),
});
export type NextPlan = v.InferOutput<typeof nextPlanSchema>;

/** What a new plan's workbook will be: its sheets in order, and the first item's pages as they are printed. */
export interface PlanPreview extends LaidOutPages {
  readonly sheets: readonly string[];
}

/** A copy for the public was written. */
export interface PublishedView {
  readonly name: string;
  readonly output: OutputRef;
  readonly stripped: readonly { readonly ja: string; readonly en: string; readonly count: number }[];
  /** Hidden sheets that stayed: a person has to look at them. */
  readonly hiddenSheets: readonly string[];
}
