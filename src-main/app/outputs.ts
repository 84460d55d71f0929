import { createHash } from 'node:crypto';
import path from 'node:path';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { unsyncedWarning } from '../files/file-failures.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { OutputRef } from '../../src-shared/domain/output-ref.ts';

/** What can be opened with the program that the system has for it; everything else is only shown in its folder. */
const openable = new Set(['.xlsx', '.pdf']);

/** The files and folders that the program has written, by ids: the page never names a path, and opens nothing else. */
export interface Outputs {
  note(file: string, kind?: OutputRef['kind']): OutputRef;
  /** Writes a file and notes it. One that the disk did not confirm says so (`warnings`). */
  write(file: string, bytes: Uint8Array): Promise<Result<OutputRef, Failure>>;
  pathOf(id: string): string | undefined;
  /** Whether the system's own program may be asked to open it. */
  opens(id: string): boolean;
}

export function makeOutputs(
  writeFile: (file: string, bytes: Uint8Array) => ReturnType<typeof writeFileAtomically> = writeFileAtomically,
): Outputs {
  const known = new Map<string, { readonly file: string; readonly opens: boolean }>();
  const note: Outputs['note'] = (file, kind = 'file') => {
    const id = createHash('sha256').update(file).digest('hex').slice(0, 24);
    const opens = kind === 'file' && openable.has(path.extname(file).toLowerCase());
    known.set(id, { file, opens });
    return { id, kind, name: path.basename(file), folder: path.dirname(file), opens };
  };
  return {
    note,
    async write(file, bytes) {
      const written = await writeFile(file, bytes);
      if (!written.ok) return err(written.failure);
      const { unsynced } = written.value;
      return ok({ ...note(file), ...(unsynced === undefined ? {} : { warnings: [unsyncedWarning(file, unsynced)] }) });
    },
    pathOf: (id) => known.get(id)?.file,
    opens: (id) => known.get(id)?.opens === true,
  };
}
