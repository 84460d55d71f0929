import * as v from 'valibot';
import type { FormModel } from './model.ts';

/**
 * What a new plan is made from (`new PLAN.json`, «新しい計画»). Nothing in it is a constant of the program: period, pillars,
 * statuses, grades and the number of rows are the plan's own. Levels below the pillar (`LEVEL`) stand under their paths, numbers of
 * rows (`COUNT`) under what the form calls them, of an item or of the whole plan.
 *
 * ```json
 * { "title": "○○市行政改革プラン", "years": [2027, 2028], "pillars": ["重点改革項目Ⅰ …"],
 *   "statuses": ["予定通り進捗", "遅延"], "grades": ["A", { "grade": "B", "meaning": "計画どおり" }],
 *   "items": [{ "no": 1, "pillar": 1, "LEVEL": "…", "title": "…",
 *               "sections": [{ "name": "企画課", "lead": true }, "財政課"], "COUNT": 2 }] }
 * ```
 */
const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));
const text = v.pipe(v.string(), v.maxLength(32_767));
const rows = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30));

const sectionSchema = v.union([
  v.pipe(
    line,
    v.transform((name) => ({ name: name.replace(/●/g, ''), lead: name.includes('●') })),
  ),
  v.object({ name: line, lead: v.optional(v.boolean(), false) }),
]);

const gradeSchema = v.union([
  v.pipe(
    line,
    v.transform((grade) => ({ grade, meaning: '' })),
  ),
  v.object({ grade: line, meaning: v.optional(text, '') }),
]);

const yearSchema = v.pipe(v.number(), v.integer(), v.minValue(1989), v.maxValue(2100));

const itemEntries = {
  /** A number, or a text such as `3-2`. */
  no: v.union([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)), v.pipe(line, v.maxLength(20))]),
  /** The name of the sheet; without it `No.` and the number. */
  sheet: v.optional(line),
  /** Place in `pillars`, from 1, or the title line itself. */
  pillar: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), line])),
  title: text,
  sections: v.optional(
    v.union([
      v.array(sectionSchema),
      v.pipe(
        text,
        v.transform((all) => sectionsOfText(all)),
      ),
    ]),
    [],
  ),
  /** Rows of lists by their tables' ids: said here, they come before what the form calls them. */
  rows: v.optional(v.record(v.string(), rows), {}),
  /** Texts that boxes begin with, by field path. */
  texts: v.optional(v.record(v.string(), text), {}),
  /** Shown beside the form, outside what is printed: the evaluation of the plan before. */
  aside: v.optional(v.array(text), []),
};

const planEntries = {
  title: line,
  city: v.optional(text, ''),
  years: v.pipe(
    v.array(yearSchema),
    v.minLength(1),
    v.maxLength(10),
    v.check(
      (years) => years.every((year, i) => i === 0 || year === (years[i - 1] ?? 0) + 1),
      'fiscal years follow one another',
    ),
  ),
  /** How the form writes each year; without it 令和7年度, 平成25年度. */
  yearLabels: v.optional(v.array(line)),
  pillars: v.optional(
    v.array(
      v.union([
        line,
        v.pipe(
          v.object({ name: line }),
          v.transform(({ name }) => name),
        ),
      ]),
    ),
    [],
  ),
  statuses: v.optional(v.pipe(v.array(text), v.minLength(1), v.maxLength(30)), [
    '予定通り\n進捗',
    '一部遅延',
    '遅延',
    '前倒し\n進捗',
    '完了',
    '未着手',
  ]),
  grades: v.optional(v.pipe(v.array(gradeSchema), v.minLength(1), v.maxLength(30)), ['A', 'B', 'C', 'D']),
  /** Rows of lists by their tables' ids. */
  rows: v.optional(v.record(v.string(), rows), {}),
  /** Lines of 記入要領; without them a short set of our own. */
  instructions: v.optional(v.array(text)),
};

type Entries<T extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<T, undefined>>;

export interface PlanItem extends Entries<typeof itemEntries> {
  /** Levels below the pillar by their paths. */
  readonly levels: Readonly<Record<string, string>>;
}

export interface PlanSettings extends Entries<typeof planEntries> {
  readonly items: readonly PlanItem[];
}

type ItemInput = v.InferInput<v.ObjectSchema<typeof itemEntries, undefined>>;
/** Keys that a form gives are none of these types'. */
type FormKeys = Readonly<Record<string, unknown>>;
export type PlanSettingsInput = v.InferInput<v.ObjectSchema<typeof planEntries, undefined>> &
  FormKeys & { readonly items: readonly (ItemInput & FormKeys)[] };

/** What the form calls the numbers of its lists' rows, by their tables' ids. */
function countEntries(form: FormModel) {
  const least = (required: boolean | undefined) => v.pipe(rows, v.minValue(required === false ? 0 : 1));
  return Object.fromEntries(
    form.lists.map(({ count, description }) => [count, v.optional(least(description.required))]),
  );
}

function settingsSchema(form: FormModel) {
  const levels = form
    .withRole('group')
    .slice(1)
    .map(({ template }) => template);
  const level = Object.fromEntries(levels.map((path) => [path, v.optional(text)]));
  const counts = countEntries(form);
  const itemSchema = v.object({ ...counts, ...level, ...itemEntries });
  const items = v.pipe(v.array(itemSchema), v.minLength(1), v.maxLength(500));
  return v.pipe(
    v.object({ ...counts, ...planEntries, items }),
    v.transform(({ items: said, ...plan }): PlanSettings => ({
      ...plan,
      items: said.map((item): PlanItem => {
        const own = item as Readonly<Record<string, unknown>>;
        const whole = plan as Readonly<Record<string, unknown>>;
        const count = (id: string, name: string, required: boolean | undefined): number =>
          Math.max(
            [item.rows[id], own[name], plan.rows[id], whole[name]].find((one) => typeof one === 'number') ?? 1,
            required === false ? 0 : 1,
          );
        return {
          ...item,
          rows: Object.fromEntries(
            form.lists.map(({ id, count: name, description }) => [id, count(id, name, description.required)]),
          ),
          levels: Object.fromEntries(levels.map((path) => [path, (own[path] as string | undefined) ?? ''])),
        };
      }),
    })),
  );
}

/** Sections as the form writes them: one a line, the lead one marked. */
function sectionsOfText(all: string): { name: string; lead: boolean }[] {
  return all
    .split('\n')
    .filter((name) => name.trim() !== '')
    .map((name) => ({ name: name.replace(/●/g, '').trim(), lead: name.includes('●') }));
}

/** The text of 担当課: one section a line, the lead one with ●. Without a mark the first one leads. */
export function sectionsText(sections: PlanItem['sections']): string {
  const marked = sections.some(({ lead }) => lead);
  return sections.map(({ name, lead }, i) => (lead || (!marked && i === 0) ? `${name}●` : name)).join('\n');
}

/** Checks settings; the message names the place of the first thing that is wrong: `items.0.no: …`. */
export function parsePlanSettings(
  value: unknown,
  form: FormModel,
): { readonly ok: true; readonly value: PlanSettings } | { readonly ok: false; readonly message: string } {
  const parsed = v.safeParse(settingsSchema(form), value);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  return { ok: false, message: `${v.getDotPath(issue) ?? ''}: ${issue.message}`.replace(/^: /, '') };
}
