import { createHash } from 'node:crypto';
import path from 'node:path';
import type { OutputRef } from '../../src-shared/domain/output-ref.ts';

/** What can be opened with the program that the system has for it; everything else is only shown in its folder. */
const openable = new Set(['.xlsx', '.pdf']);

/** The files and folders that the program has written, by ids: the page never names a path, and opens nothing else. */
export interface Outputs {
  note(file: string, kind?: OutputRef['kind']): OutputRef;
  pathOf(id: string): string | undefined;
  /** Whether the system's own program may be asked to open it. */
  opens(id: string): boolean;
}

export function makeOutputs(): Outputs {
  const known = new Map<string, { readonly file: string; readonly opens: boolean }>();
  return {
    note(file, kind = 'file') {
      const id = createHash('sha256').update(file).digest('hex').slice(0, 24);
      const opens = kind === 'file' && openable.has(path.extname(file).toLowerCase());
      known.set(id, { file, opens });
      return { id, kind, name: path.basename(file), folder: path.dirname(file), opens };
    },
    pathOf: (id) => known.get(id)?.file,
    opens: (id) => known.get(id)?.opens === true,
  };
}
