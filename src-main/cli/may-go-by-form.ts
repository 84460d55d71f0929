import { existsSync } from 'node:fs';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { planFolderOf } from '../exchange/folder/plan-folder-place.ts';
import { mayHaveForms } from '../files/may-have-forms.ts';

/**
 * Whether a workbook may go by another form than the first: what the first form cannot read, what was sent, what has a plan
 * folder, and everything where forms are registered. Nothing else pays for looking.
 */
export function mayGoByForm(path: string, first: Result<OpenedWorkbook, Failure>): boolean {
  if (!first.ok) return first.failure.kind === 'no-items';
  return first.value.plan.planId !== undefined || mayHaveForms() || existsSync(planFolderOf(path));
}
