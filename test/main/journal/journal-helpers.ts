import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal, type Journal, type JournalOptions } from '../../../src-main/journal/journal.ts';
import type { NewRecord } from '../../../src-main/journal/record.ts';
import { sortedSegments } from '../../../src-main/journal/load.ts';

/** Opens a journal that must open. */
export async function opened(folder: string, options: JournalOptions = {}): Promise<Journal> {
  const result = await openJournal(folder, options);
  if (!result.ok) throw new Error(`the journal did not open: ${JSON.stringify(result.failure)}`);
  return result.value;
}

export function edit(
  text: string,
  options: {
    base?: string;
    item?: string;
    field?: 'title' | 'purpose' | 'actions';
    document?: string;
    by?: string;
  } = {},
): NewRecord {
  return {
    kind: 'edit',
    document: options.document ?? 'doc',
    item: options.item ?? 'xl/worksheets/sheet1.xml',
    field: options.field ?? 'title',
    base: options.base ?? '',
    text,
    source: 'typing',
    by: options.by ?? '',
    file: '計画.xlsx',
  };
}

/** Appends an edit that must be acknowledged; answers its number. */
export async function acknowledged(journal: Journal, record: NewRecord): Promise<number> {
  const result = await journal.append(record);
  if (!result.ok) throw new Error(`not acknowledged: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** A copy of the folder as a crash at this moment would leave it: everything but the lock of a living process. */
export function asAfterCrash(folder: string, copy: string): string {
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'lock.json'), { force: true });
  return copy;
}

export const segmentsOf = (folder: string): readonly string[] => sortedSegments(readdirSync(folder));
export const textsOf = (journal: Journal, document = 'doc'): readonly string[] =>
  journal.draftsOf(document).map(({ text }) => text);
