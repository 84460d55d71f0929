import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { japaneseDate } from '../../src-shared/paper/japanese-date.ts';
import type { FixedVersion } from '../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { openWorkbook } from '../engine/read/open.ts';
import type { EarlierVersion } from './print-request.ts';

/** What papers call a fixed version: its name and day. */
export const versionTitle = ({ name, at }: Pick<FixedVersion, 'name' | 'at'>): string =>
  `${name}（${japaneseDate(new Date(at))}）`;

/** Opens the workbook that today's is compared with; `file` is told when it cannot be read. */
export function openEarlier(bytes: Uint8Array, name: string, file: string): Result<EarlierVersion, Failure> {
  const opened = openWorkbook(bytes);
  return opened.ok
    ? ok({ items: opened.value.items, package: opened.value.package, name })
    : err({ file: basename(file), ...opened.failure });
}
