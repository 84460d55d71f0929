import { useCallback, useSyncExternalStore } from 'react';
import type { ExchangeSummary, RequestView } from '../../src-shared/domain/exchange.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import { desk } from '../desk.ts';
import { createStore } from '../state/store.ts';
import { timetableStep } from '../../src-shared/checks/timetable.ts';
import { changeDocument, documentOf, type FieldRef } from '../state/session.ts';

/** What the exchange of each open workbook says outside of its dialog; a workbook without one has no entry that says something. */
export const summaries = createStore<Readonly<Record<DocumentId, ExchangeSummary>>>({});

/** Asks main anew; what cannot be read is told where the exchange is opened. */
export async function loadSummary(document: DocumentId): Promise<void> {
  const found = await desk('exchangeSummary', document);
  if (!found.ok) return;
  summaries.update((now) => ({ ...now, [document]: found.value }));
  const { step } = found.value;
  const years = documentOf(document)?.plan.years;
  // Everything that asks for boxes goes by the step that came with the file.
  if (years !== undefined)
    changeDocument(document, { sentStep: step === undefined ? undefined : timetableStep(step, years) });
}

export function forgetSummary(document: DocumentId): void {
  summaries.update((now) => Object.fromEntries(Object.entries(now).filter(([id]) => id !== document)));
}

/** How much a person still has to decide. */
export const undecidedIn = (summary: ExchangeSummary | undefined): number =>
  summary === undefined ? 0 : summary.conflicts.length + summary.questions;

/** The requests that a box shows: open ones; where they are to be answered, answered ones too. */
export function requestsAt(
  summary: ExchangeSummary | undefined,
  { item, path }: Pick<FieldRef, 'item' | 'path'>,
): readonly RequestView[] {
  if (summary === undefined || summary.requests.length === 0) return none;
  const found = summary.requests.filter(
    (request) => request.item === item && request.path === path && (request.status === 'open' || summary.received),
  );
  return found.length === 0 ? none : found;
}

const none: readonly RequestView[] = [];

export function useSummary(document: DocumentId): ExchangeSummary | undefined {
  const read = useCallback(() => summaries.get()[document], [document]);
  return useSyncExternalStore(summaries.subscribe, read);
}
