import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { parseStep } from '../../../src-shared/checks/reporting-steps.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import {
  markDescent,
  readCarriedBase,
  readSentFacts,
  type SentFacts,
} from '../../engine/write/marks/exchange-parts.ts';
import { openPackage } from '../../engine/package/open-package.ts';
import type { WorkbookPackage } from '../../engine/types.ts';
import { changeNotes, type NoteChange } from '../../engine/write/notes/change-notes.ts';
import { PackageDraft } from '../../engine/write/draft/package-draft.ts';
import { notesOf, openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import { planForm } from './plan-form.ts';
import { answersIn, noteAuthor, withAnswer } from './request-notes.ts';
import { parseSnapshot, type CarriedRequest, type Snapshot } from './snapshot.ts';

/** What a workbook that was sent to this section says to it. */
export interface Received {
  readonly exportId: string;
  /** Returned files that it says it was made from. */
  readonly descends: readonly string[];
  /** What it was sent for. */
  readonly step?: ReportingStep;
  /** The section that it was sent to, by whom, when, until when, and what the sender wrote. */
  readonly section?: string;
  readonly sender?: string;
  readonly sentAt?: string;
  readonly due?: string;
  readonly note?: string;
  readonly requests: readonly ReceivedRequest[];
}

export interface ReceivedRequest extends CarriedRequest {
  /** `ItemSheet.key`. */
  readonly key: string;
  readonly path: FieldPath;
  /** The answer that the workbook's note holds. */
  readonly answer?: string;
}

/** Reads what was sent with a workbook; `undefined` for one that was never sent, or whose base was taken out. */
export function readReceived(bytes: Uint8Array, form?: FormDescription): Result<Received | undefined, Failure> {
  const workbook = openExchanged(bytes, false, undefined, form && planForm(form));
  if (!workbook.ok) return workbook;
  const { marks, opened } = workbook.value;
  const payload = marks.hasBase ? readCarriedBase(opened.package) : undefined;
  const base = payload === undefined ? undefined : parseSnapshot(payload);
  const exportId = marks.exportId ?? base?.exportId;
  if (exportId === undefined) return ok(undefined);
  const { step: code, ...facts } = sentFactsOf(opened.package, base);
  const step = code === undefined ? undefined : parseStep(code);
  return ok({
    exportId,
    ...facts,
    descends: marks.descends,
    ...(step === undefined ? {} : { step }),
    requests: requestsIn(workbook.value, base?.requests ?? []),
  });
}

/** What a sending told: by the base, which is checked, else by the properties where the base was taken out. */
function sentFactsOf(pkg: WorkbookPackage, base: Snapshot | undefined): SentFacts {
  const { exportId: _exportId, ...own } = readSentFacts(pkg);
  if (base === undefined) return own;
  const { section, step, due, note, sender, sentAt } = base;
  const carried = { section, step, due, note, sender, sentAt };
  // A workbook of before these travelled has a base that says nothing of them.
  return { ...own, ...Object.fromEntries(Object.entries(carried).filter(([, text]) => text !== undefined)) };
}

/** The facts of a sending as `read --json` tells them; `undefined` for a workbook that was never sent. */
export function readSending(pkg: WorkbookPackage): (SentFacts & { readonly exportId: string }) | undefined {
  const { exportId: noted } = readSentFacts(pkg);
  const payload = readCarriedBase(pkg);
  const base = payload === undefined ? undefined : parseSnapshot(payload);
  const exportId = noted ?? base?.exportId;
  return exportId === undefined ? undefined : { exportId, ...sentFactsOf(pkg, base) };
}

function requestsIn(workbook: ExchangedWorkbook, requests: readonly CarriedRequest[]): readonly ReceivedRequest[] {
  if (requests.length === 0) return [];
  const notes = new Map(notesOf(workbook).map(({ sheet, texts }) => [sheet, texts]));
  return requests.flatMap((request): ReceivedRequest[] => {
    const item = workbook.opened.items.find(
      (candidate) => workbook.marks.itemIds.get(candidate.sheet) === request.item,
    );
    if (item?.fields[request.path] === undefined) return [];
    const answer = (notes.get(item.sheet) ?? []).flatMap((note) => [...answersIn(note, [request]).values()])[0];
    return [{ ...request, key: item.key, ...(answer === undefined ? {} : { answer }) }];
  });
}

export interface ReturnRequest {
  readonly bytes: Uint8Array;
  /** SHA-256 of the returned files that this one takes the place of. */
  readonly descends: readonly string[];
  /** Answers by the ids of the requests that the workbook carries. */
  readonly answers: Readonly<Record<string, string>>;
  /** Who saves it and when, for the file's properties; they stay as they are where nobody is named. */
  readonly saved?: { readonly who: string; readonly when: string };
  /** The description that it is read by; none for the first form. */
  readonly form?: FormDescription | undefined;
}

/** A workbook made ready for sending back: its descent noted, answers in the notes of their requests. */
export function makeReturn({ bytes, descends, answers, saved, form }: ReturnRequest): Result<Uint8Array, Failure> {
  const draft = draftWithAnswers(bytes, answers, form);
  if (!draft.ok) return draft;
  markDescent(draft.value, descends, saved);
  return ok(draft.value.bytes());
}

function draftWithAnswers(
  bytes: Uint8Array,
  answers: Readonly<Record<string, string>>,
  form: FormDescription | undefined,
): Result<PackageDraft, Failure> {
  if (Object.keys(answers).length === 0) {
    const pkg = openPackage(bytes);
    return pkg.ok ? ok(new PackageDraft(pkg.value)) : pkg;
  }
  const received = readReceived(bytes, form);
  if (!received.ok) return received;
  const workbook = openExchanged(bytes, false, undefined, form && planForm(form));
  if (!workbook.ok) return workbook;
  const draft = new PackageDraft(workbook.value.opened.package);
  const due = (received.value?.requests ?? []).filter(
    ({ id, answer }) => answers[id] !== undefined && answers[id] !== answer,
  );
  for (const item of workbook.value.opened.items) {
    const own = due.filter(({ key }) => key === item.key);
    const parts = new Map<string, NoteChange[]>();
    for (const path of new Set(own.map((request) => request.path))) {
      const { area, part = item.key } = item.fields[path] ?? {};
      const here = own.filter((request) => request.path === path);
      const change = (before: string | undefined): string =>
        here.reduce<string | undefined>((note, request) => withAnswer(note, request, answers[request.id]!), before) ??
        '';
      if (area !== undefined) parts.set(part, [...(parts.get(part) ?? []), { area, change }]);
    }
    for (const [part, changes] of parts) changeNotes(draft, part, changes, noteAuthor);
  }
  return ok(draft);
}
