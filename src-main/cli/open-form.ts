import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { openPackage } from '../engine/package/open-package.ts';
import { compileForm } from '../engine/read/any/compile.ts';
import { readAny } from '../engine/read/any/open-any.ts';
import type { OpenedAny } from '../engine/read/any/any-item.ts';
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
  const file = await readWhole(path, blockingReads);
  if (!file.ok) return file;
  return openWith(path, file.value, described.value.form);
}

/** Opens a workbook by the registered form that fits best. `undefined`: none does. Two that fit equally are refused. */
export async function openByRegistered(path: string): Promise<Result<AnyInput, Failure> | undefined> {
  const data = chooseDataFolder();
  if (!data.ok) return undefined;
  const forms = (await registeredForms(data.value)).flatMap(({ form }) => form ?? []);
  if (forms.length === 0) return undefined;
  const file = await readWhole(path, blockingReads);
  if (!file.ok) return file;
  const fitting: AnyInput[] = [];
  for (const form of forms) {
    const opened = openWith(path, file.value, form);
    if (opened.ok) fitting.push(opened.value);
    else if (opened.failure.kind !== 'no-items') return opened;
  }
  const ranked = fitting.toSorted((a, b) => fieldCount(b) - fieldCount(a) || a.warnings.length - b.warnings.length);
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  if (
    second !== undefined &&
    fieldCount(second) === fieldCount(best) &&
    second.warnings.length === best.warnings.length
  )
    return err({
      kind: 'ambiguous-form',
      reason: 'two',
      file: basename(path),
      values: { one: best.form.id, other: second.form.id },
    });
  return ok(best);
}

const fieldCount = ({ items }: OpenedAny): number => items.reduce((sum, { fields }) => sum + fields.size, 0);

function openWith(path: string, file: WholeFile, form: FormDescription): Result<AnyInput, Failure> {
  const pkg = openPackage(file.bytes);
  const opened = pkg.ok ? readAny(pkg.value, compileForm(form)) : pkg;
  if (!opened.ok) return err({ file: basename(path), ...opened.failure });
  return ok({ ...opened.value, bytes: file.bytes, modified: file.modified, description: form });
}
