import { basename } from 'node:path';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import { readFileStamped } from '../../files/read-file.ts';
import type { PlanForm } from '../core/plan-form.ts';
import { openExchanged, type ExchangedWorkbook } from '../core/open-exchanged.ts';

/** Reads and opens a workbook of the exchange, by a description where one is given; a failure names the file. */
export async function openExchangedFile(path: string, form?: PlanForm): Promise<Result<ExchangedWorkbook, Failure>> {
  const file = await readFileStamped(path);
  if (!file.ok) return file;
  const opened = openExchanged(file.value.bytes, false, undefined, form);
  return opened.ok ? opened : err({ ...opened.failure, file: basename(path) });
}
