import { basename } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import { readFileStamped } from '../../files/read-file.ts';
import { openExchanged, type ExchangedWorkbook } from '../core/open-exchanged.ts';

/** Reads and opens a workbook of the exchange; a failure names the file. */
export async function openExchangedFile(path: string): Promise<Result<ExchangedWorkbook, Failure>> {
  const file = await readFileStamped(path);
  if (!file.ok) return file;
  const opened = openExchanged(file.value.bytes);
  return opened.ok ? opened : err({ ...opened.failure, file: basename(path) });
}
