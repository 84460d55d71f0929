import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { CallArgs } from '../../src-shared/contract/ipc-contract.ts';
import type { TaughtCell, Teaching } from '../../src-shared/contract/teaching.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { checkDescription } from '../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { desk, onDesk } from '../desk.ts';
import { translate } from '../i18n/translate.ts';
import { closeDialog, dismiss, session } from '../state/session.ts';
import { isAbout, patchTeaching, teachState, type Taught, type TeachState } from '../state/teaching.ts';
import { atWork } from '../state/works.ts';
import { showFailure } from './documents.ts';

/** Begins teaching: from samples that main asks for, or from the file that was refused last. */
export async function beginTeaching(from: CallArgs<'teachBegin'>[0]): Promise<void> {
  const begun = await atWork(
    translate(session.get().settings.language, 'teach.learning'),
    () => desk('teachBegin', from),
    () => void desk('stopWork', 'learning'),
  );
  if (begun !== undefined) await show(begun);
}

export const goOnTeaching = async (id: string): Promise<void> => show(await desk('teachOpen', id));

async function show(begun: Result<Teaching, Failure>): Promise<void> {
  if (!begun.ok) {
    showFailure(begun.failure);
    return;
  }
  const { form, doubts, files } = begun.value;
  closeDialog();
  for (const { id, content } of session.get().notices)
    if (content.kind === 'failure' && content.failure.kind === 'no-items') dismiss(id);
  const file = Math.max(
    0,
    files.findIndex(({ sheets }) => sheets.length > 0),
  );
  const known = new Set(doubts.map(({ sheet }) => sheet));
  const sheets = files[file]?.sheets ?? [];
  teachState.set({
    teaching: begun.value,
    now: { form, doubts },
    past: [],
    future: [],
    file,
    sheet: sheets.find((name) => known.has(name)) ?? sheets[0] ?? '',
    read: undefined,
    cell: undefined,
    proof: undefined,
    proving: undefined,
    failure: undefined,
    mustReplace: false,
    refused: undefined,
  });
  await readSheet();
  const first = teachState.get()?.read;
  // The sheet that the person sees first should be one of the form.
  if (first?.cells.some(({ what }) => what === 'box') === false) await firstWithBoxes(sheets);
}

async function firstWithBoxes(sheets: readonly string[]): Promise<void> {
  for (const sheet of sheets.slice(0, 12)) {
    await showSample(teachState.get()?.file ?? 0, sheet);
    if (teachState.get()?.read?.cells.some(({ what }) => what === 'box') === true) return;
  }
}

let asked = 0;

/** Reads the shown sheet by the description as it is now. */
async function readSheet(): Promise<void> {
  const state = teachState.get();
  if (state === undefined || state.sheet === '') return;
  asked += 1;
  const own = asked;
  const { teaching, now, file, sheet } = state;
  const read = await desk('teachSheet', { id: teaching.id, file, sheet, form: now.form });
  if (own !== asked || teachState.get()?.teaching.id !== teaching.id) return;
  if (read.ok) patchTeaching({ read: read.value, failure: undefined });
  else patchTeaching({ failure: read.failure });
}

/** Shows another sample or sheet, with one cell of it chosen. */
export async function showSample(file: number, sheet: string, cell?: string): Promise<void> {
  patchTeaching({ file, sheet, cell, proof: undefined });
  await readSheet();
}

export const chooseCell = (cell: string | undefined): void => patchTeaching({ cell, refused: undefined });

/** Takes a changed description over, unless it says something that cannot be: undoable, kept, and read again. */
export function teach(change: (form: FormDescription) => FormDescription, settled?: TaughtCell): void {
  const state = teachState.get();
  if (state === undefined) return;
  const form = change(state.now.form);
  const checked = checkDescription(JSON.parse(JSON.stringify(form)));
  if (!checked.ok) {
    patchTeaching({ refused: `${checked.failure.place} ${checked.failure.what}` });
    return;
  }
  const doubts =
    settled === undefined
      ? state.now.doubts
      : state.now.doubts.filter((doubt) => !isAbout(doubt, state.sheet, settled));
  put(state, { form, doubts }, { past: [...state.past, state.now], future: [] });
}

/** What stands there is right: it is doubted no more. */
export const confirmCell = (cell: TaughtCell): void => teach((form) => form, cell);

function put(state: TeachState, now: Taught, steps: Pick<TeachState, 'past' | 'future'>): void {
  patchTeaching({ now, ...steps, refused: undefined, mustReplace: false });
  void desk('teachKeep', { id: state.teaching.id, form: now.form, doubts: [...now.doubts] }).then((kept) => {
    if (!kept.ok) showFailure(kept.failure);
  });
  void readSheet();
}

export function undoLesson(): void {
  const state = teachState.get();
  const before = state?.past.at(-1);
  if (state === undefined || before === undefined) return;
  put(state, before, { past: state.past.slice(0, -1), future: [state.now, ...state.future] });
}

export function redoLesson(): void {
  const state = teachState.get();
  const next = state?.future[0];
  if (state === undefined || next === undefined) return;
  put(state, next, { past: [...state.past, state.now], future: state.future.slice(1) });
}

/** «確かめる». */
export async function prove(): Promise<void> {
  const state = teachState.get();
  if (state === undefined) return;
  patchTeaching({ proving: { done: 0, total: 1 }, proof: undefined });
  const stop = onDesk('teachProgress', (progress) => {
    if (teachState.get()?.proving !== undefined) patchTeaching({ proving: progress });
  });
  try {
    const proof = await desk('teachProve', { id: state.teaching.id, form: state.now.form });
    if (proof?.ok === true) patchTeaching({ proof: proof.value });
    else if (proof?.ok === false && proof.failure.reason !== 'stopped') patchTeaching({ failure: proof.failure });
  } finally {
    stop();
    patchTeaching({ proving: undefined });
  }
}

export const stopProving = (): void => void desk('teachStop');
export const closeProof = (): void => patchTeaching({ proof: undefined });

/** Registers the form and leaves; main announces the first sample, which is opened by it. */
export async function finishTeaching(replace: boolean): Promise<void> {
  const state = teachState.get();
  if (state === undefined) return;
  const finished = await desk('teachFinish', { id: state.teaching.id, form: state.now.form, replace });
  if (finished.ok) teachState.set(undefined);
  else if (finished.failure.kind === 'form' && finished.failure.reason === 'registered')
    patchTeaching({ mustReplace: true });
  else patchTeaching({ failure: finished.failure });
}

/** Registers the form that an open workbook brings; main asks first, and announces the workbook again. */
export async function registerCarried(document: DocumentId): Promise<void> {
  const registered = await desk('formRegisterCarried', document);
  if (registered?.ok === false) showFailure(registered.failure);
}

export const leaveTeaching = (): void => teachState.set(undefined);
