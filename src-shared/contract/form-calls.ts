import * as v from 'valibot';
import type { OutputRef } from '../domain/output-ref.ts';
import type { Result } from '../domain/result.ts';
import { doubtKinds } from '../failures/doubt-sentences.ts';
import type { Failure } from '../failures/failures.ts';
import { checkDescription } from '../form/check-description.ts';
import type { FormDescription } from '../form/description.ts';
import { id } from './id.ts';
import { channel } from './channel.ts';
import type { FormEntry, KeptTeaching, Proof, TaughtSheet, Teaching } from './teaching.ts';

const description = v.custom<FormDescription>((value) => checkDescription(value).ok);
const doubts = v.pipe(
  v.array(
    v.strictObject({
      kind: v.picklist(doubtKinds),
      sheet: v.pipe(v.string(), v.maxLength(200)),
      cell: v.pipe(v.string(), v.maxLength(20)),
      path: v.pipe(v.string(), v.maxLength(400)),
    }),
  ),
  v.maxLength(20_000),
);

/** Calls about forms: teaching one, and the list of those that are registered. */
export const formCalls = {
  /** Begins teaching a form: from sample workbooks that it asks for (with the registered `form` to be taught on), from the file that was refused last, or from an open workbook of a described form, to mend that; `undefined` means cancelled. */
  teachBegin: channel<Result<Teaching, Failure> | undefined>()(
    v.strictTuple([
      v.variant('kind', [
        v.strictObject({ kind: v.literal('files'), form: v.optional(id) }),
        v.strictObject({ kind: v.literal('refused') }),
        v.strictObject({ kind: v.literal('document'), document: id }),
      ]),
    ]),
  ),
  /** Teachings that were begun and not finished, the latest first. */
  teachKept: channel<readonly KeptTeaching[]>()(v.strictTuple([])),
  teachOpen: channel<Result<Teaching, Failure>>()(v.strictTuple([id])),
  /** One sheet of a sample as the description reads it. */
  teachSheet: channel<Result<TaughtSheet, Failure>>()(
    v.strictTuple([
      v.strictObject({ id, file: v.pipe(v.number(), v.integer(), v.minValue(0)), sheet: id, form: description }),
    ]),
  ),
  /** Keeps what was taught so far. */
  teachKeep: channel<Result<void, Failure>>()(v.strictTuple([v.strictObject({ id, form: description, doubts })])),
  /** «確かめる»: reads all samples, checks them and reads changed copies; `teachProgress` says how far it is. `undefined`: stopped. */
  teachProve: channel<Result<Proof, Failure> | undefined>()(v.strictTuple([v.strictObject({ id, form: description })])),
  teachStop: channel<void>()(v.strictTuple([])),
  /** Registers the form and announces the first sample, so that it is opened by it. */
  teachFinish: channel<Result<void, Failure>>()(
    v.strictTuple([v.strictObject({ id, form: description, replace: v.boolean() })]),
  ),
  teachGiveUp: channel<void>()(v.strictTuple([id])),
  /** The registered forms. */
  forms: channel<readonly FormEntry[]>()(v.strictTuple([])),
  formExport: channel<Result<OutputRef, Failure> | undefined>()(v.strictTuple([id])),
  /** Asks for a file, and for the person's yes. */
  formImport: channel<Result<void, Failure> | undefined>()(v.strictTuple([])),
  /** Registers the form that an open workbook brings, with the person's yes; the workbook is opened by it again. */
  formRegisterCarried: channel<Result<void, Failure> | undefined>()(v.strictTuple([id])),
  /** Forgets a form that no plan goes by. */
  formForget: channel<Result<void, Failure>>()(v.strictTuple([id])),
  /** Takes the last edition of a form back. */
  formTakeBack: channel<Result<void, Failure>>()(v.strictTuple([id])),
} as const;
