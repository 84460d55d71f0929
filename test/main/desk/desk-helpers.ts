import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDocuments, type Documents } from '../../../src-main/desk/documents.ts';
import type { FileSystem } from '../../../src-main/files/file-system.ts';
import type { Journal } from '../../../src-main/journal/journal.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../src-main/engine/write/save.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { DocumentView } from '../../../src-shared/contract/documents.ts';
import { opened } from '../journal/journal-helpers.ts';

const sample = join(import.meta.dirname, '..', '..', '..', 'assets', 'sample', 'sample-plan.xlsx');

/** The services of main over a folder, as the program wires them, but with the workbook engine in place. */
export interface TestDesk {
  readonly documents: Documents;
  readonly journal: Journal;
  readonly file: string;
  readonly versions: string;
}

/** Puts the sample plan into `place` (unless it is there) and opens journal and services over it. */
export async function deskOver(
  place: string,
  options: {
    readonly fs?: FileSystem;
    readonly fresh?: boolean;
    readonly now?: () => Date;
    readonly work?: Work;
    readonly person?: string;
  } = {},
): Promise<TestDesk> {
  const file = join(place, '台帳.xlsx');
  if (options.fresh !== false) copyFileSync(sample, file);
  const journal = await opened(join(place, 'journal'));
  const versions = join(place, 'versions');
  const documents = makeDocuments({
    journal,
    versions,
    rescue: join(place, 'unsaved'),
    samples: join(place, 'samples'),
    work: options.work ?? (async (name, args) => perform[name](args)),
    now: options.now ?? ((): Date => new Date()),
    ...(options.fs === undefined ? {} : { fs: options.fs }),
    ...(options.person === undefined ? {} : { person: () => options.person ?? '' }),
  });
  return { documents, journal, file, versions };
}

/** Opens a workbook that must open. */
export async function view(documents: Documents, file: string): Promise<DocumentView> {
  const result = await documents.open(file);
  if (!result.ok) throw new Error(`not opened: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Types a text into a field of the first item, on the text that the view shows. */
export async function type(
  documents: Documents,
  shown: DocumentView,
  path: FieldPath,
  text: string,
  base?: string,
): Promise<number> {
  const item = shown.items[0];
  if (item === undefined) throw new Error('no item');
  const accepted = await documents.acceptEdit({
    document: shown.id,
    item: item.key,
    path,
    base: base ?? item.fields[path]?.text ?? '',
    text,
  });
  if (!accepted.ok) throw new Error(`not accepted: ${JSON.stringify(accepted.failure)}`);
  return accepted.value.seq;
}

/** A field of the first item as the file on the disk has it; throws for a file that is no workbook any more. */
export function onDisk(file: string, path: FieldPath): string {
  const workbook = openWorkbook(readFileSync(file));
  if (!workbook.ok) throw new Error(`damaged: ${JSON.stringify(workbook.failure)}`);
  return workbook.value.items[0]?.fields[path]?.text ?? '';
}

/** Changes a field of the first item as another program does: the file is simply another one afterwards. */
export function changeElsewhere(file: string, path: FieldPath, text: string): void {
  const workbook = openWorkbook(readFileSync(file));
  if (!workbook.ok) throw new Error('damaged');
  const patched = patchWorkbook(workbook.value, [{ item: workbook.value.items[0]?.key ?? '', path, text }]);
  if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
  writeFileSync(file, patched.value.bytes);
}
