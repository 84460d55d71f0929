import type { FormDescription } from '../../../src-shared/form/description.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { WorkbookRequests } from '../../engine/jobs/requests.ts';
import type { Sending } from './distribute.ts';
import type { ReadFile, ReadInput, ReturnedFile } from './read-returned.ts';
import type { Received, ReturnRequest } from './received.ts';
import type { TakeWhole } from './take-whole.ts';
import type { SendingChoice } from '../../../src-shared/contract/sending.ts';
import type { Whose } from './whose.ts';
import type { Memory } from './memory.ts';
import type { YearStyle } from '../../../src-shared/domain/file-name-pattern.ts';
import type { FieldEdit } from '../../engine/types.ts';

export interface SendRequest extends Omit<SendingChoice, 'whole'> {
  readonly bytes: Uint8Array;
  readonly edits: readonly FieldEdit[];
  readonly memory: Memory;
  readonly years?: YearStyle;
  readonly at: string;
  readonly person?: string;
  /** The description that the plan goes by; none for the first form. */
  readonly form?: FormDescription | undefined;
}

/** Jobs of the exchange: name, arguments and answer. */
export interface ExchangeRequests {
  /** The workbooks in archives that sections have sent, for each archive. */
  readonly unpack: {
    readonly args: { readonly archives: readonly ReturnedFile[] };
    readonly answer: Result<readonly (readonly ReturnedFile[])[], Failure>;
  };
  /** Returned files, each compared with the base that it was made from. */
  readonly readReturned: { readonly args: ReadInput; readonly answer: Result<readonly ReadFile[], Failure> };
  /** What returned files say of the workbooks that they were made from. */
  readonly whose: {
    readonly args: { readonly returned: readonly ReturnedFile[]; readonly form?: FormDescription | undefined };
    readonly answer: Result<readonly Whose[], Failure>;
  };
  /** What was sent with a workbook; `undefined` for one that was never sent. */
  readonly readReceived: {
    readonly args: { readonly bytes: Uint8Array; readonly form?: FormDescription | undefined };
    readonly answer: Result<Received | undefined, Failure>;
  };
  /** The plan's workbook with one sheet of a returned file in the place of its own. */
  readonly takeWhole: { readonly args: TakeWhole; readonly answer: Result<Uint8Array, Failure> };
  /** A workbook made ready for sending back. */
  readonly makeReturn: { readonly args: ReturnRequest; readonly answer: Result<Uint8Array, Failure> };
}

/** Takes one part of an answer; the work goes on when it has been taken. */
export type Emit<P> = (part: P) => Promise<void>;

/** Jobs of the exchange that answer in parts. */
export interface ExchangePartRequests {
  /** The workbooks to send, the drafts in them, one after another; the first part says how many there are. */
  readonly sendings: {
    readonly args: SendRequest;
    readonly part: { readonly total: number } | { readonly sending: Sending };
    readonly answer: Result<{ readonly sendings: number }, Failure>;
  };
}

/** Runs one of these; a stop ends it between two parts. */
export type ExchangePartWork = <N extends keyof ExchangePartRequests>(
  name: N,
  args: ExchangePartRequests[N]['args'],
  emit: Emit<ExchangePartRequests[N]['part']>,
  signal: AbortSignal,
) => Promise<ExchangePartRequests[N]['answer']>;

/** What the window's exchange asks of a thread. */
export interface ExchangeWorkRequests extends ExchangeRequests, Pick<WorkbookRequests, 'patch'> {}

/** Runs one of these jobs; how (in a thread, in place) is the caller's. */
export type ExchangeWork = <N extends keyof ExchangeWorkRequests>(
  name: N,
  args: ExchangeWorkRequests[N]['args'],
) => Promise<ExchangeWorkRequests[N]['answer']>;
