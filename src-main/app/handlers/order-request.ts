import path from 'node:path';
import type { PrintOrder } from '../../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { japaneseDate, momentOnPaper } from '../../../src-shared/paper/japanese-date.ts';
import type { OpenConflict } from '../../../src-shared/paper/open-papers.ts';
import { editsOf, notOpen, type OpenDocument } from '../../desk/document.ts';
import type { WithWorkbook } from '../../engine/jobs/requests.ts';
import { chooseVersion, listFixedVersions, readFixedVersion } from '../../exchange/folder/fixed-versions.ts';
import { identityOfItems } from '../../exchange/folder/find-folder.ts';
import { foldersOf } from '../../exchange/folder/keep-sendings.ts';
import type { PagesRequest } from '../../jobs/requests.ts';
import { versionTitle } from '../../printing/version-to-compare.ts';
import type { DeskServices } from './desk-services.ts';

/** What is undecided in a document, as its window shows it. */
export type ConflictsOf = (
  sender: Electron.WebContents,
  document: string,
) => Promise<Result<readonly OpenConflict[], Failure>>;

/** An order of the window with everything that the thread needs for it: bytes, drafts, the version to compare with, what is undecided. */
export async function orderRequest(
  { documents, journal }: Pick<DeskServices, 'documents' | 'journal'>,
  conflictsOf: ConflictsOf,
  sender: Electron.WebContents,
  order: PrintOrder,
): Promise<Result<PagesRequest & WithWorkbook, Failure>> {
  const found = documents.get(order.document);
  if (found === undefined) return err(notOpen);
  const now = new Date();
  const version = order.since?.kind === 'version' ? await versionOf(found, order.since.id) : ok(undefined);
  if (!version.ok) return version;
  const conflicts = order.paper === 'conflicts' ? await conflictsOf(sender, order.document) : ok([]);
  if (!conflicts.ok) return conflicts;
  const { document, ...rest } = order;
  return ok({
    ...rest,
    bytes: found.bytes,
    form: found.contents.description,
    edits: editsOf(journal.draftsOf(document)),
    file: path.basename(found.path),
    folder: `${path.dirname(found.path)}${path.sep}`,
    policy: 'grow',
    ...momentOnPaper(now),
    today: japaneseDate(now),
    ...(version.value === undefined ? {} : { version: version.value }),
    conflicts: conflicts.value,
  });
}

async function versionOf(
  master: OpenDocument,
  id: string,
): Promise<Result<{ readonly bytes: Uint8Array; readonly name: string }, Failure>> {
  const version = chooseVersion(
    await listFixedVersions(await foldersOf(master.path, () => identifyDocument(master))),
    id,
  );
  if (!version.ok) return version;
  const bytes = await readFixedVersion(version.value);
  return bytes.ok ? ok({ bytes: bytes.value, name: versionTitle(version.value) }) : bytes;
}

/** What a plan folder knows a document by, when its file was renamed. */
export const identifyDocument = async ({ bytes, contents }: OpenDocument) =>
  identityOfItems(bytes, contents.plan.planId, contents.items);
