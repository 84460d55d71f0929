import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { KeptTeaching } from '../../src-shared/contract/teaching.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { Doubt } from '../../src-shared/failures/doubt-sentences.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { checkDescription } from '../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { ownFile, ownFolder } from '../files/file-system.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';

/** A form that somebody teaches: its samples, what is taught so far, what is still asked, and when that was. */
export interface TaughtSoFar {
  readonly files: readonly string[];
  readonly form: FormDescription;
  readonly doubts: readonly Doubt[];
  readonly at: string;
}

/** Forms that are being taught, each a file of its own. */
export interface KeptTeachings {
  write(id: string, kept: TaughtSoFar): Promise<Result<void, Failure>>;
  read(id: string): Promise<TaughtSoFar | undefined>;
  /** Newest first. */
  list(): Promise<readonly KeptTeaching[]>;
  remove(id: string): Promise<void>;
}

export function keptTeachings(folder: string): KeptTeachings {
  const fileOf = (id: string): string => path.join(folder, `${id}.json`);

  async function read(id: string): Promise<TaughtSoFar | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    try {
      const kept = JSON.parse(await fs.readFile(fileOf(id), 'utf8')) as TaughtSoFar;
      return checkDescription(kept.form).ok && Array.isArray(kept.files) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    async write(id, kept) {
      await fs.mkdir(folder, { recursive: true, mode: ownFolder });
      const written = await writeFileAtomically(fileOf(id), Buffer.from(JSON.stringify(kept)), { mode: ownFile });
      return written.ok ? ok(undefined) : written;
    },
    read,
    async list() {
      const names = await fs.readdir(folder).catch(() => []);
      const all = await Promise.all(
        names
          .filter((name) => name.endsWith('.json'))
          .map(async (name) => ({ id: name.slice(0, -5), kept: await read(name.slice(0, -5)) })),
      );
      return all
        .flatMap(({ id, kept }): readonly KeptTeaching[] =>
          kept === undefined
            ? []
            : [{ id, name: kept.form.name, files: kept.files.map((file) => path.basename(file)), at: kept.at }],
        )
        .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    },
    remove: (id) => fs.rm(fileOf(id), { force: true }),
  };
}
