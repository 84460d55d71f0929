import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { FileRecord } from './records.ts';
import { belongsToStep, parseStep } from '../../../src-shared/checks/reporting-steps.ts';
import type { Snapshot } from './snapshot.ts';
import { formOf } from '../../../src-shared/form/forms.ts';

/** Whether a box of a base's item was not to be filled in at the step that the workbook was sent for; one that a request asks about was. */
export function isOutsideStep(base: Snapshot | undefined, item: number, path: FieldPath): boolean {
  const step = base?.step === undefined ? undefined : parseStep(base.step);
  if (base === undefined || step === undefined || belongsToStep(path, step, formOf(base.items[item] ?? {})))
    return false;
  const id = base.items[item]?.id;
  return base.requests?.some((request) => request.item === id && request.path === path) !== true;
}

/** How many boxes a file changed that it was not asked for: outside of the step, or of items that are not the section's. */
export function countOutside(
  base: Snapshot | undefined,
  file: FileRecord,
): { readonly step: number; readonly items: number } {
  let step = 0;
  let items = 0;
  if (base === undefined || file.recognisedBy === 'likeness') return { step, items };
  for (const reading of file.items) {
    if (reading.status === 'missing' || reading.status === 'new') continue;
    const id = base.items[reading.base]?.id;
    const isForeign = base.own !== undefined && (id === undefined || !base.own.includes(id));
    step += reading.changes.filter(({ path }) => isOutsideStep(base, reading.base, path)).length;
    if (isForeign) items += reading.changes.length;
  }
  return { step, items };
}
