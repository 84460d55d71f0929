import type { Failure } from '../../src-shared/failures/failures.ts';
import type { DocumentView } from '../../src-shared/contract/documents.ts';
import type { NextPlan, PlanForm } from '../../src-shared/contract/plan-making.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { desk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { refreshRecent, showFailure, takeInResult } from './documents.ts';
import { closeDialog, notify } from '../state/session.ts';

/** Makes and opens a new plan's workbook; a failure comes back for the dialog, which stays open then and when it was cancelled. */
export const makePlan = async (form: PlanForm): Promise<Failure | undefined> => finish(await desk('newPlan', form));

/** Makes and opens the next plan's workbook, with what was typed but not saved in it. */
export async function makeNextPlan(document: string, choice: NextPlan): Promise<Failure | undefined> {
  flushTyping();
  await allStored();
  return finish(await desk('nextPlan', document, choice));
}

export async function publishDocument(document: string): Promise<void> {
  flushTyping();
  await allStored();
  const published = await desk('publish', document);
  if (published === undefined) return;
  if (published.ok) notify({ id: 'published', tone: 'info', content: { kind: 'published', view: published.value } });
  else showFailure(published.failure);
}

async function finish(made: Result<DocumentView, Failure> | undefined): Promise<Failure | undefined> {
  if (made === undefined) return undefined;
  if (!made.ok) return made.failure;
  closeDialog();
  await takeInResult(made);
  await refreshRecent();
  return undefined;
}
