import type { FormDescription } from '../../../src-shared/form/description.ts';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { openExchanged } from './open-exchanged.ts';
import { planForm } from './plan-form.ts';
import type { ReturnedFile } from './read-returned.ts';

/** By what a returned file tells of which workbook of a plan it was made. */
export interface Whose {
  readonly planId?: string;
  /** Numbers of its items, as they are compared. */
  readonly nos: readonly string[];
}

/** What each returned file says of the workbook that it was made from; nothing where it cannot be read. */
export function whose(returned: readonly ReturnedFile[], description: FormDescription | undefined): readonly Whose[] {
  const form = description === undefined ? undefined : planForm(description);
  return returned.map(({ bytes, failure }) => {
    const opened = failure === undefined ? openExchanged(bytes, false, undefined, form) : undefined;
    if (opened?.ok !== true) return { nos: [] };
    const { planId, items } = opened.value.snapshot;
    return { nos: items.map(({ no }) => groupingKey(no)), ...(planId === undefined ? {} : { planId }) };
  });
}

/** A workbook of a plan that is a folder. */
export interface OfPlan {
  /** The ids under which it was sent. */
  readonly planIds: ReadonlySet<string>;
  readonly nos: ReadonlySet<string>;
}

/** Which of the workbooks a returned file was made from: by the plan's id, else by an item's number; the first where neither says. */
export function workbookOf(file: Whose, workbooks: readonly OfPlan[]): number {
  const byId = workbooks.findIndex(({ planIds }) => file.planId !== undefined && planIds.has(file.planId));
  if (byId >= 0) return byId;
  return Math.max(
    0,
    workbooks.findIndex(({ nos }) => file.nos.some((no) => no !== '' && nos.has(no))),
  );
}
