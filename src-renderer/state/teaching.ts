import type { Proof, TaughtCell, TaughtSheet, Teaching } from '../../src-shared/contract/teaching.ts';
import type { Doubt } from '../../src-shared/failures/doubt-sentences.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import { isOf } from '../../src-shared/form/teach.ts';
import { createStore } from './store.ts';

/** What a person has said so far: the description and what is still doubtful, as one step of undo. */
export interface Taught {
  readonly form: FormDescription;
  readonly doubts: readonly Doubt[];
}

/** The form that is being taught in this window. */
export interface TeachState {
  readonly teaching: Teaching;
  readonly now: Taught;
  readonly past: readonly Taught[];
  readonly future: readonly Taught[];
  /** The sample and the sheet that are shown. */
  readonly file: number;
  readonly sheet: string;
  /** That sheet as the description reads it; the one before stays until it is there. */
  readonly read: TaughtSheet | undefined;
  /** The cell that was chosen. */
  readonly cell: string | undefined;
  readonly proof: Proof | undefined;
  readonly proving: { readonly done: number; readonly total: number } | undefined;
  readonly failure: Failure | undefined;
  /** A form of this id is registered already, and differs: a person must say that it is replaced. */
  readonly mustReplace: boolean;
  /** Why the last lesson was refused. */
  readonly refused: string | undefined;
}

export const teachState = createStore<TeachState | undefined>(undefined);

export const patchTeaching = (patch: Partial<TeachState>): void =>
  teachState.update((now) => (now === undefined ? now : { ...now, ...patch }));

/** Whether a doubt is about this cell of the shown sheet. */
export const isAbout = (doubt: Doubt, sheet: string, { cell, path }: Pick<TaughtCell, 'cell' | 'path'>): boolean =>
  path === undefined || doubt.path === '' ? doubt.sheet === sheet && doubt.cell === cell : isOf(doubt.path, path);

/** The doubts about a cell. */
export const doubtsOf = (state: TeachState, cell: TaughtCell): readonly Doubt[] =>
  state.now.doubts.filter((doubt) => isAbout(doubt, state.sheet, cell));
