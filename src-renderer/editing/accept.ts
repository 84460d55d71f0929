import type { EditSource } from '../../src-shared/domain/edit-source.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import { given } from '../../src-shared/domain/given.ts';
import { ok } from '../../src-shared/domain/result.ts';
import type { FieldChange, UndoRow } from '../db/database.ts';
import { storeEdits, type AcceptedEdit } from '../db/edits.ts';
import { desk } from '../desk.ts';
import { codeOf, sayDatabaseTrouble } from '../state/recover.ts';
import { createStore } from '../state/store.ts';
import { dismiss, documentOf, notify, session, type FieldRef } from '../state/session.ts';
import { reshape } from '../state/shape.ts';
import { writesLocked } from './editable.ts';
import { acknowledge, draftOf, fileText, setText } from '../state/texts.ts';

/**
 * The way of an edit: into memory at once, then one line in main's journal, then one transaction of the database.
 * The edits of all workbooks go one after another, in the order in which they were made.
 */

/** Edits that are not yet on disk, by workbook; the save indicator watches it. */
export const unstored = createStore<Readonly<Record<DocumentId, number>>>({});

interface Job {
  readonly document: DocumentId;
  readonly changes: readonly FieldChange[];
  readonly bases: readonly string[];
  readonly unlocked: readonly boolean[];
  readonly source: EditSource;
  readonly at: string;
  /** How many of the changes the journal has by now. */
  acknowledged: number;
  /** The numbers of changes that main has journalled itself. */
  readonly journalled?: readonly number[] | undefined;
  readonly undo: { readonly put: readonly UndoRow[]; readonly remove: readonly number[] };
}

const waiting: Job[] = [];
let running: Promise<void> | undefined;

const count = (document: DocumentId, by: number): void =>
  unstored.update((now) => ({ ...now, [document]: Math.max(0, (now[document] ?? 0) + by) }));

async function journal(job: Job): Promise<{ accepted: AcceptedEdit[]; failure?: Failure }> {
  const accepted: AcceptedEdit[] = [];
  job.acknowledged = 0;
  for (const [index, { item, path, before, after, row, stored }] of job.changes.entries()) {
    const gone = row === 'gone' ? { gone: true as const } : {};
    const base = job.bases[index] ?? '';
    const unlock = job.unlocked[index] === true ? { unlock: true as const } : {};
    const known = job.journalled?.[index];
    const result =
      known === undefined
        ? await desk('acceptEdit', {
            document: job.document,
            item,
            path,
            base,
            text: after,
            source: job.source,
            ...unlock,
            ...gone,
            ...given({ stored }),
          })
        : ok({ seq: known });
    if (!result.ok) return { accepted, failure: result.failure };
    const { seq } = result.value;
    job.acknowledged = index + 1;
    acknowledge({ document: job.document, item, path }, after, seq);
    accepted.push({
      draft: { document: job.document, item, path, base, text: after, seq, at: job.at, ...gone },
      history: {
        document: job.document,
        item,
        path,
        before,
        after,
        at: job.at,
        by: session.get().settings.personName,
        source: job.source,
        file: documentOf(job.document)?.name ?? '',
      },
    });
  }
  return { accepted };
}

/** Failures that pass: the disk is full or gone. Others would come again at every try. */
const passes = ({ kind }: Failure): boolean => kind === 'journal' || kind === 'write-failed';

/**
 * Works the queue off. A job that the disk refuses stays at its head, and the next edit or save tries it again; one
 * that the workbook has no place for is said and let go, so that it does not hold up the others.
 */
async function work(): Promise<void> {
  for (let job = waiting[0]; job !== undefined; job = waiting[0]) {
    const { accepted, failure } = await journal(job);
    if (failure !== undefined) {
      notify({ id: 'journal', tone: 'error', content: { kind: 'failure', failure } });
      if (passes(failure)) return;
    } else dismiss('journal');
    try {
      await storeEdits(accepted, job.undo);
    } catch (error) {
      // The journal has the edits; the next start puts them into the database.
      sayDatabaseTrouble('database-unusable', codeOf(error));
    }
    waiting.shift();
    count(job.document, -1);
  }
}

/** Whether an edit of this box is on its way to the journal: it will have a later number than any that is announced now. */
export const isOnItsWay = ({ document, item, path }: FieldRef): boolean =>
  waiting.some(
    (job) =>
      job.document === document &&
      job.changes.some((change, index) => index >= job.acknowledged && change.item === item && change.path === path),
  );

function start(): Promise<void> {
  running ??= work().finally(() => {
    running = undefined;
  });
  return running;
}

/** Waits until every edit made so far is on disk; false when one could not be written. */
export async function allStored(): Promise<boolean> {
  while (waiting.length > 0) {
    const before = waiting.length;
    await start();
    if (waiting.length > 0 && waiting.length >= before) return false;
  }
  return true;
}

/** Takes changes of one workbook in: shown at once, on disk as soon as the disk allows. */
export function accept(
  document: DocumentId,
  changes: readonly FieldChange[],
  source: EditSource,
  undo: Job['undo'],
  journalled?: readonly number[],
): void {
  const at = new Date().toISOString();
  const refs: readonly FieldRef[] = changes.map(({ item, path }) => ({ document, item, path }));
  const bases = refs.map((ref) => draftOf(ref)?.base ?? fileText(ref));
  const unlocks = refs.map((ref) => writesLocked(ref) || draftOf(ref)?.unlocked === true);
  for (const [index, { after, row }] of changes.entries()) {
    setText(refs[index] as FieldRef, after, at, {
      unlocked: unlocks[index] === true,
      ...(row === 'gone' ? { gone: true } : {}),
    });
  }
  reshape(refs);
  waiting.push({ document, changes, bases, unlocked: unlocks, source, at, acknowledged: 0, journalled, undo });
  count(document, 1);
  void start();
}
