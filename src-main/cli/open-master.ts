import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { planForm } from '../exchange/core/plan-form.ts';
import type { ExchangedWorkbook } from '../exchange/core/open-exchanged.ts';
import { formInFolder } from '../exchange/folder/form-in-folder.ts';
import { openExchangedFile } from '../exchange/folder/open-file.ts';
import { readFormFile } from '../files/form-store.ts';
import { mayGoByForm } from './may-go-by-form.ts';

/** By what a plan's workbook is to be read, where somebody says so. */
export interface SaidForm {
  readonly form?: string | undefined;
  readonly planFolder?: string | undefined;
}

/**
 * Opens a plan's workbook for an exchange by the form that it goes by: the one named, else the plan folder's, else its own, else a
 * registered one, else the first form. A failure names the file.
 */
export async function openMaster(path: string, said: SaidForm): Promise<Result<ExchangedWorkbook, Failure>> {
  const named = await namedForm(said);
  if (!named.ok) return named;
  if (named.value !== undefined) return openExchangedFile(path, planForm(named.value));
  const first = await openExchangedFile(path);
  const asRead = first.ok ? ok(first.value.opened) : first;
  if (!mayGoByForm(path, asRead)) return first;
  const { openByKnown } = await import('./open-form.ts');
  const other = await openByKnown(path, asRead);
  if (other === undefined) return first.ok ? first : err({ ...first.failure, file: basename(path) });
  return other.ok ? openExchangedFile(path, planForm(other.value.description)) : other;
}

async function namedForm({ form, planFolder }: SaidForm): Promise<Result<FormDescription | undefined, Failure>> {
  if (form !== undefined) {
    const read = await readFormFile(form);
    return read.ok ? ok(read.value.form) : read;
  }
  return planFolder === undefined ? ok(undefined) : formInFolder(planFolder);
}

/** Keeps the form of a plan in its folder, and notes that it is used, so that it is not forgotten while the folder is there. */
export async function keepPlanForm(
  folder: string | undefined,
  { any }: ExchangedWorkbook,
): Promise<Result<void, Failure>> {
  if (any === undefined || folder === undefined) return ok(undefined);
  const { keepForm } = await import('../exchange/folder/form-in-folder.ts');
  const { chooseDataFolder } = await import('../files/data-folder.ts');
  const { noteFormUse } = await import('../files/form-store.ts');
  const kept = await keepForm(folder, any.form);
  if (!kept.ok) return kept;
  const data = chooseDataFolder();
  if (data.ok) await noteFormUse(data.value, any.form.description.id, folder);
  return ok(undefined);
}
