import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { readFormFile } from '../../files/form-store.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import type { PlanForm } from '../core/plan-form.ts';

/** The description that a plan goes by, in its folder; people see the name. */
const fileName = '様式定義.json';

/** The description in a plan folder; `undefined` where there is none. One that cannot be used is a failure: another would be a guess. */
export async function formInFolder(folder: string): Promise<Result<FormDescription | undefined, Failure>> {
  const file = join(folder, fileName);
  const there = await fs.stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  );
  if (!there) return ok(undefined);
  const read = await readFormFile(file);
  return read.ok ? ok(read.value.form) : read;
}

/** Keeps the description in the plan folder, in the place of one that was there. */
export async function keepForm(folder: string, form: PlanForm): Promise<Result<void, Failure>> {
  const file = join(folder, fileName);
  const text = `${form.text}\n`;
  if ((await fs.readFile(file, 'utf8').catch(() => '')) === text) return ok(undefined);
  const written = await writeFileAtomically(file, new TextEncoder().encode(text));
  return written.ok ? ok(undefined) : written;
}
