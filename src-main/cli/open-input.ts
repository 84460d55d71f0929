import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { blockingReads } from '../files/blocking-reads.ts';
import { readWhole } from '../files/read-whole.ts';
import { openWorkbook } from '../engine/read/open.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { withinTime } from './within-time.ts';

export interface InputWorkbook extends OpenedWorkbook {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970, for telling whether the file is still as it was read. */
  readonly modified: number;
}

/** Reads and opens the workbook that a command was given; the engine's own limits bound its memory. */
export async function openInput(path: string): Promise<Result<InputWorkbook, Failure>> {
  const file = await readWhole(path, blockingReads);
  if (!file.ok) return file;
  const { bytes } = file.value;
  const opened = withinTime(bytes.length, () => openWorkbook(bytes));
  if (opened.ok) return ok({ ...opened.value, ...file.value });
  const { failure } = opened;
  // Who works on the command line can teach the program another form at once.
  const isUnknown = failure.kind === 'no-items' && failure.reason === 'none';
  return err({ file: basename(path), ...(isUnknown ? { kind: 'no-items', reason: 'unknown-form' } : failure) });
}
