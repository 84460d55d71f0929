import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { RowBlock } from '../../../src-shared/form/rows.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import type { DrawnSheet, FormView } from '../../../src-shared/form/form-view.ts';
import type { FieldEdit, PatchOptions } from '../types.ts';
import type { Warning } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { Plan } from '../../../src-shared/domain/plan.ts';

/** A workbook as it crosses from the worker: plain data. */
export interface WorkbookContents {
  readonly plan: Plan;
  readonly items: readonly ItemSheet[];
  readonly warnings: readonly Warning[];
  /** How the items' sheets lie (`ItemSheet.drawn`). */
  readonly sheets: readonly DrawnSheet[];
  /** Of another form than the first: what it was read by, and what the window is told of it. */
  readonly description?: FormDescription;
  readonly form?: FormView;
  /** A description that the workbook brings and nobody here has agreed to; `differs` from the registered one, which was taken. */
  readonly carried?: { readonly description: FormDescription; readonly differs: boolean };
}

/** The patched bytes with what reading them again gives; that reading has already been compared with the edits. */
export interface PatchedContents extends WorkbookContents {
  readonly bytes: Uint8Array;
}

/** Jobs over one workbook: name, arguments and answer. */
export interface WorkbookRequests {
  /** By one of `forms` where the first form does not fit; `form`: by this one, as before. */
  readonly open: {
    readonly args: {
      readonly bytes: Uint8Array;
      readonly forms?: readonly FormDescription[];
      readonly form?: FormDescription | undefined;
    };
    readonly answer: Result<WorkbookContents, Failure>;
  };
  readonly patch: {
    readonly args: {
      readonly bytes: Uint8Array;
      readonly edits: readonly FieldEdit[];
      readonly form?: FormDescription | undefined;
      readonly options: PatchOptions & { readonly grow?: boolean };
      /** Who saves it and when (ISO 8601), for its core properties; nobody is named when missing. */
      readonly saved?: { readonly who: string; readonly when: string };
    };
    readonly answer: Result<PatchedContents, Failure>;
  };
  /** Whether a sheet can take one more row of a block: why not, if it cannot. Nothing is kept. */
  readonly newRow: {
    readonly args: { readonly bytes: Uint8Array; readonly item: string; readonly block: RowBlock };
    readonly answer: Result<undefined, Failure>;
  };
  /** The workbook as it would be saved now. */
  readonly withEdits: { readonly args: WithWorkbook; readonly answer: Result<Uint8Array, Failure> };
}

export interface WithWorkbook {
  readonly bytes: Uint8Array;
  readonly edits: readonly FieldEdit[];
  /** The description that it is read by; none for the first form. */
  readonly form?: FormDescription | undefined;
}
