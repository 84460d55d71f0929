import { chooseItems, inOrder, ofGroup, ofSection } from '../../src-shared/domain/choose-items.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { anyFormPlan } from '../../src-shared/glance/any-form.ts';
import type { GlanceItem, GlancePlan } from '../../src-shared/glance/plan.ts';
import type { AnyInput } from './open-form.ts';
import type { PrintOptions } from './print-options.ts';
import { formKeys, formOf } from '../../src-shared/form/forms.ts';

/** The items of a workbook of another form, as lists and counts take them. */
export const glanceOfForm = (opened: AnyInput): GlancePlan =>
  anyFormPlan(
    formOf({ form: formKeys(opened.description).get(opened.form.editions[0] ?? '') }),
    opened.years,
    opened.items.map((item) => ({
      key: item.key,
      sheet: item.sheet,
      no: item.no,
      title: item.title,
      fields: [...item.fields.values()].map((field) => ({
        path: field.path,
        text: field.text,
        ...(field.choices === undefined ? {} : { choices: field.choices }),
        value: opened.valueOf(item, field),
      })),
    })),
  );

/** The items that the choices of `print` leave, each once. */
export function chosenOf(
  plan: GlancePlan,
  { items: list, section, pillar, order }: PrintOptions,
): Result<GlancePlan, Failure> {
  const listed = list === undefined ? ok(plan.items) : chooseItems(plan.items, list);
  if (!listed.ok) return listed;
  const bySection = section === undefined ? listed.value : ofSection(listed.value, section);
  if (section !== undefined && bySection.length === 0)
    return err({ kind: 'unknown-section', reason: 'none', values: { section } });
  const groupOf = ({ groups }: GlanceItem): string => groups[0] ?? '';
  const byGroup = pillar === undefined ? bySection : ofGroup(bySection, pillar, groupOf);
  if (byGroup.length === 0) return err({ kind: 'unknown-item', reason: 'none', values: { no: pillar ?? list ?? '' } });
  return ok({ ...plan, items: inOrder(byGroup, order) });
}
