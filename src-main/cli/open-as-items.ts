import type { Failure } from '../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { mayGoByForm } from './may-go-by-form.ts';
import { openInput } from './open-input.ts';

/** Opens a workbook of any form as items, as the first form's are: by the form that is named, else by the one that it goes by. */
export async function openAsItems(file: string, form: string | undefined): Promise<Result<OpenedWorkbook, Failure>> {
  const first = form === undefined ? await openInput(file) : undefined;
  if (first !== undefined && !mayGoByForm(file, first)) return first;
  const { openByForm, openByKnown } = await import('./open-form.ts');
  const other = first === undefined ? await openByForm(file, form as string) : await openByKnown(file, first);
  if (other === undefined) return first as Result<OpenedWorkbook, Failure>;
  if (!other.ok) return other;
  const { workbookOf } = await import('../engine/read/any/as-workbook.ts');
  return ok(workbookOf(other.value, other.value.description));
}
