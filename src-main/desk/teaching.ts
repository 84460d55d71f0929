import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { KeptTeaching, Proof, TaughtSheet, Teaching } from '../../src-shared/contract/teaching.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Doubt } from '../../src-shared/failures/doubt-sentences.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { Language } from '../../src-shared/failures/language.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { noteFormOrigin, registerForm } from '../files/form-store.ts';
import { readFileStamped } from '../files/read-file.ts';
import { momentOnPaper } from '../../src-shared/paper/japanese-date.ts';
import type { PartWork, Work } from '../jobs/requests.ts';
import type { NamedFile } from '../jobs/teach-requests.ts';
import { keptTeachings, type TaughtSoFar } from './kept-teachings.ts';

/** Forms that persons teach: each is a file of its own until it is finished, so that closing the window loses nothing. */
export interface TeachingDesk {
  begin(files: readonly string[], form?: FormDescription): Promise<Result<Teaching, Failure>>;
  kept(): Promise<readonly KeptTeaching[]>;
  open(id: string): Promise<Result<Teaching, Failure>>;
  sheet(
    id: string,
    file: number,
    sheet: string,
    form: FormDescription,
    language: Language,
  ): Promise<Result<TaughtSheet, Failure>>;
  keep(id: string, form: FormDescription, doubts: readonly Doubt[]): Promise<Result<void, Failure>>;
  prove(
    id: string,
    form: FormDescription,
    language: Language,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Result<Proof, Failure>>;
  /** Registers the form; the samples are told, so that one can be opened. */
  finish(id: string, form: FormDescription, replace: boolean): Promise<Result<readonly string[], Failure>>;
  giveUp(id: string): Promise<void>;
}

export interface TeachingOptions {
  readonly dataFolder: string;
  readonly work: Work;
  readonly partWork: PartWork;
  readonly now: () => Date;
}

export function makeTeaching({ dataFolder, work, partWork, now }: TeachingOptions): TeachingDesk {
  const { write, read, list, remove } = keptTeachings(path.join(dataFolder, 'forms', 'teaching'));

  async function viewOf(id: string, { files, form, doubts }: TaughtSoFar): Promise<Result<Teaching, Failure>> {
    const there = await samples(files);
    const names = await work('sheetsOf', { files: there.map(({ bytes }) => bytes) });
    const sheets = new Map(there.map(({ name }, i) => [name, names.ok ? (names.value[i] ?? []) : []]));
    return ok({
      id,
      form,
      doubts,
      files: files.map((file) => ({ name: path.basename(file), sheets: sheets.get(path.basename(file)) ?? [] })),
    });
  }

  const notThere: Result<never, Failure> = err({ kind: 'not-found', reason: 'file' });

  return {
    async begin(files, known) {
      const there = await samples(files);
      if (there.length === 0) return notThere;
      const learned = known === undefined ? await work('learn', { files: there }) : ok({ form: known, doubts: [] });
      if (!learned.ok) return learned;
      const { form, doubts } = learned.value;
      const id = randomUUID();
      const kept = { files, form, doubts, at: now().toISOString() };
      const written = await write(id, kept);
      return written.ok ? viewOf(id, kept) : written;
    },
    kept: list,
    async open(id) {
      const kept = await read(id);
      return kept === undefined ? notThere : viewOf(id, kept);
    },
    async sheet(id, file, sheet, form, language) {
      const kept = await read(id);
      const name = kept?.files[file];
      const [sample] = name === undefined ? [] : await samples([name]);
      if (sample === undefined) return notThere;
      return work('teachSheet', { bytes: sample.bytes, form, sheet, language, ...momentOnPaper(now()) });
    },
    async keep(id, form, doubts) {
      const kept = await read(id);
      return kept === undefined ? notThere : write(id, { ...kept, form, doubts, at: now().toISOString() });
    },
    async prove(id, form, language, progress, signal) {
      const kept = await read(id);
      if (kept === undefined) return notThere;
      const files = await samples(kept.files);
      return partWork(
        'prove',
        { files, form, language },
        ({ done, total }) => Promise.resolve(progress(done, total)),
        signal,
      );
    },
    async finish(id, form, replace) {
      const kept = await read(id);
      if (kept === undefined) return notThere;
      const registered = await registerForm(dataFolder, form, `${JSON.stringify(form, null, 1)}\n`, replace);
      if (!registered.ok) return registered;
      await noteFormOrigin(dataFolder, form.id, kept.files);
      await remove(id);
      return ok(kept.files);
    },
    async giveUp(id) {
      if ((await read(id)) !== undefined) await remove(id);
    },
  };
}

/** The samples that are still there. */
async function samples(files: readonly string[]): Promise<readonly NamedFile[]> {
  const all = await Promise.all(files.map(async (file) => ({ file, read: await readFileStamped(file) })));
  return all.flatMap(({ file, read: one }) => (one.ok ? [{ name: path.basename(file), bytes: one.value.bytes }] : []));
}
