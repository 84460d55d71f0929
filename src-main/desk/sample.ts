import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import { readFileStamped } from '../files/read-file.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';

/** The person's own copy of the bundled sample plan, made when it is not there: the sample may be edited and saved. */
export async function sampleCopy(bundled: string, folder: string): Promise<Result<string, Failure>> {
  const copy = path.join(folder, 'サンプル計画.xlsx');
  try {
    await access(copy);
    return ok(copy);
  } catch {
    // Not there yet.
  }
  const sample = await readFileStamped(bundled);
  if (!sample.ok) return sample;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const written = await writeFileAtomically(copy, sample.value.bytes);
  return written.ok ? ok(copy) : written;
}
