import { oneAfterAnother } from '../../../src-shared/domain/one-after-another.ts';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';

const schema = v.object({
  /** Hashes of the files that were sent back, by the sending that they answer or by the file's place. */
  returns: v.record(v.string(), v.array(v.string())),
  /** Answers to requests, by the requests' ids. */
  answers: v.record(v.string(), v.string()),
});

export type KeptAnswers = v.InferOutput<typeof schema>;

/** What a section's machine keeps between receiving a workbook and sending it back; in the app's data, one small file. */
export interface AnswersStore {
  read(): Promise<KeptAnswers>;
  change(change: (kept: KeptAnswers) => KeptAnswers): Promise<Result<void, Failure>>;
}

export function answersStore(dataFolder: string): AnswersStore {
  const path = join(dataFolder, 'returns.json');
  const inOrder = oneAfterAnother();
  const read = async (): Promise<KeptAnswers> => {
    try {
      const value: unknown = JSON.parse(await fs.readFile(path, 'utf8'));
      const parsed = v.safeParse(schema, value);
      if (parsed.success) return parsed.output;
      // The first version kept the hashes only.
      const before = v.safeParse(schema.entries.returns, value);
      return { returns: before.success ? before.output : {}, answers: {} };
    } catch {
      return { returns: {}, answers: {} };
    }
  };
  return {
    read,
    // One after another: two changes at once would each write without the other's.
    change: (change) =>
      inOrder(path, async (): Promise<Result<void, Failure>> => {
        const written = await writeFileAtomically(path, Buffer.from(JSON.stringify(change(await read())), 'utf8'));
        return written.ok ? ok(undefined) : written;
      }),
  };
}
