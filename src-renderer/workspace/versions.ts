import type { OldVersion } from '../../src-shared/contract/ipc-contract.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { showFailure, takeIn } from './documents.ts';

/** The versions kept of a workbook's file, newest first; none when they cannot be listed, which is said. */
export async function oldVersions(document: string): Promise<readonly OldVersion[]> {
  const result = await desk('oldVersions', document);
  if (result.ok) return result.value;
  showFailure(result.failure);
  return [];
}

/** Puts a version back. What was typed and not saved stays a draft, and is compared with what came back. */
export async function restoreVersion(document: string, version: string): Promise<void> {
  flushTyping();
  if (!(await allStored())) return;
  const result = await desk('restoreVersion', document, version);
  if (result.ok) await takeIn(result.value);
  else showFailure(result.failure);
}
