import { ownFile, ownFolder } from './file-system.ts';
import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { DESCRIPTION_LIMITS, parseDescription } from '../../src-shared/form/check-description.ts';
import type { DescriptionRefusal, FormDescription } from '../../src-shared/form/description.ts';
import { readFailure } from './file-failures.ts';
import { writeFileAtomically } from './write-atomically.ts';

/** A form of the data folder, which a person has put there. */
export interface RegisteredForm {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** `undefined`: the file cannot be used any more; `refusal` says why. */
  readonly form: FormDescription | undefined;
  readonly refusal?: DescriptionRefusal;
}

const formsFolder = (dataFolder: string): string => join(dataFolder, 'forms');

/** The registered forms by id; files that are no descriptions are listed, never used. */
export async function registeredForms(dataFolder: string): Promise<readonly RegisteredForm[]> {
  const folder = formsFolder(dataFolder);
  const names = await fs.readdir(folder).catch(() => []);
  const forms = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => readRegistered(join(folder, name), name.slice(0, -5))),
  );
  return forms.filter((form) => form !== undefined);
}

async function readRegistered(file: string, id: string): Promise<RegisteredForm | undefined> {
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = parseDescription(text);
  if (!parsed.ok) return { id, name: id, file, form: undefined, refusal: parsed.failure };
  return { id: parsed.value.id, name: parsed.value.name, file, form: parsed.value };
}

/** Reads a description from a file that somebody names. */
export async function readFormFile(
  file: string,
): Promise<Result<{ readonly form: FormDescription; readonly text: string }, Failure>> {
  let text: string;
  try {
    const facts = await fs.stat(file);
    if (facts.size > DESCRIPTION_LIMITS.bytes)
      return err(formFailure(file, { reason: 'too-large', place: '', what: String(DESCRIPTION_LIMITS.bytes) }));
    text = new TextDecoder('utf-8', { fatal: true }).decode(await fs.readFile(file));
  } catch (error) {
    if (error instanceof TypeError) return err({ kind: 'unreadable', reason: 'encoding', file });
    return err(readFailure(error, file));
  }
  const parsed = parseDescription(text);
  return parsed.ok ? ok({ form: parsed.value, text }) : err(formFailure(file, parsed.failure));
}

/** A description that is refused, with the place in it. */
export const formFailure = (file: string, { reason, place, what }: DescriptionRefusal): Failure => ({
  kind: 'form',
  reason,
  file,
  values: { place: place === '' ? '—' : place, what },
});

/** Registers a description under its id; one that is there under this id is replaced only with `replace`. */
export async function registerForm(
  dataFolder: string,
  form: FormDescription,
  text: string,
  replace: boolean,
): Promise<Result<{ readonly file: string; readonly unsynced?: string }, Failure>> {
  const folder = formsFolder(dataFolder);
  const file = join(folder, `${form.id}.json`);
  try {
    await fs.mkdir(folder, { recursive: true, mode: ownFolder });
  } catch (error) {
    return err(readFailure(error, file));
  }
  const there = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (there !== undefined && there !== text && !replace)
    return err({ kind: 'form', reason: 'registered', values: { form: form.id } });
  if (there === text) return ok({ file });
  const written = await writeFileAtomically(file, new TextEncoder().encode(text), { mode: ownFile });
  if (!written.ok) return written;
  const { unsynced } = written.value;
  return ok({ file, ...(unsynced === undefined ? {} : { unsynced }) });
}

/** Forgets a registered form; one that a plan goes by stays. Answers the file that went. */
export async function removeForm(dataFolder: string, id: string): Promise<Result<string, Failure>> {
  const found = (await registeredForms(dataFolder)).find((form) => form.id === id);
  if (found === undefined) return err({ kind: 'form', reason: 'unknown', values: { form: id } });
  const where = await formsInUse(dataFolder, id);
  if (where.length > 0) return err({ kind: 'form', reason: 'in-use', values: { form: id, where: where.join('、') } });
  try {
    await fs.rm(found.file);
    await fs.rm(join(formsFolder(dataFolder), `${id}.from`), { force: true });
    return ok(found.file);
  } catch (error) {
    return err(readFailure(error, found.file));
  }
}

/** Notes from which files a form was made or came; people see the names. */
export async function noteFormOrigin(dataFolder: string, id: string, files: readonly string[]): Promise<void> {
  await fs.writeFile(
    join(formsFolder(dataFolder), `${id}.from`),
    `${files.map((file) => basename(file)).join('\n')}\n`,
  );
}

/** The names of the files that a form was made of or came in; none where nobody has noted them. */
export async function formOrigin(dataFolder: string, id: string): Promise<readonly string[]> {
  const text = await fs.readFile(join(formsFolder(dataFolder), `${id}.from`), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

/** Notes that a plan is exchanged by a form: the description must stay as long as the plan's folder is there. */
export async function noteFormUse(dataFolder: string, id: string, planFolder: string): Promise<void> {
  const file = join(formsFolder(dataFolder), `${id}.used`);
  const known = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  if (known.includes(planFolder)) return;
  await fs.mkdir(formsFolder(dataFolder), { recursive: true, mode: ownFolder });
  await fs.writeFile(file, `${[...known, planFolder].join('\n')}\n`);
}

/** Plan folders that are still there and go by the form. */
export async function formsInUse(dataFolder: string, id: string): Promise<readonly string[]> {
  const text = await fs.readFile(join(formsFolder(dataFolder), `${id}.used`), 'utf8').catch(() => '');
  const folders = text.split('\n').filter((line) => line !== '');
  const there = await Promise.all(
    folders.map(async (folder) => ((await fs.stat(folder).catch(() => undefined))?.isDirectory() ? [folder] : [])),
  );
  return there.flat();
}
