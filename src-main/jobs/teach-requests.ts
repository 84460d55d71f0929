import type { Proof, TaughtSheet } from '../../src-shared/contract/teaching.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import type { Doubt } from '../../src-shared/failures/doubt-sentences.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { Language } from '../../src-shared/failures/language.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What teaching a form asks of a thread. */
export interface TeachRequests {
  /** A description out of sample workbooks, with the names of their sheets. */
  readonly learn: {
    readonly args: { readonly files: readonly NamedFile[] };
    readonly answer: Result<
      {
        readonly form: FormDescription;
        readonly doubts: readonly Doubt[];
        readonly sheets: readonly (readonly string[])[];
      },
      Failure
    >;
  };
  /** The names of the sheets of each workbook. */
  readonly sheetsOf: {
    readonly args: { readonly files: readonly Uint8Array[] };
    readonly answer: Result<readonly (readonly string[])[], Failure>;
  };
  /** One sheet of a sample as the description reads it, with its paper. */
  readonly teachSheet: {
    readonly args: {
      readonly bytes: Uint8Array;
      readonly form: FormDescription;
      readonly sheet: string;
      readonly language: Language;
      readonly date: string;
      readonly time: string;
    };
    readonly answer: Result<TaughtSheet, Failure>;
  };
}

/** The long one answers in parts: how far it is. */
export interface TeachPartRequests {
  readonly prove: {
    readonly args: {
      readonly files: readonly NamedFile[];
      readonly form: FormDescription;
      readonly language: Language;
    };
    readonly part: { readonly done: number; readonly total: number };
    readonly answer: Result<Proof, Failure>;
  };
}
