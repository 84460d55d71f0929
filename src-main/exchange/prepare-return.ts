import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Failure } from '../../src-shared/failures.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import { markDescent, readExchangeMarks } from '../workbook/exchange-parts/exchange-parts.ts';
import { openPackage } from '../workbook/package/open-package.ts';
import type { Work } from '../worker/requests.ts';
import type { ExchangedDocument } from './exchange-desk.ts';
import { hashOf } from './open-exchanged.ts';

/** A workbook made ready for sending back; `note` is called when it has been written. */
export interface PreparedReturn {
  readonly bytes: Uint8Array;
  note(): Promise<void>;
}

const schema = v.record(v.string(), v.array(v.string()));

/**
 * «提出用に保存»: the open workbook with what was typed, and the hashes of the versions that it descends from: those that
 * were sent back before for the same sending, and those that the workbook itself names. The collecting section then knows
 * without asking that this one takes their place.
 */
export function returnsOf(dataFolder: string, work: Work): { prepare(document: ExchangedDocument): Promise<Result<PreparedReturn, Failure>> } {
  const path = join(dataFolder, 'returns.json');
  return {
    async prepare(document) {
      const patched = await work('patch', { bytes: document.bytes, edits: document.drafts, options: { unlock: true } });
      if (!patched.ok) return patched;
      const pkg = openPackage(patched.value.bytes);
      if (!pkg.ok) return pkg;
      const marks = readExchangeMarks(pkg.value);
      const known = await readReturns(path);
      const key = marks.exportId ?? document.path;
      const earlier = known[key] ?? [];
      const bytes = markDescent(pkg.value, [...marks.descends, ...earlier, hashOf(document.bytes)]);
      return ok({
        bytes,
        note: async () => {
          const list = { ...(await readReturns(path)), [key]: [...new Set([...earlier, hashOf(bytes)])] };
          await writeFileAtomically(path, Buffer.from(JSON.stringify(list), 'utf8'));
        },
      });
    },
  };
}

async function readReturns(path: string): Promise<Readonly<Record<string, readonly string[]>>> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(await fs.readFile(path, 'utf8')));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
