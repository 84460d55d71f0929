import type { Failure } from '../../src-shared/failures.ts';
import type { Warning } from '../../src-shared/failures.ts';
import type { ItemSheet } from '../../src-shared/item.ts';
import type { Plan } from '../../src-shared/plan.ts';
import type { Result } from '../../src-shared/result.ts';
import type { FieldEdit, PatchOptions } from '../workbook/types.ts';

/** A workbook as it crosses from the worker: plain data. */
export interface WorkbookContents {
  readonly plan: Plan;
  readonly items: readonly ItemSheet[];
  readonly warnings: readonly Warning[];
}

/** The patched bytes with what reading them again gives; that reading has already been compared with the edits. */
export interface PatchedContents extends WorkbookContents {
  readonly bytes: Uint8Array;
}

/** What the worker is asked to do: name, arguments and answer of every request in one place. */
export interface WorkerRequests {
  readonly open: { readonly args: { readonly bytes: Uint8Array }; readonly answer: Result<WorkbookContents, Failure> };
  readonly patch: {
    readonly args: { readonly bytes: Uint8Array; readonly edits: readonly FieldEdit[]; readonly options: PatchOptions };
    readonly answer: Result<PatchedContents, Failure>;
  };
}

export type WorkerRequestName = keyof WorkerRequests;
export interface WorkerJob<N extends WorkerRequestName = WorkerRequestName> {
  readonly name: N;
  readonly args: WorkerRequests[N]['args'];
}
