import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { parseDescription } from '../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { openPackage } from '../engine/package/open-package.ts';
import { compileForm } from '../engine/read/any/compile.ts';
import { bestOf, fitOf, isAsGood, type FormFit } from '../engine/read/any/best-fit.ts';
import { readAny } from '../engine/read/any/open-any.ts';
import type { OpenedAny } from '../engine/read/any/any-item.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../engine/types.ts';
import { readCarriedForm } from '../engine/write/marks/exchange-parts.ts';
import { formInFolder } from '../exchange/folder/form-in-folder.ts';
import { planFolderOf } from '../exchange/folder/plan-folder-place.ts';
import { mayHaveForms } from '../files/may-have-forms.ts';
import { blockingReads } from '../files/blocking-reads.ts';
import { chooseDataFolder } from '../files/data-folder.ts';
import { readFormFile, registeredForms } from '../files/form-store.ts';
import { readWhole, type WholeFile } from '../files/read-whole.ts';

export interface AnyInput extends OpenedAny {
  readonly bytes: Uint8Array;
  readonly modified: number;
  readonly description: FormDescription;
}

/** Opens a workbook by the description that `--form` names. */
export async function openByForm(path: string, formPath: string): Promise<Result<AnyInput, Failure>> {
  const described = await readFormFile(formPath);
  if (!described.ok) return described;
  return openAgain(path, described.value.form);
}

/**
 * Opens a workbook by the form that it goes by where none is named: its plan folder's, else the one that it carries, else a
 * registered one that fits. `first` is what the first form makes of it; `undefined`: that one stands.
 */
export async function openByKnown(
  path: string,
  first: Result<OpenedWorkbook, Failure>,
): Promise<Result<AnyInput, Failure> | undefined> {
  const said = await formSaid(path, first);
  if (!said.ok) return said;
  if (said.value !== undefined) return openAgain(path, said.value);
  if (first.ok) return mayHaveForms() ? preferredOver(path, first.value) : undefined;
  return first.failure.kind === 'no-items' ? openByRegistered(path) : undefined;
}

/** The description in the workbook's plan folder, else in itself: only what was sent carries one. */
async function formSaid(
  path: string,
  first: Result<OpenedWorkbook, Failure>,
): Promise<Result<FormDescription | undefined, Failure>> {
  const planned = await formInFolder(planFolderOf(path));
  if (!planned.ok || planned.value !== undefined) return planned;
  if (first.ok && first.value.plan.planId === undefined) return ok(undefined);
  if (!first.ok && first.failure.kind !== 'no-items') return ok(undefined);
  const pkg = first.ok ? ok(first.value.package) : await packageOf(path);
  if (!pkg.ok) return pkg;
  const carried = readCarriedForm(pkg.value);
  const parsed = carried === undefined ? undefined : parseDescription(carried);
  return ok(parsed?.ok === true ? parsed.value : undefined);
}

async function packageOf(path: string): Promise<Result<WorkbookPackage, Failure>> {
  const file = await readWhole(path, blockingReads);
  return file.ok ? openPackage(file.value.bytes) : file;
}

async function openAgain(path: string, form: FormDescription): Promise<Result<AnyInput, Failure>> {
  const file = await readWhole(path, blockingReads);
  return file.ok ? openWith(path, file.value, form) : file;
}

/** Opens a workbook by the registered form that fits best. `undefined`: none does. Two that fit equally are refused. */
async function openByRegistered(path: string): Promise<Result<AnyInput, Failure> | undefined> {
  const fitting = await fittingForms(path);
  return fitting.ok ? bestAt(path, fitting.value) : fitting;
}

/** The workbook by each of the registered forms that fit. */
async function fittingForms(path: string): Promise<Result<readonly AnyInput[], Failure>> {
  const data = chooseDataFolder();
  if (!data.ok) return ok([]);
  const forms = (await registeredForms(data.value)).flatMap(({ form }) => form ?? []);
  if (forms.length === 0) return ok([]);
  const file = await readWhole(path, blockingReads);
  if (!file.ok) return file;
  const fitting: AnyInput[] = [];
  for (const form of forms) {
    const opened = openWith(path, file.value, form);
    if (opened.ok) fitting.push(opened.value);
    else if (opened.failure.kind !== 'no-items') return opened;
  }
  return ok(fitting);
}

function bestAt(path: string, fitting: readonly AnyInput[]): Result<AnyInput, Failure> | undefined {
  const best = bestOf(fitting.map(fitOfAny));
  return best === undefined || best.ok ? best : err({ file: basename(path), ...best.failure });
}

/**
 * The registered form by which a workbook of the first form is read instead, where it fits as well. `undefined`: the first form
 * reads it, as it does every workbook that a plan sent.
 */
async function preferredOver(path: string, first: OpenedWorkbook): Promise<Result<AnyInput, Failure> | undefined> {
  const isOfPlan = first.plan.planId !== undefined || first.items.some(({ itemId }) => itemId !== undefined);
  if (isOfPlan) return undefined;
  const fitting = await fittingForms(path);
  if (!fitting.ok) return undefined;
  const shipped = fitOf(first);
  return bestAt(
    path,
    fitting.value.filter((opened) => isAsGood(fitOfAny(opened), shipped)),
  );
}

const fitOfAny = (opened: AnyInput): FormFit<AnyInput> => ({
  opened,
  form: opened.form.id,
  boxes: opened.items.reduce((sum, { fields }) => sum + fields.size, 0),
  sheets: new Set(opened.items.map(({ sheet }) => sheet)),
  warnings: opened.warnings,
});

function openWith(path: string, file: WholeFile, form: FormDescription): Result<AnyInput, Failure> {
  const pkg = openPackage(file.bytes);
  const opened = pkg.ok ? readAny(pkg.value, compileForm(form)) : pkg;
  if (!opened.ok) return err({ file: basename(path), ...opened.failure });
  return ok({ ...opened.value, bytes: file.bytes, modified: file.modified, description: form });
}
