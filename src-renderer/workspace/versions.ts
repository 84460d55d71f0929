import type { VersionDifference } from '../../src-shared/contract/ipc-contract.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { showFailure, takeIn } from './documents.ts';
import { dismiss, notify } from '../state/session.ts';
import type { OldVersion } from '../../src-shared/contract/documents.ts';

/** The versions kept of a workbook's file, newest first; none when they cannot be listed, which is said. */
export async function oldVersions(document: string): Promise<readonly OldVersion[]> {
  const result = await desk('oldVersions', document);
  if (result.ok) return result.value;
  showFailure(result.failure);
  return [];
}

/** Puts a version back. What was typed and not saved stays a draft, and is compared with what came back. */
export async function restoreVersion(document: string, version: OldVersion): Promise<void> {
  flushTyping();
  if (!(await allStored())) return;
  const result = await desk('restoreVersion', document, version.id);
  if (!result.ok) return showFailure(result.failure);
  // What was said of the file before is not true of this one.
  for (const kind of ['saved', 'warnings']) dismiss(`${kind}-${document}`);
  await takeIn(result.value);
  notify({ id: `restored-${document}`, tone: 'info', content: { kind: 'restored', document, at: version.at } });
}

/** What going back to a version would change; a failure is said. */
export async function versionDifference(document: string, version: string): Promise<VersionDifference | undefined> {
  const result = await desk('compareVersion', document, version);
  if (result.ok) return result.value;
  showFailure(result.failure);
  return undefined;
}
