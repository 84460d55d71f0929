import type { ExchangeWork } from '../core/exchange-jobs.ts';
import type { Memory } from '../core/memory.ts';
import type { Watching } from '../core/watching.ts';
import type { MasterNow, ReadFile, ReturnedFile } from '../core/read-returned.ts';

/** Returned files read in one go of the worker: less than a second's work. */
const filesAtOnce = 12;

/**
 * Some at a time, so that a person sees how far it is and can stop it (`undefined` then); where one of them ends the
 * worker, one by one, so that it stands alone as unreadable.
 */
export async function readInParts(
  work: ExchangeWork,
  master: MasterNow,
  returned: readonly ReturnedFile[],
  memory: Memory,
  { given, watching: { progress, signal } }: { readonly given?: Uint8Array; readonly watching: Watching },
): Promise<readonly ReadFile[] | undefined> {
  const rest = { master, archived: memory.bases, ...(given === undefined ? {} : { given }) };
  const found: ReadFile[] = [];
  for (let from = 0; from < returned.length; from += filesAtOnce) {
    if (signal?.aborted === true) return undefined;
    progress?.(from, returned.length);
    const some = returned.slice(from, from + filesAtOnce);
    const all = await work('readReturned', { ...rest, returned: some });
    if (all.ok) {
      found.push(...all.value);
      continue;
    }
    for (const file of some) {
      const one = await work('readReturned', { ...rest, returned: [file] });
      if (one.ok) found.push(...one.value);
      else found.push({ kind: 'unreadable', name: file.name, failure: one.failure });
    }
  }
  progress?.(returned.length, returned.length);
  return found;
}
